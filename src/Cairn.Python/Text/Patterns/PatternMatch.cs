using System.Text.RegularExpressions;

namespace Cairn.Python.Text.Patterns;

/// <summary>One match: Python's <c>re.Match</c> without its objects.</summary>
public sealed class PatternMatch
{
    private readonly Match _match;

    internal PatternMatch(CompiledPattern pattern, Match match, string subject, int position, int endPosition)
    {
        Pattern = pattern;
        _match = match;
        Subject = subject;
        Position = position;
        EndPosition = endPosition;
    }

    /// <summary>The pattern that matched.</summary>
    public CompiledPattern Pattern { get; }

    /// <summary>The text that was searched.</summary>
    public string Subject { get; }

    /// <summary>Where the search began.</summary>
    public int Position { get; }

    /// <summary>Where the search had to end.</summary>
    public int EndPosition { get; }

    /// <summary>The text of a group, or null if it took no part.</summary>
    public string? Group(int group) => _match.Groups[group] is { Success: true } found ? found.Value : null;

    /// <summary>The start of a group, or -1.</summary>
    public int Start(int group) => _match.Groups[group] is { Success: true } found ? found.Index : -1;

    /// <summary>The end of a group, or -1.</summary>
    public int End(int group) => _match.Groups[group] is { Success: true } found ? found.Index + found.Length : -1;

    /// <summary>The number of the group that was closed last, or null if none took part.</summary>
    /// <remarks>Of the groups that end furthest right, the one whose parenthesis closes last in the pattern.</remarks>
    public int? LastIndex
    {
        get
        {
            int? last = null;
            for (var group = 1; group <= Pattern.GroupCount; group++)
            {
                if (Start(group) >= 0
                    && (last is not { } best
                        || (End(group), Pattern.ClosingOrder[group]).CompareTo((End(best), Pattern.ClosingOrder[best])) > 0))
                {
                    last = group;
                }
            }

            return last;
        }
    }
}
