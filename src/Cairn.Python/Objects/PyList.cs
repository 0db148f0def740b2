namespace Cairn.Python;

/// <summary>A list.</summary>
public sealed class PyList : PyObject
{
    private bool _isPrinting;
    private PyDict? _attributes;

    /// <summary>A list of the given items.</summary>
    public PyList(params IEnumerable<PyObject> items)
        : base(BuiltinTypes.List) => Items = [.. items];

    /// <summary>A list that takes the C# list over.</summary>
    public PyList(List<PyObject> items)
        : base(BuiltinTypes.List) => Items = items;

    /// <summary>An empty list.</summary>
    public PyList()
        : base(BuiltinTypes.List) => Items = [];

    /// <summary>An empty list of a derived class.</summary>
    public PyList(PyType type)
        : base(type) => Items = [];

    /// <summary>The items; change them freely.</summary>
    public List<PyObject> Items { get; internal set; }

    /// <inheritdoc/>
    public override PyDict? Attributes => Type.IsHeap ? _attributes ??= new PyDict() : null;

    /// <summary>A list of strings.</summary>
    public static PyList OfStrings(IEnumerable<string> items) => new([.. items.Select(item => (PyObject)new PyStr(item))]);

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Items.Count != 0;

    /// <inheritdoc/>
    protected internal override int LengthCore() => Items.Count;

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key)
    {
        if (key is PySlice slice)
        {
            SliceIndices indices = slice.Indices(Items.Count);
            return new PyList(indices.Step == 1
                ? Items.GetRange(indices.Start, indices.Count)
                : [.. indices.Enumerate().Select(index => Items[index])]);
        }

        return Items[Position(key, "list index out of range")];
    }

    /// <inheritdoc/>
    protected internal override void SetItemCore(PyObject key, PyObject value)
    {
        if (key is PySlice slice)
        {
            SetSlice(slice, [.. Operators.Values(value)]);
        }
        else
        {
            Items[Position(key, "list assignment index out of range")] = value;
        }
    }

    /// <inheritdoc/>
    protected internal override void DeleteItemCore(PyObject key)
    {
        if (key is not PySlice slice)
        {
            Items.RemoveAt(Position(key, "list assignment index out of range"));
            return;
        }

        SliceIndices indices = slice.Indices(Items.Count);
        if (indices.Step == 1)
        {
            Items.RemoveRange(indices.Start, indices.Count);
            return;
        }

        var doomed = new HashSet<int>(indices.Enumerate());
        Items = [.. Items.Where((_, index) => !doomed.Contains(index))];
    }

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item)
    {
        for (int i = 0; i < Items.Count; i++)
        {
            if (Items[i].IsEqual(item))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected internal override PyIterator IterateCore() => new Iterator(this);

    /// <inheritdoc/>
    protected internal override long HashCore() => throw PyRaise.TypeError("unhashable type: 'list'");

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) =>
        other is PyList list ? Operators.CompareSequences(Items, comparison, list.Items) : null;

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right)
    {
        switch (operation)
        {
            case BinaryOperator.Add:
                return right is PyList other
                    ? new PyList([.. Items, .. other.Items])
                    : ClassProtocol.Special(right.Type, "__radd__") is not null
                        ? null
                        : throw PyRaise.TypeError($"can only concatenate list (not \"{right.Type.Name}\") to list");
            case BinaryOperator.Multiply when Operators.TryIndex(right) is { } count:
                return Repeat(count);
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    protected internal override PyObject? ReflectedCore(BinaryOperator operation, PyObject left) =>
        operation == BinaryOperator.Multiply && Operators.TryIndex(left) is { } count ? Repeat(count) : null;

    /// <inheritdoc/>
    protected internal override PyObject? InPlaceCore(BinaryOperator operation, PyObject right)
    {
        switch (operation)
        {
            case BinaryOperator.Add:
                Extend(right);
                return this;
            case BinaryOperator.Multiply when Operators.TryIndex(right) is { } count:
                Items = Repeat(count).Items;
                return this;
            default:
                return null;
        }
    }

    /// <summary>Appends all values of an iterable.</summary>
    public void Extend(PyObject values)
    {
        if (values is PyList list)
        {
            Items.AddRange([.. list.Items]);
            return;
        }

        PyIterator iterator = values.Iterate();
        while (iterator.Next() is { } value)
        {
            Items.Add(value);
        }
    }

    private void SetSlice(PySlice slice, List<PyObject> values)
    {
        SliceIndices indices = slice.Indices(Items.Count);
        if (indices.Step == 1)
        {
            Items.RemoveRange(indices.Start, indices.Count);
            Items.InsertRange(indices.Start, values);
            return;
        }

        if (values.Count != indices.Count)
        {
            throw PyRaise.ValueError(
                $"attempt to assign sequence of size {values.Count} to extended slice of size {indices.Count}");
        }

        int next = 0;
        foreach (int index in indices.Enumerate())
        {
            Items[index] = values[next++];
        }
    }

    private PyList Repeat(PyInt count)
    {
        int times = Limits.RepeatCount(Items.Count, count);
        var items = new List<PyObject>(Items.Count * times);
        for (int i = 0; i < times; i++)
        {
            items.AddRange(Items);
        }

        return new PyList(items);
    }

    private int Position(PyObject key, string outOfRange) => PySlice.Position(
        Operators.TryIndex(key) ?? throw PyRaise.TypeError($"list indices must be integers or slices, not {key.Type.Name}"),
        Items.Count,
        outOfRange);

    /// <inheritdoc/>
    protected internal override string ReprCore()
    {
        if (_isPrinting)
        {
            return "[...]";
        }

        StackGuard.Check();
        _isPrinting = true;
        try
        {
            return $"[{string.Join(", ", Items.Select(item => item.Repr()))}]";
        }
        finally
        {
            _isPrinting = false;
        }
    }

    private sealed class Iterator(PyList list) : PyIterator(BuiltinTypes.Iterator)
    {
        private int _index;

        public override PyObject? Next()
        {
            if (_index >= list.Items.Count)
            {
                _index = int.MaxValue;
                return null;
            }

            return list.Items[_index++];
        }
    }
}
