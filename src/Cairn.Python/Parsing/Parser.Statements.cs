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
}
