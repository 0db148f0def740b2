using System.Globalization;

namespace Cairn.Python.Text.Patterns;

/// <summary>Everything that begins with a parenthesis.</summary>
internal sealed partial class PatternTranslator
{
    private const string InlineFlags = "iLmsxatu";

    private void ParseGroup(List<PatternItem> items, ref PatternFlags flags, int depth, bool isFirst)
    {
        var start = _reader.Position - 1;
        if (!_reader.Match('?'))
        {
            items.Add(ParseCapture(null, start, flags, depth));
            return;
        }

        var kind = _reader.Get() ?? throw _reader.Error("unexpected end of pattern");
        switch (kind)
        {
            case "P":
                items.Add(ParseNamed(start, flags, depth));
                break;
            case ":":
                items.Add(ParseBody("(?:", start, flags, flags, depth));
                break;
            case ">":
                items.Add(ParseBody("(?>", start, flags, flags, depth));
                break;
            case "#":
                SkipComment(start);
                break;
            case "=" or "!":
                items.Add(ParseLook("(?" + kind, start, flags, depth));
                break;
            case "<":
                items.Add(ParseLookBehind(start, flags, depth));
                break;
            case "(":
                items.Add(ParseConditional(start, flags, depth));
                break;
            default:
                if (kind != "-" && (kind.Length != 1 || !InlineFlags.Contains(kind[0], StringComparison.Ordinal)))
                {
                    throw _reader.Error("unknown extension ?" + kind, kind.Length + 1);
                }

                ParseFlagGroup(kind, items, start, ref flags, depth, isFirst);
                break;
        }
    }

    private PatternItem ParseBody(string opening, int start, PatternFlags outer, PatternFlags inner, int depth)
    {
        var scope = inner;
        var body = ParseAlternatives(ref scope, depth + 1);
        if (!_reader.Match(')'))
        {
            throw _reader.Error("missing ), unterminated subpattern", _reader.Position - start);
        }

        var text = body.Text;
        var folds = FoldsByOption(Effective(inner));
        if (folds != FoldsByOption(Effective(outer)))
        {
            text = (folds ? "(?i:" : "(?-i:") + text + ")";
        }

        return new(opening + text + ")", body.Least, body.Most);
    }

    private PatternItem ParseCapture(string? name, int start, PatternFlags flags, int depth)
    {
        var group = _groupNames.Count;
        if (name is not null && _groupNames.IndexOf(name) is > 0 and var earlier)
        {
            throw _reader.Error($"redefinition of group name {StringLiteral.Repr(name)} as group {group}; was group {earlier}", name.Length + 1);
        }

        _groupNames.Add(name);
        _groupWidths.Add(null);
        _closingOrder.Add(0);
        var item = ParseBody($"(?<{group}>", start, flags, flags, depth);
        _groupWidths[group] = (item.Least, item.Most);
        _closingOrder[group] = ++_closed;
        return item;
    }

    private PatternItem ParseNamed(int start, PatternFlags flags, int depth)
    {
        if (_reader.Match('<'))
        {
            var name = _reader.GetUntil('>', "group name");
            CheckGroupName(name);
            return ParseCapture(name, start, flags, depth);
        }

        if (_reader.Match('='))
        {
            var name = _reader.GetUntil(')', "group name");
            CheckGroupName(name);
            return BackReference(GroupNumber(name), name.Length + 1, flags);
        }

        var kind = _reader.Get() ?? throw _reader.Error("unexpected end of pattern");
        throw _reader.Error("unknown extension ?P" + kind, kind.Length + 2);
    }

    private void CheckGroupName(string name)
    {
        if (!Characters.IsIdentifier(name))
        {
            throw _reader.Error($"bad character in group name {StringLiteral.Repr(name)}", name.Length + 1);
        }
    }

    private int GroupNumber(string name)
    {
        var group = _groupNames.IndexOf(name);
        return group < 0 ? throw _reader.Error($"unknown group name {StringLiteral.Repr(name)}", name.Length + 1) : group;
    }

    private void SkipComment(int start)
    {
        while (true)
        {
            if (_reader.Next is null)
            {
                throw _reader.Error("missing ), unterminated comment", _reader.Position - start);
            }

            if (_reader.Get() == ")")
            {
                return;
            }
        }
    }

    private PatternItem ParseLook(string opening, int start, PatternFlags flags, int depth)
    {
        var item = ParseBody(opening, start, flags, flags, depth);
        return new(item.Text, 0, 0);
    }

    private PatternItem ParseLookBehind(int start, PatternFlags flags, int depth)
    {
        var kind = _reader.Get() ?? throw _reader.Error("unexpected end of pattern");
        if (kind is not ("=" or "!"))
        {
            throw _reader.Error("unknown extension ?<" + kind, kind.Length + 2);
        }

        var outermost = _lookBehindGroups is null;
        _lookBehindGroups ??= _groupNames.Count;
        var item = ParseBody("(?<" + kind, start, flags, flags, depth);
        if (outermost)
        {
            _lookBehindGroups = null;
        }

        _hasOpenLookBehind |= item.Least != item.Most;
        return new PatternItem(item.Text, 0, 0);
    }

