namespace Cairn.Python.Modules;

/// <summary>The form of a tuple with named fields, such as <c>os.stat_result</c>.</summary>
internal sealed class StructShape
{
    public StructShape(string name, string module, params string[] fields)
    {
        Fields = fields;
        Type = PyType.Define(name, static type => type.Final(), BuiltinTypes.Tuple, module);
    }

    public string[] Fields { get; }

    public PyType Type { get; }
}

/// <summary>A tuple whose items have names as well; further named values may lie behind the items.</summary>
internal sealed class StructSequence(StructShape shape, PyObject[] items, PyObject[]? hidden = null) : PyTuple(shape.Type, items)
{
    /// <inheritdoc/>
    protected internal override PyObject? FindAttribute(PyStr name)
    {
        int index = Array.IndexOf(shape.Fields, name.Value);
        return index < 0 ? base.FindAttribute(name)
            : index < Items.Length ? Items[index]
            : hidden is not null && index - Items.Length < hidden.Length ? hidden[index - Items.Length] : base.FindAttribute(name);
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() =>
        $"{shape.Type.Module}.{shape.Type.Name}({string.Join(", ", Items.Select((item, index) => $"{shape.Fields[index]}={item.Repr()}"))})";
}
