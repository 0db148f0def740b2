namespace Cairn.Python;

/// <summary>Makes a function out of its code, evaluating the defaults.</summary>
internal sealed class FunctionNode(
    int position, FunctionCode code, ExpressionNode[] defaults, (PyStr Name, ExpressionNode Value)[] keywordDefaults, int[] closureSlots)
    : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        var closure = closureSlots.Length == 0 ? [] : new Cell[closureSlots.Length];
        for (int i = 0; i < closure.Length; i++)
        {
            closure[i] = (Cell)frame.Slots[closureSlots[i]]!;
        }

        var function = new PyFunction(frame.Realm, code, frame.Globals, closure);
        if (defaults.Length > 0)
        {
            var values = new PyObject[defaults.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = defaults[i].Evaluate(frame);
            }

            function.Defaults = values;
        }

        if (keywordDefaults.Length > 0)
        {
            function.KeywordDefaults = new PyDict();
            foreach ((PyStr name, ExpressionNode value) in keywordDefaults)
            {
                function.KeywordDefaults.Set(name, value.Evaluate(frame));
            }
        }

        return function;
    }
}

/// <summary>Applies decorators, the last one first, and binds the result.</summary>
internal sealed class DecoratedNode(int position, ExpressionNode[] decorators, ExpressionNode definition, TargetNode target)
    : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        if (decorators.Length == 0)
        {
            target.Assign(frame, definition.Evaluate(frame));
            return Completion.Normal;
        }

        var functions = new PyObject[decorators.Length];
        for (int i = 0; i < functions.Length; i++)
        {
            functions[i] = decorators[i].Evaluate(frame);
        }

        PyObject value = definition.Evaluate(frame);
        for (int i = functions.Length - 1; i >= 0; i--)
        {
            frame.Position = decorators[i].Position;
            value = functions[i].Call(frame.Realm, value);
        }

        target.Assign(frame, value);
        return Completion.Normal;
    }
}

/// <summary>A class statement: bases, metaclass, namespace, body, class.</summary>
internal sealed class ClassNode(int position, ClassCode code, CallPart[] arguments, int[] closureSlots) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        Realm realm = frame.Realm;
        CallArguments header = CallPart.Collect(frame, arguments, null);
        frame.Position = Position;
        PyObject[] bases = ResolveBases(realm, header.Positional, out PyTuple? originalBases);
        PyObject metaclass = header.Keyword("metaclass") ?? BuiltinTypes.Type;
        CallArguments keywords = WithoutMetaclass(header);
        if (metaclass is PyType metatype)
        {
            metaclass = PyType.MostDerivedMetatype(
                metatype, [.. bases.Select(item => item as PyType ?? throw PyRaise.TypeError("bases must be types"))]);
        }

        var name = new PyStr(code.Name);
        var baseTuple = new PyTuple(bases);
        PyObject members = metaclass.TryGetAttribute(Names.Prepare) is { } prepare
            && !ReferenceEquals(metaclass, BuiltinTypes.Type)
            ? prepare.Call(realm, new CallArguments([name, baseTuple, .. keywords.RawValues], keywords.RawNames))
            : new PyDict();

        var body = new Frame(realm, code.File, code.Name, frame.Globals, code.SlotCount)
        {
            ClassNamespace = members,
            ClassBases = bases,
            Position = Position,
        };
        for (int i = 0; i < closureSlots.Length; i++)
        {
            body.Slots[code.FreeSlots[i]] = frame.Slots[closureSlots[i]];
        }

        var cell = new Cell();
        body.Slots[code.ClassCellSlot] = cell;
        code.Run(body);

        if (originalBases is not null)
        {
            members.SetItem(new PyStr("__orig_bases__"), originalBases);
        }

        members.SetItem(Names.ClassCell, cell);
        frame.Position = Position;
        PyObject result = metaclass.Call(
            realm, new CallArguments([name, baseTuple, members, .. keywords.RawValues], keywords.RawNames));
        cell.Value ??= result;
        return result;
    }

    private static CallArguments WithoutMetaclass(CallArguments header)
    {
        var names = new List<string>();
        var values = new List<PyObject>();
        for (int i = 0; i < header.KeywordCount; i++)
        {
            if (header.KeywordNames[i] != "metaclass")
            {
                names.Add(header.KeywordNames[i]);
                values.Add(header.KeywordValues[i]);
            }
        }

        return new CallArguments([.. values], [.. names]);
    }

    /// <summary>PEP 560: a base that is no class may say which classes it stands for.</summary>
    private static PyObject[] ResolveBases(Realm realm, ReadOnlySpan<PyObject> given, out PyTuple? original)
    {
        original = null;
        var bases = new List<PyObject>(given.Length);
        foreach (PyObject item in given)
        {
            if (item is not PyType && item.TryGetAttribute(Names.MroEntries) is { } entries)
            {
                original ??= new PyTuple(given.ToArray());
                bases.AddRange(Operators.Values(entries.Call(realm, new PyTuple(given.ToArray()))));
            }
            else
            {
                bases.Add(item);
            }
        }

        return [.. bases];
    }
}

internal sealed class ImportNode(int position, PyStr module, bool bindsLeaf, TargetNode target) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        PyObject imported = frame.Realm.ImportDotted(module.Value);
        if (!bindsLeaf)
        {
            int dot = module.Value.IndexOf('.', StringComparison.Ordinal);
            imported = dot < 0 ? imported : frame.Realm.Modules.TryGet(new PyStr(module.Value[..dot])) ?? imported;
        }

        target.Assign(frame, imported);
        return Completion.Normal;
    }
}

/// <summary><c>from module import names</c>; no names mean <c>*</c>.</summary>
internal sealed class ImportFromNode(int position, int level, string module, (PyStr Name, TargetNode Target)[] names) : StatementNode(position)
{
    public override Completion Execute(Frame frame)
    {
        string absolute = frame.Realm.ResolveRelative(frame.Globals, level, module);
        PyObject source = frame.Realm.ImportDotted(absolute);
        if (names.Length == 0)
        {
            ImportAll(frame, source);
            return Completion.Normal;
        }

        foreach ((PyStr name, TargetNode target) in names)
        {
            PyObject value = source.TryGetAttribute(name)
                ?? frame.Realm.TryImportSubmodule(source, absolute, name)
                ?? throw new PyRaise(new PyException(
                    BuiltinTypes.ImportError,
                    new PyStr($"cannot import name '{name.Value}' from '{absolute}' ({PathOf(source)})")));
            target.Assign(frame, value);
        }

        return Completion.Normal;
    }

    private static string PathOf(PyObject module) => module.TryGetAttribute(Names.File)?.Str() ?? "unknown location";

    private static void ImportAll(Frame frame, PyObject source)
    {
        PyObject target = frame.ClassNamespace ?? frame.Globals;
        if (source.TryGetAttribute(Names.All) is { } all)
        {
            foreach (PyObject name in Operators.Values(all))
            {
                PyStr text = name as PyStr ?? throw PyRaise.TypeError("Item in __all__ must be str");
                PyObject value = source.TryGetAttribute(text)
                    ?? frame.Realm.TryImportSubmodule(source, ((PyModule)source).Name, text)
                    ?? throw source.MissingAttribute(text);
                target.SetItem(text, value);
            }

            return;
        }

        foreach ((PyObject name, PyObject value) in source.Attributes?.Snapshot() ?? [])
        {
            if (name is PyStr visible && !visible.Value.StartsWith('_'))
            {
                target.SetItem(visible, value);
            }
        }
    }
}
