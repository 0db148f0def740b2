using System.Collections.Immutable;
using System.Numerics;
using System.Text;

namespace Cairn.Python.Text;

/// <summary>One conversion of a <c>%</c>-template, as <c>%(name)-5.2f</c>.</summary>
public sealed record PercentConversion
{
    /// <summary>The mapping key of <c>%(key)s</c>, or null.</summary>
    public string? Key { get; internal init; }

    /// <summary>True for <c>-</c>.</summary>
    public bool IsLeftAligned { get; internal init; }

    /// <summary><c>+</c>, a space, or NUL.</summary>
    public char Sign { get; internal init; }

    /// <summary>True for <c>#</c>.</summary>
    public bool IsAlternate { get; internal init; }

    /// <summary>True for <c>0</c>.</summary>
    public bool IsZeroPadded { get; internal init; }

    /// <summary>The least width, or -1 for none.</summary>
    public int Width { get; internal init; } = -1;

    /// <summary>True for <c>*</c>: the width is the next argument.</summary>
    public bool TakesWidth { get; internal init; }

    /// <summary>The precision, or -1 for none.</summary>
    public int Precision { get; internal init; } = -1;

    /// <summary>True for <c>.*</c>: the precision is the next argument.</summary>
    public bool TakesPrecision { get; internal init; }

    /// <summary>One of <c>d i u o x X e E f F g G c r s a %</c>; <c>i</c> and <c>u</c> come as <c>d</c>.</summary>
    public char Type { get; internal init; }

    /// <summary>The same with the width that an argument gave; a negative one means left-aligned.</summary>
    public PercentConversion WithWidth(int width) => this with
    {
        Width = Math.Abs(width),
        IsLeftAligned = IsLeftAligned || width < 0,
        TakesWidth = false,
    };

    /// <summary>The same with the precision that an argument gave; a negative one means zero.</summary>
    public PercentConversion WithPrecision(int precision) => this with { Precision = Math.Max(precision, 0), TakesPrecision = false };

    /// <summary>Writes the text of <c>%s</c>, <c>%r</c>, <c>%a</c> (precision cuts it) or the character of <c>%c</c>.</summary>
    public string Write(string text)
    {
        var shown = Precision >= 0 && Type != 'c' ? ValueFormat.TakeCharacters(text, Precision) : text;
        return ValueFormat.Pad(shown, string.Empty, Width, " ", IsLeftAligned ? '<' : '>');
    }

    /// <summary>Writes an integer for <c>%d</c>, <c>%o</c>, <c>%x</c> or <c>%X</c>; a precision is the least number of digits.</summary>
    public string Write(BigInteger value)
    {
        var radix = Type switch { 'o' => 8, 'x' or 'X' => 16, _ => 10 };
        var digits = IntegerText.Digits(BigInteger.Abs(value), radix).PadLeft(Math.Max(Precision, 0), '0');
        var prefix = IsAlternate ? Type switch { 'o' => "0o", 'x' or 'X' => "0x", _ => string.Empty } : string.Empty;
        if (Type == 'X')
        {
            digits = digits.ToUpperInvariant();
            prefix = prefix.ToUpperInvariant();
        }

        return Assemble(value.Sign < 0, prefix, digits);
    }

    /// <summary>Writes a number for <c>%e</c>, <c>%f</c>, <c>%g</c> and their capitals.</summary>
    public string Write(double value)
    {
        var text = FloatText.Write(value, char.ToLowerInvariant(Type), Precision < 0 ? 6 : Precision, IsAlternate, addDotZero: false);
        var negative = text[0] == '-';
        var body = negative ? text[1..] : text;
        return Assemble(negative, string.Empty, char.IsUpper(Type) ? body.ToUpperInvariant() : body);
    }

    private string Assemble(bool negative, string prefix, string body)
    {
        var lead = (negative ? "-" : Sign == '\0' ? string.Empty : Sign.ToString()) + prefix;
        if (IsLeftAligned)
        {
            return ValueFormat.Pad(lead + body, string.Empty, Width, " ", '<');
        }

        return IsZeroPadded
            ? ValueFormat.Pad(body, lead, Width, "0", '=')
            : ValueFormat.Pad(lead + body, string.Empty, Width, " ", '>');
    }
}

