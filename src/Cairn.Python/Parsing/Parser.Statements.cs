namespace Cairn.Python;

internal sealed partial class Parser
{
    private void ParseStatement(List<Statement> into)
    {
        switch (Kind)
        {
            case TokenKind.If:
                into.Add(ParseIf());
                break;
            case TokenKind.While:
                into.Add(ParseWhile());
                break;
            case TokenKind.For:
                into.Add(ParseFor());
                break;
            case TokenKind.Try:
                into.Add(ParseTry());
                break;
            case TokenKind.With:
                into.Add(ParseWith());
                break;
            case TokenKind.Def:
                into.Add(ParseFunction([], Here));
                break;
            case TokenKind.Class:
                into.Add(ParseClass([], Here));
                break;
            case TokenKind.At:
                into.Add(ParseDecorated());
                break;
            case TokenKind.Async:
                throw Unsupported(Here, "async");
            case TokenKind.Name when IsWord(Current, "match") && IsMatchStatement():
                throw Unsupported(Here, "the match statement");
            default:
                ParseSimpleLine(into);
                break;
        }
    }

    /// <summary><c>match x:</c> followed by an indented <c>case</c>; anything else is the name <c>match</c>.</summary>
    private bool IsMatchStatement()
    {
        int i = _index + 1;
        while (_tokens[i].Kind is not (TokenKind.NewLine or TokenKind.EndOfFile))
        {
            i++;
        }

        return i > _index + 2 && _tokens[i - 1].Kind == TokenKind.Colon && i + 2 < _tokens.Count
            && _tokens[i + 1].Kind == TokenKind.Indent && IsWord(_tokens[i + 2], "case");
    }

    private void ParseSimpleLine(List<Statement> into)
    {
        while (true)
        {
            into.Add(ParseSimple());
            if (Accept(TokenKind.NewLine))
            {
                return;
            }

            if (!Accept(TokenKind.Semicolon))
            {
                throw AfterSimple();
            }

            if (Accept(TokenKind.NewLine))
            {
                return;
            }
        }
    }

    private RecipeSyntaxException AfterSimple()
    {
        Token previous = _tokens[_index - 1];
        if ((IsWord(previous, "print") || IsWord(previous, "exec")) && Kind is TokenKind.String or TokenKind.Name or TokenKind.Number
            or TokenKind.FormattedString)
        {
            string word = TextOf(previous).ToString();
            return Error(previous.Start, $"Missing parentheses in call to '{word}'. Did you mean {word}(...)? (Python 2 only)");
        }

        return Unexpected();
    }

    private Statement ParseSimple()
    {
        int start = Here;
        switch (Kind)
        {
            case TokenKind.Pass:
                _index++;
                return new PassStatement(start);
            case TokenKind.Break:
                _index++;
                return _loopDepth > 0 ? new BreakStatement(start) : throw Error(start, "'break' outside loop");
            case TokenKind.Continue:
                _index++;
                return _loopDepth > 0 ? new ContinueStatement(start) : throw Error(start, "'continue' not properly in loop");
            case TokenKind.Return:
                _index++;
                if (_functionDepth == 0)
                {
                    throw Error(start, "'return' outside function");
                }

                return new ReturnStatement(start, AtLineEnd() ? null : ParseStarredList());
            case TokenKind.Raise:
                return ParseRaise();
            case TokenKind.Assert:
                _index++;
                Expression condition = ParseTest();
                return new AssertStatement(start, condition, Accept(TokenKind.Comma) ? ParseTest() : null);
            case TokenKind.Del:
                return ParseDelete();
            case TokenKind.Import:
                return ParseImport();
            case TokenKind.From:
                return ParseImportFrom();
            case TokenKind.Global:
                _index++;
                return new GlobalStatement(start, ParseNameList());
            case TokenKind.Nonlocal:
                _index++;
                if (_functionDepth + _enclosingFunctions == 0)
                {
                    throw Error(start, "nonlocal declaration not allowed at module level");
                }

                return new NonlocalStatement(start, ParseNameList());
            default:
                return ParseExpressionStatement();
        }
    }

    private bool AtLineEnd() => Kind is TokenKind.NewLine or TokenKind.Semicolon or TokenKind.EndOfFile;

    private PyStr[] ParseNameList()
    {
        var names = new List<PyStr> { ExpectName() };
        while (Accept(TokenKind.Comma))
        {
            names.Add(ExpectName());
        }

        return [.. names];
    }

