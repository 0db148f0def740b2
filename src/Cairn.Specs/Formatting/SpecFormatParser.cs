using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Cairn.Specs;

/// <summary>Takes format strings apart.</summary>
internal static class SpecFormatParser
{
    public static ImmutableArray<SpecFormat.Piece> Parse(string text)
    {
        RejectOldSyntax(text);
        ImmutableArray<SpecFormat.Piece>.Builder pieces = ImmutableArray.CreateBuilder<SpecFormat.Piece>();
        StringBuilder literal = new();
        int position = 0;
        while (position < text.Length)
        {
            char character = text[position];
            if (character == '\\' && position + 1 < text.Length && text[position + 1] != '\n')
            {
                literal.Append(text[position + 1]);
                position += 2;
            }
            else if (character == '}')
            {
                throw Error(text, position, "this `}` closes nothing", "write `\\}` for a plain brace");
            }
            else if (character == '{')
            {
                if (literal.Length > 0)
                {
                    pieces.Add(new SpecFormat.Piece(literal.ToString()));
                    literal.Clear();
                }

                pieces.Add(Attribute(text, ref position));
            }
            else
            {
                literal.Append(character);
                position++;
            }
        }

        if (literal.Length > 0)
        {
            pieces.Add(new SpecFormat.Piece(literal.ToString()));
        }

        return pieces.ToImmutable();
    }

    private static SpecFormat.Piece Attribute(string text, ref int position)
    {
        int start = position;
        int close = text.IndexOf('}', start);
        if (close < 0)
        {
            throw Error(text, start, "this `{` is never closed", "write `\\{` for a plain brace");
        }

        position = close + 1;
        int at = start + 1;
        string sigil = Sigil(text, ref at, close);
        string? dependency = Dependency(text, ref at, close);
        string attribute = text[at..close];
        int column = start;
        if (IsHash(attribute, out int? length))
        {
            return sigil is "" or "/"
                ? new SpecFormat.Piece(null, sigil, dependency, ["hash"], length)
                : throw Error(text, column, $"`{sigil}` can't stand before a hash", "write `{/hash}`");
        }

        if (attribute.Length == 0)
        {
            throw Error(text, column, "the braces name no attribute", "attributes are `name`, `version`, `variants`, …");
        }

        attribute = attribute.ToLowerInvariant();
        ImmutableArray<string> path = [.. attribute.Split('.')];
        if (path.Contains(""))
        {
            throw Error(text, column, $"`{attribute}` has an empty part");
        }

        if (path.FirstOrDefault(part => part.StartsWith('_')) is { } hidden)
        {
            throw Error(text, column, $"`{hidden}` is no attribute of specs");
        }

        CheckSigil(text, column, sigil, attribute, path);
        return new SpecFormat.Piece(null, sigil, dependency, path);
    }

    /// <summary><c>@</c>, <c>%</c>, <c>/</c>, each with an optional blank before it, or <c>key=</c>.</summary>
    private static string Sigil(string text, ref int position, int end)
    {
        int at = position;
        int mark = text[at] == ' ' ? at + 1 : at;
        if (mark < end && text[mark] is '@' or '%' or '/')
        {
            position = mark + 1;
            return text[at..position];
        }

        if (!IsWord(text[at]) && text[at] != ' ')
        {
            return "";
        }

        int key = at + 1;
        while (key < end && (IsWord(text[key]) || text[key] is ' ' or '-'))
        {
            key++;
        }

        if (key >= end || text[key] != '=')
        {
            return "";
        }

        position = key + 1;
        return text[at..position];
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static string? Dependency(string text, ref int position, int end)
    {
        if (text[position] != '^')
        {
            return null;
        }

        int dot = text.IndexOf('.', position, end - position);
        if (dot <= position + 1)
        {
            return null;
        }

        string name = text[(position + 1)..dot];
        position = dot + 1;
        return name;
    }

    private static bool IsHash(string attribute, out int? length)
    {
        length = null;
        if (attribute.Equals("hash", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (attribute.StartsWith("hash:", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(attribute.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out int given))
        {
            length = given;
            return true;
        }

        return false;
    }

    private static void CheckSigil(string text, int column, string sigil, string attribute, ImmutableArray<string> path)
    {
        switch (sigil)
        {
            case "@" when path[^1] is not ("version" or "versions"):
                throw Error(text, column, $"`@` stands before versions, and `{attribute}` is none");
            case "%" when attribute is not ("compiler" or "compiler.name"):
                throw Error(text, column, $"`%` stands before compilers, and `{attribute}` is none", "write `{%compiler.name}`");
            case "/" when attribute != "abstract_hash":
                throw Error(text, column, $"`/` stands before hashes, and `{attribute}` is none", "write `{/hash:7}`");
        }
    }

    private static void RejectOldSyntax(string text)
    {
        int start = text.IndexOf("${", StringComparison.Ordinal);
        while (start >= 0)
        {
            int end = start + 2;
            while (end < text.Length && char.IsAsciiLetterUpper(text[end]))
            {
                end++;
            }

            if (end > start + 2 && end < text.Length && text[end] == '}')
            {
                string name = text[(start + 2)..end].ToLowerInvariant() switch
                {
                    "package" => "name",
                    "compilername" => "compiler.name",
                    "compilerver" => "compiler.version",
                    var other => other,
                };
                throw Error(text, start, $"`{text[start..(end + 1)]}` is an old form that is no longer read", $"write `{{{name}}}`");
            }

            start = text.IndexOf("${", start + 2, StringComparison.Ordinal);
        }
    }

    private static SpecSyntaxException Error(string text, int position, string message, string? hint = null)
    {
        SourceLocation location = new("format string", 1, position + 1, text);
        return new SpecSyntaxException(new Diagnostic("spec-format", message, location, hint));
    }
}
