using System.Globalization;
using System.Text;

namespace Cairn.Python.Modules.Streams;

/// <summary>Text to bytes and back by Python's names of encodings and error handlers.</summary>
internal static class TextCodec
{
    /// <summary>The lasting name of an encoding, as <c>utf-8</c> for <c>UTF8</c>.</summary>
    /// <exception cref="PyRaise"><c>LookupError</c>: there is none of that name.</exception>
    public static string Normalize(string encoding) => encoding.ToLowerInvariant().Replace('_', '-').Replace(' ', '-') switch
    {
        "utf-8" or "utf8" or "u8" or "cp65001" => "utf-8",
        "utf-8-sig" => "utf-8-sig",
        "ascii" or "us-ascii" or "646" => "ascii",
        "latin-1" or "latin1" or "iso-8859-1" or "iso8859-1" or "8859" or "l1" => "latin-1",
        "utf-16" or "utf16" => "utf-16",
        "utf-16-le" or "utf-16le" => "utf-16-le",
        "utf-16-be" or "utf-16be" => "utf-16-be",
        "utf-32" or "utf32" => "utf-32",
        "locale" => "utf-8",
        _ => throw PyRaise.Of(BuiltinTypes.LookupError, $"unknown encoding: {encoding}"),
    };

    /// <summary><c>bytes.decode</c>.</summary>
    /// <exception cref="PyRaise"><c>UnicodeDecodeError</c>.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string encoding = "utf-8", string errors = "strict")
    {
        switch (Normalize(encoding))
        {
            case "utf-8":
                return DecodeUtf8(bytes, errors);
            case "utf-8-sig":
                return DecodeUtf8(bytes.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? bytes[3..] : bytes, errors);
            case "latin-1":
                return Encoding.Latin1.GetString(bytes);
            case "ascii":
                return DecodeAscii(bytes, errors);
            case "utf-16":
                return bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]) ? Encoding.BigEndianUnicode.GetString(bytes[2..])
                    : Encoding.Unicode.GetString(bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) ? bytes[2..] : bytes);
            case "utf-16-le":
                return Encoding.Unicode.GetString(bytes);
            case "utf-16-be":
                return Encoding.BigEndianUnicode.GetString(bytes);
            default:
                return Encoding.UTF32.GetString(bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe, 0, 0]) ? bytes[4..] : bytes);
        }
    }

    /// <summary><c>str.encode</c>.</summary>
    /// <exception cref="PyRaise"><c>UnicodeEncodeError</c>.</exception>
    public static byte[] Encode(string text, string encoding = "utf-8", string errors = "strict")
    {
        string name = Normalize(encoding);
        switch (name)
        {
            case "utf-8" or "utf-8-sig":
                byte[] encoded = EncodeUtf8(text, errors);
                return name == "utf-8" ? encoded : [0xef, 0xbb, 0xbf, .. encoded];
            case "latin-1":
                return EncodeLimited(text, 0xff, name, errors);
            case "ascii":
                return EncodeLimited(text, 0x7f, name, errors);
            case "utf-16":
                return [0xff, 0xfe, .. Encoding.Unicode.GetBytes(text)];
            case "utf-16-le":
                return Encoding.Unicode.GetBytes(text);
            case "utf-16-be":
                return Encoding.BigEndianUnicode.GetBytes(text);
            default:
                return [0xff, 0xfe, 0, 0, .. Encoding.UTF32.GetBytes(text)];
        }
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, string errors)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        var result = new StringBuilder(bytes.Length);
        int position = 0;
        while (position < bytes.Length)
        {
            if (Rune.DecodeFromUtf8(bytes[position..], out Rune rune, out int consumed) == System.Buffers.OperationStatus.Done)
            {
                result.Append(rune.ToString());
            }
            else
            {
                string reason = position + consumed >= bytes.Length && bytes[position] >= 0xc2 ? "unexpected end of data"
                    : bytes[position] is >= 0x80 and < 0xc2 or > 0xf4 ? "invalid start byte" : "invalid continuation byte";
                Replace(result, bytes.Slice(position, consumed), errors, "utf-8", position, reason);
            }

            position += consumed;
        }

        return result.ToString();
    }

    private static string DecodeAscii(ReadOnlySpan<byte> bytes, string errors)
    {
        var result = new StringBuilder(bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
            {
                result.Append((char)bytes[i]);
            }
            else
            {
                Replace(result, bytes.Slice(i, 1), errors, "ascii", i, "ordinal not in range(128)");
            }
        }

        return result.ToString();
    }

    private static void Replace(StringBuilder result, ReadOnlySpan<byte> bad, string errors, string encoding, int position, string reason)
    {
        switch (errors)
        {
            case "ignore":
                break;
            case "replace":
                result.Append('\ufffd');
                break;
            case "backslashreplace":
                foreach (byte b in bad)
                {
                    result.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
                }

                break;
            case "surrogateescape":
                foreach (byte b in bad)
                {
                    result.Append((char)(0xdc00 + b));
                }

                break;
            default:
                throw PyRaise.Of(
                    BuiltinTypes.UnicodeDecodeError,
                    $"'{encoding}' codec can't decode byte 0x{bad[0]:x2} in position {position}: {reason}");
        }
    }

    private static byte[] EncodeUtf8(string text, string errors)
    {
        var result = new List<byte>(text.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (int i = 0; i < text.Length; i++)
        {
            if (Rune.TryGetRuneAt(text, i, out Rune rune))
            {
                int length = rune.EncodeToUtf8(buffer);
                result.AddRange(buffer[..length]);
                i += rune.Utf16SequenceLength - 1;
            }
            else if (errors == "surrogateescape" && text[i] is >= '\udc80' and <= '\udcff')
            {
                result.Add((byte)(text[i] - 0xdc00));
            }
            else
            {
                result.AddRange(Encoding.ASCII.GetBytes(Substitute(text, i, "utf-8", errors, "surrogates not allowed")));
            }
        }

        return [.. result];
    }

    private static byte[] EncodeLimited(string text, int highest, string encoding, string errors)
    {
        var result = new List<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] <= highest)
            {
                result.Add((byte)text[i]);
                continue;
            }

            string reason = $"ordinal not in range({highest + 1})";
            result.AddRange(Encoding.ASCII.GetBytes(Substitute(text, i, encoding, errors, reason)));
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
        }

        return [.. result];
    }

    private static string Substitute(string text, int index, string encoding, string errors, string reason)
    {
        int code = Rune.TryGetRuneAt(text, index, out Rune rune) ? rune.Value : text[index];
        string escape = code <= 0xff ? $"\\x{code:x2}" : code <= 0xffff ? $"\\u{code:x4}" : $"\\U{code:x8}";
        return errors switch
        {
            "ignore" => "",
            "replace" => "?",
            "backslashreplace" => escape,
            "xmlcharrefreplace" => $"&#{code};",
            _ => throw PyRaise.Of(
                BuiltinTypes.UnicodeEncodeError,
                $"'{encoding}' codec can't encode character '{escape}' in position {index}: {reason}"),
        };
    }
}
