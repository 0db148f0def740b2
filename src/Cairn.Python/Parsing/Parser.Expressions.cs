namespace Cairn.Python;

internal sealed partial class Parser
{
    /// <summary>Expressions separated by commas, each possibly starred: a tuple if there is a comma.</summary>
    private Expression ParseStarredList()
    {
        int start = Here;
        Expression first = At(TokenKind.Star) ? ParseStarred() : ParseNamedTest();
        if (!At(TokenKind.Comma))
        {
            return first;
        }

        var items = new List<Expression> { first };
        while (Accept(TokenKind.Comma))
        {
            if (!StartsExpression())
            {
                break;
            }

            items.Add(At(TokenKind.Star) ? ParseStarred() : ParseNamedTest());
        }

        return new TupleExpression(start, [.. items], isParenthesized: false);
    }

    private bool StartsExpression() => Kind switch
    {
        TokenKind.Name or TokenKind.Number or TokenKind.String or TokenKind.FormattedString or TokenKind.LeftParenthesis
            or TokenKind.LeftBracket or TokenKind.LeftBrace or TokenKind.Minus or TokenKind.Plus or TokenKind.Tilde or TokenKind.Star
            or TokenKind.Ellipsis or TokenKind.True or TokenKind.False or TokenKind.None or TokenKind.Not or TokenKind.Lambda
            or TokenKind.Await => true,
        _ => false,
    };

    private StarredExpression ParseStarred()
    {
        int start = Here;
        Expect(TokenKind.Star, "invalid syntax");
        return new StarredExpression(start, ParseBitwise(0));
    }

    /// <summary>The targets of <c>for … in</c>.</summary>
    private Expression ParseTargetList()
    {
        int start = Here;
        Expression first = ParseTarget();
        if (!At(TokenKind.Comma))
        {
            CheckAssignable(first, isNested: false);
            return first;
        }

        var items = new List<Expression> { first };
        while (Accept(TokenKind.Comma))
        {
            if (At(TokenKind.In))
            {
                break;
            }

            items.Add(ParseTarget());
        }

        var target = new TupleExpression(start, [.. items], isParenthesized: false);
        CheckAssignable(target, isNested: false);
        return target;
    }

    private Expression ParseTarget() => At(TokenKind.Star) ? ParseStarred() : ParseBitwise(0);

    private Expression ParseNamedTest()
    {
        if (At(TokenKind.Name) && PeekKind(1) == TokenKind.ColonEqual)
        {
            int start = Here;
            PyStr name = ExpectName();
            _index++;
            return new NamedExpression(start, name, ParseTest());
        }

        return ParseTest();
    }

    private Expression ParseTest()
    {
        Nest();
        Expression value = ParseUnguardedTest();
        Leave();
        return value;
    }

    private Expression ParseUnguardedTest()
    {
        if (At(TokenKind.Lambda))
        {
            return ParseLambda();
        }

        int start = Here;
        Expression value = ParseOr();
        if (!At(TokenKind.If))
        {
            return value;
        }

        _index++;
        Expression condition = ParseOr();
        Expect(TokenKind.Else, "expected 'else' after 'if' expression");
        return new ConditionalExpression(start, condition, value, ParseTest());
    }

    private LambdaExpression ParseLambda()
    {
        int start = Here;
        _index++;
        Parameter[] parameters = ParseParameters(TokenKind.Colon, withAnnotations: false);
        Expect(TokenKind.Colon, "invalid syntax");
        (int loops, bool sawYield) = (_loopDepth, _sawYield);
        (_loopDepth, _sawYield) = (0, false);
        _functionDepth++;
        Expression body = ParseTest();
        _functionDepth--;
        var function = new FunctionSyntax(
            start, Intern("<lambda>"), parameters, [new ReturnStatement(body.Position, body)], _sawYield, null);
        (_loopDepth, _sawYield) = (loops, sawYield);
        return new LambdaExpression(start, function);
    }

    private Expression ParseOr()
    {
        int start = Here;
        Expression left = ParseAnd();
        if (!At(TokenKind.Or))
        {
            return left;
        }

        var operands = new List<Expression> { left };
        while (Accept(TokenKind.Or))
        {
            operands.Add(ParseAnd());
        }

        return new BooleanExpression(start, isAnd: false, [.. operands]);
    }

    private Expression ParseAnd()
    {
        int start = Here;
        Expression left = ParseNot();
        if (!At(TokenKind.And))
        {
            return left;
        }

        var operands = new List<Expression> { left };
        while (Accept(TokenKind.And))
        {
            operands.Add(ParseNot());
        }

        return new BooleanExpression(start, isAnd: true, [.. operands]);
    }

    private Expression ParseNot()
    {
        int start = Here;
        if (Accept(TokenKind.Not))
        {
            Nest();
            var negation = new NotExpression(start, ParseNot());
            Leave();
            return negation;
        }

        return ParseComparison();
    }

    private Expression ParseComparison()
    {
        int start = Here;
        Expression first = ParseBitwise(0);
        if (ComparisonAhead(out int length) is not { } comparison)
        {
            return first;
        }

        var operators = new List<ComparisonSyntax>(1);
        var operands = new List<Expression>(1);
        ComparisonSyntax? next = comparison;
        while (next is { } found)
        {
            _index += length;
            operators.Add(found);
            operands.Add(ParseBitwise(0));
            next = ComparisonAhead(out length);
        }

        return new CompareExpression(start, first, [.. operators], [.. operands]);
    }

