namespace Cairn.Python;

internal sealed partial class Parser
{
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
