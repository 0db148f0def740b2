namespace Cairn.Python;

internal ref partial struct Lexer
{
    /// <summary>The end of a string that stands inside of a replacement field which begins at <paramref name="limit"/>.</summary>
    public static int SkipString(SourceFile file, int limit, int quote, int end) =>
        new Lexer(file, [], limit, end).NestedStringEnd(limit, quote, end, depth: 1);

    internal static bool Prefix(ReadOnlySpan<char> name, out bool isRaw, out bool isFormatted)
    {
        bool isBytes = false;
        bool isUnicode = false;
        isRaw = isFormatted = false;
        foreach (char c in name)
        {
            switch (c)
            {
                case 'r' or 'R':
                    isRaw = true;
                    break;
                case 'f' or 'F':
                    isFormatted = true;
                    break;
                case 'b' or 'B':
                    isBytes = true;
                    break;
                case 'u' or 'U':
                    isUnicode = true;
                    break;
                default:
                    return false;
            }
        }

        return name.Length == 1 || (isRaw && (isFormatted || isBytes) && !isUnicode);
    }

    private void ReadString(int start, int quote, bool isRaw, bool isFormatted)
    {
        _position = isFormatted
            ? FormattedStringEnd(quote, _end, isRaw, depth: 0)
            : PlainStringEnd(quote, _end);
        Add(isFormatted ? TokenKind.FormattedString : TokenKind.String, start, _position);
    }

    private readonly int PlainStringEnd(int quote, int end)
    {
        char delimiter = _text[quote];
        bool isTriple = IsTriple(quote, end);
        int i = quote + (isTriple ? 3 : 1);
        while (i < end)
        {
            int next = _text[i..end].IndexOfAny(delimiter, '\\', '\n');
            if (next < 0)
            {
                break;
            }

            i += next;
            char c = _text[i];
            if (c == '\\')
            {
                i += 2;
            }
            else if (c == '\n')
            {
                if (!isTriple)
                {
                    break;
                }

                i++;
            }
            else if (!isTriple || (i + 2 < end && _text[i + 1] == delimiter && _text[i + 2] == delimiter))
            {
                return i + (isTriple ? 3 : 1);
            }
            else
            {
                i++;
            }
        }

        throw Error(quote, isTriple
            ? "unterminated triple-quoted string literal"
            : "unterminated string literal");
    }

    private readonly bool IsTriple(int quote, int end) =>
        quote + 2 < end && _text[quote + 1] == _text[quote] && _text[quote + 2] == _text[quote];

    /// <summary>The end of an f-string; replacement fields may contain strings with the same quotes (Python 3.12).</summary>
    private readonly int FormattedStringEnd(int quote, int end, bool isRaw, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Error(quote, "f-string: too many nested f-strings");
        }

        char delimiter = _text[quote];
        bool isTriple = IsTriple(quote, end);
        int i = quote + (isTriple ? 3 : 1);
        while (i < end)
        {
            char c = _text[i];
            if (c == '\\')
            {
                // \N{NAME} is an escape, not a field.
                if (!isRaw && i + 2 < end && _text[i + 1] == 'N' && _text[i + 2] == '{')
                {
                    i += 2;
                    while (i < end && _text[i] != '}')
                    {
                        i++;
                    }

                    i++;
                    continue;
                }

                i += i + 1 < end && _text[i + 1] is '{' or '}' ? 1 : 2;
            }
            else if (c == '\n' && !isTriple)
            {
                break;
            }
            else if (c == delimiter)
            {
                if (!isTriple)
                {
                    return i + 1;
                }

                if (i + 2 < end && _text[i + 1] == delimiter && _text[i + 2] == delimiter)
                {
                    return i + 3;
                }

                i++;
            }
            else if (c == '{')
            {
                if (i + 1 < end && _text[i + 1] == '{')
                {
                    i += 2;
                }
                else
                {
                    i = FieldEnd(i + 1, end, delimiter, isTriple, depth + 1);
                }
            }
            else
            {
                i++;
            }
        }

        throw Error(quote, isTriple ? "unterminated triple-quoted f-string literal" : "unterminated f-string literal");
    }

    /// <summary>The position after the brace that closes a replacement field.</summary>
    private readonly int FieldEnd(int start, int end, char delimiter, bool isTriple, int depth)
    {
        int brackets = 0;
        int i = start;
        while (i < end)
        {
            char c = _text[i];
            switch (c)
            {
                case '(' or '[' or '{':
                    brackets++;
                    i++;
                    break;
                case ')' or ']':
                    brackets--;
                    i++;
                    break;
                case '}':
                    if (brackets <= 0)
                    {
                        return i + 1;
                    }

                    brackets--;
                    i++;
                    break;
                case '\'' or '"':
                    i = NestedStringEnd(start, i, end, depth);
                    break;
                case ':' when brackets == 0:
                    return SpecificationEnd(i + 1, end, delimiter, isTriple, depth);
                case '\n' when !isTriple:
                    throw Error(start, "f-string: expecting '}'");
                default:
                    i++;
                    break;
            }
        }

        throw Error(start, "f-string: expecting '}'");
    }

    private readonly int SpecificationEnd(int start, int end, char delimiter, bool isTriple, int depth)
    {
        int i = start;
        while (i < end)
        {
            char c = _text[i];
            if (c == '}')
            {
                return i + 1;
            }

            if (c == '{')
            {
                i = FieldEnd(i + 1, end, delimiter, isTriple, depth + 1);
            }
            else if ((c == delimiter || c == '\n') && !isTriple)
            {
                break;
            }
            else
            {
                i++;
            }
        }

        throw Error(start, "f-string: expecting '}'");
    }

    private readonly int NestedStringEnd(int limit, int quote, int end, int depth)
    {
        int prefix = quote;
        while (prefix > limit && quote - prefix < 2 && char.IsAsciiLetter(_text[prefix - 1]))
        {
            prefix--;
        }

        bool standsAlone = prefix == limit || !IsNamePart(_text[prefix - 1]);
        bool isFormatted = false;
        bool isRaw = false;
        if (!(standsAlone && prefix < quote && Prefix(_text[prefix..quote], out isRaw, out isFormatted)))
        {
            isFormatted = isRaw = false;
        }

        return isFormatted ? FormattedStringEnd(quote, end, isRaw, depth + 1) : PlainStringEnd(quote, end);
    }
}
