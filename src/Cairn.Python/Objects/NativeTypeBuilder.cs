namespace Cairn.Python;

/// <summary>Collects the members of a native type; see <see cref="PyType.Define"/>.</summary>
public sealed class NativeTypeBuilder
{
    private readonly PyType _type;
    private readonly PyDict _members;

    internal NativeTypeBuilder(PyType type, PyDict members)
    {
        (_type, _members) = (type, members);
        _members.Set("__module__", new PyStr(type.Module));
    }

    /// <summary>What creates instances. It must hand <c>type</c> on to the instance's constructor so that classes written in
    /// Python can derive.</summary>
    public NativeTypeBuilder Constructor(NativeConstructor constructor)
    {
        _type.Constructor = constructor;
        string owner = _type.Name;
        _members.Set("__new__", new NativeFunction("__new__", (realm, arguments) =>
        {
            if (arguments.PositionalCount == 0 || arguments[0] is not PyType requested)
            {
                throw PyRaise.TypeError($"{owner}.__new__(): not enough arguments");
            }

            return constructor(realm, requested, arguments.Skip(1));
        }));
        return this;
    }

    /// <summary><c>__init__</c>, for types whose subclasses call <c>super().__init__(…)</c>.</summary>
    public NativeTypeBuilder Initializer<T>(string signature, NativeMethodCode<T> code)
        where T : PyObject => Method("__init__", signature, code);

    /// <summary>A method; the signature is without the receiver.</summary>
    public NativeTypeBuilder Method<T>(string name, string signature, NativeMethodCode<T> code)
        where T : PyObject => Member(name, NativeFunction.Method(name, signature, code, _type.Name));

    /// <summary>A method that takes its arguments as they come, the receiver first.</summary>
    public NativeTypeBuilder RawMethod(string name, NativeBody body) => Member(name, NativeFunction.Method(name, body, _type.Name));

    /// <summary>A class method; the receiver is the class.</summary>
    public NativeTypeBuilder ClassMethod(string name, string signature, NativeMethodCode<PyType> code) =>
        Member(name, new PyClassMethod(NativeFunction.Method(name, signature, code, _type.Name)));

    /// <summary>A static method.</summary>
    public NativeTypeBuilder StaticMethod(string name, string signature, NativeCode code) =>
        Member(name, new PyStaticMethod(new NativeFunction(name, signature, code)));

    /// <summary>A computed attribute.</summary>
    public NativeTypeBuilder Property<T>(string name, Func<T, PyObject> get, Action<T, PyObject>? set = null)
        where T : PyObject => Member(name, new NativeProperty<T>(name, _type.Name, get, set));

    /// <summary>Makes native protocol methods visible by name, so that <c>super().__getitem__(key)</c> works.</summary>
    public NativeTypeBuilder Protocols(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            Member(name, ProtocolMethods.Named(name));
        }

        return this;
    }

    /// <summary>Any other member.</summary>
    public NativeTypeBuilder Member(string name, PyObject value)
    {
        _members.Set(name, value);
        return this;
    }

    /// <summary>The documentation string.</summary>
    public NativeTypeBuilder Documentation(string text) => Member("__doc__", new PyStr(text));

    /// <summary>Makes <c>list[int]</c> and its like mean the type itself.</summary>
    internal NativeTypeBuilder Generic()
    {
        _type.IsGeneric = true;
        return this;
    }

    /// <summary>Forbids deriving from the type.</summary>
    public NativeTypeBuilder Final()
    {
        _type.IsSubclassable = false;
        return this;
    }
}

/// <summary>An attribute of a native type that C# computes.</summary>
internal sealed class NativeProperty<T>(string name, string owner, Func<T, PyObject> get, Action<T, PyObject>? set)
    : PyObject(BuiltinTypes.GetSetDescriptor)
    where T : PyObject
{
    public override bool IsDataDescriptor => true;

    public override bool IsDescriptor => true;

    public override PyObject DescriptorGet(PyObject? instance, PyType ownerType) => instance switch
    {
        null => this,
        T self => get(self),
        _ => throw PyRaise.TypeError($"descriptor '{name}' for '{owner}' objects doesn't apply to a '{instance.Type.Name}' object"),
    };

    public override void DescriptorSet(PyObject instance, PyObject? value)
    {
        if (set is null || value is null || instance is not T self)
        {
            throw PyRaise.AttributeError($"attribute '{name}' of '{owner}' objects is not writable");
        }

        set(self, value);
    }

    protected internal override PyObject? FindAttribute(PyStr attribute) => attribute.Value switch
    {
        "__name__" => new PyStr(name),
        "__doc__" => PyNone.Instance,
        _ => base.FindAttribute(attribute),
    };

    protected internal override string ReprCore() => $"<attribute '{name}' of '{owner}' objects>";
}
