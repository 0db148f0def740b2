namespace Cairn.Python;

/// <summary>Takes <c>yield</c> out of expressions, so that only whole statements suspend.</summary>
/// <remarks>What an expression evaluates before a yield is kept in temporary slots, so the order of evaluation stays.</remarks>
internal sealed class YieldLifting
{
    private readonly SourceFile _file;
    private readonly Scope _scope;
    private readonly List<Statement> _before = [];

    private YieldLifting(SourceFile file, Scope scope) => (_file, _scope) = (file, scope);

    public static IEnumerable<Statement> Lift(SourceFile file, Scope scope, Statement statement)
    {
        var lifting = new YieldLifting(file, scope);
        Statement rest = lifting.LiftStatement(statement);
        return lifting._before.Append(rest);
    }

    /// <summary>True if a yield belongs to this expression (and not to a function nested in it).</summary>
    public static bool Contains(Expression? expression) => expression switch
    {
        null => false,
        YieldExpression => true,
        LambdaExpression or ConstantExpression or NameExpression or TemporaryExpression => false,
        ComprehensionExpression comprehension => Contains(comprehension.Clauses[0].Iterable),
        _ => Array.Exists(Parts(expression), Contains),
    };

    private Statement LiftStatement(Statement statement)
    {
        switch (statement)
        {
            case ExpressionStatement node when Contains(node.Value):
                return new ExpressionStatement(node.Position, Lift(node.Value));
            case AssignStatement node when Contains(node.Value) || Array.Exists(node.Targets, Contains):
                Expression assigned = Lift(node.Value);
                if (Array.Exists(node.Targets, Contains))
                {
                    assigned = Keep(assigned);
                }

                return new AssignStatement(node.Position, [.. node.Targets.Select(Lift)], assigned);
            case AugmentedAssignStatement node when Contains(node.Value) || Contains(node.Target):
                return LiftAugmented(node);
            case AnnotatedAssignStatement node when Contains(node.Value):
                return new AnnotatedAssignStatement(
                    node.Position, node.Target, node.Annotation, Lift(node.Value!), node.IsSimple, node.AnnotationText);
            case ReturnStatement node when Contains(node.Value):
                return new ReturnStatement(node.Position, Lift(node.Value!));
            case TemporaryStatement node when Contains(node.Value):
                return new TemporaryStatement(node.Position, node.Slot, Lift(node.Value));
            case RaiseStatement node when Contains(node.Exception) || Contains(node.Cause):
                return new RaiseStatement(node.Position, Keep(Lift(node.Exception!)), node.Cause is null ? null : Lift(node.Cause));
            case AssertStatement node when Contains(node.Condition):
                return new AssertStatement(node.Position, Lift(node.Condition), node.Message);
            case DeleteStatement node when Array.Exists(node.Targets, Contains):
                return new DeleteStatement(node.Position, [.. node.Targets.Select(Lift)]);
            case IfStatement node when Contains(node.Condition):
                return new IfStatement(node.Position, Lift(node.Condition), node.Body, node.Otherwise);
            case WhileStatement node when Contains(node.Condition):
                return LiftWhile(node);
            case ForStatement node when Contains(node.Iterable):
                return new ForStatement(node.Position, node.Target, Lift(node.Iterable), node.Body, node.Otherwise);
            case WithStatement node when Array.Exists(node.Items, item => Contains(item.Context)):
                return LiftWith(node);
            case FunctionStatement node when Array.Exists(node.Decorators, Contains)
                || Array.Exists(node.Function.Parameters, parameter => Contains(parameter.Default)):
            case ClassStatement type when Array.Exists(type.Decorators, Contains)
                || Array.Exists(type.Arguments, argument => Contains(argument.Value)):
                throw Unsupported(statement.Position);
            default:
                return statement;
        }
    }

