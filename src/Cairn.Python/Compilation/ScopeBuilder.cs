namespace Cairn.Python;

/// <summary>Collects the names of a scope and of what is nested in it, then decides where each variable lives.</summary>
internal sealed class ScopeBuilder
{
    private readonly SourceFile _file;
    private readonly Dictionary<SyntaxNode, Scope> _scopes;
    private readonly List<(Scope Scope, string Name, int Position)> _nonlocals = [];

    private ScopeBuilder(SourceFile file, Dictionary<SyntaxNode, Scope> scopes) => (_file, _scopes) = (file, scopes);

    /// <summary>Analyses the body of a module or of a class that lies in no function.</summary>
    public static Dictionary<SyntaxNode, Scope> AnalyseBody(SourceFile file, Scope scope, Statement[] body)
    {
        var builder = new ScopeBuilder(file, new Dictionary<SyntaxNode, Scope>(ReferenceEqualityComparer.Instance));
        builder.Visit(body, scope);
        builder.Settle(scope);
        builder.CheckNonlocals();
        return builder._scopes;
    }

    /// <summary>Analyses a function that lies in no other function, with everything nested in it.</summary>
    public static Dictionary<SyntaxNode, Scope> AnalyseFunction(SourceFile file, Scope scope, FunctionSyntax function)
    {
        var builder = new ScopeBuilder(file, new Dictionary<SyntaxNode, Scope>(ReferenceEqualityComparer.Instance));
        builder.EnterFunction(function, scope);
        builder.Settle(scope);
        builder.CheckNonlocals();
        return builder._scopes;
    }

    // ---- collecting ----

    private void EnterFunction(FunctionSyntax function, Scope scope)
    {
        if (function.Parameters is [{ Kind: ParameterKind.PositionalOnly or ParameterKind.Ordinary } first, ..])
        {
            scope.FirstParameter = scope.Mangle(first.Name.Value);
        }

        foreach (Parameter parameter in function.Parameters)
        {
            string name = scope.Mangle(parameter.Name.Value);
            scope.Bound.Add(name);
            scope.Declare(name);
        }

        Visit(function.Body, scope);
    }

    private void VisitFunction(FunctionSyntax function, Scope scope)
    {
        foreach (Parameter parameter in function.Parameters)
        {
            Visit(parameter.Default, scope);
        }

        if (!scope.IsInsideFunction)
        {
            return;
        }

        var child = new Scope(ScopeKind.Function, scope, scope.PrivateName, QualifiedChild(scope, function.Name.Value));
        scope.Children.Add(child);
        _scopes[function] = child;
        EnterFunction(function, child);
    }

    public static string QualifiedChild(Scope parent, string name)
    {
        Scope owner = parent.FrameOwner;
        string mangled = name;
        return owner.Kind switch
        {
            ScopeKind.Module => mangled,
            ScopeKind.Class => $"{owner.QualifiedName}.{mangled}",
            _ => $"{owner.QualifiedName}.<locals>.{mangled}",
        };
    }

    private void VisitClass(ClassStatement statement, Scope scope)
    {
        Array.ForEach(statement.Decorators, decorator => Visit(decorator, scope));
        Array.ForEach(statement.Arguments, argument => Visit(argument.Value, scope));
        Bind(scope, statement.Name.Value);
        if (!scope.IsInsideFunction)
        {
            return;
        }

        var child = new Scope(ScopeKind.Class, scope, statement.Name.Value, QualifiedChild(scope, statement.Name.Value));
        scope.Children.Add(child);
        _scopes[statement] = child;
        Visit(statement.Body, child);
    }

    private void VisitComprehension(ComprehensionExpression comprehension, Scope scope)
    {
        Visit(comprehension.Clauses[0].Iterable, scope);
        bool isGenerator = comprehension.Kind == ComprehensionKind.Generator;
        var child = new Scope(
            isGenerator ? ScopeKind.Function : ScopeKind.Comprehension, scope, scope.PrivateName, QualifiedChild(scope, "<genexpr>"));
        scope.Children.Add(child);
        _scopes[comprehension] = child;
        for (int i = 0; i < comprehension.Clauses.Length; i++)
        {
            ComprehensionClause clause = comprehension.Clauses[i];
            if (i > 0)
            {
                Visit(clause.Iterable, child);
            }

            VisitTarget(clause.Target, child);
            Array.ForEach(clause.Conditions, condition => Visit(condition, child));
        }

        Visit(comprehension.Element, child);
        Visit(comprehension.Value, child);
    }

    private static void Bind(Scope scope, string name) => scope.Bound.Add(scope.Mangle(name));

    private void Visit(Statement[] statements, Scope scope)
    {
        foreach (Statement statement in statements)
        {
            Visit(statement, scope);
        }
    }

