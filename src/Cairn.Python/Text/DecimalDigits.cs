using System.Globalization;
using System.Numerics;

namespace Cairn.Python.Text;

/// <summary>The decimal digits of a finite double: <c>0.d1d2d3… × 10^Point</c>.</summary>
/// <remarks>
/// .NET rounds exact halves away from zero where Python rounds them to even, so digits are taken from the exact
/// rational value of the double instead of from <see cref="double.ToString(string)"/>.
/// </remarks>
internal readonly record struct DecimalDigits(string Digits, int Point)
{
    /// <summary>The shortest digits that read back as the same double.</summary>
    public static DecimalDigits Shortest(double magnitude)
    {
        if (magnitude == 0)
        {
            return new("0", 1);
        }

        var shortest = magnitude.ToString("R", CultureInfo.InvariantCulture);
        var digits = new char[shortest.Length];
        var count = 0;
        foreach (var c in shortest)
        {
            if (c == 'E')
            {
                break;
            }

            if (char.IsAsciiDigit(c) && (count > 0 || c != '0'))
            {
                digits[count++] = c;
            }
        }

        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return new(new string(digits, 0, count), PointOf(shortest));
    }

    /// <summary>Exactly <paramref name="count"/> significant digits, halves to even.</summary>
    public static DecimalDigits Significant(double magnitude, int count)
    {
        if (magnitude == 0)
        {
            return new(new string('0', count), 1);
        }

        var point = (int)Math.Floor(Math.Log10(magnitude)) + 1;
        while (true)
        {
            var digits = ScaledInteger(magnitude, count - point).ToString(CultureInfo.InvariantCulture);
            if (digits.Length == count)
            {
                return new(digits, point);
            }

            // The logarithm was off by one, or rounding carried into a further digit.
            point += digits.Length > count ? 1 : -1;
        }
    }

    /// <summary>All digits up to <paramref name="decimals"/> places after the point, halves to even.</summary>
    public static DecimalDigits Fixed(double magnitude, int decimals)
    {
        var scaled = ScaledInteger(magnitude, decimals);
        if (scaled.IsZero)
        {
            return new(string.Empty, -decimals);
        }

        var digits = scaled.ToString(CultureInfo.InvariantCulture);
        return new(digits, digits.Length - decimals);
    }

    private static int PointOf(string shortest)
    {
        var mark = shortest.IndexOf('E');
        var mantissa = mark < 0 ? shortest : shortest[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var dot = mantissa.IndexOf('.');
        var whole = dot < 0 ? mantissa : mantissa[..dot];
        if (whole.TrimStart('0').Length > 0)
        {
            return whole.TrimStart('0').Length + exponent;
        }

        var fraction = dot < 0 ? string.Empty : mantissa[(dot + 1)..];
        var zeros = fraction.Length - fraction.TrimStart('0').Length;
        return exponent - zeros;
    }

    /// <summary>round-half-even(magnitude × 10^scale), exactly.</summary>
    private static BigInteger ScaledInteger(double magnitude, int scale)
    {
        var bits = BitConverter.DoubleToInt64Bits(magnitude);
        var biased = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFFL;
        BigInteger numerator = biased == 0 ? fraction : fraction | (1L << 52);
        var exponent = (biased == 0 ? 1 : biased) - 1075;
        var denominator = BigInteger.One;
        if (exponent >= 0)
        {
            numerator <<= exponent;
        }
        else
        {
            denominator <<= -exponent;
        }

        if (scale >= 0)
        {
            numerator *= BigInteger.Pow(10, scale);
        }
        else
        {
            denominator *= BigInteger.Pow(10, -scale);
        }

        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        var comparison = (remainder * 2).CompareTo(denominator);
        return comparison > 0 || (comparison == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
