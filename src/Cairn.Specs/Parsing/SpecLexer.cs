namespace Cairn.Specs;

/// <summary>Cuts the text of specs into tokens.</summary>
/// <remarks>
/// At every place the kinds of tokens are tried in a fixed order and the first that fits wins, each as long as it can
/// be: that is how the language is defined (Spack docs, "Spec syntax"), and it decides cases such as
/// <c>foo/bar.json</c> (a file) and <c>@1:x=2</c> (a range and a variant).
/// </remarks>
internal static class SpecLexer
{
    /// <summary>The token at or after <paramref name="position"/>; white space is skipped.</summary>
    public static SpecToken Next(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && IsSpace(text[position]))
        {
            position++;
        }

        if (position == text.Length)
        {
            return new SpecToken(SpecTokenKind.End, position, position);
        }

        char first = text[position];
        if (IsNameStart(first))
        {
            return Word(text, position);
        }

        return first switch
        {
            '^' or '%' => DependencySigil(text, position),
            ']' => VirtualsOr(text, position, position + 1, SpecTokenKind.EdgeAttributesEnd),
            '@' => VersionToken(text, position),
            '+' or '~' or '-' => FlagToken(text, position),
            '.' or '/' => PathOrHash(text, position),
            '*' => new SpecToken(SpecTokenKind.Name, position, position + 1),
            _ => Unexpected(text, position),
        };
    }

    public static bool IsSpace(char character) => character is ' ' or '\t' or '\n' || (character is < ' ' or > '~' && IsOtherSpace(character));

    public static bool IsNameStart(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    public static bool IsIdentifierPart(char character) => IsNameStart(character) || character == '-';

    private static bool IsOtherSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';

    private static bool IsNamePart(char character) => IsIdentifierPart(character) || character == '.';

    // The letters and digits of every script count where the end of a version is looked for.
    private static bool IsWordPart(char character) => character == '_' || char.IsLetterOrDigit(character);

    private static SpecToken Unexpected(ReadOnlySpan<char> text, int start) => new(SpecTokenKind.Unexpected, start, Math.Min(start + 1, text.Length));

    private static int SkipSpaces(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && IsSpace(text[position]))
        {
            position++;
        }

        return position;
    }

    private static int EndOfIdentifier(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && IsIdentifierPart(text[position]))
        {
            position++;
        }

        return position;
    }

    private static int EndOfName(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && IsNamePart(text[position]))
        {
            position++;
        }

        return position;
    }

    private static SpecToken DependencySigil(ReadOnlySpan<char> text, int start)
    {
        int end = start + (text[start..].StartsWith("%%") ? 2 : 1);
        return end < text.Length && text[end] == '['
            ? new SpecToken(SpecTokenKind.EdgeAttributesStart, start, end + 1)
            : VirtualsOr(text, start, end, SpecTokenKind.Dependency);
    }

    /// <summary>A sigil that may be followed by <c>virtual,virtual=package</c>.</summary>
    private static SpecToken VirtualsOr(ReadOnlySpan<char> text, int start, int end, SpecTokenKind kind)
    {
        int virtualsStart = SkipSpaces(text, end);
        int position = virtualsStart;
        while (position < text.Length && IsNameStart(text[position]))
        {
            position = EndOfIdentifier(text, position);
            if (position < text.Length && text[position] == ',')
            {
                position++;
                continue;
            }

            if (position + 1 < text.Length && text[position] == '=' && IsNameStart(text[position + 1]))
            {
                return new SpecToken(kind, start, EndOfDottedName(text, position + 1), virtualsStart, position + 1);
            }

            break;
        }

        return new SpecToken(kind, start, end);
    }

    private static int EndOfDottedName(ReadOnlySpan<char> text, int position)
    {
        position = EndOfIdentifier(text, position);
        while (position + 1 < text.Length && text[position] == '.' && IsNameStart(text[position + 1]))
        {
            position = EndOfIdentifier(text, position + 1);
        }

        return position;
    }

    private static SpecToken FlagToken(ReadOnlySpan<char> text, int start)
    {
        bool isDouble = start + 1 < text.Length && text[start + 1] == text[start];
        int name = SkipSpaces(text, start + (isDouble ? 2 : 1));
        if (name < text.Length && IsNameStart(text[name]))
        {
            return new SpecToken(
                isDouble ? SpecTokenKind.PropagatedFlag : SpecTokenKind.Flag, start, EndOfName(text, name));
        }

        // A dash may begin the name of a folder; see FileToken.
        int file = text[start] == '-' ? EndOfFile(text, start) : -1;
        return file < 0 ? Unexpected(text, start) : new SpecToken(SpecTokenKind.FileName, start, file);
    }

    private static SpecToken PathOrHash(ReadOnlySpan<char> text, int start)
    {
        int file = EndOfFile(text, start);
        if (file >= 0)
        {
            return new SpecToken(SpecTokenKind.FileName, start, file);
        }

        int end = start + 1;
        if (text[start] == '/')
        {
            while (end < text.Length && IsNameStart(text[end]))
            {
                end++;
            }
        }

        return end > start + 1 ? new SpecToken(SpecTokenKind.Hash, start, end) : Unexpected(text, start);
    }

    /// <summary>A pair, a file or a name: everything that begins with a letter or a digit.</summary>
    private static SpecToken Word(ReadOnlySpan<char> text, int start)
    {
        int nameEnd = EndOfName(text, start);
        int sign = nameEnd < text.Length && text[nameEnd] == ':' ? nameEnd + 1 : nameEnd;
        if (sign < text.Length && text[sign] == '=')
        {
            if (sign + 1 < text.Length && text[sign + 1] == '=' && EndOfValue(text, sign + 2) is var propagated and >= 0)
            {
                return new SpecToken(SpecTokenKind.PropagatedPair, start, propagated);
            }

            if (EndOfValue(text, sign + 1) is var end and >= 0)
            {
                return new SpecToken(SpecTokenKind.Pair, start, end);
            }
        }

        int file = EndOfFile(text, start);
        if (file >= 0)
        {
            return new SpecToken(SpecTokenKind.FileName, start, file);
        }

        int identifierEnd = EndOfIdentifier(text, start);
        int dottedEnd = EndOfDottedName(text, start);
        return new SpecToken(
            dottedEnd > identifierEnd ? SpecTokenKind.QualifiedName : SpecTokenKind.Name, start, dottedEnd);
    }

    /// <summary>The end of a value of a pair, or -1 if there is none at this place.</summary>
    private static int EndOfValue(ReadOnlySpan<char> text, int start)
    {
        int position = start;
        while (position < text.Length && IsValuePart(text[position]))
        {
            position++;
        }

        return position > start ? position : EndOfQuoted(text, start);
    }

    private static bool IsValuePart(char character)
        => IsNameStart(character) || character is '-' or '+' or '*' or '.' or ',' or ':' or '=' or '%' or '^' or '~' or '/' or '\\';

    /// <summary>
    /// The end of a quoted value. A quote behind a backslash doesn't end it, unless no other quote follows at all.
    /// </summary>
    private static int EndOfQuoted(ReadOnlySpan<char> text, int start)
    {
        if (start >= text.Length || text[start] is not ('\'' or '"'))
        {
            return -1;
        }

        int lastEscaped = -1;
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != text[start])
            {
                continue;
            }

            if (text[i - 1] != '\\')
            {
                return i + 1;
            }

            lastEscaped = i + 1;
        }

        return lastEscaped;
    }

    /// <summary>The end of a path to a spec file, or -1: <c>./x.json</c>, <c>/x.yaml</c>, <c>folder/x.json</c>.</summary>
    private static int EndOfFile(ReadOnlySpan<char> text, int start)
    {
        int body;
        if (text[start] is '.' or '/')
        {
            body = start + 1;
        }
        else
        {
            body = start;
            while (body < text.Length && IsIdentifierPart(text[body]))
            {
                body++;
            }

            if (body == text.Length || text[body] != '/')
            {
                return -1;
            }

            body++;
        }

        int end = body;
        while (end < text.Length && (IsNamePart(text[end]) || text[end] == '/'))
        {
            end++;
        }

        for (; end - 5 >= body; end--)
        {
            if (text[(end - 5)..end] is ".json" or ".yaml")
            {
                return end;
            }
        }

        return -1;
    }

    private static SpecToken VersionToken(ReadOnlySpan<char> text, int start)
    {
        int git = EndOfGitReference(text, start + 1);
        if (git >= 0)
        {
            int standsFor = git < text.Length && text[git] == '=' ? EndOfVersion(text, git + 1, notBeforeEquals: false) : -1;
            return new SpecToken(SpecTokenKind.Version, start, standsFor >= 0 ? standsFor : git);
        }

        int position = EndOfVersionListItem(text, SkipSpaces(text, start + 1));
        if (position < 0)
        {
            return Unexpected(text, start);
        }

        while (true)
        {
            int comma = SkipSpaces(text, position);
            int next = comma < text.Length && text[comma] == ','
                ? EndOfVersionListItem(text, SkipSpaces(text, comma + 1))
                : -1;
            if (next < 0)
            {
                return new SpecToken(SpecTokenKind.Version, start, position);
            }

            position = next;
        }
    }

    /// <summary>The end of <c>git.reference</c> or of the 40 digits of a commit, or -1.</summary>
    private static int EndOfGitReference(ReadOnlySpan<char> text, int start)
    {
        if (text[start..].StartsWith("git.") && start + 4 < text.Length && IsNameStart(text[start + 4]))
        {
            int end = start + 5;
            while (end < text.Length && (IsNamePart(text[end]) || text[end] == '/'))
            {
                end++;
            }

            return end;
        }

        return text.Length - start >= 40 && VersionParser.IsCommitHash(text.Slice(start, 40)) ? start + 40 : -1;
    }

    private static int EndOfVersionListItem(ReadOnlySpan<char> text, int start)
    {
        int low = EndOfVersion(text, start, notBeforeEquals: false);
        int colon = low >= 0 && low < text.Length && text[low] == ':' ? low : start;
        if (colon < text.Length && text[colon] == ':')
        {
            int high = EndOfVersion(text, colon + 1, notBeforeEquals: true);
            return high >= 0 ? high : colon + 1;
        }

        return low;
    }

    /// <summary>
    /// The end of a version, or -1. It has to end where a word begins or ends, and the upper end of a range must not be
    /// followed by an equals sign, because then it is (the beginning of) the name of a variant.
    /// </summary>
    private static int EndOfVersion(ReadOnlySpan<char> text, int start, bool notBeforeEquals)
    {
        int first = start < text.Length && text[start] == '=' ? start + 1 : start;
        if (first >= text.Length || !IsNameStart(text[first]))
        {
            return -1;
        }

        for (int end = EndOfName(text, first); end > first; end--)
        {
            bool isBoundary = IsWordPart(text[end - 1]) != (end < text.Length && IsWordPart(text[end]));
            if (isBoundary && !(notBeforeEquals && IsBeforeEquals(text, end)))
            {
                return end;
            }
        }

        return -1;
    }

    private static bool IsBeforeEquals(ReadOnlySpan<char> text, int position)
    {
        position = SkipSpaces(text, position);
        return position < text.Length && text[position] == '=';
    }
}
