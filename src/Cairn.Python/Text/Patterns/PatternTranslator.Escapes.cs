using System.Globalization;

namespace Cairn.Python.Text.Patterns;

/// <summary>Escapes and character classes.</summary>
internal sealed partial class PatternTranslator
{
    private const string OctalDigits = "01234567";
    private const string HexDigits = "0123456789abcdefABCDEF";

    private static int CodePoint(string token) => token.Length == 2 ? char.ConvertToUtf32(token[0], token[1]) : token[0];

    private PatternItem ParseEscape(string token, PatternFlags flags)
    {
        var c = token[1];
        var effective = Effective(flags);
        switch (c)
        {
            case 'A':
                return Anchor(@"\A");
            case 'Z':
                return Anchor(@"\z");
            case 'b':
                var word = CharacterSet.Word(effective);
                return Anchor($"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))");
            case 'B':
                // Python 3.11: \B does not match in an empty subject.
                var letter = CharacterSet.Word(effective);
                return Anchor($@"(?:(?!\A\z)(?:(?<={letter})(?={letter})|(?<!{letter})(?!{letter})))");
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                return new(Category(c, effective), 1, 1);
            case '0':
                var octal = token + _reader.GetWhile(2, OctalDigits);
                return Literal(Convert.ToInt32(octal[1..], 8), flags);
            case >= '1' and <= '9':
                return ParseNumericEscape(token, flags);
            default:
                return Literal(ParseCharacterEscape(token, inSet: false), flags);
        }
    }

    private static string Category(char category, PatternFlags flags)
    {
        var set = new CharacterSet(flags);
        if (category is 'W' or 'S' or 'D')
        {
            set.AddCategory(char.ToLowerInvariant(category));
            return set.ToAtom(negated: true);
        }

        set.AddCategory(category);
        return set.ToAtom(negated: false);
    }

    /// <summary>Three octal digits are a character; anything else is a group.</summary>
    private PatternItem ParseNumericEscape(string token, PatternFlags flags)
    {
        if (_reader.NextIsOneOf("0123456789"))
        {
            token += _reader.Get();
            if (token[1] < '8' && token[2] < '8' && _reader.NextIsOneOf(OctalDigits))
            {
                token += _reader.Get();
                return Literal(Octal(token), flags);
            }
        }

        var group = int.Parse(token.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
        if (group >= _groupNames.Count)
        {
            throw _reader.Error($"invalid group reference {group}", token.Length - 1);
        }

        return BackReference(group, token.Length, flags);
    }

    private PatternItem BackReference(int group, int offset, PatternFlags flags)
    {
        if (_groupWidths[group] is not { } width)
        {
            throw _reader.Error("cannot refer to an open group", offset);
        }

        CheckLookBehind(group);
        var effective = Effective(flags);
        var text = $@"\k<{group}>";
        var needsFolding = effective.HasFlag(PatternFlags.IgnoreCase) && !FoldsByOption(effective);
        return new(needsFolding ? $"(?i:{text})" : text, width.Least, width.Most);
    }

    private void CheckLookBehind(int group)
    {
        if (_lookBehindGroups is not { } known)
        {
            return;
        }

        if (group >= _groupNames.Count || _groupWidths[group] is null)
        {
            throw _reader.Error("cannot refer to an open group");
        }

        if (group >= known)
        {
            throw _reader.Error("cannot refer to group defined in the same lookbehind subpattern");
        }
    }

    private int Octal(string token)
    {
        var value = Convert.ToInt32(token[1..], 8);
        return value > 0xff
            ? throw _reader.Error($"octal escape value {token} outside of range 0-0o377", token.Length)
            : value;
    }

    private int ParseCharacterEscape(string token, bool inSet)
    {
        var c = token[1];
        switch (c)
        {
            case 'a':
                return '\a';
            case 'b' when inSet:
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'x':
                return HexEscape(token, 2);
            case 'u' when _isText:
                return HexEscape(token, 4);
            case 'U' when _isText:
                var codePoint = HexEscape(token, 8);
                return codePoint is < 0 or > 0x10ffff ? throw _reader.Error($"bad escape {token}{(uint)codePoint:x8}", 10) : codePoint;
            case 'N' when _isText:
                if (!_reader.Match('{'))
                {
                    throw _reader.Error("missing {");
                }

                var name = _reader.GetUntil('}', "character name");
                throw new TextException(TextErrorKind.Value, $"not supported by the recipe language: the character name \\N{{{name}}} in a pattern");
            default:
                if (char.IsAsciiLetterOrDigit(c))
                {
                    throw _reader.Error($"bad escape {token}", token.Length);
                }

                return CodePoint(token[1..]);
        }
    }

    private int HexEscape(string token, int digits)
    {
        var text = token + _reader.GetWhile(digits, HexDigits);
        return text.Length == digits + 2
            ? unchecked((int)uint.Parse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))
            : throw _reader.Error($"incomplete escape {text}", text.Length);
    }

    private PatternItem ParseSet(PatternFlags flags)
    {
        var here = _reader.Position - 1;
        var set = new CharacterSet(Effective(flags));
        var negated = _reader.Match('^');
        var isEmpty = true;
        while (true)
        {
            var first = _reader.Get() ?? throw _reader.Error("unterminated character set", _reader.Position - here);
            if (first == "]" && !isEmpty)
            {
                break;
            }

            isEmpty = false;
            var low = ParseMember(first);
            if (!_reader.Match('-'))
            {
                AddMember(set, low, first);
                continue;
            }

            var second = _reader.Get() ?? throw _reader.Error("unterminated character set", _reader.Position - here);
            if (second == "]")
            {
                AddMember(set, low, first);
                set.Add('-');
                break;
            }

            var high = ParseMember(second);
            if (low is not { } from || high is not { } to || to < from)
            {
                throw _reader.Error($"bad character range {first}-{second}", first.Length + 1 + second.Length);
            }

            set.AddRange(from, to);
        }

        return new(set.ToAtom(negated), 1, 1);
    }

    private static void AddMember(CharacterSet set, int? codePoint, string token)
    {
        if (codePoint is { } single)
        {
            set.Add(single);
        }
        else
        {
            set.AddCategory(token[1]);
        }
    }

    /// <summary>A member's code point, or null for a category such as <c>\d</c>.</summary>
    private int? ParseMember(string token)
    {
        if (token[0] != '\\')
        {
            return CodePoint(token);
        }

        switch (token[1])
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                return null;
            case >= '0' and <= '7':
                return Octal(token + _reader.GetWhile(2, OctalDigits));
            default:
                return ParseCharacterEscape(token, inSet: true);
        }
    }
}
