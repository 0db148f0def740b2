namespace Cairn.Python;

/// <summary>A call with positional and keyword arguments, without stars.</summary>
internal sealed class CallNode(int position, ExpressionNode function, ExpressionNode[] values, string[] names) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject callee = function.Evaluate(frame);
        var arguments = new PyObject[values.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = values[i].Evaluate(frame);
        }

        frame.Position = Position;
        return callee.Call(frame.Realm, new CallArguments(arguments, names));
    }
}

/// <summary>A call of an attribute: a method is called without making a bound method first.</summary>
internal sealed class MethodCallNode(int position, ExpressionNode target, PyStr name, ExpressionNode[] values, string[] names)
    : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject self = target.Evaluate(frame);
        frame.Position = Position;
        if (FindMethod(self) is { } method)
        {
            var withSelf = new PyObject[values.Length + 1];
            withSelf[0] = self;
            for (int i = 0; i < values.Length; i++)
            {
                withSelf[i + 1] = values[i].Evaluate(frame);
            }

            frame.Position = Position;
            return method.CallCore(frame.Realm, new CallArguments(withSelf, names));
        }

        PyObject callee = self.GetAttribute(name);
        var arguments = new PyObject[values.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = values[i].Evaluate(frame);
        }

        frame.Position = Position;
        return callee.Call(frame.Realm, new CallArguments(arguments, names));
    }

    private PyObject? FindMethod(PyObject self)
    {
        if (self.Type.IsHeap)
        {
            if (self.GetType() != typeof(PyInstance)
                || ClassProtocol.Special(self.Type, Names.GetAttributeHook) is not null
                || self.Type.Lookup(name) is not PyFunction function
                || self.Attributes!.TryGet(name) is not null)
            {
                return null;
            }

            return function;
        }

        return self is PyStr or PyList or PyDict or PySet && self.Type.Lookup(name) is NativeFunction { IsDescriptor: true } native
            ? native
            : null;
    }
}

/// <summary>A call with <c>*</c> or <c>**</c> in it.</summary>
internal sealed class UnpackingCallNode(int position, ExpressionNode function, CallPart[] parts) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject callee = function.Evaluate(frame);
        CallArguments arguments = CallPart.Collect(frame, parts, callee);
        frame.Position = Position;
        return callee.Call(frame.Realm, arguments);
    }
}

/// <summary>One argument of an <see cref="UnpackingCallNode"/>.</summary>
internal readonly record struct CallPart(ArgumentKind Kind, string? Name, ExpressionNode Value)
{
    public static CallArguments Collect(Frame frame, CallPart[] parts, PyObject? callee)
    {
        var positional = new List<PyObject>(parts.Length);
        var names = new List<string>();
        var values = new List<PyObject>();
        foreach (CallPart part in parts)
        {
            PyObject value = part.Value.Evaluate(frame);
            switch (part.Kind)
            {
                case ArgumentKind.Positional:
                    positional.Add(value);
                    break;
                case ArgumentKind.Unpacked:
                    frame.Position = part.Value.Position;
                    PyIterator iterator = value.TryIterate()
                        ?? throw PyRaise.TypeError($"{NameOf(callee)} argument after * must be an iterable, not {value.Type.Name}");
                    while (iterator.Next() is { } item)
                    {
                        frame.Realm.Step();
                        positional.Add(item);
                    }

                    break;
                case ArgumentKind.Keyword:
                    AddKeyword(names, values, part.Name!, value, callee);
                    break;
                default:
                    frame.Position = part.Value.Position;
                    var mapping = new PyDict();
                    DictMembers.UpdateFromMapping(
                        frame.Realm, mapping, value, $"{NameOf(callee)} argument after ** must be a mapping, not {value.Type.Name}");
                    foreach ((PyObject key, PyObject item) in mapping.Items())
                    {
                        AddKeyword(
                            names, values, key is PyStr text ? text.Value : throw PyRaise.TypeError("keywords must be strings"), item, callee);
                    }

                    break;
            }
        }

        positional.AddRange(values);
        return new CallArguments([.. positional], [.. names]);
    }

    private static void AddKeyword(List<string> names, List<PyObject> values, string name, PyObject value, PyObject? callee)
    {
        if (names.Contains(name))
        {
            throw PyRaise.TypeError($"{NameOf(callee)} got multiple values for keyword argument '{name}'");
        }

        names.Add(name);
        values.Add(value);
    }

    private static string NameOf(PyObject? callee) => callee switch
    {
        PyFunction { Module: PyStr module } function => $"{module.Value}.{function.QualifiedName}()",
        NativeFunction native => native.Name + "()",
        PyType type => type.QualifiedNameWithModule + "()",
        PyMethod method => NameOf(method.Function),
        null => "class",
        _ => callee.Type.Name + " object",
    };
}

/// <summary><c>super()</c> without arguments: the class around the method and its first parameter.</summary>
internal sealed class SuperNode(int position, ExpressionNode function, int classSlot, int selfSlot, bool selfIsCaptured)
    : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject callee = function.Evaluate(frame);
        frame.Position = Position;
        if (!ReferenceEquals(callee, BuiltinTypes.Super))
        {
            return callee.Call(frame.Realm, CallArguments.None);
        }

        if (selfSlot < 0)
        {
            throw PyRaise.RuntimeError("super(): no arguments");
        }

        PyObject? self = frame.Slots[selfSlot];
        if (selfIsCaptured && self is Cell cell)
        {
            self = cell.Value;
        }

        if (self is null)
        {
            throw PyRaise.RuntimeError("super(): arg[0] deleted");
        }

        if (classSlot < 0 || frame.Slots[classSlot] is not Cell classCell)
        {
            throw PyRaise.RuntimeError("super(): __class__ cell not found");
        }

        return classCell.Value is PyType type
            ? FunctionMembers.MakeSuper(type, self)
            : throw PyRaise.RuntimeError("super(): empty __class__ cell");
    }
}