    private RaiseStatement ParseRaise()
    {
        int start = Here;
        _index++;
        if (AtLineEnd())
        {
            return new RaiseStatement(start, null, null);
        }

        Expression exception = ParseTest();
        if (At(TokenKind.Comma))
        {
            throw Error(Here, "invalid syntax (Python 2 only: `raise Class, value`)");
        }

        return new RaiseStatement(start, exception, Accept(TokenKind.From) ? ParseTest() : null);
    }

    private DeleteStatement ParseDelete()
    {
        int start = Here;
        _index++;
        Expression targets = ParseStarredList();
        Expression[] items = targets is TupleExpression { IsParenthesized: false } tuple ? tuple.Items : [targets];
        foreach (Expression item in items)
        {
            CheckDeletable(item);
        }

        return new DeleteStatement(start, items);
    }

    private void CheckDeletable(Expression target)
    {
        switch (target)
        {
            case NameExpression or AttributeExpression or SubscriptExpression:
                break;
            case TupleExpression tuple:
                Array.ForEach(tuple.Items, CheckDeletable);
                break;
            case ListExpression list:
                Array.ForEach(list.Items, CheckDeletable);
                break;
            default:
                throw Error(target.Position, $"cannot delete {Describe(target)}");
        }
    }

    private Statement ParseExpressionStatement()
    {
        int start = Here;
        int startIndex = _index;
        if (At(TokenKind.Name) && PeekKind(1) == TokenKind.ColonEqual)
        {
            throw Error(_tokens[_index + 1].Start, "invalid syntax");
        }

        Expression first = Kind == TokenKind.Yield ? ParseYield() : ParseStarredList();
        switch (Kind)
        {
            case TokenKind.Assign:
                return ParseAssignment(start, first);
            case TokenKind.Colon:
                return ParseAnnotated(start, startIndex, first);
            case >= TokenKind.PlusAssign and <= TokenKind.AtAssign:
                BinaryOperator operation = AugmentedOperator(Kind);
                if (first is not (NameExpression or AttributeExpression or SubscriptExpression))
                {
                    throw Error(first.Position, $"'{Describe(first)}' is an illegal expression for augmented assignment");
                }

                _index++;
                return new AugmentedAssignStatement(start, first, operation, Kind == TokenKind.Yield ? ParseYield() : ParseStarredList());
            case TokenKind.ColonEqual:
                throw Error(Here, "invalid syntax");
            default:
                if (first is StarredExpression)
                {
                    throw Error(start, "can't use starred expression here");
                }

                return new ExpressionStatement(start, first);
        }
    }

    private AssignStatement ParseAssignment(int start, Expression first)
    {
        var targets = new List<Expression>(1);
        Expression value = first;
        while (Accept(TokenKind.Assign))
        {
            _index--;
            CheckAssignable(value, isNested: false);
            _index++;
            targets.Add(value);
            value = Kind == TokenKind.Yield ? ParseYield() : ParseStarredList();
        }

        if (value is StarredExpression)
        {
            throw Error(value.Position, "can't use starred expression here");
        }

        return new AssignStatement(start, [.. targets], value);
    }

    private AnnotatedAssignStatement ParseAnnotated(int start, int startIndex, Expression target)
    {
        if (target is not (NameExpression or AttributeExpression or SubscriptExpression))
        {
            throw target is ListExpression or TupleExpression
                ? Error(start, $"only single target (not {(target is ListExpression ? "list" : "tuple")}) can be annotated")
                : Error(start, "illegal target for annotation");
        }

        _index++;
        int annotationStart = Here;
        Expression annotation = ParseTest();
        int annotationEnd = _tokens[_index - 1].End;
        Expression? value = Accept(TokenKind.Assign) ? Kind == TokenKind.Yield ? ParseYield() : ParseStarredList() : null;
        bool isSimple = target is NameExpression && _tokens[startIndex].Kind == TokenKind.Name;
        return new AnnotatedAssignStatement(start, target, annotation, value, isSimple, _file.Text[annotationStart..annotationEnd]);
    }

