using System.Text;

namespace Cairn.Python;

/// <summary>The encodings of <c>str.encode</c> and <c>bytes.decode</c>.</summary>
internal static class Encodings
{
    public static byte[] Encode(string text, string encoding, string errors)
    {
        try
        {
            return For(encoding, errors).GetBytes(text);
        }
        catch (EncoderFallbackException problem)
        {
            throw PyRaise.Of(
                BuiltinTypes.UnicodeEncodeError,
                $"'{encoding}' codec can't encode character '\\u{(int)problem.CharUnknown:x4}' in position {problem.Index}: ordinal not in range");
        }
    }

    public static string Decode(byte[] bytes, string encoding, string errors)
    {
        try
        {
            return For(encoding, errors).GetString(bytes);
        }
        catch (DecoderFallbackException problem)
        {
            throw PyRaise.Of(
                BuiltinTypes.UnicodeDecodeError,
                $"'{encoding}' codec can't decode byte 0x{problem.BytesUnknown?[0] ?? 0:x2} in position {Math.Max(0, problem.Index)}: invalid byte");
        }
    }

    private static Encoding For(string name, string errors)
    {
        (EncoderFallback encoder, DecoderFallback decoder) = errors switch
        {
            "strict" => (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
            "ignore" => ((EncoderFallback)new EncoderReplacementFallback(""), (DecoderFallback)new DecoderReplacementFallback("")),
            "replace" => (new EncoderReplacementFallback("?"), new DecoderReplacementFallback("\ufffd")),
            "surrogateescape" or "backslashreplace" =>
                (EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\ufffd")),
            _ => throw PyRaise.Of(BuiltinTypes.LookupError, $"unknown error handler name '{errors}'"),
        };
        string webName = name.ToLowerInvariant().Replace('_', '-') switch
        {
            "utf-8" or "utf8" or "u8" => "utf-8",
            "ascii" or "us-ascii" => "us-ascii",
            "latin-1" or "latin1" or "iso-8859-1" or "iso8859-1" => "iso-8859-1",
            "utf-16-le" => "utf-16",
            "utf-16" => "utf-16",
            _ => throw PyRaise.Of(BuiltinTypes.LookupError, $"unknown encoding: {name}"),
        };
        return Encoding.GetEncoding(webName, encoder, decoder);
    }
}
