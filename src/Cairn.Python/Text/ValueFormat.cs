using System.Numerics;
using System.Text;

namespace Cairn.Python.Text;

/// <summary><c>format(value, specification)</c> of the built-in types.</summary>
public static class ValueFormat
{
    /// <summary><c>format(text, specification)</c> of a <c>str</c>.</summary>
    /// <exception cref="TextException">ValueError: the specification does not fit a string.</exception>
    public static string Format(string value, string specification)
    {
        if (specification.Length == 0)
        {
            return value;
        }

        var spec = FormatSpecification.Parse(specification, '<', "str");
        if (spec.Type is not ('\0' or 's'))
        {
            throw UnknownCode(spec.Type, "str");
        }

        if (spec.Grouping != '\0')
        {
            throw TextException.Value($"Cannot specify '{spec.Grouping}' with 's'.");
        }

        if (spec.Sign != '\0')
        {
            throw TextException.Value(spec.Sign == ' '
                ? "Space not allowed in string format specifier"
                : "Sign not allowed in string format specifier");
        }

        if (spec.CoercesNegativeZero)
        {
            throw TextException.Value("Negative zero coercion (z) not allowed in string format specifier");
        }

        if (spec.IsAlternate)
        {
            throw TextException.Value("Alternate form (#) not allowed in string format specifier");
        }

        if (spec.Align == '=')
        {
            throw TextException.Value("'=' alignment not allowed in string format specifier");
        }

        var text = spec.Precision >= 0 ? TakeCharacters(value, spec.Precision) : value;
        return Pad(text, string.Empty, spec.Width, spec.Fill ?? " ", spec.Align);
    }

    /// <summary><c>format(number, specification)</c> of an <c>int</c>.</summary>
    /// <exception cref="TextException">ValueError or OverflowError: the specification does not fit the integer.</exception>
    public static string Format(BigInteger value, string specification)
    {
        if (specification.Length == 0)
        {
            return IntegerText.Digits(value, 10);
        }

        var spec = FormatSpecification.Parse(specification, '>', "int");
        switch (spec.Type)
        {
            case '\0' or 'd' or 'b' or 'o' or 'x' or 'X' or 'n' or 'c':
                return FormatInteger(value, spec);
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%':
                var number = IntegerText.ToDouble(value);
                return double.IsInfinity(number)
                    ? throw TextException.Overflow("int too large to convert to float")
                    : FormatFloat(number, spec, "int");
            default:
                throw UnknownCode(spec.Type, "int");
        }
    }

    /// <summary><c>format(number, specification)</c> of a <c>float</c>.</summary>
    /// <exception cref="TextException">ValueError: the specification does not fit a float.</exception>
    public static string Format(double value, string specification)
    {
        return specification.Length == 0
            ? FloatText.Repr(value)
            : FormatFloat(value, FormatSpecification.Parse(specification, '>', "float"), "float");
    }

    private static string FormatInteger(BigInteger value, FormatSpecification spec)
    {
        if (spec.Precision >= 0)
        {
            throw TextException.Value("Precision not allowed in integer format specifier");
        }

        if (spec.CoercesNegativeZero)
        {
            throw TextException.Value("Negative zero coercion (z) not allowed in format specifier with integer format code");
        }

        if (spec.Type == 'c')
        {
            return FormatCharacter(value, spec);
        }

        var radix = spec.Type switch { 'b' => 2, 'o' => 8, 'x' or 'X' => 16, _ => 10 };
        var digits = IntegerText.Digits(BigInteger.Abs(value), radix);
        var prefix = spec.IsAlternate ? radix switch { 2 => "0b", 8 => "0o", 16 => "0x", _ => string.Empty } : string.Empty;
        if (spec.Type == 'X')
        {
            digits = digits.ToUpperInvariant();
            prefix = prefix.ToUpperInvariant();
        }

        return Assemble(SignText(value.Sign < 0, spec.Sign) + prefix, digits, string.Empty, spec, radix == 10 ? 3 : 4);
    }

    private static string FormatCharacter(BigInteger value, FormatSpecification spec)
    {
        if (spec.Sign != '\0')
        {
            throw TextException.Value("Sign not allowed with integer format specifier 'c'");
        }

        if (spec.IsAlternate)
        {
            throw TextException.Value("Alternate form (#) not allowed with integer format specifier 'c'");
        }

        if (value < long.MinValue || value > long.MaxValue)
        {
            throw TextException.Overflow("Python int too large to convert to C long");
        }

        if (value < 0 || value > 0x10ffff)
        {
            throw TextException.Overflow("%c arg not in range(0x110000)");
        }

        return Pad(CharacterText((int)value), string.Empty, spec.Width, spec.Fill ?? " ", spec.Align);
    }

