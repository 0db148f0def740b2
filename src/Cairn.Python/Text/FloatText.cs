using System.Globalization;
using System.Text;

namespace Cairn.Python.Text;

/// <summary>How Python writes and reads floating-point numbers.</summary>
public static class FloatText
{
    /// <summary><c>repr(x)</c>: the shortest text that reads back as the same number.</summary>
    public static string Repr(double value) => Write(value, 'r', 0, alternate: false, addDotZero: true);

    /// <summary>
    /// Writes a number the way of C's <c>printf</c>: <paramref name="kind"/> is one of <c>e f g r</c>; upper case is the caller's.
    /// The sign of negative numbers is included.
    /// </summary>
    internal static string Write(double value, char kind, int precision, bool alternate, bool addDotZero)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        var negative = double.IsNegative(value);
        var magnitude = Math.Abs(value);
        if (double.IsInfinity(magnitude))
        {
            return negative ? "-inf" : "inf";
        }

        if (kind == 'g' && precision == 0)
        {
            precision = 1;
        }

        var (digits, point) = kind switch
        {
            'e' => DecimalDigits.Significant(magnitude, precision + 1),
            'f' => DecimalDigits.Fixed(magnitude, precision),
            'g' => DecimalDigits.Significant(magnitude, precision),
            _ => DecimalDigits.Shortest(magnitude),
        };

        if (kind == 'g' && !alternate)
        {
            var trimmed = digits.TrimEnd('0');
            digits = trimmed.Length == 0 ? "0" : trimmed;
        }

        var exponential = kind switch
        {
            'e' => true,
            'f' => false,
            'g' => point <= -4 || point > precision - (addDotZero ? 1 : 0),
            _ => point is <= -4 or > 16,
        };

        var exponent = point - 1;
        if (exponential)
        {
            point = 1;
        }

        var end = kind switch
        {
            'e' => precision + 1,
            'f' => point + precision,
            'g' => alternate ? precision : digits.Length,
            _ => digits.Length,
        };
        end = Math.Max(end, !exponential && addDotZero ? point + 1 : point);

        var text = new StringBuilder();
        if (negative)
        {
            text.Append('-');
        }

        if (point <= 0)
        {
            text.Append('0');
        }

        for (var i = Math.Min(point, 0); i < end; i++)
        {
            if (i == point)
            {
                text.Append('.');
            }

            text.Append(i >= 0 && i < digits.Length ? digits[i] : '0');
        }

        if (point == end && alternate)
        {
            text.Append('.');
        }

        if (exponential)
        {
            text.Append('e').Append(exponent < 0 ? '-' : '+');
            text.Append(Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    /// <summary><c>float(text)</c>.</summary>
    /// <exception cref="TextException">ValueError: the text is no number.</exception>
    public static double Parse(string text)
    {
        return TryParse(text, out var value) ? value : throw TextException.Value("could not convert string to float: " + StringLiteral.Repr(text));
    }

    /// <summary>Reads a number by the rules of <c>float(text)</c>: surrounding white space, underscores between digits, inf and nan.</summary>
    public static bool TryParse(string text, out double value)
    {
        value = 0;
        var body = IntegerText.Normalize(text);
        if (body is null || body.Length == 0)
        {
            return false;
        }

        var unsigned = body[0] is '+' or '-' ? body[1..] : body;
        var negative = body[0] == '-';
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        var position = 0;
        var digits = SkipDigits(unsigned, ref position);
        if (position < unsigned.Length && unsigned[position] == '.')
        {
            position++;
            digits += SkipDigits(unsigned, ref position);
        }

        if (digits == 0)
        {
            return false;
        }

        if (position < unsigned.Length && (unsigned[position] is 'e' or 'E'))
        {
            position++;
            if (position < unsigned.Length && (unsigned[position] is '+' or '-'))
            {
                position++;
            }

            if (SkipDigits(unsigned, ref position) == 0)
            {
                return false;
            }
        }

        if (position != unsigned.Length)
        {
            return false;
        }

        value = double.Parse(unsigned, NumberStyles.Float, CultureInfo.InvariantCulture);
        value = negative ? -value : value;
        return true;
    }

    private static int SkipDigits(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position - start;
    }
}