/// <summary>A literal text, or a conversion.</summary>
public readonly record struct PercentPart(string? Literal, PercentConversion? Conversion);

/// <summary>A parsed template of the <c>%</c> operator.</summary>
/// <remarks>Python documentation, "printf-style String Formatting". <c>%%</c> is part of the literals.</remarks>
public sealed class PercentTemplate
{
    private PercentTemplate(ImmutableArray<PercentPart> parts)
    {
        Parts = parts;
    }

    /// <summary>Literals and conversions in order.</summary>
    public ImmutableArray<PercentPart> Parts { get; }

    /// <exception cref="TextException">ValueError: the template is malformed.</exception>
    public static PercentTemplate Parse(string text)
    {
        var parts = ImmutableArray.CreateBuilder<PercentPart>();
        var literal = new StringBuilder();
        var position = 0;
        while (position < text.Length)
        {
            var c = text[position++];
            if (c != '%')
            {
                literal.Append(c);
                continue;
            }

            var conversion = ParseConversion(text, ref position);
            if (conversion.Type == '%')
            {
                literal.Append('%');
                continue;
            }

            if (literal.Length > 0)
            {
                parts.Add(new(literal.ToString(), null));
                literal.Clear();
            }

            parts.Add(new(null, conversion));
        }

        if (literal.Length > 0)
        {
            parts.Add(new(literal.ToString(), null));
        }

        return new PercentTemplate(parts.ToImmutable());
    }

    private static PercentConversion ParseConversion(string text, ref int position)
    {
        var conversion = new PercentConversion { Key = ParseKey(text, ref position) };
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c == '-')
            {
                conversion = conversion with { IsLeftAligned = true };
            }
            else if (c == '+' || (c == ' ' && conversion.Sign == '\0'))
            {
                conversion = conversion with { Sign = c };
            }
            else if (c == '#')
            {
                conversion = conversion with { IsAlternate = true };
            }
            else if (c == '0')
            {
                conversion = conversion with { IsZeroPadded = true };
            }
            else if (c != ' ')
            {
                break;
            }
        }

        var (width, takesWidth) = ParseNumber(text, ref position, "width too big");
        conversion = conversion with { Width = width, TakesWidth = takesWidth };
        if (position < text.Length && text[position] == '.')
        {
            position++;
            var (precision, takesPrecision) = ParseNumber(text, ref position, "precision too big");
            conversion = conversion with { Precision = Math.Max(precision, 0), TakesPrecision = takesPrecision };
        }

        if (position < text.Length && (text[position] is 'h' or 'l' or 'L'))
        {
            position++;
        }

        if (position == text.Length)
        {
            throw TextException.Value("incomplete format");
        }

        var type = text[position++];
        return type switch
        {
            'i' or 'u' => conversion with { Type = 'd' },
            'd' or 'o' or 'x' or 'X' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'c' or 'r' or 's' or 'a' or '%' => conversion with { Type = type },
            _ => throw TextException.Value(
                $"unsupported format character '{(type is >= ' ' and < '\x7f' ? type : '?')}' (0x{(int)type:x}) at index {position - 1}"),
        };
    }

    private static string? ParseKey(string text, ref int position)
    {
        if (position >= text.Length || text[position] != '(')
        {
            return null;
        }

        var start = ++position;
        for (var open = 1; position < text.Length; position++)
        {
            if (text[position] == '(')
            {
                open++;
            }
            else if (text[position] == ')' && --open == 0)
            {
                return text[start..position++];
            }
        }

        throw TextException.Value("incomplete format key");
    }

    private static (int Value, bool IsArgument) ParseNumber(string text, ref int position, string tooBig)
    {
        if (position < text.Length && text[position] == '*')
        {
            position++;
            return (-1, true);
        }

        long value = -1;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            value = (Math.Max(value, 0) * 10) + (text[position++] - '0');
            if (value > int.MaxValue)
            {
                throw TextException.Value(tooBig);
            }
        }

        return ((int)value, false);
    }
}
