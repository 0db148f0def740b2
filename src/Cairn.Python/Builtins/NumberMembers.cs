using System.Globalization;
using System.Numerics;

namespace Cairn.Python;

/// <summary>The members of <c>int</c>, <c>bool</c> and <c>float</c>.</summary>
internal static class NumberMembers
{
    private static readonly string[] Arithmetic =
    [
        "__add__", "__radd__", "__sub__", "__rsub__", "__mul__", "__rmul__", "__truediv__", "__rtruediv__", "__floordiv__",
        "__rfloordiv__", "__mod__", "__rmod__", "__pow__", "__rpow__", "__neg__", "__pos__", "__bool__", "__hash__", "__repr__",
        "__str__", "__format__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__",
    ];

    public static void DefineInt(NativeTypeBuilder type) => type
        .Constructor((realm, requested, arguments) => PyInt.OfType(requested, ParseInt(realm, arguments)))
        .RawMethod("__init__", (_, _) => PyNone.Instance)
        .Protocols(Arithmetic)
        .Protocols("__and__", "__rand__", "__or__", "__ror__", "__xor__", "__rxor__", "__lshift__", "__rlshift__", "__rshift__", "__rrshift__", "__invert__", "__index__")
        .Method<PyInt>("__int__", "", (_, self, _) => PyInt.Of(self.Value))
        .Method<PyInt>("__float__", "", (_, self, _) => new PyFloat(self.ToDouble()))
        .Method<PyInt>("__abs__", "", (_, self, _) => PyInt.Of(BigInteger.Abs(self.Value)))
        .Method<PyInt>("__trunc__", "", (_, self, _) => PyInt.Of(self.Value))
        .Method<PyInt>("bit_length", "", (_, self, _) => PyInt.Of(self.Value.IsZero ? 0 : (long)BigInteger.Abs(self.Value).GetBitLength()))
        .Method<PyInt>("bit_count", "", (_, self, _) => PyInt.Of(
            BigInteger.Abs(self.Value).ToByteArray().Sum(part => BitOperations.PopCount(part))))
        .Method<PyInt>("conjugate", "", (_, self, _) => self)
        .Method<PyInt>("is_integer", "", (_, _, _) => PyBool.True)
        .Method<PyInt>("to_bytes", "length=, byteorder=, *, signed=", (_, self, a) =>
        {
            var bytes = new byte[a.Integer(0, 1)];
            byte[] source = self.Value.ToByteArray(isUnsigned: !self.IsNegative, isBigEndian: false);
            if (source.Length > bytes.Length || (self.IsNegative && !a.Flag(2)))
            {
                throw PyRaise.OverflowError(self.IsNegative ? "can't convert negative int to unsigned" : "int too big to convert");
            }

            Array.Fill(bytes, self.IsNegative ? (byte)255 : (byte)0);
            source.CopyTo(bytes, 0);
            if (a.Text(1, "big") == "big")
            {
                Array.Reverse(bytes);
            }

            return new PyBytes(bytes);
        })
        .Member("from_bytes", new PyStaticMethod(new NativeFunction("from_bytes", "bytes, byteorder=, *, signed=", (_, a) =>
            PyInt.Of(new BigInteger(BytesMembers.ToBytes(a[0]), isUnsigned: !a.Flag(2), isBigEndian: a.Text(1, "big") == "big")))))
        .Property<PyInt>("numerator", self => PyInt.Of(self.Value))
        .Property<PyInt>("denominator", _ => PyInt.Of(1))
        .Property<PyInt>("real", self => PyInt.Of(self.Value))
        .Property<PyInt>("imag", _ => PyInt.Zero);

    public static void DefineBool(NativeTypeBuilder type) => type.Final()
        .Constructor((_, _, arguments) => PyBool.Of(arguments.PositionalCount > 0 && arguments[0].IsTrue))
        .Protocols("__and__", "__or__", "__xor__", "__repr__");

    public static void DefineFloat(NativeTypeBuilder type) => type
        .Constructor((realm, requested, arguments) =>
            PyFloat.OfType(requested, arguments.PositionalCount == 0 ? 0.0 : ToFloat(realm, arguments[0])))
        .RawMethod("__init__", (_, _) => PyNone.Instance)
        .Protocols(Arithmetic)
        .Method<PyFloat>("__int__", "", (_, self, _) => Truncate(self.Value))
        .Method<PyFloat>("__trunc__", "", (_, self, _) => Truncate(self.Value))
        .Method<PyFloat>("__float__", "", (_, self, _) => new PyFloat(self.Value))
        .Method<PyFloat>("__abs__", "", (_, self, _) => new PyFloat(Math.Abs(self.Value)))
        .Method<PyFloat>("is_integer", "", (_, self, _) => PyBool.Of(double.IsFinite(self.Value) && Math.Floor(self.Value) == self.Value))
        .Method<PyFloat>("as_integer_ratio", "", (_, self, _) => Ratio(self.Value))
        .Property<PyFloat>("real", self => new PyFloat(self.Value))
        .Property<PyFloat>("imag", _ => new PyFloat(0));

    private static PyTuple Ratio(double value)
    {
        if (!double.IsFinite(value))
        {
            throw PyRaise.OverflowError("cannot convert Infinity to integer ratio");
        }

        int exponent = 0;
        while (Math.Floor(value) != value)
        {
            value *= 2;
            exponent++;
        }

        return new PyTuple(PyInt.Of(new BigInteger(value)), PyInt.Of(BigInteger.One << exponent));
    }

