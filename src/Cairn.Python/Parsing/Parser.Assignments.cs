namespace Cairn.Python;

internal sealed partial class Parser
{
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
}