    private AugmentedAssignStatement LiftAugmented(AugmentedAssignStatement node)
    {
        if (node.Target is not NameExpression name)
        {
            Expression target = node.Target switch
            {
                AttributeExpression attribute => new AttributeExpression(attribute.Position, Keep(Lift(attribute.Target)), attribute.Name),
                SubscriptExpression subscript => new SubscriptExpression(
                    subscript.Position, Keep(Lift(subscript.Target)), Keep(Lift(subscript.Index))),
                _ => throw Unsupported(node.Position),
            };
            return new AugmentedAssignStatement(node.Position, target, node.Operation, Lift(node.Value));
        }

        // Read after the generator goes on: only another function that shares the variable could tell the difference.
        return new AugmentedAssignStatement(node.Position, name, node.Operation, Lift(node.Value));
    }

    private WhileStatement LiftWhile(WhileStatement node)
    {
        if (node.Otherwise.Length > 0)
        {
            throw Unsupported(node.Position);
        }

        var inner = new IfStatement(
            node.Position, new NotExpression(node.Position, node.Condition), [new BreakStatement(node.Position)], []);
        return new WhileStatement(node.Position, new ConstantExpression(node.Position, PyBool.True), [inner, .. node.Body], []);
    }

    private WithStatement LiftWith(WithStatement node)
    {
        var first = new WithItem(Lift(node.Items[0].Context), node.Items[0].Target);
        Statement[] body = node.Items.Length == 1 ? node.Body : [new WithStatement(node.Position, node.Items[1..], node.Body)];
        return new WithStatement(node.Position, [first], body);
    }

    /// <summary>The expression without its yields, which go in front.</summary>
    private Expression Lift(Expression expression)
    {
        if (!Contains(expression))
        {
            return expression;
        }

        switch (expression)
        {
            case YieldExpression node:
                Expression? value = node.Value is null ? null : Lift(node.Value);
                int slot = _scope.AllocateSlot();
                _before.Add(new YieldStatement(node.Position, slot, value, node.IsFrom));
                return new TemporaryExpression(node.Position, slot);
            case BooleanExpression node:
                return LiftBoolean(node);
            case ConditionalExpression node:
                return LiftConditional(node);
            case NamedExpression node:
                return new NamedExpression(node.Position, node.Name, Lift(node.Value));
            case CompareExpression { Operators.Length: > 1 }:
                throw Unsupported(expression.Position);
            case ComprehensionExpression node:
                ComprehensionClause first = node.Clauses[0] with { Iterable = Lift(node.Clauses[0].Iterable) };
                throw Unsupported(first.Target.Position);
            default:
                return LiftParts(expression);
        }
    }

    private Expression LiftParts(Expression expression)
    {
        Expression[] parts = Parts(expression);
        int last = Array.FindLastIndex(parts, Contains);
        for (int i = 0; i <= last; i++)
        {
            Expression lifted = Lift(parts[i]);
            parts[i] = i < last ? Keep(lifted) : lifted;
        }

        return Rebuild(expression, parts);
    }

