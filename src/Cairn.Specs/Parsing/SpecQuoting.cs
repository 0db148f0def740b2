using System.Buffers;
using System.Text;

namespace Cairn.Specs;

/// <summary>When values in specs need quotes, and how they are put on and taken off.</summary>
public static class SpecQuoting
{
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,/_.-[]");

    /// <summary>The value, in quotes if it would not be read back without them.</summary>
    /// <remarks>Single quotes; double quotes with JSON escapes if the value itself contains a single quote.</remarks>
    public static string QuoteIfNeeded(string value)
    {
        // One trailing line feed counts as plain, because the rule that Spack applies ends in `$`.
        ReadOnlySpan<char> body = value.EndsWith('\n') ? value.AsSpan(0, value.Length - 1) : value;
        if (body.Length > 0 && !body.ContainsAnyExcept(PlainCharacters))
        {
            return value;
        }

        return value.Contains('\'') ? ToJsonString(value) : $"'{value}'";
    }

    /// <summary>Takes off a pair of surrounding quotes and the escapes of quotes inside it.</summary>
    public static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] is not ('\'' or '"') || text[^1] != text[0] || text.AsSpan(1, text.Length - 2).Contains('\n'))
        {
            return text;
        }

        string inner = text[1..^1];
        return inner.Contains('\\') ? inner.Replace("\\" + text[0], text[0].ToString()) : inner;
    }

    private static string ToJsonString(string value)
    {
        StringBuilder text = new("\"");
        foreach (char character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\f' => text.Append("\\f"),
                '\b' => text.Append("\\b"),
                < ' ' or > '~' => text.Append($"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }
}
