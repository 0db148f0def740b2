using System.Buffers;

namespace Cairn.Specs;

/// <summary>Reads versions, ranges and lists from text that has no spec around it.</summary>
internal static class VersionParser
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-=");

    public static bool IsCommitHash(ReadOnlySpan<char> text)
    {
        if (text.Length != 40)
        {
            return false;
        }

        foreach (char character in text)
        {
            if (!char.IsAsciiHexDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsGitVersion(ReadOnlySpan<char> text)
        => text.StartsWith("git.") || (text.Length > 1 && text[1..].Contains('=')) || IsCommitHash(text);

    public static VersionConstraint ParseConstraint(string text)
    {
        string compact = text.Contains(' ') ? text.Replace(" ", "", StringComparison.Ordinal) : text;
        if (compact.Contains(','))
        {
            return VersionList.Of(compact.Split(',').Select(ParseConstraint));
        }

        int colon = compact.IndexOf(':');
        if (colon >= 0)
        {
            if (compact.AsSpan(colon + 1).Contains(':'))
            {
                throw new SpecSyntaxException($"`{text}` is no version range: it has more than one colon");
            }

            return compact.Length == 1
                ? VersionRange.Any
                : new VersionRange(
                    colon == 0 ? null : ParseStandard(compact[..colon]),
                    colon == compact.Length - 1 ? null : ParseStandard(compact[(colon + 1)..]));
        }

        if (compact.StartsWith('='))
        {
            return ParseVersion(compact[1..]);
        }

        if (IsGitVersion(compact))
        {
            return ParseVersion(compact);
        }

        Version version = ParseStandard(compact);
        return new VersionRange(version, version);
    }

    public static Version ParseVersion(string text)
    {
        if (!IsGitVersion(text))
        {
            return ParseStandard(text);
        }

        bool hasPrefix = text.StartsWith("git.", StringComparison.Ordinal);
        string rest = hasPrefix ? text[4..] : text;
        int sign = rest.IndexOf('=');
        if (sign < 0)
        {
            return Version.FromGit(rest, hasPrefix, null);
        }

        if (rest.AsSpan(sign + 1).Contains('='))
        {
            throw new SpecSyntaxException($"`{text}` is no git version: it has more than one equals sign");
        }

        return Version.FromGit(rest[..sign], hasPrefix, ParseStandard(rest[(sign + 1)..]));
    }

    public static Version ParseStandard(string text)
    {
        ReadOnlySpan<char> body = text.AsSpan().Trim();
        if (body.Length > 0 && (body[0] == '=' || body.ContainsAnyExcept(Allowed)))
        {
            throw BadCharacter(text, body);
        }

        int count = CountSegments(body);
        Span<Segment> segments = count <= 16 ? stackalloc Segment[count] : new Segment[count];
        string[] separators = new string[count];
        int position = 0;
        for (int i = 0; i < count; i++)
        {
            segments[i] = NextSegment(body, ref position);
            int end = position;
            while (position < body.Length && body[position] is '_' or '.' or '-')
            {
                position++;
            }

            separators[i] = SeparatorText(body[end..position]);
        }

        return Build(text, body, segments, separators);
    }

    private static Version Build(string text, ReadOnlySpan<char> body, ReadOnlySpan<Segment> segments, string[] separators)
    {
        PreRelease preRelease = PreRelease.Final;
        int released = segments.Length;
        if (released >= 3 && segments[^1].IsNumber && Kind(body, segments[^2]) is { } numbered)
        {
            preRelease = new PreRelease(numbered, VersionComponent.FromDigits(segments[^1].Of(body)));
            released -= 2;
        }
        else if (released >= 2 && Kind(body, segments[^1]) is { } plain)
        {
            preRelease = new PreRelease(plain, null);
            released--;
        }

        VersionComponent[] release = new VersionComponent[released];
        for (int i = 0; i < released; i++)
        {
            ReadOnlySpan<char> part = segments[i].Of(body);
            release[i] = segments[i].IsNumber ? VersionComponent.FromDigits(part) : VersionComponent.FromWord(part);
        }

        return new Version(text, release, preRelease, separators);
    }

    private static PreReleaseKind? Kind(ReadOnlySpan<char> body, Segment segment)
        => segment.IsNumber ? null : PreRelease.KindOf(segment.Of(body));

    private static int CountSegments(ReadOnlySpan<char> body)
    {
        int position = 0;
        int count = 0;
        while (NextSegment(body, ref position).Length > 0)
        {
            count++;
        }

        return count;
    }

    private static Segment NextSegment(ReadOnlySpan<char> body, ref int position)
    {
        while (position < body.Length && !char.IsAsciiLetterOrDigit(body[position]))
        {
            position++;
        }

        int start = position;
        if (position == body.Length)
        {
            return default;
        }

        bool isNumber = char.IsAsciiDigit(body[position]);
        while (position < body.Length && (isNumber ? char.IsAsciiDigit(body[position]) : char.IsAsciiLetter(body[position])))
        {
            position++;
        }

        return new Segment(start, position - start, isNumber);
    }

    private static string SeparatorText(ReadOnlySpan<char> separator) => separator switch
    {
        "" => "",
        "." => ".",
        "-" => "-",
        "_" => "_",
        _ => separator.ToString(),
    };

    private static SpecSyntaxException BadCharacter(string text, ReadOnlySpan<char> body)
    {
        int index = body[0] == '=' ? 0 : body.IndexOfAnyExcept(Allowed);
        return new SpecSyntaxException(
            $"`{text}` is no version: `{body[index]}` is not allowed",
            "versions consist of letters, digits, `.`, `-` and `_`");
    }

    private readonly record struct Segment(int Start, int Length, bool IsNumber)
    {
        public ReadOnlySpan<char> Of(ReadOnlySpan<char> text) => text.Slice(Start, Length);
    }
}
