using System.Globalization;
using System.Text;

namespace Cairn.Python;

/// <summary>A byte string.</summary>
public sealed class PyBytes(byte[] value) : PyObject(BuiltinTypes.Bytes)
{
    /// <summary>The bytes; not to be changed.</summary>
    public byte[] Value { get; } = value;

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Value.Length != 0;

    /// <inheritdoc/>
    protected internal override int LengthCore() => Value.Length;

    /// <inheritdoc/>
    protected internal override long HashCore() => PyStr.HashOf(Encoding.Latin1.GetString(Value)) ^ 0x5f5f;

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other) =>
        other is PyBytes bytes ? PyBool.Of(Operators.Holds(comparison, Value.AsSpan().SequenceCompareTo(bytes.Value))) : null;

    /// <inheritdoc/>
    protected internal override PyObject GetItemCore(PyObject key)
    {
        if (key is PySlice slice)
        {
            return new PyBytes([.. slice.Indices(Value.Length).Enumerate().Select(index => Value[index])]);
        }

        PyInt position = Operators.TryIndex(key)
            ?? throw PyRaise.TypeError($"byte indices must be integers or slices, not {key.Type.Name}");
        return PyInt.Of(Value[PySlice.Position(position, Value.Length, "index out of range")]);
    }

    /// <inheritdoc/>
    protected internal override bool ContainsCore(PyObject item) => item is PyBytes bytes
        ? Value.AsSpan().IndexOf(bytes.Value) >= 0
        : Array.IndexOf(Value, (byte)Operators.Index(item).ToInt64()) >= 0;

    /// <inheritdoc/>
    protected internal override PyIterator IterateCore() => PyIterator.Over(Value.Select(item => (PyObject)PyInt.Of(item)));

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right)
    {
        switch (operation)
        {
            case BinaryOperator.Add when right is PyBytes other:
                return new PyBytes([.. Value, .. other.Value]);
            case BinaryOperator.Multiply when Operators.TryIndex(right) is { } count:
                return new PyBytes([.. Enumerable.Repeat(Value, Limits.RepeatCount(Value.Length, count)).SelectMany(part => part)]);
            case BinaryOperator.Modulo:
                throw PyRaise.TypeError("not supported by the recipe language: formatting bytes with %");
            default:
                return null;
        }
    }

    /// <inheritdoc/>
    protected internal override PyObject? ReflectedCore(BinaryOperator operation, PyObject left) =>
        operation == BinaryOperator.Multiply && Operators.TryIndex(left) is { } ? BinaryCore(operation, left) : null;

    /// <inheritdoc/>
    protected internal override string ReprCore()
    {
        char quote = Array.IndexOf(Value, (byte)'\'') >= 0 && Array.IndexOf(Value, (byte)'"') < 0 ? '"' : '\'';
        var result = new StringBuilder("b").Append(quote);
        foreach (byte b in Value)
        {
            _ = b switch
            {
                (byte)'\\' => result.Append(@"\\"),
                (byte)'\n' => result.Append(@"\n"),
                (byte)'\r' => result.Append(@"\r"),
                (byte)'\t' => result.Append(@"\t"),
                _ when b == quote => result.Append('\\').Append(quote),
                < 32 or > 126 => result.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}"),
                _ => result.Append((char)b),
            };
        }

        return result.Append(quote).ToString();
    }
}
