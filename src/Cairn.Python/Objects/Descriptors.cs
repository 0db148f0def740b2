namespace Cairn.Python;

/// <summary>A <c>property</c>.</summary>
public sealed class PyProperty(PyType type, PyObject? getter, PyObject? setter, PyObject? deleter, PyObject? documentation)
    : PyInstance(type)
{
    /// <summary><c>fget</c></summary>
    public PyObject? Getter { get; internal set; } = getter;

    /// <summary><c>fset</c></summary>
    public PyObject? Setter { get; internal set; } = setter;

    /// <summary><c>fdel</c></summary>
    public PyObject? Deleter { get; internal set; } = deleter;

    internal PyObject? Documentation { get; set; } = documentation;

    /// <inheritdoc/>
    public override PyDict? Attributes => Type.IsHeap ? base.Attributes : null;

    /// <inheritdoc/>
    public override bool IsDataDescriptor => true;

    /// <inheritdoc/>
    public override bool IsDescriptor => true;

    /// <inheritdoc/>
    public override PyObject DescriptorGet(PyObject? instance, PyType owner)
    {
        if (Type.IsHeap && ClassProtocol.Special(Type, Names.DescriptorGet) is { } hook)
        {
            return ClassProtocol.Invoke(hook, this, instance ?? PyNone.Instance, owner);
        }

        if (instance is null)
        {
            return this;
        }

        return (Getter ?? throw PyRaise.AttributeError($"property of '{instance.Type.Name}' object has no getter"))
            .Call(instance.Type.Realm ?? (Getter as PyFunction)?.Realm!, instance);
    }

    /// <inheritdoc/>
    public override void DescriptorSet(PyObject instance, PyObject? value)
    {
        PyObject? function = value is null ? Deleter : Setter;
        if (function is null)
        {
            string name = (Getter as PyFunction)?.Name is { } known ? $" '{known}'" : "";
            throw PyRaise.AttributeError($"property{name} of '{instance.Type.Name}' object has no {(value is null ? "deleter" : "setter")}");
        }

        Realm realm = instance.Type.Realm ?? (function as PyFunction)?.Realm!;
        _ = value is null ? function.Call(realm, instance) : function.Call(realm, instance, value);
    }
}

/// <summary>A <c>classmethod</c>.</summary>
public sealed class PyClassMethod(PyObject function, PyType? type = null) : PyInstance(type ?? BuiltinTypes.ClassMethod)
{
    /// <summary>The function.</summary>
    public PyObject Function { get; } = function;

    /// <inheritdoc/>
    public override bool IsDescriptor => true;

    /// <inheritdoc/>
    public override PyObject DescriptorGet(PyObject? instance, PyType owner) =>
        Function is PyFunction or NativeFunction
            ? new PyMethod(Function, owner)
            : Function.DescriptorGet(owner, owner.Type) is var bound && ReferenceEquals(bound, Function) ? new PyMethod(Function, owner) : bound;

    /// <inheritdoc/>
    protected internal override PyObject? FindAttribute(PyStr name) => name.Value switch
    {
        "__func__" or "__wrapped__" => Function,
        _ => base.FindAttribute(name) ?? Function.TryGetAttribute(name),
    };
}

/// <summary>A <c>staticmethod</c>.</summary>
public sealed class PyStaticMethod(PyObject function, PyType? type = null) : PyInstance(type ?? BuiltinTypes.StaticMethod)
{
    /// <summary>The function.</summary>
    public PyObject Function { get; } = function;

    /// <inheritdoc/>
    public override bool IsDescriptor => true;

    /// <inheritdoc/>
    public override bool IsCallable => true;

    /// <inheritdoc/>
    public override PyObject DescriptorGet(PyObject? instance, PyType owner) => Function;

    /// <inheritdoc/>
    protected internal override PyObject CallCore(Realm realm, CallArguments arguments) => Function.Call(realm, arguments);

    /// <inheritdoc/>
    protected internal override PyObject? FindAttribute(PyStr name) => name.Value switch
    {
        "__func__" or "__wrapped__" => Function,
        _ => base.FindAttribute(name) ?? Function.TryGetAttribute(name),
    };
}

/// <summary>What <c>super()</c> gives: attribute lookup that begins after a class.</summary>
public sealed class PySuper(PyType start, PyObject? instance, PyType? type) : PyObject(BuiltinTypes.Super)
{
    /// <inheritdoc/>
    protected internal override PyObject? FindAttribute(PyStr name)
    {
        if (type is not null && name.Value != "__class__" && type.LookupAfter(start, name, out _) is { } member)
        {
            // On a class (super() in a class method) functions stay unbound and class methods bind to the class.
            return member.IsDescriptor ? member.DescriptorGet(ReferenceEquals(instance, type) ? null : instance, type) : member;
        }

        return name.Value switch
        {
            "__self__" => instance ?? PyNone.Instance,
            "__thisclass__" => start,
            "__self_class__" => type is null ? PyNone.Instance : type,
            _ => base.FindAttribute(name),
        };
    }

    /// <inheritdoc/>
    protected internal override PyRaise MissingAttribute(PyStr name) =>
        PyRaise.AttributeError($"'super' object has no attribute '{name.Value}'");

    /// <inheritdoc/>
    protected internal override string ReprCore() =>
        $"<super: {start.Repr()}, {(instance is null ? "NULL" : $"<{type!.Name} object>")}>";
}
