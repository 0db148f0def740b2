namespace Cairn.Python;

internal sealed partial class Parser
{
    private Expression ParseAtom()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Name:
                _index++;
                return new NameExpression(token.Start, NameOf(token));
            case TokenKind.Number:
                _index++;
                return new ConstantExpression(token.Start, ParseNumber(token));
            case TokenKind.String or TokenKind.FormattedString:
                return ParseStrings();
            case TokenKind.True:
                _index++;
                return new ConstantExpression(token.Start, PyBool.True);
            case TokenKind.False:
                _index++;
                return new ConstantExpression(token.Start, PyBool.False);
            case TokenKind.None:
                _index++;
                return new ConstantExpression(token.Start, PyNone.Instance);
            case TokenKind.Ellipsis:
                _index++;
                return new ConstantExpression(token.Start, PyEllipsis.Instance);
            case TokenKind.LeftParenthesis:
                return ParseParenthesized();
            case TokenKind.LeftBracket:
                return ParseList();
            case TokenKind.LeftBrace:
                return ParseBraces();
            default:
                throw Unexpected();
        }
    }

    private Expression ParseParenthesized()
    {
        GuardDepth();
        int start = Here;
        _index++;
        if (Accept(TokenKind.RightParenthesis))
        {
            return new TupleExpression(start, [], isParenthesized: true);
        }

        if (At(TokenKind.Yield))
        {
            Expression yielded = ParseYield();
            Expect(TokenKind.RightParenthesis, "invalid syntax");
            return yielded;
        }

        Expression first = At(TokenKind.Star) ? ParseStarred() : ParseNamedTest();
        if (Kind is TokenKind.For or TokenKind.Async)
        {
            Expression comprehension = ParseComprehension(start, ComprehensionKind.Generator, first, null);
            Expect(TokenKind.RightParenthesis, "invalid syntax");
            return comprehension;
        }

        if (!At(TokenKind.Comma))
        {
            if (first is StarredExpression)
            {
                throw Error(first.Position, "cannot use starred expression here");
            }

            ExpectClosing(TokenKind.RightParenthesis, start);
            return first;
        }

        List<Expression> items = ParseItems(first, TokenKind.RightParenthesis);
        return new TupleExpression(start, [.. items], isParenthesized: true);
    }

    private Expression ParseList()
    {
        GuardDepth();
        int start = Here;
        _index++;
        if (Accept(TokenKind.RightBracket))
        {
            return new ListExpression(start, []);
        }

        Expression first = At(TokenKind.Star) ? ParseStarred() : ParseNamedTest();
        if (Kind is TokenKind.For or TokenKind.Async)
        {
            Expression comprehension = ParseComprehension(start, ComprehensionKind.List, first, null);
            Expect(TokenKind.RightBracket, "invalid syntax");
            return comprehension;
        }

        return new ListExpression(start, [.. ParseItems(first, TokenKind.RightBracket)]);
    }

    /// <summary>The rest of a display, with its closing bracket.</summary>
    private List<Expression> ParseItems(Expression first, TokenKind closing)
    {
        var items = new List<Expression> { first };
        while (Accept(TokenKind.Comma))
        {
            if (At(closing))
            {
                break;
            }

            items.Add(At(TokenKind.Star) ? ParseStarred() : ParseNamedTest());
        }

        ExpectClosing(closing, items[^1].Position);
        return items;
    }

    private void ExpectClosing(TokenKind closing, int position)
    {
        if (!Accept(closing))
        {
            throw StartsExpression() ? Error(position, "invalid syntax. Perhaps you forgot a comma?") : Unexpected();
        }
    }

    private Expression ParseBraces()
    {
        GuardDepth();
        int start = Here;
        _index++;
        if (Accept(TokenKind.RightBrace))
        {
            return new DictExpression(start, []);
        }

        if (At(TokenKind.DoubleStar))
        {
            return ParseDict(start, null);
        }

        Expression first = At(TokenKind.Star) ? ParseStarred() : ParseNamedTest();
        if (first is not StarredExpression && Accept(TokenKind.Colon))
        {
            return ParseDict(start, first);
        }

        if (Kind is TokenKind.For or TokenKind.Async)
        {
            Expression comprehension = ParseComprehension(start, ComprehensionKind.Set, first, null);
            Expect(TokenKind.RightBrace, "invalid syntax");
            return comprehension;
        }

        return new SetExpression(start, [.. ParseItems(first, TokenKind.RightBrace)]);
    }

    /// <summary>A dictionary, after its first key and colon, or from the beginning if it starts with <c>**</c>.</summary>
    private Expression ParseDict(int start, Expression? firstKey)
    {
        var items = new List<(Expression?, Expression)>();
        if (firstKey is not null)
        {
            Expression value = ParseTest();
            if (Kind is TokenKind.For or TokenKind.Async)
            {
                Expression comprehension = ParseComprehension(start, ComprehensionKind.Dict, firstKey, value);
                Expect(TokenKind.RightBrace, "invalid syntax");
                return comprehension;
            }

            items.Add((firstKey, value));
        }
        else
        {
            _index++;
            items.Add((null, ParseBitwise(0)));
        }

        while (Accept(TokenKind.Comma))
        {
            if (At(TokenKind.RightBrace))
            {
                break;
            }

            if (Accept(TokenKind.DoubleStar))
            {
                items.Add((null, ParseBitwise(0)));
                continue;
            }

            Expression key = ParseTest();
            Expect(TokenKind.Colon, "':' expected after dictionary key");
            items.Add((key, ParseTest()));
        }

        ExpectClosing(TokenKind.RightBrace, items[^1].Item2.Position);
        return new DictExpression(start, [.. items]);
    }

    private ComprehensionExpression ParseComprehension(int start, ComprehensionKind kind, Expression element, Expression? value)
    {
        if (element is StarredExpression)
        {
            throw Error(element.Position, "iterable unpacking cannot be used in comprehension");
        }

        var clauses = new List<ComprehensionClause>();
        while (Kind is TokenKind.For or TokenKind.Async)
        {
            if (At(TokenKind.Async))
            {
                throw Unsupported(Here, "async");
            }

            _index++;
            Expression target = ParseTargetList();
            Expect(TokenKind.In, "invalid syntax");
            Expression iterable = ParseOr();
            var conditions = new List<Expression>();
            while (Accept(TokenKind.If))
            {
                conditions.Add(ParseCondition());
            }

            clauses.Add(new ComprehensionClause(target, iterable, [.. conditions]));
        }

        return new ComprehensionExpression(start, kind, element, value, [.. clauses]);
    }

    /// <summary>A condition of a comprehension: without a conditional expression, since <c>if</c> begins the next condition.</summary>
    private Expression ParseCondition()
    {
        if (At(TokenKind.Name) && PeekKind(1) == TokenKind.ColonEqual)
        {
            return ParseNamedTest();
        }

        return At(TokenKind.Lambda) ? ParseLambda() : ParseOr();
    }

    private YieldExpression ParseYield()
    {
        int start = Here;
        _index++;
        if (_functionDepth == 0)
        {
            throw Error(start, "'yield' outside function");
        }

        _sawYield = true;
        if (Accept(TokenKind.From))
        {
            return new YieldExpression(start, ParseTest(), isFrom: true);
        }

        bool hasValue = StartsExpression();
        return new YieldExpression(start, hasValue ? ParseStarredList() : null, isFrom: false);
    }
}