    private void Visit(Statement statement, Scope scope)
    {
        switch (statement)
        {
            case ExpressionStatement node:
                Visit(node.Value, scope);
                break;
            case AssignStatement node:
                Visit(node.Value, scope);
                Array.ForEach(node.Targets, target => VisitTarget(target, scope));
                break;
            case AugmentedAssignStatement node:
                Visit(node.Value, scope);
                VisitTarget(node.Target, scope);
                Visit(node.Target, scope);
                break;
            case AnnotatedAssignStatement node:
                Visit(node.Value, scope);
                VisitTarget(node.Target, scope);
                break;
            case ReturnStatement node:
                Visit(node.Value, scope);
                break;
            case DeleteStatement node:
                Array.ForEach(node.Targets, target => VisitTarget(target, scope));
                break;
            case IfStatement node:
                VisitIf(node, scope);
                break;
            case WhileStatement node:
                Visit(node.Condition, scope);
                Visit(node.Body, scope);
                Visit(node.Otherwise, scope);
                break;
            case ForStatement node:
                Visit(node.Iterable, scope);
                VisitTarget(node.Target, scope);
                Visit(node.Body, scope);
                Visit(node.Otherwise, scope);
                break;
            case TryStatement node:
                VisitTry(node, scope);
                break;
            case WithStatement node:
                foreach (WithItem item in node.Items)
                {
                    Visit(item.Context, scope);
                    if (item.Target is not null)
                    {
                        VisitTarget(item.Target, scope);
                    }
                }

                Visit(node.Body, scope);
                break;
            case RaiseStatement node:
                Visit(node.Exception, scope);
                Visit(node.Cause, scope);
                break;
            case AssertStatement node:
                Visit(node.Condition, scope);
                Visit(node.Message, scope);
                break;
            case GlobalStatement node:
                Array.ForEach(node.Names, name => scope.Globals.Add(scope.Mangle(name.Value)));
                break;
            case NonlocalStatement node:
                VisitNonlocal(node, scope);
                break;
            case ImportStatement node:
                Array.ForEach(node.Names, name => Bind(scope, name.Alias?.Value ?? name.Name.Value.Split('.')[0]));
                break;
            case ImportFromStatement node:
                Array.ForEach(node.Names, name => Bind(scope, (name.Alias ?? name.Name).Value));
                break;
            case FunctionStatement node:
                Array.ForEach(node.Decorators, decorator => Visit(decorator, scope));
                Bind(scope, node.Function.Name.Value);
                VisitFunction(node.Function, scope);
                break;
            case ClassStatement node:
                VisitClass(node, scope);
                break;
        }
    }

    private void VisitIf(IfStatement statement, Scope scope)
    {
        while (true)
        {
            Visit(statement.Condition, scope);
            Visit(statement.Body, scope);
            if (statement.Otherwise is [IfStatement next])
            {
                statement = next;
                continue;
            }

            Visit(statement.Otherwise, scope);
            return;
        }
    }

    private void VisitTry(TryStatement statement, Scope scope)
    {
        Visit(statement.Body, scope);
        foreach (ExceptClause handler in statement.Handlers)
        {
            Visit(handler.Type, scope);
            if (handler.Name is { } name)
            {
                Bind(scope, name.Value);
            }

            Visit(handler.Body, scope);
        }

        Visit(statement.Otherwise, scope);
        Visit(statement.Final, scope);
    }

    private void VisitNonlocal(NonlocalStatement statement, Scope scope)
    {
        foreach (PyStr name in statement.Names)
        {
            string mangled = scope.Mangle(name.Value);
            scope.Nonlocals.Add(mangled);
            scope.Used.Add(mangled);
            _nonlocals.Add((scope, mangled, statement.Position));
        }
    }

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

    // ---- settling ----

    private void CheckNonlocals()
    {
        foreach ((Scope scope, string name, int position) in _nonlocals)
        {
            if (scope.Own(name) is not { IsCaptured: true })
            {
                throw new RecipeSyntaxException(_file, position, $"no binding for nonlocal '{name}' found");
            }
        }
    }

    private void Settle(Scope scope)
    {
        if (scope.Kind is ScopeKind.Function or ScopeKind.Comprehension)
        {
            foreach (string name in scope.Bound)
            {
                if (!scope.Globals.Contains(name) && !scope.Nonlocals.Contains(name))
                {
                    scope.Declare(name);
                }
            }
        }

        // Children declare their own names first, so that what they do not have is looked for here.
        foreach (Scope child in scope.Children)
        {
            Settle(child);
        }

        foreach (string name in scope.Used)
        {
            bool isOwnOfClass = scope.Kind == ScopeKind.Class && scope.Bound.Contains(name) && !scope.Nonlocals.Contains(name);
            if (!scope.Globals.Contains(name) && !isOwnOfClass && scope.Own(name) is null)
            {
                Capture(scope, name);
            }
        }
    }

    /// <summary>Looks for a variable of an enclosing function and hands its cell down to <paramref name="user"/>.</summary>
    private static void Capture(Scope user, string name)
    {
        var path = new List<Scope>();
        Scope? scope = user;
        while (scope is not null)
        {
            bool isOwner = !ReferenceEquals(scope, user)
                && scope.Kind is ScopeKind.Function or ScopeKind.Comprehension
                && !scope.Globals.Contains(name)
                && (scope.Own(name) is not null || (scope.Bound.Contains(name) && !scope.Nonlocals.Contains(name)));
            bool isClassCell = name == Scope.ClassCellName && scope.Kind == ScopeKind.Class && !ReferenceEquals(scope, user);
            if (isOwner || isClassCell)
            {
                break;
            }

            if (scope.Globals.Contains(name) && !ReferenceEquals(scope, user))
            {
                return;
            }

            path.Add(scope);
            scope = scope.Parent;
        }

        if (scope is null)
        {
            return;
        }

        Variable variable = scope.Declare(name);
        Scope frame = scope.FrameOwner;
        for (int i = path.Count - 1; i >= 0; i--)
        {
            Scope inner = path[i];
            if (ReferenceEquals(inner.FrameOwner, frame))
            {
                // Same frame: a comprehension reaches the slot directly.
                continue;
            }

            variable.IsCaptured = true;
            if (ReferenceEquals(inner.FrameOwner, inner))
            {
                inner.DeclareFree(name);
                frame = inner;
            }
        }
    }
}
