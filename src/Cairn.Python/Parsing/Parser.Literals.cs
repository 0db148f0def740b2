using System.Globalization;
using System.Numerics;
using System.Text;

namespace Cairn.Python;

internal sealed partial class Parser
{
    private PyObject ParseNumber(Token token)
    {
        string text = TextOf(token).ToString().Replace("_", "", StringComparison.Ordinal);
        if (TextOf(token)[^1] == '_')
        {
            throw Error(token.Start, "invalid decimal literal");
        }

        if (text.Length > 2 && text[0] == '0' && (text[1] | 0x20) is 'x' or 'o' or 'b')
        {
            return ParseRadix(token, text);
        }

        if (text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return new PyFloat(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        if (text.Length > 1 && text[0] == '0' && text.AsSpan().ContainsAnyExcept('0'))
        {
            throw Error(
                token.Start,
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers (Python 2 only)");
        }

        return text.Length < 19
            ? PyInt.Of(long.Parse(text, CultureInfo.InvariantCulture))
            : text.Length <= 4300
                ? PyInt.Of(BigInteger.Parse(text, CultureInfo.InvariantCulture))
                : throw Error(token.Start, "Exceeds the limit (4300 digits) for integer string conversion");
    }

    private PyInt ParseRadix(Token token, string text)
    {
        (int bits, string name) = (text[1] | 0x20) switch
        {
            'x' => (4, "hexadecimal"),
            'o' => (3, "octal"),
            _ => (1, "binary"),
        };
        BigInteger value = BigInteger.Zero;
        foreach (char c in text.AsSpan(2))
        {
            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : int.MaxValue;
            if (digit >= 1 << bits)
            {
                throw Error(token.Start, $"invalid digit '{c}' in {name} literal");
            }

            value = (value << bits) | digit;
        }

        return PyInt.Of(value);
    }

    /// <summary>One or more neighbouring string literals.</summary>
    private Expression ParseStrings()
    {
        Token first = Current;
        if (PeekKind(1) is not (TokenKind.String or TokenKind.FormattedString) && first.Kind == TokenKind.String)
        {
            _index++;
            return new ConstantExpression(first.Start, PlainString(first));
        }

        var parts = new List<Expression>();
        var text = new StringBuilder();
        var bytes = new List<byte>();
        bool isFormatted = false;
        bool? isBytes = null;
        int textStart = first.Start;
        while (Kind is TokenKind.String or TokenKind.FormattedString)
        {
            Token token = Current;
            _index++;
            PyObject? plain = token.Kind == TokenKind.String ? PlainString(token) : null;
            if (isBytes is { } earlier && earlier != plain is PyBytes)
            {
                throw Error(token.Start, "cannot mix bytes and nonbytes literals");
            }

            isBytes = plain is PyBytes;
            switch (plain)
            {
                case PyStr value:
                    text.Append(value.Value);
                    break;
                case PyBytes value:
                    bytes.AddRange(value.Value);
                    break;
                default:
                    isFormatted = true;
                    ParseFormattedString(token, parts, text, ref textStart);
                    break;
            }
        }

        if (isBytes == true)
        {
            return new ConstantExpression(first.Start, new PyBytes([.. bytes]));
        }

        if (!isFormatted)
        {
            return new ConstantExpression(first.Start, new PyStr(text.ToString()));
        }

        Flush(parts, text, textStart);
        return new JoinedStringExpression(first.Start, [.. parts]);
    }

    private static void Flush(List<Expression> parts, StringBuilder text, int position)
    {
        if (text.Length > 0)
        {
            parts.Add(new ConstantExpression(position, new PyStr(text.ToString())));
            text.Clear();
        }
    }

    private PyObject PlainString(Token token)
    {
        ReadOnlySpan<char> literal = TextOf(token);
        int quote = literal.IndexOfAny('\'', '"');
        ReadOnlySpan<char> prefix = literal[..quote];
        bool isRaw = prefix.IndexOfAny('r', 'R') >= 0;
        int width = QuoteWidth(literal, quote);
        ReadOnlySpan<char> content = literal[(quote + width)..^width];
        if (prefix.IndexOfAny('b', 'B') >= 0)
        {
            return Bytes(token, content, isRaw);
        }

        if (isRaw || content.IndexOf('\\') < 0)
        {
            // Short texts recur within a file; like CPython's constants, equal ones are one object.
            return content.Length <= 32 && content.IndexOf('\n') < 0 ? InternText(content) : new PyStr(content.ToString());
        }

        var text = new StringBuilder(content.Length);
        int start = token.Start + quote + width;
        Unescape(content, start, text);
        return new PyStr(text.ToString());
    }

    private static int QuoteWidth(ReadOnlySpan<char> literal, int quote) =>
        literal.Length - quote >= 6 && literal[quote + 1] == literal[quote] && literal[quote + 2] == literal[quote] ? 3 : 1;

    private PyBytes Bytes(Token token, ReadOnlySpan<char> content, bool isRaw)
    {
        if (!Ascii.IsValid(content))
        {
            throw Error(token.Start, "bytes can only contain ASCII literal characters");
        }

        if (isRaw || content.IndexOf('\\') < 0)
        {
            return new PyBytes(Encoding.ASCII.GetBytes(content.ToString()));
        }

        // \u and \N mean nothing in bytes; doubling their backslash keeps them as they are.
        string protectedText = content.ToString();
        var result = new StringBuilder();
        for (int i = 0; i < protectedText.Length; i++)
        {
            if (protectedText[i] == '\\' && i + 1 < protectedText.Length)
            {
                result.Append(protectedText[i + 1] is 'u' or 'U' or 'N' ? @"\\" : @"\").Append(protectedText[++i]);
            }
            else
            {
                result.Append(protectedText[i]);
            }
        }

        var text = new StringBuilder();
        Unescape(result.ToString(), token.Start, text);
        return new PyBytes(Encoding.Latin1.GetBytes(text.ToString()));
    }

    private void Unescape(ReadOnlySpan<char> content, int start, StringBuilder text)
    {
        int i = 0;
        while (i < content.Length)
        {
            int next = content[i..].IndexOf('\\');
            if (next < 0)
            {
                text.Append(content[i..]);
                return;
            }

            text.Append(content.Slice(i, next));
            i += next;
            i += UnescapeOne(content[i..], start + i, text);
        }
    }

    /// <summary>Appends what the escape at the beginning of <paramref name="content"/> stands for; gives its length.</summary>
    private int UnescapeOne(ReadOnlySpan<char> content, int position, StringBuilder text)
    {
        char c = content.Length > 1 ? content[1] : '\0';
        switch (c)
        {
            case '\n':
                return 2;
            case '\\' or '\'' or '"':
                text.Append(c);
                return 2;
            case 'a':
                text.Append('\a');
                return 2;
            case 'b':
                text.Append('\b');
                return 2;
            case 'f':
                text.Append('\f');
                return 2;
            case 'n':
                text.Append('\n');
                return 2;
            case 'r':
                text.Append('\r');
                return 2;
            case 't':
                text.Append('\t');
                return 2;
            case 'v':
                text.Append('\v');
                return 2;
            case >= '0' and <= '7':
                int value = 0;
                int length = 1;
                while (length < 4 && length < content.Length && content[length] is >= '0' and <= '7')
                {
                    value = (value * 8) + content[length++] - '0';
                }

                text.Append((char)(value & 0x1ff));
                return length;
            case 'x':
                return UnescapeHex(content, position, 2, text, "truncated \\xXX escape");
            case 'u':
                return UnescapeHex(content, position, 4, text, "truncated \\uXXXX escape");
            case 'U':
                return UnescapeHex(content, position, 8, text, "truncated \\UXXXXXXXX escape");
            case 'N':
                throw Unsupported(position, "\\N{name} escapes");
            default:
                text.Append('\\');
                return 1;
        }
    }

    private int UnescapeHex(ReadOnlySpan<char> content, int position, int digits, StringBuilder text, string problem)
    {
        if (content.Length < digits + 2
            || !int.TryParse(content.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value)
            || value is < 0 or > 0x10ffff)
        {
            throw Error(position, $"(unicode error) 'unicodeescape' codec can't decode bytes: {problem}");
        }

        _ = value < 0x10000 ? text.Append((char)value) : text.Append(char.ConvertFromUtf32(value));
        return digits + 2;
    }

    private void ParseFormattedString(Token token, List<Expression> parts, StringBuilder text, ref int textStart)
    {
        ReadOnlySpan<char> literal = TextOf(token);
        int quote = literal.IndexOfAny('\'', '"');
        bool isRaw = literal[..quote].IndexOfAny('r', 'R') >= 0;
        int width = QuoteWidth(literal, quote);
        int position = token.Start + quote + width;
        ParseFormattedContent(position, token.End - width, isRaw, inSpecification: false, parts, text, ref textStart);
    }

    /// <summary>The text and the fields between two offsets; gives the offset at which it stopped.</summary>
    private int ParseFormattedContent(
        int position, int end, bool isRaw, bool inSpecification, List<Expression> parts, StringBuilder text, ref int textStart)
    {
        string source = _file.Text;
        int i = position;
        while (i < end)
        {
            char c = source[i];
            if (c == '{')
            {
                if (!inSpecification && i + 1 < end && source[i + 1] == '{')
                {
                    text.Append('{');
                    i += 2;
                    continue;
                }

                Flush(parts, text, textStart);
                i = ParseField(i, end, isRaw, parts);
                textStart = i;
            }
            else if (c == '}')
            {
                if (inSpecification)
                {
                    return i;
                }

                if (i + 1 >= end || source[i + 1] != '}')
                {
                    throw Error(i, "f-string: single '}' is not allowed");
                }

                text.Append('}');
                i += 2;
            }
            else if (c == '\\' && !isRaw)
            {
                if (i + 1 < end && source[i + 1] is '{' or '}')
                {
                    text.Append('\\');
                    i++;
                }
                else
                {
                    i += UnescapeOne(source.AsSpan(i, end - i), i, text);
                }
            }
            else
            {
                text.Append(c);
                i++;
            }
        }

        return i;
    }

    /// <summary>A replacement field beginning at its brace; gives the offset after it.</summary>
    private int ParseField(int open, int end, bool isRaw, List<Expression> parts)
    {
        GuardDepth();
        string source = _file.Text;
        var tokens = new List<Token>();
        int stop = FieldExpressionEnd(open + 1, end);
        if (source.AsSpan(open + 1, stop - open - 1).IsWhiteSpace())
        {
            throw Error(open, "f-string: valid expression required before '}'");
        }

        bool showsText = source[stop] == '=';
        int expressionEnd = stop;
        Lexer.TokenizeExpression(_file, open + 1, expressionEnd, tokens);
        var inner = new Parser(_file, tokens, _names) { _functionDepth = _functionDepth, _depth = _depth + 1 };
        Expression value = inner.At(TokenKind.Yield) ? inner.ParseYield() : inner.ParseStarredList();
        _sawYield |= inner._sawYield;
        if (!inner.At(TokenKind.EndOfFile))
        {
            throw Error(inner.Here, "f-string: invalid syntax");
        }

        int i = stop;
        if (showsText)
        {
            i++;
            while (i < end && char.IsWhiteSpace(source[i]))
            {
                i++;
            }

            parts.Add(new ConstantExpression(open, new PyStr(source[(open + 1)..i])));
        }

        char conversion = '\0';
        if (source[i] == '!')
        {
            conversion = i + 1 < end ? source[i + 1] : '\0';
            if (conversion is not ('r' or 's' or 'a'))
            {
                throw Error(i, $"f-string: invalid conversion character: expected 's', 'r', or 'a'");
            }

            i += 2;
            while (i < end && char.IsWhiteSpace(source[i]))
            {
                i++;
            }
        }

        Expression? specification = null;
        if (i < end && source[i] == ':')
        {
            var specificationParts = new List<Expression>();
            var text = new StringBuilder();
            int textStart = i + 1;
            i = ParseFormattedContent(i + 1, end, isRaw, inSpecification: true, specificationParts, text, ref textStart);
            Flush(specificationParts, text, textStart);
            specification = specificationParts is [ConstantExpression only] ? only : new JoinedStringExpression(open, [.. specificationParts]);
        }

        if (i >= end || source[i] != '}')
        {
            throw Error(open, "f-string: expecting '}'");
        }

        if (showsText && conversion == '\0' && specification is null)
        {
            conversion = 'r';
        }

        parts.Add(new FormattedExpression(open + 1, value, conversion, specification));
        return i + 1;
    }

    /// <summary>Where the expression of a field ends: at <c>!r</c>, <c>:</c>, <c>=</c> or the closing brace.</summary>
    private int FieldExpressionEnd(int start, int end)
    {
        string source = _file.Text;
        int brackets = 0;
        for (int i = start; i < end; i++)
        {
            switch (source[i])
            {
                case '(' or '[' or '{':
                    brackets++;
                    break;
                case '}' when brackets == 0:
                    return i;
                case ')' or ']' or '}':
                    brackets--;
                    break;
                case '\'' or '"':
                    i = Lexer.SkipString(_file, start, i, end) - 1;
                    break;
                case ':' when brackets == 0:
                    return i;
                case '!' when brackets == 0 && (i + 1 >= end || source[i + 1] != '='):
                    return i;
                case '=' when brackets == 0 && IsDebugEquals(source, i, end):
                    return i;
                case '=' or '!' or '<' or '>' when i + 1 < end && source[i + 1] == '=':
                    i++;
                    break;
            }
        }

        throw Error(start - 1, "f-string: expecting '}'");
    }

    private static bool IsDebugEquals(string source, int equals, int end)
    {
        int i = equals + 1;
        while (i < end && char.IsWhiteSpace(source[i]))
        {
            i++;
        }

        return i < end && (source[i] is '}' or ':' || (source[i] == '!' && (i + 1 >= end || source[i + 1] != '=')))
            && source[equals - 1] is not ('=' or '!' or '<' or '>');
    }
}
