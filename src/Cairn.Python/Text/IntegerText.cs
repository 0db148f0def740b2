using System.Globalization;
using System.Numerics;
using System.Text;

namespace Cairn.Python.Text;

/// <summary>How Python reads and writes integers.</summary>
public static class IntegerText
{
    /// <summary><c>int(text, radix)</c>; a radix of 0 takes it from the prefix.</summary>
    /// <exception cref="TextException">ValueError: the text is no integer, or the radix lies outside 2 to 36.</exception>
    public static BigInteger Parse(string text, int radix = 10)
    {
        if (radix != 0 && radix is < 2 or > 36)
        {
            throw TextException.Value("int() base must be >= 2 and <= 36, or 0");
        }

        return TryParse(text, radix, out var value)
            ? value
            : throw TextException.Value($"invalid literal for int() with base {radix}: {StringLiteral.Repr(text)}");
    }

    /// <summary>Reads an integer by the rules of <c>int(text, radix)</c>.</summary>
    public static bool TryParse(string text, int radix, out BigInteger value)
    {
        value = BigInteger.Zero;
        var body = TrimAndFoldDigits(text);
        var position = 0;
        var negative = false;
        if (position < body.Length && (body[position] is '+' or '-'))
        {
            negative = body[position++] == '-';
        }

        var prefixed = position + 1 < body.Length && body[position] == '0' ? RadixOfPrefix(body[position + 1]) : 0;
        var leadingZerosForbidden = false;
        if (prefixed != 0 && (radix == 0 || radix == prefixed))
        {
            radix = prefixed;
            position += 2;
            if (position < body.Length && body[position] == '_')
            {
                position++;
            }
        }
        else if (radix == 0)
        {
            radix = 10;
            leadingZerosForbidden = position < body.Length && body[position] == '0';
        }

        var start = position;
        if (start == body.Length)
        {
            return false;
        }

        if (radix == 10 && body.Length - start <= 18 && long.TryParse(body.AsSpan(start), NumberStyles.None, CultureInfo.InvariantCulture, out var small))
        {
            value = negative ? -small : small;
            return !leadingZerosForbidden || small == 0;
        }

        var lastWasDigit = false;
        for (; position < body.Length; position++)
        {
            var c = body[position];
            if (c == '_')
            {
                if (!lastWasDigit)
                {
                    return false;
                }

                lastWasDigit = false;
                continue;
            }

            var digit = DigitOf(c);
            if (digit < 0 || digit >= radix)
            {
                return false;
            }

            value = (value * radix) + digit;
            lastWasDigit = true;
        }

        if (!lastWasDigit || (leadingZerosForbidden && !value.IsZero))
        {
            return false;
        }

        value = negative ? -value : value;
        return true;
    }

    /// <summary>The nearest double, halves to even, as <c>float(n)</c>; infinite if out of range. (.NET's conversion truncates.)</summary>
    public static double ToDouble(BigInteger value)
    {
        var magnitude = BigInteger.Abs(value);
        var surplus = (int)magnitude.GetBitLength() - 64;
        if (surplus <= 0)
        {
            var exact = (double)(ulong)magnitude;
            return value.Sign < 0 ? -exact : exact;
        }

        // 64 leading bits decide the rounding, with the last one standing for everything that was cut off.
        var leading = (ulong)(magnitude >> surplus);
        if (!(magnitude & ((BigInteger.One << surplus) - 1)).IsZero)
        {
            leading |= 1;
        }

        var result = Math.ScaleB((double)leading, surplus);
        return value.Sign < 0 ? -result : result;
    }

    /// <summary>The digits of a magnitude in radix 2, 8, 10 or 16, in lower case and without a prefix.</summary>
    internal static string Digits(BigInteger magnitude, int radix)
    {
        if (radix == 10)
        {
            return magnitude.ToString(CultureInfo.InvariantCulture);
        }

        if (magnitude.IsZero)
        {
            return "0";
        }

        var bitsPerDigit = radix switch { 2 => 1, 8 => 3, _ => 4 };
        var mask = (1 << bitsPerDigit) - 1;
        var reversed = new StringBuilder();
        while (!magnitude.IsZero)
        {
            reversed.Append("0123456789abcdef"[(int)(magnitude & mask)]);
            magnitude >>= bitsPerDigit;
        }

        var characters = reversed.ToString().ToCharArray();
        Array.Reverse(characters);
        return new string(characters);
    }

    /// <summary>Trims, folds every Unicode decimal digit to ASCII and drops underscores between digits; null if one stands elsewhere.</summary>
    internal static string? Normalize(string text)
    {
        var trimmed = TrimAndFoldDigits(text);
        if (!trimmed.Contains('_', StringComparison.Ordinal))
        {
            return trimmed;
        }

        for (var i = 0; i < trimmed.Length; i++)
        {
            if (trimmed[i] == '_'
                && (i == 0 || i == trimmed.Length - 1 || !char.IsAsciiDigit(trimmed[i - 1]) || !char.IsAsciiDigit(trimmed[i + 1])))
            {
                return null;
            }
        }

        return trimmed.Replace("_", string.Empty, StringComparison.Ordinal);
    }

    private static string TrimAndFoldDigits(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && Characters.IsSpace(text[start]))
        {
            start++;
        }

        while (end > start && Characters.IsSpace(text[end - 1]))
        {
            end--;
        }

        var trimmed = text[start..end];
        foreach (var c in trimmed)
        {
            if (c > 127 && char.IsDigit(c))
            {
                return string.Create(trimmed.Length, trimmed, static (span, source) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        span[i] = char.IsDigit(source[i]) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(source[i])) : source[i];
                    }
                });
            }
        }

        return trimmed;
    }

    private static int RadixOfPrefix(char letter) => letter switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    private static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => -1,
    };
}
