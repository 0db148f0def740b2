namespace Cairn.Python;

/// <summary>A module.</summary>
public sealed class PyModule : PyObject
{
    /// <summary>An empty module.</summary>
    public PyModule(string name)
        : base(BuiltinTypes.Module)
    {
        Name = name;
        Namespace = new PyDict();
        Namespace.Set(Names.Name, new PyStr(name));
    }

    /// <summary>Its dotted name.</summary>
    public string Name { get; }

    /// <summary>Its global variables.</summary>
    public PyDict Namespace { get; }

    /// <inheritdoc/>
    public override PyDict? Attributes => Namespace;

    internal Realm? Realm { get; set; }

    /// <summary>Adds a native function.</summary>
    public PyModule Function(string name, string signature, NativeCode code)
    {
        Namespace.Set(name, new NativeFunction(name, signature, code));
        return this;
    }

    /// <summary>Adds any member.</summary>
    public PyModule Member(string name, PyObject value)
    {
        Namespace.Set(name, value);
        return this;
    }

    /// <inheritdoc/>
    protected internal override PyObject? FindAttribute(PyStr name)
    {
        if (Namespace.TryGet(name) is { } value)
        {
            return value;
        }

        if (base.FindAttribute(name) is { } inherited)
        {
            return inherited;
        }

        return Realm is { } realm && Namespace.TryGet(Names.GetAttr) is { } hook ? hook.Call(realm, name) : null;
    }

    /// <inheritdoc/>
    protected internal override void StoreAttribute(PyStr name, PyObject? value)
    {
        if (value is not null)
        {
            Namespace.Set(name, value);
        }
        else if (!Namespace.Remove(name))
        {
            throw MissingAttribute(name);
        }
    }

    /// <inheritdoc/>
    protected internal override PyRaise MissingAttribute(PyStr name) =>
        PyRaise.AttributeError($"module '{Name}' has no attribute '{name.Value}'");

    /// <inheritdoc/>
    protected internal override IEnumerable<string> ListAttributes() => Namespace.Keys().OfType<PyStr>().Select(key => key.Value);

    /// <inheritdoc/>
    protected internal override string ReprCore() => Namespace.TryGet(Names.File) is PyStr file
        ? $"<module '{Name}' from {file.Repr()}>"
        : $"<module '{Name}' (built-in)>";
}
