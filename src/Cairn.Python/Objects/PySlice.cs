namespace Cairn.Python;

/// <summary><c>start:stop:step</c>.</summary>
public sealed class PySlice(PyObject start, PyObject stop, PyObject step) : PyObject(BuiltinTypes.Slice)
{
    /// <summary>The start, or <c>None</c>.</summary>
    public PyObject Start { get; } = start;

    /// <summary>The end, or <c>None</c>.</summary>
    public PyObject Stop { get; } = stop;

    /// <summary>The step, or <c>None</c>.</summary>
    public PyObject Step { get; } = step;

    /// <summary>The positions that the slice selects out of <paramref name="length"/>.</summary>
    public SliceIndices Indices(int length)
    {
        (int start, int stop, int step) = Bounds(length);
        long span = step > 0 ? (long)stop - start : (long)start - stop;
        int count = span <= 0 ? 0 : (int)(((span - 1) / Math.Abs((long)step)) + 1);
        return new SliceIndices(start, count, step);
    }

    /// <summary>Start, end and step, brought into the range of a sequence of <paramref name="length"/>.</summary>
    internal (int Start, int Stop, int Step) Bounds(int length)
    {
        int step = Step is PyNone ? 1 : Integer(Step).Clamp();
        if (step == 0)
        {
            throw PyRaise.ValueError("slice step cannot be zero");
        }

        int lowest = step > 0 ? 0 : -1;
        int highest = step > 0 ? length : length - 1;
        int start = Start is PyNone ? (step > 0 ? lowest : highest) : Bound(Start, length, lowest, highest);
        int stop = Stop is PyNone ? (step > 0 ? highest : lowest) : Bound(Stop, length, lowest, highest);
        return (start, stop, step);
    }

    /// <summary>The position that an index means in a sequence of <paramref name="length"/>.</summary>
    /// <exception cref="PyRaise"><c>IndexError</c>.</exception>
    public static int Position(PyInt index, int length, string outOfRange)
    {
        long position = index.IsSmall ? index.ToInt64() : -1 - (long)length;
        if (position < 0)
        {
            position += length;
        }

        return position >= 0 && position < length ? (int)position : throw PyRaise.IndexError(outOfRange);
    }

    private static int Bound(PyObject value, int length, int lowest, int highest)
    {
        long position = Integer(value).Clamp();
        if (position < 0)
        {
            position += length;
        }

        return (int)Math.Clamp(position, lowest, highest);
    }

    private static PyInt Integer(PyObject value) => Operators.TryIndex(value)
        ?? throw PyRaise.TypeError("slice indices must be integers or None or have an __index__ method");

    /// <inheritdoc/>
    protected internal override long HashCore() => throw PyRaise.TypeError("unhashable type: 'slice'");

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) => other is PySlice slice
        ? Operators.CompareSequences([Start, Stop, Step], comparison, [slice.Start, slice.Stop, slice.Step])
        : null;

    /// <inheritdoc/>
    protected internal override string ReprCore() => $"slice({Start.Repr()}, {Stop.Repr()}, {Step.Repr()})";
}

/// <summary>The positions selected by a slice.</summary>
public readonly record struct SliceIndices(int Start, int Count, int Step)
{
    /// <summary>The positions in order.</summary>
    public IEnumerable<int> Enumerate()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return Start + (i * Step);
        }
    }
}

/// <summary>A <c>range</c>.</summary>
public sealed class PyRange(long start, long stop, long step) : PyObject(BuiltinTypes.Range)
{
    /// <summary>The first value.</summary>
    public long Start { get; } = start;

    /// <summary>The excluded end.</summary>
    public long Stop { get; } = stop;

    /// <summary>The step, not zero.</summary>
    public long Step { get; } = step;

    /// <summary>How many values it has.</summary>
    public long Count { get; } = CountOf(start, stop, step);

    private static long CountOf(long start, long stop, long step)
    {
        Int128 span = step > 0 ? (Int128)stop - start : (Int128)start - stop;
        return span <= 0 ? 0 : (long)Int128.Min(((span - 1) / Int128.Abs(step)) + 1, long.MaxValue);
    }

    private bool Has(PyInt value)
    {
        if (!value.IsSmall || Count == 0)
        {
            return false;
        }

        Int128 offset = (Int128)value.ToInt64() - Start;
        return offset % Step == 0 && offset / Step >= 0 && offset / Step < Count;
    }

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Count != 0;

    /// <inheritdoc/>
    protected internal override int LengthCore() =>
        Count <= int.MaxValue ? (int)Count : throw PyRaise.OverflowError("Python int too large to convert to C ssize_t");

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item) => item is PyInt value ? Has(value) : base.ContainsCore(item);

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key)
    {
        if (key is PySlice slice)
        {
            (int first, int end, int step) = slice.Bounds(LengthCore());
            return new PyRange(Start + (first * Step), Start + (end * Step), Step * step);
        }

        PyInt position = Operators.TryIndex(key)
            ?? throw PyRaise.TypeError($"range indices must be integers or slices, not {key.Type.Name}");
        return PyInt.Of(Start + (PySlice.Position(position, LengthCore(), "range object index out of range") * Step));
    }

    /// <inheritdoc/>
    protected internal override PyIterator IterateCore() => new Iterator(Start, Count, Step);

    internal PyIterator Reverse() => new Iterator(Start + ((Count - 1) * Step), Count, -Step);

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other)
    {
        if (other is not PyRange range || comparison is not (Comparison.Equal or Comparison.NotEqual))
        {
            return null;
        }

        bool same = Count == range.Count && (Count == 0 || (Start == range.Start && (Count == 1 || Step == range.Step)));
        return PyBool.Of(same == (comparison == Comparison.Equal));
    }

    /// <inheritdoc/>
    protected internal override long HashCore() => HashCode.Combine(Count, Count == 0 ? 0 : Start, Count <= 1 ? 0 : Step);

    /// <inheritdoc/>
    protected internal override string ReprCore() => Step == 1 ? $"range({Start}, {Stop})" : $"range({Start}, {Stop}, {Step})";

    private sealed class Iterator(long start, long count, long step) : PyIterator(BuiltinTypes.Iterator)
    {
        private long _next = start;
        private long _left = count;

        public override PyObject? Next()
        {
            if (_left == 0)
            {
                return null;
            }

            _left--;
            PyInt value = PyInt.Of(_next);
            _next = unchecked(_next + step);
            return value;
        }
    }
}
