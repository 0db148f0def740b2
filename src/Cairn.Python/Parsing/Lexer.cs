using System.Globalization;

namespace Cairn.Python;

/// <summary>Cuts the text into tokens, with indentation turned into <c>Indent</c> and <c>Dedent</c>.</summary>
internal ref partial struct Lexer
{
    private const int LargestIndentation = 100;
    private const int DeepestNesting = 200;

    private readonly SourceFile _file;
    private readonly ReadOnlySpan<char> _text;
    private readonly List<Token> _tokens;
    private readonly int _end;
    private int _position;
    private int _nesting;
    private List<(char Bracket, int Position)>? _brackets;

    private Lexer(SourceFile file, List<Token> tokens, int start, int end)
    {
        _file = file;
        _text = file.Text;
        _tokens = tokens;
        _position = start;
        _end = end;
    }

    /// <summary>The tokens of a whole file.</summary>
    public static void Tokenize(SourceFile file, List<Token> tokens)
    {
        var lexer = new Lexer(file, tokens, 0, file.Text.Length);
        lexer.ReadLines();
    }

    /// <summary>The tokens of an expression inside of a formatted string: line ends mean nothing.</summary>
    public static void TokenizeExpression(SourceFile file, int start, int end, List<Token> tokens)
    {
        var lexer = new Lexer(file, tokens, start, end) { _nesting = 1 };
        lexer.ReadLine();
        tokens.Add(new Token(TokenKind.EndOfFile, end, end));
    }

    private void ReadLines()
    {
        Span<int> indentation = stackalloc int[LargestIndentation];
        Span<int> alternative = stackalloc int[LargestIndentation];
        int depth = 0;
        while (_position < _end)
        {
            int column = 0;
            int alternativeColumn = 0;
            while (_position < _end)
            {
                char c = _text[_position];
                if (c == ' ')
                {
                    column++;
                    alternativeColumn++;
                }
                else if (c == '\t')
                {
                    // As CPython: a tab goes to the next multiple of 8, and alternatively counts as 1; both must agree.
                    column = ((column / 8) + 1) * 8;
                    alternativeColumn++;
                }
                else if (c == '\f')
                {
                    column = alternativeColumn = 0;
                }
                else
                {
                    break;
                }

                _position++;
            }

            if (_position >= _end)
            {
                break;
            }

            char first = _text[_position];
            if (first == '\n')
            {
                _position++;
                continue;
            }

            if (first == '#')
            {
                SkipComment();
                continue;
            }

            if (column == indentation[depth])
            {
                if (alternativeColumn != alternative[depth])
                {
                    throw TabError();
                }
            }
            else if (column > indentation[depth])
            {
                if (alternativeColumn <= alternative[depth])
                {
                    throw TabError();
                }

                if (++depth >= LargestIndentation)
                {
                    throw Error(_position, "too many levels of indentation", SyntaxErrorKind.Indentation);
                }

                indentation[depth] = column;
                alternative[depth] = alternativeColumn;
                Add(TokenKind.Indent, _position, _position);
            }
            else
            {
                while (column < indentation[depth])
                {
                    depth--;
                    Add(TokenKind.Dedent, _position, _position);
                }

                if (column != indentation[depth])
                {
                    throw Error(_position, "unindent does not match any outer indentation level", SyntaxErrorKind.Indentation);
                }

                if (alternativeColumn != alternative[depth])
                {
                    throw TabError();
                }
            }

            ReadLine();
        }

        if (_nesting > 0)
        {
            (char bracket, int position) = _brackets![^1];
            throw Error(position, $"'{bracket}' was never closed");
        }

        if (_tokens.Count > 0 && _tokens[^1].Kind is not (TokenKind.NewLine or TokenKind.Dedent or TokenKind.Indent))
        {
            Add(TokenKind.NewLine, _end, _end);
        }

        for (; depth > 0; depth--)
        {
            Add(TokenKind.Dedent, _end, _end);
        }

        Add(TokenKind.EndOfFile, _end, _end);
    }

    /// <summary>Reads tokens up to the end of the logical line.</summary>
    private void ReadLine()
    {
        while (_position < _end)
        {
            char c = _text[_position];
            switch (c)
            {
                case ' ' or '\t' or '\f':
                    _position++;
                    continue;
                case '\n':
                    _position++;
                    if (_nesting > 0)
                    {
                        continue;
                    }

                    Add(TokenKind.NewLine, _position - 1, _position);
                    return;
                case '#':
                    SkipComment();
                    continue;
                case '\\':
                    if (_position + 1 < _end && _text[_position + 1] == '\n')
                    {
                        _position += 2;
                        if (_position >= _end)
                        {
                            throw Error(_position, "unexpected EOF while parsing");
                        }

                        continue;
                    }

                    throw Error(_position + 1, "unexpected character after line continuation character");
                default:
                    ReadToken(c);
                    continue;
            }
        }
    }

    private void ReadToken(char c)
    {
        if (IsNameStart(c))
        {
            ReadName();
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            ReadNumber();
        }
        else if (c is '"' or '\'')
        {
            ReadString(_position, _position, isRaw: false, isFormatted: false);
        }
        else
        {
            ReadOperator(c);
        }
    }

    private readonly char Peek(int ahead) => _position + ahead < _end ? _text[_position + ahead] : '\0';

    private readonly void Add(TokenKind kind, int start, int end) => _tokens.Add(new Token(kind, start, end));

    private void SkipComment()
    {
        int length = _text[_position.._end].IndexOf('\n');
        _position = length < 0 ? _end : _position + length;
    }

    private static bool IsNameStart(char c) =>
        char.IsAsciiLetter(c) || c == '_' || (c >= 128 && (char.IsLetter(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber));

    private static bool IsNamePart(char c) =>
        char.IsAsciiLetterOrDigit(c) || c == '_'
        || (c >= 128 && (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation));

    private void ReadName()
    {
        int start = _position;
        while (_position < _end && IsNamePart(_text[_position]))
        {
            _position++;
        }

        ReadOnlySpan<char> name = _text[start.._position];
        if (_position < _end && _text[_position] is '"' or '\'' && name.Length <= 2 && Prefix(name, out bool isRaw, out bool isFormatted))
        {
            ReadString(start, _position, isRaw, isFormatted);
            return;
        }

        Add(Keyword(name), start, _position);
    }

    private static TokenKind Keyword(ReadOnlySpan<char> name) => name switch
    {
        "False" => TokenKind.False,
        "None" => TokenKind.None,
        "True" => TokenKind.True,
        "and" => TokenKind.And,
        "as" => TokenKind.As,
        "assert" => TokenKind.Assert,
        "async" => TokenKind.Async,
        "await" => TokenKind.Await,
        "break" => TokenKind.Break,
        "class" => TokenKind.Class,
        "continue" => TokenKind.Continue,
        "def" => TokenKind.Def,
        "del" => TokenKind.Del,
        "elif" => TokenKind.Elif,
        "else" => TokenKind.Else,
        "except" => TokenKind.Except,
        "finally" => TokenKind.Finally,
        "for" => TokenKind.For,
        "from" => TokenKind.From,
        "global" => TokenKind.Global,
        "if" => TokenKind.If,
        "import" => TokenKind.Import,
        "in" => TokenKind.In,
        "is" => TokenKind.Is,
        "lambda" => TokenKind.Lambda,
        "nonlocal" => TokenKind.Nonlocal,
        "not" => TokenKind.Not,
        "or" => TokenKind.Or,
        "pass" => TokenKind.Pass,
        "raise" => TokenKind.Raise,
        "return" => TokenKind.Return,
        "try" => TokenKind.Try,
        "while" => TokenKind.While,
        "with" => TokenKind.With,
        "yield" => TokenKind.Yield,
        _ => TokenKind.Name,
    };

    private void ReadNumber()
    {
        int start = _position;
        if (_text[_position] == '0' && (Peek(1) | 0x20) is 'x' or 'o' or 'b' && char.IsAsciiLetterOrDigit(Peek(2)) | Peek(2) == '_')
        {
            _position += 2;
            while (_position < _end && (char.IsAsciiLetterOrDigit(_text[_position]) || _text[_position] == '_'))
            {
                _position++;
            }

            Add(TokenKind.Number, start, _position);
            return;
        }

        SkipDigits();
        if (Peek(0) == '.')
        {
            _position++;
            SkipDigits();
        }

        if ((Peek(0) | 0x20) == 'e' && (char.IsAsciiDigit(Peek(1)) || (Peek(1) is '+' or '-' && char.IsAsciiDigit(Peek(2)))))
        {
            _position += 2;
            SkipDigits();
        }

        if ((Peek(0) | 0x20) == 'j')
        {
            throw Error(start, "not supported by the recipe language: complex numbers");
        }

        if ((Peek(0) | 0x20) == 'l' && !IsNamePart(Peek(1)))
        {
            throw Error(start, "invalid decimal literal (Python 2 only: long integers)");
        }

        if (_position < _end && IsNameStart(_text[_position]) && !StartsKeywordAfterNumber(_text[_position.._end]))
        {
            throw Error(_position - 1, "invalid decimal literal");
        }

        Add(TokenKind.Number, start, _position);
    }

    /// <summary><c>1if x else y</c> is legal (with a warning in CPython).</summary>
    private static bool StartsKeywordAfterNumber(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && IsNamePart(text[length]))
        {
            length++;
        }

        return Keyword(text[..length]) is TokenKind.And or TokenKind.Else or TokenKind.For or TokenKind.If or TokenKind.In or TokenKind.Is
            or TokenKind.Or or TokenKind.Not;
    }

    private void SkipDigits()
    {
        while (_position < _end && (char.IsAsciiDigit(_text[_position]) || (_text[_position] == '_' && char.IsAsciiDigit(Peek(1)))))
        {
            _position++;
        }
    }

    private void ReadOperator(char c)
    {
        int start = _position;
        char next = Peek(1);
        char third = Peek(2);
        (TokenKind kind, int length) = c switch
        {
            '(' => (TokenKind.LeftParenthesis, 1),
            ')' => (TokenKind.RightParenthesis, 1),
            '[' => (TokenKind.LeftBracket, 1),
            ']' => (TokenKind.RightBracket, 1),
            '{' => (TokenKind.LeftBrace, 1),
            '}' => (TokenKind.RightBrace, 1),
            ',' => (TokenKind.Comma, 1),
            ':' => next == '=' ? (TokenKind.ColonEqual, 2) : (TokenKind.Colon, 1),
            ';' => (TokenKind.Semicolon, 1),
            '.' => next == '.' && third == '.' ? (TokenKind.Ellipsis, 3) : (TokenKind.Dot, 1),
            '=' => next == '=' ? (TokenKind.Equal, 2) : (TokenKind.Assign, 1),
            '+' => next == '=' ? (TokenKind.PlusAssign, 2) : (TokenKind.Plus, 1),
            '-' => next == '=' ? (TokenKind.MinusAssign, 2) : next == '>' ? (TokenKind.Arrow, 2) : (TokenKind.Minus, 1),
            '*' => next == '*'
                ? third == '=' ? (TokenKind.DoubleStarAssign, 3) : (TokenKind.DoubleStar, 2)
                : next == '=' ? (TokenKind.StarAssign, 2) : (TokenKind.Star, 1),
            '/' => next == '/'
                ? third == '=' ? (TokenKind.DoubleSlashAssign, 3) : (TokenKind.DoubleSlash, 2)
                : next == '=' ? (TokenKind.SlashAssign, 2) : (TokenKind.Slash, 1),
            '%' => next == '=' ? (TokenKind.PercentAssign, 2) : (TokenKind.Percent, 1),
            '&' => next == '=' ? (TokenKind.AmpersandAssign, 2) : (TokenKind.Ampersand, 1),
            '|' => next == '=' ? (TokenKind.BarAssign, 2) : (TokenKind.Bar, 1),
            '^' => next == '=' ? (TokenKind.CaretAssign, 2) : (TokenKind.Caret, 1),
            '~' => (TokenKind.Tilde, 1),
            '@' => next == '=' ? (TokenKind.AtAssign, 2) : (TokenKind.At, 1),
            '<' => next == '<'
                ? third == '=' ? (TokenKind.LeftShiftAssign, 3) : (TokenKind.LeftShift, 2)
                : next == '=' ? (TokenKind.LessOrEqual, 2) : (TokenKind.Less, 1),
            '>' => next == '>'
                ? third == '=' ? (TokenKind.RightShiftAssign, 3) : (TokenKind.RightShift, 2)
                : next == '=' ? (TokenKind.GreaterOrEqual, 2) : (TokenKind.Greater, 1),
            '!' => next == '=' ? (TokenKind.NotEqual, 2) : (TokenKind.Exclamation, 1),
            '`' => throw Error(start, "invalid syntax (Python 2 only: back-quotes)"),
            _ => throw Error(start, char.IsAscii(c) && !char.IsControl(c) ? "invalid syntax"
                : char.IsControl(c) || char.IsSeparator(c) ? $"invalid non-printable character U+{(int)c:X4}"
                : $"invalid character '{c}' (U+{(int)c:X4})"),
        };

        if (c == '<' && next == '>')
        {
            throw Error(start, "invalid syntax (Python 2 only: `<>`)");
        }

        TrackBrackets(kind, c, start);
        _position += length;
        Add(kind, start, _position);
    }

    private void TrackBrackets(TokenKind kind, char c, int start)
    {
        if (kind is TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace)
        {
            (_brackets ??= []).Add((c, start));
            if (++_nesting > DeepestNesting)
            {
                throw Error(start, "too many nested parentheses");
            }
        }
        else if (kind is TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.RightBrace)
        {
            if (_brackets is not { Count: > 0 })
            {
                throw Error(start, $"unmatched '{c}'");
            }

            (char opened, _) = _brackets[^1];
            if ((opened, c) is not (('(', ')') or ('[', ']') or ('{', '}')))
            {
                throw Error(start, $"closing parenthesis '{c}' does not match opening parenthesis '{opened}'");
            }

            _brackets.RemoveAt(_brackets.Count - 1);
            _nesting--;
        }
    }

    private readonly RecipeSyntaxException TabError() =>
        Error(_position, "inconsistent use of tabs and spaces in indentation", SyntaxErrorKind.Tab);

    private readonly RecipeSyntaxException Error(int position, string message, SyntaxErrorKind kind = SyntaxErrorKind.Syntax) =>
        new(_file, position, message, kind);
}
