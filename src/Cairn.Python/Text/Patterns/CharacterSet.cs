using System.Globalization;
using System.Text;

namespace Cairn.Python.Text.Patterns;

/// <summary>A character class in the making: Python's members, written as one .NET atom.</summary>
/// <remarks>
/// The classes of .NET differ from Python's: <c>\w</c> there has marks and connectors but lacks most numbers, and <c>\s</c> lacks
/// the separators U+001C to U+001F. So each is spelled out.
/// </remarks>
internal sealed class CharacterSet
{
    private const string UnicodeWord = @"\p{L}\p{N}_";
    private const string UnicodeNotWord =
        @"\p{M}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Po}\p{S}\p{Z}\p{C}\u203f\u2040\u2054\ufe33\ufe34\ufe4d-\ufe4f\uff3f";

    private const string UnicodeSpace = @"\s\x1c-\x1f";
    private const string UnicodeNotSpace =
        @"\x00-\x08\x0e-\x1b!-\x84\x86-\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\uffff";

    private const string AsciiWord = "a-zA-Z0-9_";
    private const string AsciiNotWord = @"\x00-/:-@\[-\^\x60{-\uffff";
    private const string AsciiSpace = @" \t-\r";
    private const string AsciiNotSpace = @"\x00-\x08\x0e-\x1f!-\uffff";

    private readonly StringBuilder _members = new();
    private readonly List<string> _pairs = [];
    private readonly bool _isAscii;
    private readonly bool _foldsAscii;

    /// <param name="flags">The flags in force where the class stands.</param>
    public CharacterSet(PatternFlags flags)
    {
        _isAscii = flags.HasFlag(PatternFlags.Ascii);
        _foldsAscii = _isAscii && flags.HasFlag(PatternFlags.IgnoreCase);
    }

    /// <summary>The class of word characters as one atom.</summary>
    public static string Word(PatternFlags flags) => flags.HasFlag(PatternFlags.Ascii) ? $"[{AsciiWord}]" : $"[{UnicodeWord}]";

    /// <summary>One literal character as one atom.</summary>
    public static string Literal(int codePoint, PatternFlags flags)
    {
        if (codePoint > 0xffff)
        {
            return $"(?:{Pair(codePoint)})";
        }

        var c = (char)codePoint;
        if (char.IsAsciiLetter(c) && flags.HasFlag(PatternFlags.Ascii) && flags.HasFlag(PatternFlags.IgnoreCase))
        {
            return $"[{char.ToLowerInvariant(c)}{char.ToUpperInvariant(c)}]";
        }

        return c switch
        {
            _ when char.IsAsciiLetterOrDigit(c) => c.ToString(),
            >= '!' and < '\x7f' => @"\*+?|{}[]()^$.#".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString(),
            _ => Escape(c),
        };
    }

    public void Add(int codePoint) => AddRange(codePoint, codePoint);

    public void AddRange(int low, int high)
    {
        if (low <= 0xffff)
        {
            AddUnits(low, Math.Min(high, 0xffff));
            low = 0x10000;
        }

        for (; low <= high; low = (low | 0x3ff) + 1)
        {
            var last = Math.Min(high, low | 0x3ff);
            var first = char.ConvertFromUtf32(low);
            var end = char.ConvertFromUtf32(last);
            _pairs.Add($"{Escape(first[0])}[{Escape(first[1])}-{Escape(end[1])}]");
        }
    }

    /// <summary>Adds one of <c>\d \D \w \W \s \S</c>.</summary>
    public void AddCategory(char category)
    {
        _members.Append((category, _isAscii) switch
        {
            ('d', false) => @"\d",
            ('d', true) => "0-9",
            ('D', false) => @"\D",
            ('D', true) => @"\x00-/:-\uffff",
            ('w', false) => UnicodeWord,
            ('w', true) => AsciiWord,
            ('W', false) => UnicodeNotWord,
            ('W', true) => AsciiNotWord,
            ('s', false) => UnicodeSpace,
            ('s', true) => AsciiSpace,
            ('S', false) => UnicodeNotSpace,
            _ => AsciiNotSpace,
        });
    }

    public string ToAtom(bool negated)
    {
        var units = _members.Length == 0 ? null : $"[{(negated ? "^" : string.Empty)}{_members}]";
        if (_pairs.Count == 0)
        {
            return units!;
        }

        var pairs = string.Join('|', _pairs);
        if (!negated)
        {
            return units is null ? $"(?:{pairs})" : $"(?:{units}|{pairs})";
        }

        return $@"(?:(?<![\ud800-\udbff])(?!{pairs})(?:[\ud800-\udbff][\udc00-\udfff]|{units ?? @"[\s\S]"}))";
    }

    private void AddUnits(int low, int high)
    {
        Append(low, high);
        if (!_foldsAscii)
        {
            return;
        }

        Fold(low, high, 'A', 'Z', 32);
        Fold(low, high, 'a', 'z', -32);
    }

    private void Fold(int low, int high, char first, char last, int shift)
    {
        var from = Math.Max(low, first);
        var to = Math.Min(high, last);
        if (from <= to)
        {
            Append(from + shift, to + shift);
        }
    }

    private void Append(int low, int high)
    {
        AppendUnit(low);
        if (high > low)
        {
            _members.Append('-');
            AppendUnit(high);
        }
    }

    private void AppendUnit(int unit)
    {
        var c = (char)unit;
        if (char.IsAsciiLetterOrDigit(c))
        {
            _members.Append(c);
        }
        else
        {
            _members.Append(Escape(c));
        }
    }

    private static string Pair(int codePoint)
    {
        var pair = char.ConvertFromUtf32(codePoint);
        return Escape(pair[0]) + Escape(pair[1]);
    }

    private static string Escape(char c) => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);
}
