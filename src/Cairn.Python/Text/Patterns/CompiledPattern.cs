using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Cairn.Python.Text.Patterns;

/// <summary>A pattern of Python's <c>re</c>, ready to match.</summary>
/// <remarks>
/// Four .NET expressions may be needed: a search, one anchored at the start (<c>match</c>), one anchored at both ends
/// (<c>fullmatch</c>), and a search that must not end where it began, which follows an empty match. Each is made when first used.
/// Positions count UTF-16 units.
/// </remarks>
public sealed class CompiledPattern
{
    private readonly PatternTranslation _translation;
    private readonly TimeSpan _timeout;
    private Regex? _search;
    private Regex? _match;
    private Regex? _fullMatch;
    private Regex? _advancingSearch;

    private CompiledPattern(string source, PatternTranslation translation, bool isText, TimeSpan timeout)
    {
        Source = source;
        IsText = isText;
        _translation = translation;
        _timeout = timeout;
    }

    /// <summary>The pattern as written.</summary>
    public string Source { get; }

    /// <summary>False for a pattern of bytes, whose subjects come as Latin-1 text.</summary>
    public bool IsText { get; }

    /// <summary>All flags, inline ones included.</summary>
    public PatternFlags Flags => _translation.Flags;

    /// <summary>The number of capturing groups.</summary>
    public int GroupCount => _translation.GroupNames.Length - 1;

    /// <summary>The name of each group; index 0 is the whole match and has none.</summary>
    public ImmutableArray<string?> GroupNames => _translation.GroupNames;

    internal ImmutableArray<int> ClosingOrder => _translation.ClosingOrder;

    /// <summary>Translates a pattern.</summary>
    /// <param name="source">The pattern in Python's syntax.</param>
    /// <param name="flags">Flags beside those in the pattern.</param>
    /// <param name="isText">False for a pattern of bytes.</param>
    /// <param name="timeout">How long one match may take; null for ever.</param>
    /// <exception cref="PatternException">The pattern is malformed.</exception>
    /// <exception cref="TextException">The flags contradict each other.</exception>
    public static CompiledPattern Compile(string source, PatternFlags flags = PatternFlags.None, bool isText = true, TimeSpan? timeout = null)
    {
        var translation = PatternTranslator.Translate(source, flags, isText);
        return new CompiledPattern(source, translation, isText, timeout ?? Regex.InfiniteMatchTimeout);
    }

    /// <summary>The number of a named group, or -1.</summary>
    public int GroupNumber(string name) => GroupNames.IndexOf(name);

    /// <summary><c>pattern.search</c>: the first match at or after <paramref name="start"/>, or null.</summary>
    /// <exception cref="RegexMatchTimeoutException">The match took too long.</exception>
    public PatternMatch? Search(string subject, int start = 0, int end = int.MaxValue) => Run(SearchExpression, subject, start, end);

    /// <summary><c>pattern.match</c>: a match at <paramref name="start"/>, or null.</summary>
    /// <exception cref="RegexMatchTimeoutException">The match took too long.</exception>
    public PatternMatch? Match(string subject, int start = 0, int end = int.MaxValue)
    {
        return Run(_match ??= Create($@"\G(?:{_translation.Text})"), subject, start, end);
    }

    /// <summary><c>pattern.fullmatch</c>: a match of everything from <paramref name="start"/> to <paramref name="end"/>, or null.</summary>
    /// <exception cref="RegexMatchTimeoutException">The match took too long.</exception>
    public PatternMatch? FullMatch(string subject, int start = 0, int end = int.MaxValue)
    {
        return Run(_fullMatch ??= Create($@"\G(?:{_translation.Text})\z"), subject, start, end);
    }

    /// <summary>All matches from left to right; an empty one may follow directly upon another match.</summary>
    /// <exception cref="RegexMatchTimeoutException">A match took too long.</exception>
    public IEnumerable<PatternMatch> Matches(string subject, int start = 0, int end = int.MaxValue)
    {
        var (bounded, first, last) = Bound(subject, start, end);
        if (first > last)
        {
            yield break;
        }

        var position = first;
        var mustAdvance = false;
        while (true)
        {
            var expression = mustAdvance
                ? _advancingSearch ??= Create($@"(?:{_translation.Text})(?!\G)")
                : SearchExpression;
            var match = expression.Match(bounded, position);
            if (!match.Success)
            {
                yield break;
            }

            yield return new PatternMatch(this, match, subject, first, last);
            position = match.Index + match.Length;
            mustAdvance = match.Length == 0;
        }
    }

    /// <summary><c>pattern.split</c>: the texts between matches, with the groups of each match between them.</summary>
    /// <exception cref="RegexMatchTimeoutException">A match took too long.</exception>
    public IReadOnlyList<string?> Split(string subject, int most = 0)
    {
        var parts = new List<string?>();
        var last = 0;
        var count = 0;
        foreach (var match in Matches(subject))
        {
            if (most < 0 || (most > 0 && count == most))
            {
                break;
            }

            count++;
            parts.Add(subject[last..match.Start(0)]);
            for (var group = 1; group <= GroupCount; group++)
            {
                parts.Add(match.Group(group));
            }

            last = match.End(0);
        }

        parts.Add(subject[last..]);
        return parts;
    }

    /// <summary><c>pattern.subn</c>: replaces at most <paramref name="most"/> matches (0: all).</summary>
    /// <exception cref="RegexMatchTimeoutException">A match took too long.</exception>
    public (string Text, int Count) Substitute(string subject, Func<PatternMatch, string> replacement, int most = 0)
    {
        StringBuilder? result = null;
        var last = 0;
        var count = 0;
        foreach (var match in Matches(subject))
        {
            if (most < 0 || (most > 0 && count == most))
            {
                break;
            }

            result ??= new StringBuilder(subject.Length + 16);
            result.Append(subject, last, match.Start(0) - last).Append(replacement(match));
            last = match.End(0);
            count++;
        }

        return result is null ? (subject, 0) : (result.Append(subject, last, subject.Length - last).ToString(), count);
    }

    /// <summary><c>re.escape</c>.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if ("()[]{}?*+-|^$\\.&~# \t\n\r\v\f".Contains(c, StringComparison.Ordinal))
            {
                result.Append('\\');
            }

            result.Append(c);
        }

        return result.ToString();
    }

    private Regex SearchExpression => _search ??= Create(_translation.Text);

    private PatternMatch? Run(Regex expression, string subject, int start, int end)
    {
        var (bounded, first, last) = Bound(subject, start, end);
        if (first > last)
        {
            return null;
        }

        var match = expression.Match(bounded, first);
        return match.Success ? new PatternMatch(this, match, subject, first, last) : null;
    }

    private static (string Bounded, int Start, int End) Bound(string subject, int start, int end)
    {
        var last = Math.Clamp(end, 0, subject.Length);
        return (last == subject.Length ? subject : subject[..last], Math.Clamp(start, 0, subject.Length), last);
    }

    private Regex Create(string text)
    {
        var options = RegexOptions.CultureInvariant | (_translation.IgnoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        return new Regex(text, options, _timeout);
    }
}