    /// <summary>Evaluates into a slot now.</summary>
    private Expression Keep(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression or TemporaryExpression:
                return expression;
            case StarredExpression starred:
                return new StarredExpression(starred.Position, Keep(starred.Value));
            case SliceExpression slice:
                return new SliceExpression(
                    slice.Position,
                    slice.Start is null ? null : Keep(slice.Start),
                    slice.Stop is null ? null : Keep(slice.Stop),
                    slice.Step is null ? null : Keep(slice.Step));
            default:
                int slot = _scope.AllocateSlot();
                _before.Add(new TemporaryStatement(expression.Position, slot, expression));
                return new TemporaryExpression(expression.Position, slot);
        }
    }

    private TemporaryExpression LiftBoolean(BooleanExpression node)
    {
        int slot = _scope.AllocateSlot();
        var result = new TemporaryExpression(node.Position, slot);
        _before.Add(new TemporaryStatement(node.Position, slot, Lift(node.Operands[0])));
        Expression[] rest = node.Operands[1..];
        Expression tail = rest.Length == 1 ? rest[0] : new BooleanExpression(node.Position, node.IsAnd, rest);
        Expression condition = node.IsAnd ? result : new NotExpression(node.Position, result);
        _before.Add(new IfStatement(node.Position, condition, [new TemporaryStatement(node.Position, slot, tail)], []));
        return result;
    }

    private TemporaryExpression LiftConditional(ConditionalExpression node)
    {
        int slot = _scope.AllocateSlot();
        _before.Add(new IfStatement(
            node.Position,
            Lift(node.Condition),
            [new TemporaryStatement(node.Position, slot, node.WhenTrue)],
            [new TemporaryStatement(node.Position, slot, node.WhenFalse)]));
        return new TemporaryExpression(node.Position, slot);
    }

    private RecipeSyntaxException Unsupported(int position) =>
        new(_file, position, "not supported by the recipe language: yield in this place");

    /// <summary>The parts of an expression in the order of evaluation.</summary>
    private static Expression[] Parts(Expression expression) => expression switch
    {
        AttributeExpression node => [node.Target],
        SubscriptExpression node => [node.Target, node.Index],
        SliceExpression node => [.. ((Expression?[])[node.Start, node.Stop, node.Step]).OfType<Expression>()],
        CallExpression node => [node.Function, .. node.Arguments.Select(argument => argument.Value)],
        UnaryExpression node => [node.Operand],
        NotExpression node => [node.Operand],
        BinaryExpression node => [node.Left, node.Right],
        BooleanExpression node => [.. node.Operands],
        CompareExpression node => [node.First, .. node.Operands],
        ConditionalExpression node => [node.Condition, node.WhenTrue, node.WhenFalse],
        ListExpression node => [.. node.Items],
        TupleExpression node => [.. node.Items],
        SetExpression node => [.. node.Items],
        DictExpression node => [.. node.Items.SelectMany(item => item.Key is null ? [item.Value] : new[] { item.Key, item.Value })],
        StarredExpression node => [node.Value],
        JoinedStringExpression node => [.. node.Parts],
        FormattedExpression node => node.Specification is null ? [node.Value] : [node.Value, node.Specification],
        NamedExpression node => [node.Value],
        _ => [],
    };

    private Expression Rebuild(Expression expression, Expression[] parts)
    {
        int next = 0;
        switch (expression)
        {
            case AttributeExpression node:
                return new AttributeExpression(node.Position, parts[0], node.Name);
            case SubscriptExpression node:
                return new SubscriptExpression(node.Position, parts[0], parts[1]);
            case SliceExpression node:
                return new SliceExpression(
                    node.Position,
                    node.Start is null ? null : parts[next++],
                    node.Stop is null ? null : parts[next++],
                    node.Step is null ? null : parts[next]);
            case CallExpression node:
                return new CallExpression(
                    node.Position, parts[0], [.. node.Arguments.Select((argument, index) => argument with { Value = parts[index + 1] })]);
            case UnaryExpression node:
                return new UnaryExpression(node.Position, node.Operation, parts[0]);
            case NotExpression node:
                return new NotExpression(node.Position, parts[0]);
            case BinaryExpression node:
                return new BinaryExpression(node.Position, node.Operation, parts[0], parts[1]);
            case CompareExpression node:
                return new CompareExpression(node.Position, parts[0], node.Operators, parts[1..]);
            case ListExpression node:
                return new ListExpression(node.Position, parts);
            case TupleExpression node:
                return new TupleExpression(node.Position, parts, node.IsParenthesized);
            case SetExpression node:
                return new SetExpression(node.Position, parts);
            case DictExpression node:
                return new DictExpression(
                    node.Position, [.. node.Items.Select(item => (item.Key is null ? null : parts[next++], parts[next++]))]);
            case StarredExpression node:
                return new StarredExpression(node.Position, parts[0]);
            case JoinedStringExpression node:
                return new JoinedStringExpression(node.Position, parts);
            case FormattedExpression node:
                return new FormattedExpression(node.Position, parts[0], node.Conversion, node.Specification is null ? null : parts[1]);
            default:
                throw Unsupported(expression.Position);
        }
    }
}
