namespace Cairn.Python;

/// <summary>A floating-point number.</summary>
public class PyFloat : PyObject
{
    /// <summary>A number.</summary>
    public PyFloat(double value)
        : base(BuiltinTypes.Float) => Value = value;

    private PyFloat(double value, PyType type)
        : base(type) => Value = value;

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <summary>A number of the class <paramref name="type"/>, which is <c>float</c> or derives from it.</summary>
    public static PyFloat OfType(PyType type, double value) => type.IsHeap ? new Instance(value, type) : new PyFloat(value);

    /// <inheritdoc/>
    protected internal override bool TruthCore() => Value != 0;

    /// <inheritdoc/>
    protected internal override string ReprCore() => TextFormatting.FloatRepr(Value);

    /// <inheritdoc/>
    protected internal override string FormatCore(string specification) =>
        specification.Length == 0 ? Str() : TextFormatting.FormatFloat(Value, specification);

    /// <inheritdoc/>
    protected internal override long HashCore()
    {
        if (double.IsNaN(Value))
        {
            return 0;
        }

        if (double.IsInfinity(Value))
        {
            return Value > 0 ? 314159 : -314159;
        }

        return Math.Floor(Value) == Value
            ? PyInt.Of(new System.Numerics.BigInteger(Value)).HashCore()
            : FractionHash(Value);
    }

    /// <summary>CPython's hash of a number with a fraction: its value modulo the prime 2**61 - 1.</summary>
    private static long FractionHash(double value)
    {
        const int Bits = 61;
        const ulong Modulus = (1UL << Bits) - 1;
        double fraction = Math.Abs(value);
        int exponent = Math.ILogB(fraction) + 1;
        fraction = Math.ScaleB(fraction, -exponent);
        ulong hash = 0;
        while (fraction != 0)
        {
            hash = ((hash << 28) & Modulus) | (hash >> (Bits - 28));
            fraction *= 1 << 28;
            exponent -= 28;
            ulong part = (ulong)fraction;
            fraction -= part;
            hash += part;
            hash = hash >= Modulus ? hash - Modulus : hash;
        }

        exponent = exponent >= 0 ? exponent % Bits : Bits - 1 - ((-1 - exponent) % Bits);
        hash = ((hash << exponent) & Modulus) | (hash >> (Bits - exponent));
        long signed = value < 0 ? -(long)hash : (long)hash;
        return signed == -1 ? -2 : signed;
    }

    /// <inheritdoc/>
    protected internal override PyObject? CompareCore(Comparison comparison, PyObject other)
    {
        double right;
        switch (other)
        {
            case PyFloat number:
                right = number.Value;
                break;
            case PyInt { IsSmall: true } integer when integer.ToInt64() is >= -(1L << 53) and <= 1L << 53:
                right = integer.ToInt64();
                break;
            case PyInt big when double.IsFinite(Value):
                int order = new System.Numerics.BigInteger(Math.Floor(Value)).CompareTo(big.Value);
                return PyBool.Of(Operators.Holds(comparison, order == 0 && Math.Floor(Value) != Value ? 1 : order));
            case PyInt:
                right = 0;
                break;
            default:
                return null;
        }

        return PyBool.Of(comparison switch
        {
            Comparison.Equal => Value == right,
            Comparison.NotEqual => Value != right,
            Comparison.Less => Value < right,
            Comparison.LessOrEqual => Value <= right,
            Comparison.Greater => Value > right,
            _ => Value >= right,
        });
    }

    /// <inheritdoc/>
    protected internal override PyObject? BinaryCore(BinaryOperator operation, PyObject right) =>
        Number(right) is { } other ? Apply(operation, Value, other) : null;

    /// <inheritdoc/>
    protected internal override PyObject? ReflectedCore(BinaryOperator operation, PyObject left) =>
        Number(left) is { } other ? Apply(operation, other, Value) : null;

    /// <inheritdoc/>
    protected internal override PyObject? UnaryCore(UnaryOperator operation) => operation switch
    {
        UnaryOperator.Negate => new PyFloat(-Value),
        UnaryOperator.Plus => new PyFloat(Value),
        _ => null,
    };

    internal static double? Number(PyObject value) => value switch
    {
        PyFloat number => number.Value,
        PyInt integer => integer.ToDouble(),
        _ => null,
    };

    internal static double FloorModulo(double left, double right)
    {
        if (right == 0)
        {
            throw PyRaise.ZeroDivisionError("float modulo");
        }

        double remainder = left % right;
        return remainder == 0 ? Math.CopySign(0, right) : (remainder < 0) != (right < 0) ? remainder + right : remainder;
    }

    private static PyFloat? Apply(BinaryOperator operation, double left, double right) => operation switch
    {
        BinaryOperator.Add => new PyFloat(left + right),
        BinaryOperator.Subtract => new PyFloat(left - right),
        BinaryOperator.Multiply => new PyFloat(left * right),
        BinaryOperator.TrueDivide => right == 0 ? throw PyRaise.ZeroDivisionError("float division by zero") : new PyFloat(left / right),
        BinaryOperator.FloorDivide => right == 0
            ? throw PyRaise.ZeroDivisionError("float floor division by zero")
            : new PyFloat(FloorQuotient(left, right)),
        BinaryOperator.Modulo => new PyFloat(FloorModulo(left, right)),
        BinaryOperator.Power => new PyFloat(Power(left, right)),
        _ => null,
    };

    private static double FloorQuotient(double left, double right)
    {
        double quotient = (left - FloorModulo(left, right)) / right;
        double floor = Math.Floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static double Power(double left, double right)
    {
        if (left == 0 && right < 0)
        {
            throw PyRaise.ZeroDivisionError("0.0 cannot be raised to a negative power");
        }

        double result = Math.Pow(left, right);
        if (double.IsNaN(result) && left < 0 && double.IsFinite(right))
        {
            throw PyRaise.ValueError("not supported by the recipe language: a power with a complex result");
        }

        return double.IsInfinity(result) && double.IsFinite(left) && double.IsFinite(right)
            ? throw PyRaise.OverflowError("(34, 'Numerical result out of range')")
            : result;
    }

    private sealed class Instance(double value, PyType type) : PyFloat(value, type)
    {
        private PyDict? _attributes;

        public override PyDict? Attributes => _attributes ??= new PyDict();
    }
}