    public static PyInt Truncate(double value)
    {
        if (double.IsNaN(value))
        {
            throw PyRaise.ValueError("cannot convert float NaN to integer");
        }

        return double.IsInfinity(value)
            ? throw PyRaise.OverflowError("cannot convert float infinity to integer")
            : PyInt.Of(new BigInteger(Math.Truncate(value)));
    }

    public static double ToFloat(Realm realm, PyObject value)
    {
        switch (value)
        {
            case PyFloat number:
                return number.Value;
            case PyInt integer:
                return integer.ToDouble();
            case PyStr text:
                return ParseFloat(text.Value, text);
            case PyBytes bytes:
                return ParseFloat(System.Text.Encoding.Latin1.GetString(bytes.Value), bytes);
        }

        if (value.Type.Lookup(Names.Float) is { } hook)
        {
            return hook.Call(realm, value) is PyFloat converted
                ? converted.Value
                : throw PyRaise.TypeError($"{value.Type.Name}.__float__ returned non-float");
        }

        return Operators.TryIndex(value)?.ToDouble()
            ?? throw PyRaise.TypeError($"float() argument must be a string or a real number, not '{value.Type.Name}'");
    }

    private static double ParseFloat(string text, PyObject original)
    {
        string trimmed = text.Trim();
        string bare = trimmed.TrimStart('+', '-').ToLowerInvariant();
        bool isNegative = trimmed.StartsWith('-');
        switch (bare)
        {
            case "inf" or "infinity":
                return isNegative ? double.NegativeInfinity : double.PositiveInfinity;
            case "nan":
                return double.NaN;
        }

        if (IsNumber(bare, allowFraction: true)
            && double.TryParse(trimmed.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
        {
            return value;
        }

        throw PyRaise.ValueError($"could not convert string to float: {original.Repr()}");
    }

    private static bool IsNumber(string text, bool allowFraction) =>
        text.Length > 0 && text[^1] != '_' && text[0] != '_' && !text.Contains("__", StringComparison.Ordinal)
        && text.All(c => char.IsAsciiDigit(c) || c == '_' || (allowFraction && c is '.' or 'e' or 'E' or '+' or '-'));

    private static PyInt ParseInt(Realm realm, CallArguments arguments)
    {
        if (arguments.PositionalCount == 0)
        {
            return PyInt.Zero;
        }

        PyObject value = arguments[0];
        PyObject? radix = arguments.PositionalCount > 1 ? arguments[1] : arguments.Keyword("base");
        if (radix is not null)
        {
            string digits = value switch
            {
                PyStr text => text.Value,
                PyBytes bytes => System.Text.Encoding.Latin1.GetString(bytes.Value),
                _ => throw PyRaise.TypeError("int() can't convert non-string with explicit base"),
            };
            return ParseInt(digits, (int)Operators.Index(radix).ToInt64(), value);
        }

        switch (value)
        {
            case PyInt { Type.IsHeap: false } integer:
                return PyInt.Of(integer.Value);
            case PyFloat number:
                return Truncate(number.Value);
            case PyStr text:
                return ParseInt(text.Value, 10, value);
            case PyBytes bytes:
                return ParseInt(System.Text.Encoding.Latin1.GetString(bytes.Value), 10, value);
        }

        foreach (PyStr name in (ReadOnlySpan<PyStr>)[Names.Int, Names.Index, Names.Trunc])
        {
            if (value.Type.Lookup(name) is { } hook)
            {
                return hook.Call(realm, value) as PyInt ?? throw PyRaise.TypeError($"{name.Value} returned non-int");
            }
        }

        return Operators.TryIndex(value) ?? throw PyRaise.TypeError(
            $"int() argument must be a string, a bytes-like object or a real number, not '{value.Type.Name}'");
    }

    private static PyInt ParseInt(string text, int radix, PyObject original)
    {
        if (radix != 0 && radix is < 2 or > 36)
        {
            throw PyRaise.ValueError("int() base must be >= 2 and <= 36, or 0");
        }

        string digits = text.Trim();
        bool isNegative = digits.StartsWith('-');
        if (digits.Length > 0 && digits[0] is '+' or '-')
        {
            digits = digits[1..];
        }

        int prefix = digits.Length > 1 && digits[0] == '0'
            ? (digits[1] | 0x20) switch
            {
                'x' => 16,
                'o' => 8,
                'b' => 2,
                _ => 0,
            }
            : 0;
        if (prefix != 0 && (radix == 0 || radix == prefix))
        {
            radix = prefix;
            digits = digits[2..].TrimStart('_');
        }
        else if (radix == 0)
        {
            radix = digits.Length > 1 && digits[0] == '0' && digits.Trim('0', '_').Length > 0 ? -1 : 10;
        }

        BigInteger value = BigInteger.Zero;
        bool valid = radix > 0 && digits.Length is > 0 and <= 4300 && digits[^1] != '_' && digits[0] != '_'
            && !digits.Contains("__", StringComparison.Ordinal);
        foreach (char c in valid ? digits : "")
        {
            if (c == '_')
            {
                continue;
            }

            int digit = char.IsDigit(c) ? (int)char.GetNumericValue(c) : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' + 10 : 99;
            valid &= digit < radix;
            value = (value * radix) + digit;
        }

        if (!valid)
        {
            throw digits.Length > 4300
                ? PyRaise.ValueError($"Exceeds the limit (4300 digits) for integer string conversion: value has {digits.Length} digits; use sys.set_int_max_str_digits() to increase the limit")
                : PyRaise.ValueError($"invalid literal for int() with base {Math.Max(0, radix)}: {original.Repr()}");
        }

        return PyInt.Of(isNegative ? -value : value);
    }
}
