namespace Cairn.Python;

/// <summary>Base of every value of the recipe language.</summary>
/// <remarks>
/// Each protocol has two faces. The public method (<see cref="GetItem"/>) is what callers use: for instances of classes
/// written in Python it looks the special method up on the class. The <c>…Core</c> method is the native behaviour, which
/// native types override and which <c>super().__getitem__</c> reaches. So a class written in Python may derive from any
/// native type without either side knowing of the other.
/// </remarks>
public abstract partial class PyObject
{
    private PyType _type;

    /// <summary>Creates a value of <paramref name="type"/>.</summary>
    protected PyObject(PyType type) => _type = type;

    /// <summary>The class of this value.</summary>
    public PyType Type => _type;

    /// <summary>The instance's own attributes (<c>__dict__</c>), or null where it has none.</summary>
    public virtual PyDict? Attributes => null;

    internal void AssignType(PyType type) => _type = type;

    // ---- attributes ----

    /// <summary>The attribute, with descriptors, <c>__getattribute__</c> and <c>__getattr__</c> applied.</summary>
    /// <exception cref="PyRaise"><c>AttributeError</c>: there is none.</exception>
    public PyObject GetAttribute(PyStr name) =>
        (_type.IsHeap ? ClassProtocol.GetAttribute(this, name) : FindAttribute(name)) ?? throw MissingAttribute(name);

    /// <summary>The attribute, or null where looking it up ends in <c>AttributeError</c>.</summary>
    public PyObject? TryGetAttribute(PyStr name)
    {
        try
        {
            return _type.IsHeap ? ClassProtocol.GetAttribute(this, name) : FindAttribute(name);
        }
        catch (PyRaise raised) when (raised.Is(BuiltinTypes.AttributeError))
        {
            return null;
        }
    }

    /// <summary>Sets an attribute.</summary>
    public void SetAttribute(PyStr name, PyObject value)
    {
        if (_type.IsHeap)
        {
            ClassProtocol.SetAttribute(this, name, value);
        }
        else
        {
            StoreAttribute(name, value);
        }
    }

    /// <summary>Deletes an attribute.</summary>
    public void DeleteAttribute(PyStr name)
    {
        if (_type.IsHeap)
        {
            ClassProtocol.DeleteAttribute(this, name);
        }
        else
        {
            StoreAttribute(name, null);
        }
    }

    /// <summary>Native attribute lookup: null where there is none. Override for computed attributes and call the base.</summary>
    protected internal virtual PyObject? FindAttribute(PyStr name) => AttributeLookup.Find(this, name);

    /// <summary>Native attribute store; a null value deletes.</summary>
    protected internal virtual void StoreAttribute(PyStr name, PyObject? value) => AttributeLookup.Store(this, name, value);

    /// <summary>The error for an attribute that does not exist.</summary>
    protected internal virtual PyRaise MissingAttribute(PyStr name) =>
        PyRaise.AttributeError($"'{_type.Name}' object has no attribute '{name.Value}'");

    /// <summary>Names for <c>dir()</c>.</summary>
    protected internal virtual IEnumerable<string> ListAttributes() => AttributeLookup.Names(this);

    // ---- descriptors (values stored in a class) ----

    /// <summary>True if this value has <c>__set__</c> or <c>__delete__</c>, so that it wins over the instance's own attribute.</summary>
    public virtual bool IsDataDescriptor => _type.IsHeap && ClassProtocol.IsDataDescriptor(this);

    /// <summary>True if reading this value out of a class transforms it (functions, properties, <c>__get__</c>).</summary>
    public virtual bool IsDescriptor => _type.IsHeap && ClassProtocol.IsDescriptor(this);

    /// <summary><c>__get__</c>: what reading this class attribute gives; <paramref name="instance"/> is null on the class itself.</summary>
    public virtual PyObject DescriptorGet(PyObject? instance, PyType owner) =>
        _type.IsHeap ? ClassProtocol.DescriptorGet(this, instance, owner) : this;

    /// <summary><c>__set__</c>, or <c>__delete__</c> for a null value.</summary>
    public virtual void DescriptorSet(PyObject instance, PyObject? value)
    {
        if (!_type.IsHeap || !ClassProtocol.DescriptorSet(this, instance, value))
        {
            throw PyRaise.AttributeError(value is null ? "__delete__" : "__set__");
        }
    }

    // ---- calls ----

    /// <summary>Calls this value.</summary>
    public PyObject Call(Realm realm, CallArguments arguments) =>
        _type.IsHeap ? ClassProtocol.Call(this, realm, arguments) : CallCore(realm, arguments);

    /// <summary>Calls this value with positional arguments.</summary>
    public PyObject Call(Realm realm, params PyObject[] arguments) => Call(realm, new CallArguments(arguments));

    /// <summary>Calls the method <paramref name="name"/> of this value.</summary>
    public PyObject CallMethod(Realm realm, PyStr name, params PyObject[] arguments) =>
        GetAttribute(name).Call(realm, new CallArguments(arguments));

    /// <summary>Native call.</summary>
    protected internal virtual PyObject CallCore(Realm realm, CallArguments arguments) =>
        throw PyRaise.TypeError($"'{_type.Name}' object is not callable");

    /// <summary>True if this value can be called.</summary>
    public virtual bool IsCallable => _type.Lookup(Names.Call) is not null;

    // ---- truth, text, hash ----

    /// <summary>Truth value.</summary>
    public bool IsTrue => _type.IsHeap ? ClassProtocol.IsTrue(this) : TruthCore();

    /// <summary>Native truth value: true, unless overridden.</summary>
    protected internal virtual bool TruthCore() => true;

    /// <summary><c>repr()</c>.</summary>
    public string Repr() => _type.IsHeap ? ClassProtocol.Repr(this) : ReprCore();

    /// <summary>Native <c>repr()</c>.</summary>
    protected internal virtual string ReprCore() => DefaultRepr();

    /// <summary><c>str()</c>.</summary>
    public string Str() => _type.IsHeap ? ClassProtocol.Str(this) : StrCore();

    /// <summary>Native <c>str()</c>: the representation, unless overridden.</summary>
    protected internal virtual string StrCore() => Repr();

    /// <summary><c>format(value, specification)</c>.</summary>
    public string Format(string specification) =>
        _type.IsHeap ? ClassProtocol.Format(this, specification) : FormatCore(specification);

    /// <summary>Native <c>__format__</c>.</summary>
    protected internal virtual string FormatCore(string specification) =>
        specification.Length == 0
            ? Str()
            : throw PyRaise.TypeError($"unsupported format string passed to {_type.Name}.__format__");

    /// <summary><c>hash()</c>.</summary>
    /// <exception cref="PyRaise"><c>TypeError</c>: unhashable.</exception>
    public long Hash() => _type.IsHeap ? ClassProtocol.Hash(this) : HashCore();

    /// <summary>Native <c>hash()</c>: by identity, unless overridden.</summary>
    protected internal virtual long HashCore() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The form <c>&lt;module.Class object at 0x…&gt;</c>.</summary>
    protected internal string DefaultRepr() => $"<{_type.QualifiedNameWithModule} object at 0x{Identity():x12}>";

    /// <summary>What <c>id()</c> gives.</summary>
    public long Identity() => 0x7f00_0000_0000L + ((long)System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this) << 4);

    /// <inheritdoc/>
    public override string ToString() => Repr();
}
