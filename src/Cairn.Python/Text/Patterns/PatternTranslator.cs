using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Cairn.Python.Text.Patterns;

/// <summary>Translates a pattern of Python's <c>re</c> into one of .NET, or says what is wrong with it in Python's words.</summary>
/// <remarks>
/// Python documentation, "Regular Expression Syntax" (3.11). Every group becomes an explicitly numbered one, because .NET numbers
/// named groups after all others; anchors, classes and flags are spelled out, because their meaning differs in detail.
/// </remarks>
internal sealed partial class PatternTranslator
{
    private const int DeepestNesting = 250;
    private const PatternFlags TypeFlags = PatternFlags.Ascii | PatternFlags.Locale | PatternFlags.Unicode;

    private readonly PatternReader _reader;
    private readonly bool _isText;
    private readonly string _pattern;
    private readonly List<string?> _groupNames = [null];
    private readonly List<(long Least, long Most)?> _groupWidths = [null];
    private readonly List<int> _closingOrder = [0];
    private readonly List<(int Group, int Position)> _conditions = [];
    private int _closed;
    private int? _lookBehindGroups;
    private PatternFlags _globalFlags;
    private bool _hasOpenLookBehind;

    private PatternTranslator(string pattern, PatternFlags flags, bool isText)
    {
        _pattern = pattern;
        _reader = new PatternReader(pattern);
        _globalFlags = flags;
        _isText = isText;
    }

    /// <summary>Translates a pattern; <paramref name="isText"/> is false for patterns of bytes.</summary>
    /// <exception cref="PatternException">The pattern is malformed.</exception>
    /// <exception cref="TextException">The flags contradict each other, or a repetition is too large.</exception>
    public static PatternTranslation Translate(string pattern, PatternFlags flags, bool isText)
    {
        CheckFlags(flags, isText);
        var translator = new PatternTranslator(pattern, flags, isText);
        return translator.Translate();
    }

    private PatternTranslation Translate()
    {
        var flags = _globalFlags;
        var body = ParseAlternatives(ref flags, depth: 0, isWhole: true);
        if (_reader.Next is not null)
        {
            throw _reader.Error("unbalanced parenthesis");
        }

        foreach (var (group, position) in _conditions)
        {
            if (group >= _groupNames.Count)
            {
                throw new PatternException($"invalid group reference {group}", _pattern, position);
            }
        }

        if (_hasOpenLookBehind)
        {
            // CPython finds this only after the whole pattern has been read.
            throw new PatternException("look-behind requires fixed-width pattern");
        }

        var all = CheckFlags(_globalFlags, _isText);
        return new PatternTranslation(body.Text, all, FoldsByOption(Effective(_globalFlags)), [.. _groupNames], [.. _closingOrder]);
    }

    private static PatternFlags CheckFlags(PatternFlags flags, bool isText)
    {
        if (isText)
        {
            if (flags.HasFlag(PatternFlags.Locale))
            {
                throw TextException.Value("cannot use LOCALE flag with a str pattern");
            }

            if (!flags.HasFlag(PatternFlags.Ascii))
            {
                return flags | PatternFlags.Unicode;
            }

            return flags.HasFlag(PatternFlags.Unicode) ? throw TextException.Value("ASCII and UNICODE flags are incompatible") : flags;
        }

        if (flags.HasFlag(PatternFlags.Unicode))
        {
            throw TextException.Value("cannot use UNICODE flag with a bytes pattern");
        }

        return flags.HasFlag(PatternFlags.Locale) && flags.HasFlag(PatternFlags.Ascii)
            ? throw TextException.Value("ASCII and LOCALE flags are incompatible")
            : flags;
    }

    /// <summary>Patterns of bytes know ASCII classes only.</summary>
    private PatternFlags Effective(PatternFlags flags) => _isText ? flags : flags | PatternFlags.Ascii;

    /// <summary>Folding by .NET's option is right for Unicode; ASCII folding is spelled out as classes.</summary>
    private static bool FoldsByOption(PatternFlags flags) => flags.HasFlag(PatternFlags.IgnoreCase) && !flags.HasFlag(PatternFlags.Ascii);

    private PatternItem ParseAlternatives(ref PatternFlags flags, int depth, bool isWhole = false)
    {
        if (depth > DeepestNesting)
        {
            throw _reader.Error("pattern is nested too deeply");
        }

        var text = new StringBuilder();
        long least = long.MaxValue;
        long most = 0;
        var isFirst = true;
        do
        {
            if (!isFirst)
            {
                text.Append('|');
            }

            var branch = ParseSequence(ref flags, depth, isWhole && isFirst);
            text.Append(branch.Text);
            least = Math.Min(least, branch.Least);
            most = Math.Max(most, branch.Most);
            isFirst = false;
        }
        while (_reader.Match('|'));
        return new PatternItem(text.ToString(), least, most);
    }

