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

    /// <summary>The arguments of a call or class, after the opening parenthesis and with the closing one.</summary>
    private Argument[] ParseArguments()
    {
        GuardDepth();
        if (Accept(TokenKind.RightParenthesis))
        {
            return [];
        }

        var arguments = new List<Argument>();
        bool sawKeyword = false;
        bool sawUnpackedKeywords = false;
        while (true)
        {
            int start = Here;
            if (Accept(TokenKind.DoubleStar))
            {
                arguments.Add(new Argument(ArgumentKind.UnpackedKeywords, null, ParseTest()));
                sawUnpackedKeywords = true;
            }
            else if (Accept(TokenKind.Star))
            {
                if (sawUnpackedKeywords)
                {
                    throw Error(start, "iterable argument unpacking follows keyword argument unpacking");
                }

                arguments.Add(new Argument(ArgumentKind.Unpacked, null, ParseTest()));
            }
            else if (At(TokenKind.Name) && PeekKind(1) == TokenKind.Assign)
            {
                PyStr name = ExpectName();
                _index++;
                foreach (Argument earlier in arguments)
                {
                    if (ReferenceEquals(earlier.Name, name))
                    {
                        throw Error(start, $"keyword argument repeated: {name.Value}");
                    }
                }

                arguments.Add(new Argument(ArgumentKind.Keyword, name, ParseTest()));
                sawKeyword = true;
            }
            else
            {
                Expression value = ParseNamedTest();
                if (Kind is TokenKind.For or TokenKind.Async)
                {
                    value = ParseComprehension(start, ComprehensionKind.Generator, value, null);
                    if (arguments.Count > 0 || !At(TokenKind.RightParenthesis))
                    {
                        throw Error(start, "Generator expression must be parenthesized");
                    }
                }

                if (At(TokenKind.Assign))
                {
                    throw Error(start, "expression cannot contain assignment, perhaps you meant \"==\"?");
                }

                if (sawUnpackedKeywords)
                {
                    throw Error(start, "positional argument follows keyword argument unpacking");
                }

                if (sawKeyword)
                {
                    throw Error(start, "positional argument follows keyword argument");
                }

                arguments.Add(new Argument(ArgumentKind.Positional, null, value));
            }

            if (Accept(TokenKind.RightParenthesis))
            {
                return [.. arguments];
            }

            if (!Accept(TokenKind.Comma))
            {
                throw StartsExpression() ? Error(start, "invalid syntax. Perhaps you forgot a comma?") : Unexpected();
            }

            if (Accept(TokenKind.RightParenthesis))
            {
                return [.. arguments];
            }
        }
    }

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

    private Parameter[] ParseParameters(TokenKind closing, bool withAnnotations)
    {
        var parameters = new List<Parameter>();
        bool keywordOnly = false;
        bool sawDefault = false;
        bool starNeedsName = false;
        while (!At(closing))
        {
            int start = Here;
            if (Accept(TokenKind.Slash))
            {
                if (keywordOnly || parameters.Count == 0 || parameters.Exists(parameter => parameter.Kind == ParameterKind.PositionalOnly))
                {
                    throw Error(start, "invalid syntax");
                }

                parameters = [.. parameters.Select(parameter => parameter with { Kind = ParameterKind.PositionalOnly })];
            }
            else if (Accept(TokenKind.DoubleStar))
            {
                AddParameter(parameters, ParameterKind.Keywords, withAnnotations, start);
                Accept(TokenKind.Comma);
                if (!At(closing))
                {
                    throw Error(Here, "arguments cannot follow var-keyword argument");
                }

                break;
            }
            else if (Accept(TokenKind.Star))
            {
                if (keywordOnly)
                {
                    throw Error(start, "* argument may appear only once");
                }

                keywordOnly = true;
                if (At(TokenKind.Comma))
                {
                    starNeedsName = true;
                }
                else
                {
                    AddParameter(parameters, ParameterKind.Rest, withAnnotations, start);
                }
            }
            else
            {
                AddParameter(
                    parameters, keywordOnly ? ParameterKind.KeywordOnly : ParameterKind.Ordinary, withAnnotations, start);
                starNeedsName = false;
                if (Accept(TokenKind.Assign))
                {
                    parameters[^1] = parameters[^1] with { Default = ParseTest() };
                    sawDefault |= !keywordOnly;
                }
                else if (sawDefault && !keywordOnly)
                {
                    throw Error(start, "non-default argument follows default argument");
                }
            }

            if (!Accept(TokenKind.Comma))
            {
                break;
            }
        }

        if (starNeedsName)
        {
            throw Error(Here, "named arguments must follow bare *");
        }

        return [.. parameters];
    }

    private void AddParameter(List<Parameter> parameters, ParameterKind kind, bool withAnnotations, int start)
    {
        PyStr name = ExpectName();
        foreach (Parameter parameter in parameters)
        {
            if (ReferenceEquals(parameter.Name, name))
            {
                throw Error(start, $"duplicate argument '{name.Value}' in function definition");
            }
        }

        Expression? annotation = null;
        if (withAnnotations && Accept(TokenKind.Colon))
        {
            annotation = kind == ParameterKind.Rest && At(TokenKind.Star) ? ParseStarred() : ParseTest();
        }

        parameters.Add(new Parameter(name, kind, null, annotation));
    }
}