    private ComparisonSyntax? ComparisonAhead(out int length)
    {
        length = 1;
        switch (Kind)
        {
            case TokenKind.Equal:
                return ComparisonSyntax.Equal;
            case TokenKind.NotEqual:
                return ComparisonSyntax.NotEqual;
            case TokenKind.Less:
                return ComparisonSyntax.Less;
            case TokenKind.LessOrEqual:
                return ComparisonSyntax.LessOrEqual;
            case TokenKind.Greater:
                return ComparisonSyntax.Greater;
            case TokenKind.GreaterOrEqual:
                return ComparisonSyntax.GreaterOrEqual;
            case TokenKind.In:
                return ComparisonSyntax.In;
            case TokenKind.Not when PeekKind(1) == TokenKind.In:
                length = 2;
                return ComparisonSyntax.NotIn;
            case TokenKind.Is when PeekKind(1) == TokenKind.Not:
                length = 2;
                return ComparisonSyntax.IsNot;
            case TokenKind.Is:
                return ComparisonSyntax.Is;
            default:
                return null;
        }
    }

    private static (int Precedence, BinaryOperator Operation) BinaryAhead(TokenKind kind) => kind switch
    {
        TokenKind.Bar => (1, BinaryOperator.Or),
        TokenKind.Caret => (2, BinaryOperator.Xor),
        TokenKind.Ampersand => (3, BinaryOperator.And),
        TokenKind.LeftShift => (4, BinaryOperator.LeftShift),
        TokenKind.RightShift => (4, BinaryOperator.RightShift),
        TokenKind.Plus => (5, BinaryOperator.Add),
        TokenKind.Minus => (5, BinaryOperator.Subtract),
        TokenKind.Star => (6, BinaryOperator.Multiply),
        TokenKind.Slash => (6, BinaryOperator.TrueDivide),
        TokenKind.DoubleSlash => (6, BinaryOperator.FloorDivide),
        TokenKind.Percent => (6, BinaryOperator.Modulo),
        TokenKind.At => (6, BinaryOperator.MatrixMultiply),
        _ => (0, default),
    };

    /// <summary>Binary operators by precedence climbing, <c>|</c> lowest.</summary>
    private Expression ParseBitwise(int minimum)
    {
        int start = Here;
        Expression left = ParseUnary();
        for (int length = 0; ; length++)
        {
            GuardLength(length);
            (int precedence, BinaryOperator operation) = BinaryAhead(Kind);
            if (precedence == 0 || precedence <= minimum)
            {
                return left;
            }

            _index++;
            left = new BinaryExpression(start, operation, left, ParseBitwise(precedence));
        }
    }

    private Expression ParseUnary()
    {
        int start = Here;
        UnaryOperator operation;
        switch (Kind)
        {
            case TokenKind.Minus:
                operation = UnaryOperator.Negate;
                break;
            case TokenKind.Plus:
                operation = UnaryOperator.Plus;
                break;
            case TokenKind.Tilde:
                operation = UnaryOperator.Invert;
                break;
            default:
                return ParsePower();
        }

        _index++;
        Nest();
        var expression = new UnaryExpression(start, operation, ParseUnary());
        Leave();
        return expression;
    }

    private Expression ParsePower()
    {
        int start = Here;
        Expression left = ParsePrimary();
        if (!Accept(TokenKind.DoubleStar))
        {
            return left;
        }

        Nest();
        var power = new BinaryExpression(start, BinaryOperator.Power, left, ParseUnary());
        Leave();
        return power;
    }

    private Expression ParsePrimary()
    {
        int start = Here;
        if (At(TokenKind.Await))
        {
            throw Unsupported(start, "await");
        }

        Expression value = ParseAtom();
        for (int length = 0; ; length++)
        {
            GuardLength(length);
            switch (Kind)
            {
                case TokenKind.Dot:
                    _index++;
                    value = new AttributeExpression(start, value, ExpectName());
                    break;
                case TokenKind.LeftParenthesis:
                    _index++;
                    value = new CallExpression(start, value, ParseArguments());
                    break;
                case TokenKind.LeftBracket:
                    _index++;
                    value = new SubscriptExpression(start, value, ParseSubscript());
                    Expect(TokenKind.RightBracket, "invalid syntax. Perhaps you forgot a comma?");
                    break;
                default:
                    return value;
            }
        }
    }

    private Expression ParseSubscript()
    {
        int start = Here;
        Expression first = ParseSlice();
        if (!At(TokenKind.Comma))
        {
            return first is StarredExpression ? new TupleExpression(start, [first], isParenthesized: false) : first;
        }

        var items = new List<Expression> { first };
        while (Accept(TokenKind.Comma))
        {
            if (At(TokenKind.RightBracket))
            {
                break;
            }

            items.Add(ParseSlice());
        }

        return new TupleExpression(start, [.. items], isParenthesized: false);
    }

    private Expression ParseSlice()
    {
        int start = Here;
        if (At(TokenKind.Star))
        {
            return ParseStarred();
        }

        Expression? first = At(TokenKind.Colon) ? null : ParseNamedTest();
        if (first is not null && !At(TokenKind.Colon))
        {
            return first;
        }

        Expect(TokenKind.Colon, "invalid syntax");
        Expression? stop = AtSliceEnd() ? null : ParseTest();
        Expression? step = Accept(TokenKind.Colon) && !AtSliceEnd() ? ParseTest() : null;
        return new SliceExpression(start, first, stop, step);
    }

    private bool AtSliceEnd() => Kind is TokenKind.Colon or TokenKind.Comma or TokenKind.RightBracket;
}
