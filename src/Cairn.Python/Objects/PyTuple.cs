namespace Cairn.Python;

/// <summary>A tuple.</summary>
public class PyTuple : PyObject
{
    /// <summary>The empty tuple.</summary>
    public static readonly PyTuple Empty = new([]);

    /// <summary>A tuple; takes the array over.</summary>
    public PyTuple(params PyObject[] items)
        : base(BuiltinTypes.Tuple) => Items = items;

    /// <summary>A tuple of a derived class.</summary>
    protected PyTuple(PyType type, PyObject[] items)
        : base(type) => Items = items;

    /// <summary>The items; not to be changed.</summary>
    public PyObject[] Items { get; }

    /// <summary>Number of items.</summary>
    public int Count => Items.Length;

    /// <summary>A tuple of the class <paramref name="type"/>, which is <c>tuple</c> or derives from it.</summary>
    public static PyTuple OfType(PyType type, PyObject[] items) => type.IsHeap ? new Instance(type, items) : new PyTuple(items);

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Items.Length != 0;

    /// <inheritdoc/>
    protected internal override int LengthCore() => Items.Length;

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key)
    {
        if (key is PySlice slice)
        {
            SliceIndices indices = slice.Indices(Items.Length);
            return new PyTuple(indices.Step == 1
                ? Items[indices.Start..(indices.Start + indices.Count)]
                : [.. indices.Enumerate().Select(index => Items[index])]);
        }

        PyInt position = Operators.TryIndex(key)
            ?? throw PyRaise.TypeError($"tuple indices must be integers or slices, not {key.Type.Name}");
        return Items[PySlice.Position(position, Items.Length, "tuple index out of range")];
    }

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item) => Array.Exists(Items, candidate => candidate.IsEqual(item));

    /// <inheritdoc/>
    protected internal override PyIterator IterateCore() => new Iterator(Items);

    /// <inheritdoc/>
    protected internal override long HashCore()
    {
        StackGuard.Check();
        ulong hash = 2870177450012600261;
        foreach (PyObject item in Items)
        {
            hash = (hash + ((ulong)item.Hash() * 14029467366897019727)) * 11400714785074694791;
            hash = (hash << 31) | (hash >> 33);
        }

        return (long)(hash >> 3);
    }

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) =>
        other is PyTuple tuple ? Operators.CompareSequences(Items, comparison, tuple.Items) : null;

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right)
    {
        switch (operation)
        {
            case BinaryOperator.Add:
                return right is PyTuple other
                    ? new PyTuple([.. Items, .. other.Items])
                    : throw PyRaise.TypeError($"can only concatenate tuple (not \"{right.Type.Name}\") to tuple");
            case BinaryOperator.Multiply when Operators.TryIndex(right) is { } count:
                return Repeat(count);
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    protected internal override PyObject? ReflectedCore(BinaryOperator operation, PyObject left) =>
        operation == BinaryOperator.Multiply && Operators.TryIndex(left) is { } count ? Repeat(count) : null;

    private PyTuple Repeat(PyInt count)
    {
        int times = Limits.RepeatCount(Items.Length, count);
        var items = new PyObject[Items.Length * times];
        for (int i = 0; i < times; i++)
        {
            Items.CopyTo(items, i * Items.Length);
        }

        return new PyTuple(items);
    }

    /// <inheritdoc/>
    protected internal override string ReprCore()
    {
        StackGuard.Check();
        return Items.Length == 1 ? $"({Items[0].Repr()},)" : $"({string.Join(", ", Items.Select(item => item.Repr()))})";
    }

    private sealed class Iterator(PyObject[] items) : PyIterator(BuiltinTypes.Iterator)
    {
        private int _index;

        public override PyObject? Next() => _index < items.Length ? items[_index++] : null;
    }

    private sealed class Instance(PyType type, PyObject[] items) : PyTuple(type, items)
    {
        private PyDict? _attributes;

        public override PyDict? Attributes => _attributes ??= new PyDict();
    }
}