    private PatternItem ParseConditional(int start, PatternFlags flags, int depth)
    {
        var name = _reader.GetUntil(')', "group name");
        int group;
        if (Characters.IsIdentifier(name))
        {
            group = GroupNumber(name);
        }
        else
        {
            if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out group))
            {
                throw _reader.Error($"bad character in group name {StringLiteral.Repr(name)}", name.Length + 1);
            }

            if (group == 0)
            {
                throw _reader.Error("bad group number", name.Length + 1);
            }

            _conditions.Add((group, _reader.Position - name.Length - 1));
        }

        CheckLookBehind(group);
        var scope = flags;
        var yes = ParseSequence(ref scope, depth + 1);
        var no = new PatternItem(string.Empty, 0, 0);
        if (_reader.Match('|'))
        {
            no = ParseSequence(ref scope, depth + 1);
            if (_reader.Next == "|")
            {
                throw _reader.Error("conditional backref with more than two branches");
            }
        }

        if (!_reader.Match(')'))
        {
            throw _reader.Error("missing ), unterminated subpattern", _reader.Position - start);
        }

        return new($"(?({group}){yes.Text}|{no.Text})", Math.Min(yes.Least, no.Least), Math.Max(yes.Most, no.Most));
    }

    private void ParseFlagGroup(string first, List<PatternItem> items, int start, ref PatternFlags flags, int depth, bool isFirst)
    {
        if (ParseFlags(first) is not { } change)
        {
            if (!isFirst || items.Count > 0)
            {
                throw _reader.Error("global flags not at the start of the expression", _reader.Position - start);
            }

            flags = _globalFlags;
            return;
        }

        var inner = flags;
        if ((change.Added & TypeFlags) != 0)
        {
            inner &= ~TypeFlags;
        }

        inner = (inner | change.Added) & ~change.Removed;
        items.Add(ParseBody("(?:", start, flags, inner, depth));
    }

    /// <summary>Reads the flags of <c>(?i)</c> (null: they hold for the whole pattern) or of <c>(?i-m:</c>.</summary>
    private (PatternFlags Added, PatternFlags Removed)? ParseFlags(string first)
    {
        var added = PatternFlags.None;
        var removed = PatternFlags.None;
        var token = first;
        if (token != "-")
        {
            while (true)
            {
                var flag = InlineFlag(token[0]);
                if (_isText && flag == PatternFlags.Locale)
                {
                    throw _reader.Error("bad inline flags: cannot use 'L' flag with a str pattern");
                }

                if (!_isText && flag == PatternFlags.Unicode)
                {
                    throw _reader.Error("bad inline flags: cannot use 'u' flag with a bytes pattern");
                }

                added |= flag;
                if ((flag & TypeFlags) != 0 && (added & TypeFlags) != flag)
                {
                    throw _reader.Error("bad inline flags: flags 'a', 'u' and 'L' are incompatible");
                }

                token = _reader.Get() ?? throw _reader.Error("missing -, : or )");
                if (token is ")" or "-" or ":")
                {
                    break;
                }

                CheckFlagLetter(token, "missing -, : or )");
            }
        }

        if (token == ")")
        {
            _globalFlags |= added;
            return null;
        }

        if (added.HasFlag(PatternFlags.Template))
        {
            throw _reader.Error("bad inline flags: cannot turn on global flag", 1);
        }

        if (token == "-")
        {
            removed = ParseRemovedFlags();
        }

        if (removed.HasFlag(PatternFlags.Template))
        {
            throw _reader.Error("bad inline flags: cannot turn off global flag", 1);
        }

        return (added & removed) != 0 ? throw _reader.Error("bad inline flags: flag turned on and off", 1) : (added, removed);
    }

    private PatternFlags ParseRemovedFlags()
    {
        var removed = PatternFlags.None;
        var token = _reader.Get() ?? throw _reader.Error("missing flag");
        CheckFlagLetter(token, "missing flag");
        while (token != ":")
        {
            var flag = InlineFlag(token[0]);
            if ((flag & TypeFlags) != 0)
            {
                throw _reader.Error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
            }

            removed |= flag;
            token = _reader.Get() ?? throw _reader.Error("missing :");
            if (token != ":")
            {
                CheckFlagLetter(token, "missing :");
            }
        }

        return removed;
    }

    private void CheckFlagLetter(string token, string missing)
    {
        if (token.Length != 1 || !InlineFlags.Contains(token[0], StringComparison.Ordinal))
        {
            throw _reader.Error(char.IsLetter(token[0]) ? "unknown flag" : missing, token.Length);
        }
    }

    private static PatternFlags InlineFlag(char letter) => letter switch
    {
        'i' => PatternFlags.IgnoreCase,
        'L' => PatternFlags.Locale,
        'm' => PatternFlags.MultiLine,
        's' => PatternFlags.DotAll,
        'x' => PatternFlags.Verbose,
        'a' => PatternFlags.Ascii,
        't' => PatternFlags.Template,
        _ => PatternFlags.Unicode,
    };
}
