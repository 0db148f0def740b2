using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Cairn.Specs;

/// <summary>What the bytes of texts and numbers in JSON mean (RFC 8259).</summary>
internal static class JsonText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="JsonException">The bytes are no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException exception)
        {
            throw new JsonException("a text is no UTF-8", exception);
        }
    }

    /// <summary>The UTF-8 bytes of a text that contains escapes.</summary>
    /// <exception cref="JsonException">An escape is damaged.</exception>
    public static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var bytes = new ArrayBufferWriter<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                Put(bytes, text[i]);
                continue;
            }

            i++;
            switch (i < text.Length ? (char)text[i] : '\0')
            {
                case '"' or '\\' or '/':
                    Put(bytes, text[i]);
                    break;
                case 'b':
                    Put(bytes, (byte)'\b');
                    break;
                case 'f':
                    Put(bytes, (byte)'\f');
                    break;
                case 'n':
                    Put(bytes, (byte)'\n');
                    break;
                case 'r':
                    Put(bytes, (byte)'\r');
                    break;
                case 't':
                    Put(bytes, (byte)'\t');
                    break;
                case 'u':
                    PutRune(bytes, text, ref i);
                    break;
                default:
                    throw new JsonException("an escape is damaged");
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>True for an optional minus, digits without a leading zero, and optional fraction and exponent.</summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var i = 0;
        if (i < text.Length && text[i] == '-')
        {
            i++;
        }

        var startsWithZero = i < text.Length && text[i] == '0';
        var whole = Digits(text, ref i);
        if (whole == 0 || (startsWithZero && whole > 1))
        {
            return false;
        }

        if (i < text.Length && text[i] == '.')
        {
            i++;
            if (Digits(text, ref i) == 0)
            {
                return false;
            }
        }

        if (i < text.Length && text[i] is (byte)'e' or (byte)'E')
        {
            i++;
            if (i < text.Length && text[i] is (byte)'+' or (byte)'-')
            {
                i++;
            }

            if (Digits(text, ref i) == 0)
            {
                return false;
            }
        }

        return i == text.Length;
    }

    private static int Digits(ReadOnlySpan<byte> text, ref int i)
    {
        var start = i;
        while (i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9')
        {
            i++;
        }

        return i - start;
    }

    private static void PutRune(ArrayBufferWriter<byte> bytes, ReadOnlySpan<byte> text, ref int i)
    {
        var unit = HexUnit(text, ref i);
        var rune = default(Rune);
        if (char.IsHighSurrogate(unit) && i + 2 < text.Length && text[i + 1] == '\\' && text[i + 2] == 'u')
        {
            i += 2;
            if (!Rune.TryCreate(unit, HexUnit(text, ref i), out rune))
            {
                throw new JsonException("half of a character stands alone");
            }
        }
        else if (!Rune.TryCreate(unit, out rune))
        {
            throw new JsonException("half of a character stands alone");
        }

        bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
    }

    /// <summary>Reads the four digits after <c>\u</c>, at which <paramref name="i"/> stands, and moves to the last of them.</summary>
    private static char HexUnit(ReadOnlySpan<byte> text, ref int i)
    {
        if (i + 4 >= text.Length || !ushort.TryParse(text.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            throw new JsonException("an escape is damaged");
        }

        i += 4;
        return (char)unit;
    }

    private static void Put(ArrayBufferWriter<byte> bytes, byte each)
    {
        bytes.GetSpan(1)[0] = each;
        bytes.Advance(1);
    }
}
