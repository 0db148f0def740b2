namespace Cairn.Python;

/// <content>Names in expressions and in what is assigned to.</content>
internal sealed partial class ScopeBuilder
{
    private void VisitTarget(Expression target, Scope scope)
    {
        switch (target)
        {
            case NameExpression name:
                Bind(scope, name.Name.Value);
                break;
            case TupleExpression tuple:
                Array.ForEach(tuple.Items, item => VisitTarget(item, scope));
                break;
            case ListExpression list:
                Array.ForEach(list.Items, item => VisitTarget(item, scope));
                break;
            case StarredExpression starred:
                VisitTarget(starred.Value, scope);
                break;
            default:
                Visit(target, scope);
                break;
        }
    }

    private void Visit(Expression? expression, Scope scope)
    {
        switch (expression)
        {
            case null or ConstantExpression or TemporaryExpression:
                break;
            case NameExpression node:
                string name = scope.Mangle(node.Name.Value);
                scope.Used.Add(name);
                if (name == "super")
                {
                    scope.Used.Add(Scope.ClassCellName);
                }

                break;
            case AttributeExpression node:
                Visit(node.Target, scope);
                break;
            case SubscriptExpression node:
                Visit(node.Target, scope);
                Visit(node.Index, scope);
                break;
            case SliceExpression node:
                Visit(node.Start, scope);
                Visit(node.Stop, scope);
                Visit(node.Step, scope);
                break;
            case CallExpression node:
                Visit(node.Function, scope);
                foreach (Argument argument in node.Arguments)
                {
                    Visit(argument.Value, scope);
                }

                break;
            case UnaryExpression node:
                Visit(node.Operand, scope);
                break;
            case NotExpression node:
                Visit(node.Operand, scope);
                break;
            case BinaryExpression node:
                Visit(node.Left, scope);
                Visit(node.Right, scope);
                break;
            case BooleanExpression node:
                Visit(node.Operands, scope);
                break;
            case CompareExpression node:
                Visit(node.First, scope);
                Visit(node.Operands, scope);
                break;
            case ConditionalExpression node:
                Visit(node.Condition, scope);
                Visit(node.WhenTrue, scope);
                Visit(node.WhenFalse, scope);
                break;
            case LambdaExpression node:
                VisitFunction(node.Function, scope);
                break;
            case ListExpression node:
                Visit(node.Items, scope);
                break;
            case TupleExpression node:
                Visit(node.Items, scope);
                break;
            case SetExpression node:
                Visit(node.Items, scope);
                break;
            case DictExpression node:
                foreach ((Expression? key, Expression value) in node.Items)
                {
                    Visit(key, scope);
                    Visit(value, scope);
                }

                break;
            case ComprehensionExpression node:
                VisitComprehension(node, scope);
                break;
            case StarredExpression node:
                Visit(node.Value, scope);
                break;
            case JoinedStringExpression node:
                Visit(node.Parts, scope);
                break;
            case FormattedExpression node:
                Visit(node.Value, scope);
                Visit(node.Specification, scope);
                break;
            case YieldExpression node:
                Visit(node.Value, scope);
                break;
            case NamedExpression node:
                BindNamed(node, scope);
                Visit(node.Value, scope);
                break;
            default:
                throw new InvalidOperationException($"no names for {expression.GetType().Name}");
        }
    }

    private void Visit(Expression[] expressions, Scope scope)
    {
        foreach (Expression expression in expressions)
        {
            Visit(expression, scope);
        }
    }

    /// <summary>PEP 572: in a comprehension the target belongs to the function around it.</summary>
    private void BindNamed(NamedExpression node, Scope scope)
    {
        string name = scope.Mangle(node.Name.Value);
        Scope owner = scope;
        bool crossedGenerator = false;
        while (_scopes.Any(pair => ReferenceEquals(pair.Value, owner) && pair.Key is ComprehensionExpression))
        {
            crossedGenerator |= owner.Kind == ScopeKind.Function;
            owner.Used.Add(name);
            owner = owner.Parent!;
        }

        if (owner.Kind == ScopeKind.Class && !ReferenceEquals(owner, scope))
        {
            throw new RecipeSyntaxException(
                _file, node.Position, "assignment expression within a comprehension cannot be used in a class body");
        }

        owner.Bound.Add(name);
        if (crossedGenerator)
        {
            scope.Nonlocals.Add(name);
            if (owner.Kind == ScopeKind.Module)
            {
                scope.Globals.Add(name);
            }
        }
    }
}
