namespace Cairn.Cli.Commands;

/// <summary>A pattern such as <c>py-*num?y</c> or <c>[ab]*</c>, regardless of case. Without <c>*</c> and <c>?</c> it may stand anywhere in a name.</summary>
internal sealed class GlobPattern
{
    private readonly string _pattern;

    public GlobPattern(string pattern) => _pattern = (pattern.Contains('*') || pattern.Contains('?') ? pattern : $"*{pattern}*").ToLowerInvariant();

    /// <summary>True if the whole text fits the pattern.</summary>
    public bool IsMatch(string text)
    {
        int at = 0, i = 0, star = -1, resume = 0;
        while (i < text.Length)
        {
            if (at < _pattern.Length && _pattern[at] == '*')
            {
                star = at++;
                resume = i;
            }
            else if (at < _pattern.Length && MatchesOne(char.ToLowerInvariant(text[i]), at, out int next))
            {
                at = next;
                i++;
            }
            else if (star >= 0)
            {
                // The star takes one character more.
                at = star + 1;
                i = ++resume;
            }
            else
            {
                return false;
            }
        }

        return _pattern.AsSpan(at).Trim('*').IsEmpty;
    }

    private bool MatchesOne(char character, int at, out int next)
    {
        next = at + 1;
        int close = _pattern[at] == '[' && at + 2 < _pattern.Length ? _pattern.IndexOf(']', at + 2) : -1;
        if (close < 0)
        {
            return _pattern[at] == '?' || _pattern[at] == character;
        }

        next = close + 1;
        bool isNegated = _pattern[at + 1] == '!';
        var set = _pattern.AsSpan(at + (isNegated ? 2 : 1), close - at - (isNegated ? 2 : 1));
        bool isIn = false;
        for (int i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                isIn |= character >= set[i] && character <= set[i + 2];
                i += 2;
            }
            else
            {
                isIn |= set[i] == character;
            }
        }

        return isIn != isNegated;
    }
}