    private void CheckAssignable(Expression target, bool isNested)
    {
        switch (target)
        {
            case NameExpression or AttributeExpression or SubscriptExpression:
                break;
            case StarredExpression starred when isNested:
                CheckAssignable(starred.Value, isNested: true);
                break;
            case StarredExpression:
                throw Error(target.Position, "starred assignment target must be in a list or tuple");
            case TupleExpression tuple:
                CheckTargets(tuple.Position, tuple.Items);
                break;
            case ListExpression list:
                CheckTargets(list.Position, list.Items);
                break;
            default:
                string hint = At(TokenKind.Assign) && target is not ConstantExpression { Value: PyNone or PyBool or PyEllipsis }
                    ? " here. Maybe you meant '==' instead of '='?"
                    : "";
                throw Error(target.Position, $"cannot assign to {Describe(target)}{hint}");
        }
    }

    private void CheckTargets(int position, Expression[] items)
    {
        if (items.Count(item => item is StarredExpression) > 1)
        {
            throw Error(position, "multiple starred expressions in assignment");
        }

        foreach (Expression item in items)
        {
            CheckAssignable(item, isNested: true);
        }
    }

    private static string Describe(Expression expression) => expression switch
    {
        ConstantExpression { Value: PyNone } => "None",
        ConstantExpression { Value: PyBool value } => value.Repr(),
        ConstantExpression { Value: PyEllipsis } => "ellipsis",
        ConstantExpression => "literal",
        CallExpression => "function call",
        LambdaExpression => "lambda",
        ComprehensionExpression { Kind: ComprehensionKind.Generator } => "generator expression",
        ComprehensionExpression => "comprehension",
        CompareExpression => "comparison",
        ConditionalExpression => "conditional expression",
        JoinedStringExpression => "f-string expression",
        DictExpression => "dict literal",
        SetExpression => "set display",
        YieldExpression => "yield expression",
        NamedExpression => "named expression",
        TupleExpression => "tuple",
        ListExpression => "list",
        StarredExpression => "starred",
        NameExpression => "name",
        _ => "expression",
    };

    private static BinaryOperator AugmentedOperator(TokenKind kind) => kind switch
    {
        TokenKind.PlusAssign => BinaryOperator.Add,
        TokenKind.MinusAssign => BinaryOperator.Subtract,
        TokenKind.StarAssign => BinaryOperator.Multiply,
        TokenKind.SlashAssign => BinaryOperator.TrueDivide,
        TokenKind.DoubleSlashAssign => BinaryOperator.FloorDivide,
        TokenKind.PercentAssign => BinaryOperator.Modulo,
        TokenKind.DoubleStarAssign => BinaryOperator.Power,
        TokenKind.LeftShiftAssign => BinaryOperator.LeftShift,
        TokenKind.RightShiftAssign => BinaryOperator.RightShift,
        TokenKind.AmpersandAssign => BinaryOperator.And,
        TokenKind.BarAssign => BinaryOperator.Or,
        TokenKind.CaretAssign => BinaryOperator.Xor,
        _ => BinaryOperator.MatrixMultiply,
    };

    private ImportStatement ParseImport()
    {
        int start = Here;
        _index++;
        var names = new List<ImportAlias>();
        do
        {
            PyStr name = Intern(ParseDottedName());
            names.Add(new ImportAlias(name, Accept(TokenKind.As) ? ExpectName() : null));
        }
        while (Accept(TokenKind.Comma));
        return new ImportStatement(start, [.. names]);
    }

    private string ParseDottedName()
    {
        PyStr first = ExpectName();
        if (!At(TokenKind.Dot))
        {
            return first.Value;
        }

        var name = new System.Text.StringBuilder(first.Value);
        while (Accept(TokenKind.Dot))
        {
            name.Append('.').Append(ExpectName().Value);
        }

        return name.ToString();
    }

    private ImportFromStatement ParseImportFrom()
    {
        int start = Here;
        _index++;
        int level = 0;
        while (Kind is TokenKind.Dot or TokenKind.Ellipsis)
        {
            level += Kind == TokenKind.Dot ? 1 : 3;
            _index++;
        }

        string module = level > 0 && At(TokenKind.Import) ? "" : ParseDottedName();
        Expect(TokenKind.Import, "invalid syntax");
        if (Accept(TokenKind.Star))
        {
            if (_functionDepth > 0)
            {
                throw Error(start, "import * only allowed at module level");
            }

            return new ImportFromStatement(start, level, module, []);
        }

        bool isParenthesized = Accept(TokenKind.LeftParenthesis);
        var names = new List<ImportAlias>();
        do
        {
            if (isParenthesized && names.Count > 0 && At(TokenKind.RightParenthesis))
            {
                break;
            }

            if (!isParenthesized && names.Count > 0 && AtLineEnd())
            {
                throw Error(Here, "trailing comma not allowed without surrounding parentheses");
            }

            PyStr name = ExpectName();
            names.Add(new ImportAlias(name, Accept(TokenKind.As) ? ExpectName() : null));
        }
        while (Accept(TokenKind.Comma));
        if (isParenthesized)
        {
            Expect(TokenKind.RightParenthesis, "invalid syntax");
        }

        return new ImportFromStatement(start, level, module, [.. names]);
    }