    private PatternItem ParseSequence(ref PatternFlags flags, int depth, bool isFirst = false)
    {
        var items = new List<PatternItem>();
        while (_reader.Next is { } token && token is not ("|" or ")"))
        {
            _reader.Get();
            if (flags.HasFlag(PatternFlags.Verbose))
            {
                if (token is [' ' or '\t' or '\n' or '\r' or '\v' or '\f'])
                {
                    continue;
                }

                if (token == "#")
                {
                    while (_reader.Get() is not (null or "\n"))
                    {
                    }

                    continue;
                }
            }

            switch (token)
            {
                case ['\\', ..]:
                    items.Add(ParseEscape(token, flags));
                    break;
                case "[":
                    items.Add(ParseSet(flags));
                    break;
                case "*" or "+" or "?" or "{":
                    ParseQuantifier(token, items, flags);
                    break;
                case ".":
                    items.Add(new(flags.HasFlag(PatternFlags.DotAll) ? "(?s:.)" : ".", 1, 1));
                    break;
                case "(":
                    ParseGroup(items, ref flags, depth, isFirst);
                    break;
                case "^":
                    items.Add(Anchor(flags.HasFlag(PatternFlags.MultiLine) ? "(?m:^)" : @"\A"));
                    break;
                case "$":
                    items.Add(Anchor(flags.HasFlag(PatternFlags.MultiLine) ? "(?m:$)" : @"\Z"));
                    break;
                default:
                    items.Add(Literal(CodePoint(token), flags));
                    break;
            }
        }

        return Concatenate(items);
    }

    private static PatternItem Concatenate(List<PatternItem> items)
    {
        if (items.Count == 1)
        {
            return items[0];
        }

        var text = new StringBuilder();
        long least = 0;
        long most = 0;
        foreach (var item in items)
        {
            text.Append(item.Text);
            least = Math.Min(least + item.Least, PatternItem.Unlimited);
            most = Math.Min(most + item.Most, PatternItem.Unlimited);
        }

        return new PatternItem(text.ToString(), least, most);
    }

    private PatternItem Literal(int codePoint, PatternFlags flags) => new(CharacterSet.Literal(codePoint, Effective(flags)), 1, 1);

    private static PatternItem Anchor(string text) => new(text, 0, 0, PatternItemKind.Anchor);

    private void ParseQuantifier(string token, List<PatternItem> items, PatternFlags flags)
    {
        var here = _reader.Position;
        long least = 0;
        var most = PatternItem.Unlimited;
        switch (token)
        {
            case "?":
                most = 1;
                break;
            case "+":
                least = 1;
                break;
            case "{":
                if (!ParseBounds(here, ref least, ref most))
                {
                    items.Add(Literal('{', flags));
                    return;
                }

                break;
        }

        var offset = _reader.Position - here + token.Length;
        if (items.Count == 0 || items[^1].Kind == PatternItemKind.Anchor)
        {
            throw _reader.Error("nothing to repeat", offset);
        }

        if (items[^1].Kind == PatternItemKind.Repeat)
        {
            throw _reader.Error("multiple repeat", offset);
        }

        items[^1] = _reader.Match('?') ? items[^1].Repeat(least, most, "?", isPossessive: false)
            : items[^1].Repeat(least, most, string.Empty, isPossessive: _reader.Match('+'));
    }

    /// <summary>Reads the rest of <c>{m,n}</c>; false if it is no quantifier and the brace stands for itself.</summary>
    private bool ParseBounds(int here, ref long least, ref long most)
    {
        if (_reader.Next == "}")
        {
            return false;
        }

        var low = _reader.GetWhile(int.MaxValue, "0123456789");
        var high = _reader.Match(',') ? _reader.GetWhile(int.MaxValue, "0123456789") : low;
        if (!_reader.Match('}'))
        {
            _reader.Seek(here);
            return false;
        }

        if (low.Length > 0)
        {
            least = Bound(low);
        }

        if (high.Length > 0)
        {
            most = Bound(high);
            if (most < least)
            {
                throw _reader.Error("min repeat greater than max repeat", _reader.Position - here);
            }
        }

        return true;
    }

    private static long Bound(string digits)
    {
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value < PatternItem.Unlimited
            ? value
            : throw TextException.Overflow("the repetition number is too large");
    }
}
