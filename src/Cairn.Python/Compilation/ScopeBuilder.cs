namespace Cairn.Python;

/// <summary>Collects the names of a scope and of what is nested in it, then decides where each variable lives.</summary>
internal sealed partial class ScopeBuilder
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
        ScopeSettling.Settle(scope);
        builder.CheckNonlocals();
        return builder._scopes;
    }

    /// <summary>Analyses a function that lies in no other function, with everything nested in it.</summary>
    public static Dictionary<SyntaxNode, Scope> AnalyseFunction(SourceFile file, Scope scope, FunctionSyntax function)
    {
        var builder = new ScopeBuilder(file, new Dictionary<SyntaxNode, Scope>(ReferenceEqualityComparer.Instance));
        builder.EnterFunction(function, scope);
        ScopeSettling.Settle(scope);
        builder.CheckNonlocals();
        return builder._scopes;
    }

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
}
