namespace Cairn.Python;

internal sealed partial class Parser
{
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
