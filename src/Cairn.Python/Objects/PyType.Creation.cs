namespace Cairn.Python;

public sealed partial class PyType
{
    /// <summary>What <c>type.__new__</c> does: makes a class, names its members and tells its bases.</summary>
    /// <param name="realm">The owner.</param>
    /// <param name="metatype">The class of the class.</param>
    /// <param name="name">Its name.</param>
    /// <param name="bases">Its bases; none means <c>object</c>.</param>
    /// <param name="body">The members that the class body left; copied.</param>
    /// <param name="keywords">Keywords of the class statement, passed to <c>__init_subclass__</c>.</param>
    /// <exception cref="PyRaise"><c>TypeError</c>: the bases do not go together.</exception>
    public static PyType Create(
        Realm realm, PyType metatype, string name, IReadOnlyList<PyType> bases, PyDict body, CallArguments keywords = default)
    {
        PyType[] parents = bases.Count == 0 ? [BuiltinTypes.Object] : [.. bases];
        foreach (PyType parent in parents)
        {
            if (!parent.IsSubclassable)
            {
                throw PyRaise.TypeError($"type '{parent.Name}' is not an acceptable base type");
            }
        }

        PyDict members = body.Copy();
        PyObject? cell = members.Take(Names.ClassCell);
        var type = new PyType(realm, MostDerivedMetatype(metatype, parents), name, parents, members);
        type.Mro = Linearise(type, parents);
        type.Layout = CommonLayout(parents);
        if (members.TryGet(Names.Module) is PyStr module)
        {
            type.Module = module.Value;
        }

        if (members.Take(Names.QualName) is PyStr qualified)
        {
            type.QualifiedName = qualified.Value;
        }

        if (members.TryGet(Names.New) is PyFunction constructor)
        {
            members.Set(Names.New, new PyStaticMethod(constructor));
        }

        foreach (PyStr implicitClassMethod in (ReadOnlySpan<PyStr>)[Names.InitSubclass, Names.ClassGetItem])
        {
            if (members.TryGet(implicitClassMethod) is PyFunction hook)
            {
                members.Set(implicitClassMethod, new PyClassMethod(hook));
            }
        }

        if (members.TryGet(Names.Eq) is not null && members.TryGet(Names.Hash) is null)
        {
            members.Set(Names.Hash, PyNone.Instance);
        }

        foreach (PyType parent in parents)
        {
            parent.Remember(type);
        }

        if (cell is Cell classCell)
        {
            classCell.Value = type;
        }

        type.NameMembers(realm);
        type.TellBases(realm, keywords);
        return type;
    }

    /// <summary>The metatype that a class with these bases must have.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: metaclass conflict.</exception>
    public static PyType MostDerivedMetatype(PyType metatype, IReadOnlyList<PyType> bases)
    {
        PyType winner = metatype;
        foreach (PyType parent in bases)
        {
            if (winner.IsSubclassOf(parent.Type))
            {
                continue;
            }

            winner = parent.Type.IsSubclassOf(winner)
                ? parent.Type
                : throw PyRaise.TypeError(
                    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
        }

        return winner;
    }

    private static PyType CommonLayout(PyType[] bases)
    {
        PyType layout = BuiltinTypes.Object;
        foreach (PyType parent in bases)
        {
            if (parent.Layout.IsSubclassOf(layout)
                || (parent.Layout.SolidBase.IsSubclassOf(layout.SolidBase) && !ReferenceEquals(parent.Layout.SolidBase, layout.SolidBase)))
            {
                layout = parent.Layout;
            }
            else if (!layout.SolidBase.IsSubclassOf(parent.Layout.SolidBase))
            {
                throw PyRaise.TypeError("multiple bases have instance lay-out conflict");
            }
        }

        return layout;
    }

    /// <summary>C3 linearisation (Python reference, "The Python 2.3 Method Resolution Order").</summary>
    private static PyType[] Linearise(PyType type, PyType[] bases)
    {
        if (bases.Length == 1)
        {
            return [type, .. bases[0].Mro];
        }

        for (int i = 0; i < bases.Length; i++)
        {
            if (Array.IndexOf(bases, bases[i], i + 1) >= 0)
            {
                throw PyRaise.TypeError($"duplicate base class {bases[i].Name}");
            }
        }

        var sequences = bases.Select(parent => new List<PyType>(parent.Mro)).Append([.. bases]).ToList();
        var result = new List<PyType> { type };
        while (sequences.RemoveAll(sequence => sequence.Count == 0) >= 0 && sequences.Count > 0)
        {
            PyType next = sequences.Select(sequence => sequence[0])
                .FirstOrDefault(candidate => sequences.All(sequence => sequence.IndexOf(candidate) <= 0))
                ?? throw PyRaise.TypeError(
                    "Cannot create a consistent method resolution order (MRO) for bases " + string.Join(", ", bases.Select(parent => parent.Name)));
            result.Add(next);
            foreach (List<PyType> sequence in sequences)
            {
                sequence.Remove(next);
            }
        }

        return [.. result];
    }

    private void NameMembers(Realm realm)
    {
        foreach ((PyObject key, PyObject value) in _namespace.Snapshot())
        {
            if (value.Type.IsHeap && value.Type.Lookup(Names.SetName) is { } hook)
            {
                hook.Call(realm, value, this, key);
            }
            else if (value is INamedDescriptor named && key is PyStr name)
            {
                named.SetName(this, name);
            }
        }
    }

    private void TellBases(Realm realm, CallArguments keywords)
    {
        PyObject? hook = LookupAfter(this, Names.InitSubclass, out _);
        if (hook is null or NativeFunction)
        {
            if (keywords.RawNames is { Length: > 0 } && hook is null)
            {
                throw PyRaise.TypeError($"{Name}.__init_subclass__() takes no keyword arguments");
            }

            if (hook is null)
            {
                return;
            }
        }

        PyObject bound = hook.DescriptorGet(null, this);
        CallArguments call = keywords.RawNames is { Length: > 0 } ? keywords : CallArguments.None;
        (ReferenceEquals(bound, hook) ? new PyMethod(hook, this) : bound).Call(realm, call);
    }
}

/// <summary>A native descriptor that wants to know under which name it was put into a class.</summary>
public interface INamedDescriptor
{
    /// <summary>Called when a class is created with the descriptor as a member.</summary>
    void SetName(PyType owner, PyStr name);
}
