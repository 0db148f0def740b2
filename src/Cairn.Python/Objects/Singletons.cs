namespace Cairn.Python;

/// <summary><c>None</c>.</summary>
public sealed class PyNone : PyObject
{
    /// <summary>The only one.</summary>
    public static readonly PyNone Instance = new();

    private PyNone()
        : base(BuiltinTypes.NoneType)
    {
    }

    /// <inheritdoc/>
    protected internal override bool TruthCore() => false;

    /// <inheritdoc/>
    protected internal override string ReprCore() => "None";
}

/// <summary><c>...</c></summary>
public sealed class PyEllipsis : PyObject
{
    /// <summary>The only one.</summary>
    public static readonly PyEllipsis Instance = new();

    private PyEllipsis()
        : base(BuiltinTypes.EllipsisType)
    {
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() => "Ellipsis";
}

/// <summary><c>NotImplemented</c>.</summary>
public sealed class PyNotImplemented : PyObject
{
    /// <summary>The only one.</summary>
    public static readonly PyNotImplemented Instance = new();

    private PyNotImplemented()
        : base(BuiltinTypes.NotImplementedType)
    {
    }

    /// <inheritdoc/>
    protected internal override string ReprCore() => "NotImplemented";
}

/// <summary>An ordinary instance of a class written in Python; native base types may derive from it.</summary>
public class PyInstance(PyType type) : PyObject(type)
{
    private PyDict? _attributes;

    /// <inheritdoc/>
    public override PyDict? Attributes => _attributes ??= new PyDict();

    internal void ReplaceAttributes(PyDict attributes) => _attributes = attributes;
}

/// <summary>A variable shared by a function and the functions nested in it.</summary>
internal sealed class Cell : PyObject
{
    public Cell()
        : base(BuiltinTypes.Object)
    {
    }

    public PyObject? Value { get; set; }
}

/// <summary>Turns running out of stack into a Python error; for native code that follows values as deeply as they nest.</summary>
internal static class StackGuard
{
    public static void Check()
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw PyRaise.RecursionError("maximum recursion depth exceeded");
        }
    }
}

/// <summary>Bounds that keep a single native operation from eating the machine.</summary>
internal static class Limits
{
    private const long LargestSequence = 1L << 28;
    private const long LargestBits = 1L << 24;

    public static int RepeatCount(long length, PyInt count)
    {
        if (count.IsNegative || length == 0)
        {
            return 0;
        }

        if (!count.IsSmall || count.ToInt64() > LargestSequence / length)
        {
            throw PyRaise.MemoryError($"a sequence of more than {LargestSequence} elements is not supported by the recipe language");
        }

        return (int)count.ToInt64();
    }

    public static void CheckBits(long bits)
    {
        if (bits > LargestBits)
        {
            throw PyRaise.MemoryError($"an integer of more than {LargestBits} bits is not supported by the recipe language");
        }
    }

    public static string Digits(System.Numerics.BigInteger value) => value.GetBitLength() > 14_300
        ? throw PyRaise.ValueError("Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit")
        : value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