    private Statement[] ParseBlock(string after, int position)
    {
        GuardDepth();
        Expect(TokenKind.Colon, "expected ':'");
        var body = new List<Statement>();
        if (!Accept(TokenKind.NewLine))
        {
            if (Kind is TokenKind.If or TokenKind.While or TokenKind.For or TokenKind.Try or TokenKind.With or TokenKind.Def
                or TokenKind.Class or TokenKind.At)
            {
                throw Error(Here, "invalid syntax");
            }

            ParseSimpleLine(body);
            return [.. body];
        }

        if (!Accept(TokenKind.Indent))
        {
            throw Error(
                Here, $"expected an indented block after {after} on line {_file.LineOf(position)}", SyntaxErrorKind.Indentation);
        }

        while (!Accept(TokenKind.Dedent))
        {
            if (Kind is TokenKind.EndOfFile or TokenKind.Indent)
            {
                throw Unexpected();
            }

            ParseStatement(body);
        }

        return [.. body];
    }

    private Statement[] ParseLoopBlock(string after, int position)
    {
        _loopDepth++;
        Statement[] body = ParseBlock(after, position);
        _loopDepth--;
        return body;
    }

    private IfStatement ParseIf()
    {
        int start = Here;
        string word = Kind == TokenKind.If ? "if" : "elif";
        _index++;
        Expression condition = ParseNamedTest();
        if (At(TokenKind.Assign))
        {
            throw Error(condition.Position, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }

        Statement[] body = ParseBlock($"'{word}' statement", start);
        Statement[] otherwise = Kind switch
        {
            TokenKind.Elif => [ParseIf()],
            TokenKind.Else => ParseElse(),
            _ => [],
        };
        return new IfStatement(start, condition, body, otherwise);
    }

    private Statement[] ParseElse()
    {
        int start = Here;
        return Accept(TokenKind.Else) ? ParseBlock("'else' statement", start) : [];
    }

    private WhileStatement ParseWhile()
    {
        int start = Here;
        _index++;
        Expression condition = ParseNamedTest();
        Statement[] body = ParseLoopBlock("'while' statement", start);
        return new WhileStatement(start, condition, body, ParseElse());
    }

    private ForStatement ParseFor()
    {
        int start = Here;
        _index++;
        Expression target = ParseTargetList();
        Expect(TokenKind.In, "invalid syntax");
        Expression iterable = ParseStarredList();
        Statement[] body = ParseLoopBlock("'for' statement", start);
        return new ForStatement(start, target, iterable, body, ParseElse());
    }

    private TryStatement ParseTry()
    {
        int start = Here;
        _index++;
        Statement[] body = ParseBlock("'try' statement", start);
        var handlers = new List<ExceptClause>();
        while (At(TokenKind.Except))
        {
            int position = Here;
            _index++;
            if (At(TokenKind.Star))
            {
                throw Unsupported(Here, "except*");
            }

            Expression? type = null;
            PyStr? name = null;
            if (!At(TokenKind.Colon))
            {
                type = ParseTest();
                if (At(TokenKind.Comma))
                {
                    throw Error(type.Position, "multiple exception types must be parenthesized (Python 2 only: `except Class, name`)");
                }

                name = Accept(TokenKind.As) ? ExpectName() : null;
            }

            if (handlers.Count > 0 && handlers[^1].Type is null)
            {
                throw Error(handlers[^1].Position, "default 'except:' must be last");
            }

            handlers.Add(new ExceptClause(position, type, name, ParseBlock("'except' statement", position)));
        }

        Statement[] otherwise = handlers.Count > 0 ? ParseElse() : [];
        int final = Here;
        bool hasFinally = Accept(TokenKind.Finally);
        if (!hasFinally && handlers.Count == 0)
        {
            throw Error(Here, "expected 'except' or 'finally' block");
        }

        return new TryStatement(start, body, [.. handlers], otherwise, hasFinally ? ParseBlock("'finally' statement", final) : []);
    }

    private WithStatement ParseWith()
    {
        int start = Here;
        _index++;
        WithItem[] items = ParseParenthesizedWithItems() ?? ParseWithItems(closing: null);
        return new WithStatement(start, items, ParseBlock("'with' statement", start));
    }

    /// <summary><c>with (a as b, c):</c>, or null where the parenthesis belongs to an expression.</summary>
    private WithItem[]? ParseParenthesizedWithItems()
    {
        if (!At(TokenKind.LeftParenthesis))
        {
            return null;
        }

        int depth = 0;
        int i = _index;
        do
        {
            depth += _tokens[i].Kind switch
            {
                TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace => 1,
                TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.RightBrace => -1,
                _ => 0,
            };
            i++;
        }
        while (depth > 0);

        // Only if the closing parenthesis ends the header can the items be inside of it.
        if (_tokens[i].Kind != TokenKind.Colon)
        {
            return null;
        }

        int saved = _index;
        int savedDepth = _depth;
        _index++;
        try
        {
            WithItem[] items = ParseWithItems(TokenKind.RightParenthesis);
            Expect(TokenKind.RightParenthesis, "invalid syntax");
            return items;
        }
        catch (RecipeSyntaxException)
        {
            // A parenthesised expression such as `with (yield x):`; the ordinary path reports what is wrong.
            (_index, _depth) = (saved, savedDepth);
            return null;
        }
    }

    private WithItem[] ParseWithItems(TokenKind? closing)
    {
        var items = new List<WithItem>();
        do
        {
            if (closing is { } end && items.Count > 0 && At(end))
            {
                break;
            }

            Expression context = ParseTest();
            Expression? target = null;
            if (Accept(TokenKind.As))
            {
                target = ParseTarget();
                CheckAssignable(target, isNested: false);
            }

            items.Add(new WithItem(context, target));
        }
        while (Accept(TokenKind.Comma));
        return [.. items];
    }

    private Statement ParseDecorated()
    {
        int start = Here;
        var decorators = new List<Expression>();
        while (Accept(TokenKind.At))
        {
            decorators.Add(ParseNamedTest());
            Expect(TokenKind.NewLine, "invalid syntax");
        }

        return Kind switch
        {
            TokenKind.Def => ParseFunction([.. decorators], start),
            TokenKind.Class => ParseClass([.. decorators], start),
            TokenKind.Async => throw Unsupported(Here, "async"),
            _ => throw Unexpected(),
        };
    }

    private FunctionStatement ParseFunction(Expression[] decorators, int start)
    {
        int position = Here;
        _index++;
        PyStr name = ExpectName();
        Expect(TokenKind.LeftParenthesis, "expected '('");
        Parameter[] parameters = ParseParameters(TokenKind.RightParenthesis, withAnnotations: true);
        Expect(TokenKind.RightParenthesis, "invalid syntax");
        Expression? returns = Accept(TokenKind.Arrow) ? ParseTest() : null;

        (int loops, bool sawYield) = (_loopDepth, _sawYield);
        (_loopDepth, _sawYield) = (0, false);
        _functionDepth++;
        Statement[] body = ParseBlock("function definition", position);
        _functionDepth--;
        var function = new FunctionSyntax(position, name, parameters, body, _sawYield, returns);
        (_loopDepth, _sawYield) = (loops, sawYield);
        return new FunctionStatement(start, function, decorators);
    }

    private ClassStatement ParseClass(Expression[] decorators, int start)
    {
        int position = Here;
        _index++;
        PyStr name = ExpectName();
        Argument[] arguments = [];
        if (Accept(TokenKind.LeftParenthesis))
        {
            arguments = ParseArguments();
            if (arguments is [{ Value: ComprehensionExpression { Kind: ComprehensionKind.Generator } generator }] && generator.Position == arguments[0].Value.Position
                && _file.Text[generator.Position] != '(')
            {
                throw Error(generator.Position, "invalid syntax");
            }
        }

        (int loops, int functions) = (_loopDepth, _functionDepth);
        _enclosingFunctions += functions;
        (_loopDepth, _functionDepth) = (0, 0);
        Statement[] body = ParseBlock("class definition", position);
        (_loopDepth, _functionDepth) = (loops, functions);
        _enclosingFunctions -= functions;
        return new ClassStatement(start, name, arguments, body, decorators);
    }
}
