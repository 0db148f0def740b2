namespace Cairn.Python;

/// <summary>A read-only view of a dictionary (<c>Class.__dict__</c>).</summary>
internal sealed class MappingProxy(PyDict dict) : PyObject(BuiltinTypes.MappingProxy)
{
    public PyDict Dict => dict;

    protected internal override int LengthCore() => dict.Count;

    protected internal override bool TruthCore() => dict.Count != 0;

    protected internal override PyObject GetItemCore(PyObject key) => dict.GetItem(key);

    protected internal override bool ContainsCore(PyObject item) => dict.Has(item);

    protected internal override PyIterator IterateCore() => new DictIterator(dict, DictParts.Keys);

    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) =>
        dict.CompareCore(comparison, other is MappingProxy proxy ? proxy.Dict : other);

    protected internal override string ReprCore() => $"mappingproxy({dict.Repr()})";
}
