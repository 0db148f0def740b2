using System.Globalization;
using System.Text;

namespace Cairn.Python.Text;

/// <summary>Python literals of strings and bytes: <c>repr</c> and <c>ascii</c>.</summary>
public static class StringLiteral
{
    /// <summary><c>repr(text)</c> of a <c>str</c>.</summary>
    public static string Repr(string text) => Write(text, asciiOnly: false);

    /// <summary><c>ascii(text)</c> of a <c>str</c>: as <see cref="Repr(string)"/> with everything beyond ASCII escaped.</summary>
    public static string Ascii(string text) => Write(text, asciiOnly: true);

    /// <summary>Escapes everything beyond ASCII in a text that is a <c>repr</c> already, as <c>ascii(x)</c> does for any object.</summary>
    public static string EscapeNonAscii(string repr)
    {
        if (System.Text.Ascii.IsValid(repr))
        {
            return repr;
        }

        var result = new StringBuilder(repr.Length + 16);
        for (var i = 0; i < repr.Length; i++)
        {
            if (repr[i] < 0x80)
            {
                result.Append(repr[i]);
                continue;
            }

            AppendEscape(result, CodePointAt(repr, ref i));
        }

        return result.ToString();
    }

    /// <summary><c>repr(value)</c> of a <c>bytes</c>.</summary>
    public static string Repr(ReadOnlySpan<byte> value)
    {
        var quote = value.Contains((byte)'\'') && !value.Contains((byte)'"') ? '"' : '\'';
        var result = new StringBuilder(value.Length + 3);
        result.Append('b').Append(quote);
        foreach (var b in value)
        {
            switch (b)
            {
                case (byte)'\\':
                    result.Append("\\\\");
                    break;
                case (byte)'\t':
                    result.Append("\\t");
                    break;
                case (byte)'\n':
                    result.Append("\\n");
                    break;
                case (byte)'\r':
                    result.Append("\\r");
                    break;
                case >= 0x20 and < 0x7f:
                    if (b == quote)
                    {
                        result.Append('\\');
                    }

                    result.Append((char)b);
                    break;
                default:
                    AppendEscape(result, b);
                    break;
            }
        }

        return result.Append(quote).ToString();
    }

    private static string Write(string text, bool asciiOnly)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var result = new StringBuilder(text.Length + 2);
        result.Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '\\':
                    result.Append("\\\\");
                    break;
                case '\t':
                    result.Append("\\t");
                    break;
                case '\n':
                    result.Append("\\n");
                    break;
                case '\r':
                    result.Append("\\r");
                    break;
                case >= ' ' and < '\x7f':
                    if (c == quote)
                    {
                        result.Append('\\');
                    }

                    result.Append(c);
                    break;
                default:
                    var start = i;
                    var codePoint = CodePointAt(text, ref i);
                    if (!asciiOnly && Characters.IsPrintable(codePoint))
                    {
                        result.Append(text, start, i - start + 1);
                    }
                    else
                    {
                        AppendEscape(result, codePoint);
                    }

                    break;
            }
        }

        return result.Append(quote).ToString();
    }

    private static int CodePointAt(string text, ref int index)
    {
        if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
        {
            index++;
            return char.ConvertToUtf32(text[index - 1], text[index]);
        }

        return text[index];
    }

    private static void AppendEscape(StringBuilder result, int codePoint)
    {
        _ = codePoint switch
        {
            <= 0xff => result.Append("\\x").Append(codePoint.ToString("x2", CultureInfo.InvariantCulture)),
            <= 0xffff => result.Append("\\u").Append(codePoint.ToString("x4", CultureInfo.InvariantCulture)),
            _ => result.Append("\\U").Append(codePoint.ToString("x8", CultureInfo.InvariantCulture)),
        };
    }
}