    private static string FormatFloat(double value, FormatSpecification spec, string typeName)
    {
        var type = spec.Type;
        if (type is not ('\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%'))
        {
            throw UnknownCode(type, typeName);
        }

        var precision = spec.Precision;
        var addDotZero = false;
        var kind = char.ToLowerInvariant(type);
        switch (kind)
        {
            case '\0':
                addDotZero = true;
                kind = precision < 0 ? 'r' : 'g';
                break;
            case 'n':
                kind = 'g';
                break;
            case '%':
                kind = 'f';
                value *= 100;
                break;
        }

        if (precision < 0)
        {
            precision = kind == 'r' ? 0 : 6;
        }

        var text = FloatText.Write(value, kind, precision, spec.IsAlternate, addDotZero);
        var negative = text[0] == '-';
        if (negative)
        {
            text = text[1..];
            if (spec.CoercesNegativeZero && text.AsSpan().IndexOfAnyExcept("0.") is var other && (other < 0 || text[other] == 'e'))
            {
                negative = false;
            }
        }

        if (type is 'E' or 'F' or 'G')
        {
            text = text.ToUpperInvariant();
        }

        if (type == '%')
        {
            text += "%";
        }

        var whole = 0;
        while (whole < text.Length && char.IsAsciiDigit(text[whole]))
        {
            whole++;
        }

        return Assemble(SignText(negative, spec.Sign), text[..whole], text[whole..], spec, 3);
    }

    private static string SignText(bool negative, char sign) => negative ? "-" : sign is '+' or ' ' ? sign.ToString() : string.Empty;

    /// <summary>Sign and prefix, grouped digits and the rest, padded; zero padding takes part in the grouping.</summary>
    private static string Assemble(string lead, string digits, string rest, FormatSpecification spec, int groupSize)
    {
        var fill = spec.Fill ?? " ";
        if (spec.Grouping != '\0' && digits.Length > 0)
        {
            var leastWidth = fill == "0" && spec.Align == '=' ? spec.Width - lead.Length - rest.Length : 0;
            digits = Group(digits, spec.Grouping, groupSize, leastWidth);
        }

        return Pad(digits + rest, lead, spec.Width, fill, spec.Align);
    }

    private static string Group(string digits, char separator, int size, int leastWidth)
    {
        var groups = new List<string>();
        var remaining = digits.Length;
        while (true)
        {
            var length = Math.Min(size, Math.Max(Math.Max(remaining, leastWidth), 1));
            var taken = Math.Max(0, Math.Min(remaining, length));
            groups.Add(new string('0', length - taken) + digits.Substring(remaining - taken, taken));
            remaining -= taken;
            leastWidth -= length;
            if (remaining <= 0 && leastWidth <= 0)
            {
                break;
            }

            leastWidth--;
        }

        groups.Reverse();
        return string.Join(separator, groups);
    }

    internal static string Pad(string body, string lead, int width, string fill, char align)
    {
        var length = LengthOf(body) + lead.Length;
        var padding = width - length;
        if (padding <= 0)
        {
            return lead.Length == 0 ? body : lead + body;
        }

        var left = align switch { '>' => padding, '^' => padding / 2, _ => 0 };
        var result = new StringBuilder(width);
        Repeat(result, fill, left);
        result.Append(lead);
        if (align == '=')
        {
            Repeat(result, fill, padding);
            return result.Append(body).ToString();
        }

        result.Append(body);
        Repeat(result, fill, padding - left);
        return result.ToString();
    }

    /// <summary>The text of one code point; a lone surrogate stays as it is.</summary>
    internal static string CharacterText(int codePoint) => codePoint < 0x10000 ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);

    internal static string TakeCharacters(string text, int count)
    {
        if (text.Length <= count)
        {
            return text;
        }

        var end = 0;
        for (var taken = 0; taken < count && end < text.Length; taken++)
        {
            end += char.IsHighSurrogate(text[end]) && end + 1 < text.Length && char.IsLowSurrogate(text[end + 1]) ? 2 : 1;
        }

        return text[..end];
    }

    private static int LengthOf(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))
            {
                count--;
            }
        }

        return count;
    }

    private static void Repeat(StringBuilder result, string fill, int count)
    {
        for (var i = 0; i < count; i++)
        {
            result.Append(fill);
        }
    }

    private static TextException UnknownCode(char code, string typeName)
    {
        return TextException.Value(code is > ' ' and < '\x80'
            ? $"Unknown format code '{code}' for object of type '{typeName}'"
            : $"Unknown format code '\\x{(int)code:x}' for object of type '{typeName}'");
    }
}
