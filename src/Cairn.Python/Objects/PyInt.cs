using System.Globalization;
using System.Numerics;

namespace Cairn.Python;

/// <summary>An integer of any size.</summary>
public class PyInt : PyObject
{
    private const int SmallestCached = -16;
    private const int LargestCached = 512;

    private static readonly PyInt[] Cached =
        [.. Enumerable.Range(SmallestCached, LargestCached - SmallestCached + 1).Select(value => new PyInt(value, BuiltinTypes.Int))];

    private readonly long _small;
    private readonly object? _big;

    private protected PyInt(long value, PyType type)
        : base(type) => _small = value;

    private PyInt(BigInteger value, PyType type)
        : base(type)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            _small = (long)value;
        }
        else
        {
            _big = value;
        }
    }

    /// <summary>Zero.</summary>
    public static PyInt Zero => Of(0);

    /// <summary>True if the value fits into 64 bits.</summary>
    public bool IsSmall => _big is null;

    /// <summary>The value, of any size.</summary>
    public BigInteger Value => _big is BigInteger big ? big : _small;

    /// <summary>An integer.</summary>
    public static PyInt Of(long value) => value is >= SmallestCached and <= LargestCached
        ? Cached[value - SmallestCached]
        : new PyInt(value, BuiltinTypes.Int);

    /// <summary>An integer.</summary>
    public static PyInt Of(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? Of((long)value) : new PyInt(value, BuiltinTypes.Int);

    /// <summary>An integer of the class <paramref name="type"/>, which is <c>int</c> or derives from it.</summary>
    public static PyInt OfType(PyType type, PyInt value) => type.IsHeap ? new Instance(value, type) : Of(value.Value);

    /// <summary>The value as 64 bits.</summary>
    /// <exception cref="PyRaise"><c>OverflowError</c>.</exception>
    public long ToInt64() => _big is null ? _small : throw PyRaise.OverflowError("Python int too large to convert to C ssize_t");

    /// <summary>The value as 32 bits.</summary>
    /// <exception cref="PyRaise"><c>OverflowError</c>.</exception>
    public int ToInt32() => _big is null && _small is >= int.MinValue and <= int.MaxValue
        ? (int)_small
        : throw PyRaise.OverflowError("Python int too large to convert to C int");

    /// <summary>The value brought into the range of 32 bits.</summary>
    internal int Clamp() => _big is BigInteger big
        ? big.Sign < 0 ? int.MinValue : int.MaxValue
        : (int)Math.Clamp(_small, int.MinValue, int.MaxValue);

    internal double ToDouble()
    {
        if (_big is not BigInteger big)
        {
            return _small;
        }

        double value = (double)big;
        return double.IsInfinity(value) ? throw PyRaise.OverflowError("int too large to convert to float") : value;
    }

    internal bool IsNegative => _big is BigInteger big ? big.Sign < 0 : _small < 0;

    /// <inheritdoc/>
    protected internal override bool TruthCore() => _big is not null || _small != 0;

    /// <inheritdoc/>
    protected internal override PyInt IndexCore() => this;

    /// <inheritdoc/>
    protected internal override long HashCore()
    {
        // CPython's hash of numbers: the value modulo 2**61 - 1, so that equal ints and floats hash alike.
        const long Modulus = (1L << 61) - 1;
        long hash = _big is BigInteger big ? (long)BigInteger.Remainder(big, Modulus) : _small % Modulus;
        return hash == -1 ? -2 : hash;
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() =>
        _big is BigInteger big ? Limits.Digits(big) : _small.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected internal override string StrCore() => Type.IsHeap ? Repr() : ReprCore();

    /// <inheritdoc/>
    protected internal override string FormatCore(string specification) =>
        specification.Length == 0 ? Str() : TextFormatting.FormatInteger(Value, specification);

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other)
    {
        if (other is not PyInt number)
        {
            return null;
        }

        int order = _big is null && number._big is null ? _small.CompareTo(number._small) : Value.CompareTo(number.Value);
        return PyBool.Of(Operators.Holds(comparison, order));
    }

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right) => right is not PyInt other
        ? null
        : _big is null && other._big is null
            ? IntegerArithmetic.Small(operation, _small, other._small)
            : IntegerArithmetic.Big(operation, Value, other.Value);

    /// <inheritdoc/>
    protected internal override PyObject? UnaryCore(UnaryOperator operation) => operation switch
    {
        UnaryOperator.Negate => _big is null && _small != long.MinValue ? Of(-_small) : Of(-Value),
        UnaryOperator.Plus => _big is null ? Of(_small) : Of(Value),
        _ => _big is null ? Of(~_small) : Of(-Value - 1),
    };

    private sealed class Instance : PyInt
    {
        private PyDict? _attributes;

        public Instance(PyInt value, PyType type)
            : base(value.Value, type)
        {
        }

        public override PyDict? Attributes => _attributes ??= new PyDict();
    }
}

/// <summary><c>True</c> or <c>False</c>.</summary>
public sealed class PyBool : PyInt
{
    /// <summary><c>True</c>.</summary>
    public static readonly PyBool True = new(true);

    /// <summary><c>False</c>.</summary>
    public static readonly PyBool False = new(false);

    private PyBool(bool value)
        : base(value ? 1 : 0, BuiltinTypes.Bool) => (Value, _text) = (value, value ? "True" : "False");

    private readonly string _text;

    /// <summary>The truth value.</summary>
    public new bool Value { get; }

    /// <summary><c>True</c> or <c>False</c>.</summary>
    public static PyBool Of(bool value) => value ? True : False;

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Value;

    /// <inheritdoc/>
    protected internal override string ReprCore() => _text;

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right) => right is not PyBool other
        ? base.BinaryCore(operation, right)
        : operation switch
        {
            BinaryOperator.And => Of(Value & other.Value),
            BinaryOperator.Or => Of(Value | other.Value),
            BinaryOperator.Xor => Of(Value ^ other.Value),
            _ => base.BinaryCore(operation, right),
        };
}
