namespace Cairn.Python;

public sealed partial class PyType
{
    /// <inheritdoc/>
    protected internal override PyObject? FindAttribute(PyStr name)
    {
        PyObject? meta = Type.Lookup(name);
        if (meta is { IsDataDescriptor: true })
        {
            return meta.DescriptorGet(this, Type);
        }

        if (Lookup(name) is { } own)
        {
            return own.IsDescriptor ? own.DescriptorGet(null, this) : own;
        }

        return meta?.DescriptorGet(this, Type);
    }

    /// <inheritdoc/>
    protected internal override void StoreAttribute(PyStr name, PyObject? value)
    {
        if (Type.Lookup(name) is { IsDataDescriptor: true } descriptor)
        {
            descriptor.DescriptorSet(this, value);
            return;
        }

        SetMember(name, value);
    }

    /// <inheritdoc/>
    protected internal override PyRaise MissingAttribute(PyStr name) =>
        PyRaise.AttributeError($"type object '{Name}' has no attribute '{name.Value}'");

    /// <inheritdoc/>
    protected internal override IEnumerable<string> ListAttributes() =>
        Mro.SelectMany(type => type.Namespace.Keys()).OfType<PyStr>().Select(key => key.Value).Distinct();

    /// <inheritdoc/>
    protected internal override PyObject CallCore(Realm realm, CallArguments arguments)
    {
        if (!ReferenceEquals(Type, BuiltinTypes.Type) && !Type.IsHeap && Type.Lookup(Names.Call) is NativeFunction { IsProtocol: false } call)
        {
            return call.Call(realm, arguments.Prepend(this));
        }

        return Instantiate(realm, arguments);
    }

    /// <summary>What <c>type.__call__</c> does: <c>__new__</c>, then <c>__init__</c>.</summary>
    public PyObject Instantiate(Realm realm, CallArguments arguments)
    {
        if (ReferenceEquals(this, BuiltinTypes.Type))
        {
            return TypeOf(realm, arguments);
        }

        PyObject instance = Allocate(realm, arguments);
        if (instance.Type.IsSubclassOf(this))
        {
            PyObject? initializer = instance.Type.Lookup(Names.Init);
            if (ReferenceEquals(initializer, ObjectMembers.Initializer))
            {
                return instance;
            }

            if (initializer is not null)
            {
                PyObject result = initializer.Call(realm, arguments.Prepend(instance));
                if (!ReferenceEquals(result, PyNone.Instance))
                {
                    throw PyRaise.TypeError($"__init__() should return None, not '{result.Type.Name}'");
                }
            }
        }

        return instance;
    }

    /// <summary>Calls <c>__new__</c>.</summary>
    internal PyObject Allocate(Realm realm, CallArguments arguments)
    {
        if (IsHeap && Lookup(Names.New) is { } constructor && constructor is not NativeFunction)
        {
            return constructor.DescriptorGet(null, this).Call(realm, arguments.Prepend(this));
        }

        return AllocateNative(realm, arguments);
    }

    internal PyObject AllocateNative(Realm realm, CallArguments arguments)
    {
        _ = Layout.Namespace;
        NativeConstructor create = Layout.Constructor ?? throw PyRaise.TypeError($"cannot create '{Layout.Name}' instances");
        return create(realm, this, arguments);
    }

    private static PyObject TypeOf(Realm realm, CallArguments arguments)
    {
        if (arguments.PositionalCount == 1 && arguments.KeywordCount == 0)
        {
            return arguments[0].Type;
        }

        if (arguments.PositionalCount != 3)
        {
            throw PyRaise.TypeError("type() takes 1 or 3 arguments");
        }

        PyObject created = CreateFromArguments(realm, BuiltinTypes.Type, arguments);
        if (created is PyType { Type: var metatype } && !ReferenceEquals(metatype, BuiltinTypes.Type)
            && metatype.Lookup(Names.Init) is { } initializer)
        {
            initializer.Call(realm, arguments.Prepend(created));
        }

        return created;
    }

    /// <summary>Creates a class out of the arguments of <c>type(name, bases, members)</c>.</summary>
    public static PyObject CreateFromArguments(Realm realm, PyType metatype, CallArguments arguments)
    {
        if (arguments.PositionalCount != 3
            || arguments[0] is not PyStr name || arguments[1] is not PyTuple bases || arguments[2] is not PyDict members)
        {
            throw PyRaise.TypeError("type.__new__() takes a name, a tuple of bases and a dict");
        }

        var parents = new List<PyType>(bases.Count);
        foreach (PyObject parent in bases.Items)
        {
            parents.Add(parent as PyType ?? throw PyRaise.TypeError("bases must be types"));
        }

        if (members.TryGet(Names.Module) is null && realm.CurrentFrame?.Globals.TryGet(Names.Name) is { } module)
        {
            members = members.Copy();
            members.Set(Names.Module, module);
        }

        // A base may have a more derived metatype, whose own __new__ must make the class.
        PyType winner = MostDerivedMetatype(metatype, parents);
        if (!ReferenceEquals(winner, metatype) && winner.Lookup(Names.New) is { } constructor
            && !ReferenceEquals(constructor, BuiltinTypes.Type.Lookup(Names.New)))
        {
            return constructor.DescriptorGet(null, winner).Call(realm, arguments.Prepend(winner));
        }

        return Create(realm, winner, name.Value, parents, members, arguments.Skip(3));
    }

    /// <summary>True if <c>list[int]</c> and its like mean the type itself.</summary>
    internal bool IsGeneric { get; set; }

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key)
    {
        if (OfMetatype(Names.GetItem) is { } hook)
        {
            return hook.Call(Realm!, this, key);
        }

        if (FindAttribute(Names.ClassGetItem) is { } generic)
        {
            return generic.Call(Realm!, key);
        }

        return Layout.IsGeneric ? this : throw PyRaise.TypeError($"type '{Name}' is not subscriptable");
    }

    /// <inheritdoc/>
    protected internal override int LengthCore() =>
        OfMetatype(Names.Len) is { } hook ? Operators.Index(hook.Call(Realm!, this)).ToInt32() : base.LengthCore();

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item) =>
        OfMetatype(Names.Contains) is { } hook ? hook.Call(Realm!, this, item).IsTrue : base.ContainsCore(item);

    /// <inheritdoc/>
    protected internal override PyIterator? IterateCore() => OfMetatype(Names.Iter) is { } hook ? hook.Call(Realm!, this).Iterate() : null;

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right) =>
        operation == BinaryOperator.Or && right is PyType or PyNone ? new PyTuple(this, right) : null;

    /// <summary>A special method that a native metatype defines.</summary>
    private PyObject? OfMetatype(PyStr name) =>
        !Type.IsHeap && !ReferenceEquals(Type, BuiltinTypes.Type) ? ClassProtocol.Special(Type, name) : null;
}
