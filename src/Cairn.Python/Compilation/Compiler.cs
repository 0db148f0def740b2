namespace Cairn.Python;

/// <summary>Turns syntax into executable nodes, with every name resolved.</summary>
internal sealed partial class Compiler(SourceFile file, Scope scope, Dictionary<SyntaxNode, Scope> scopes)
{
    private bool InGenerator { get; init; }

    /// <summary>True if functions are compiled now and not when they are called.</summary>
    public bool CompilesAll { get; init; }

    public BlockNode CompileBlock(Statement[] statements)
    {
        var nodes = new List<StatementNode>(statements.Length);
        foreach (Statement statement in statements)
        {
            if (InGenerator)
            {
                foreach (Statement lifted in YieldLifting.Lift(file, scope, statement))
                {
                    nodes.Add(CompileStatement(lifted));
                }
            }
            else if (statement is not (PassStatement or GlobalStatement or NonlocalStatement)
                && statement is not ExpressionStatement { Value: ConstantExpression })
            {
                nodes.Add(CompileStatement(statement));
            }
        }

        return new BlockNode([.. nodes]);
    }

    public FunctionBody CompileFunction(FunctionSyntax function)
    {
        Compiler compiler = function.IsGenerator ? new Compiler(file, scope, scopes) { InGenerator = true, CompilesAll = CompilesAll } : this;
        BlockNode block = compiler.CompileBlock(function.Body);
        int rest = -1;
        int keywords = -1;
        var positional = new List<int>();
        var keywordOnly = new List<int>();
        foreach (Parameter parameter in function.Parameters)
        {
            int slot = scope.Own(scope.Mangle(parameter.Name.Value))!.Slot;
            switch (parameter.Kind)
            {
                case ParameterKind.Rest:
                    rest = slot;
                    break;
                case ParameterKind.Keywords:
                    keywords = slot;
                    break;
                case ParameterKind.KeywordOnly:
                    keywordOnly.Add(slot);
                    break;
                default:
                    positional.Add(slot);
                    break;
            }
        }

        return new FunctionBody(
            block, scope.SlotCount, [.. positional, .. keywordOnly], rest, keywords, OwnCells(), FreeSlots(scope), [.. scope.Variables()]);
    }

    /// <summary>The function behind a generator expression: its one parameter is the iterator of the first clause.</summary>
    public FunctionBody CompileGenerator(ComprehensionExpression generator)
    {
        int parameter = scope.AllocateSlot();
        Statement[] body =
        [
            new ExpressionStatement(generator.Position, new YieldExpression(generator.Element.Position, generator.Element, isFrom: false)),
        ];
        for (int i = generator.Clauses.Length - 1; i >= 0; i--)
        {
            ComprehensionClause clause = generator.Clauses[i];
            for (int j = clause.Conditions.Length - 1; j >= 0; j--)
            {
                body = [new IfStatement(clause.Conditions[j].Position, clause.Conditions[j], body, [])];
            }

            Expression iterable = i == 0 ? new TemporaryExpression(clause.Iterable.Position, parameter) : clause.Iterable;
            body = [new ForStatement(generator.Position, clause.Target, iterable, body, [])];
        }

        BlockNode block = new Compiler(file, scope, scopes) { InGenerator = true, CompilesAll = CompilesAll }.CompileBlock(body);
        return new FunctionBody(block, scope.SlotCount, [parameter], -1, -1, OwnCells(), FreeSlots(scope), []);
    }

    private int[] OwnCells() => [.. scope.OwnCaptured()];

    private static int[] FreeSlots(Scope scope) => [.. scope.Free.Select(name => scope.Own(name)!.Slot)];

    /// <summary>Where the frame keeps the cells that a nested function takes over.</summary>
    private int[] ClosureSlots(IReadOnlyList<string> names)
    {
        var slots = new int[names.Count];
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i] = FindCell(names[i]);
        }

        return slots;
    }

    private int FindCell(string name)
    {
        for (Scope? inner = scope; inner is not null; inner = inner.Parent)
        {
            if (inner.Own(name) is { } variable)
            {
                return variable.Slot;
            }

            if (ReferenceEquals(inner, scope.FrameOwner))
            {
                break;
            }
        }

        throw new InvalidOperationException($"no cell for {name}");
    }

    // ---- names ----

    private PyStr Mangled(PyStr name)
    {
        string mangled = scope.Mangle(name.Value);
        return ReferenceEquals(mangled, name.Value) ? name : new PyStr(mangled);
    }

    private ExpressionNode CompileName(int position, PyStr name)
    {
        PyStr mangled = Mangled(name);
        ResolvedName resolved = scope.Resolve(mangled.Value);
        return resolved.Access switch
        {
            NameAccess.Local => new LocalNode(position, resolved.Slot, mangled.Value),
            NameAccess.Captured => new CapturedNode(position, resolved.Slot, mangled.Value, scope.Free.Contains(mangled.Value)),
            NameAccess.Class => new ClassNameNode(position, mangled, resolved.Slot),
            _ => mangled.Value == "__debug__" ? new ConstantNode(position, PyBool.True) : new GlobalNode(position, mangled),
        };
    }

    private TargetNode CompileNameTarget(int position, PyStr name)
    {
        PyStr mangled = Mangled(name);
        ResolvedName resolved = scope.Resolve(mangled.Value);
        return resolved.Access switch
        {
            NameAccess.Local => new LocalTarget(position, resolved.Slot, mangled.Value),
            NameAccess.Captured => new CapturedTarget(position, resolved.Slot, mangled.Value),
            NameAccess.Class => new ClassTarget(position, mangled),
            _ => new GlobalTarget(position, mangled),
        };
    }

    private TargetNode CompileTarget(Expression target)
    {
        switch (target)
        {
            case NameExpression name:
                return CompileNameTarget(name.Position, name.Name);
            case AttributeExpression attribute:
                return new AttributeTarget(attribute.Position, Compile(attribute.Target), Mangled(attribute.Name));
            case SubscriptExpression subscript:
                return new SubscriptTarget(subscript.Position, Compile(subscript.Target), Compile(subscript.Index));
            case TupleExpression tuple:
                return CompileUnpacking(tuple.Position, tuple.Items);
            case ListExpression list:
                return CompileUnpacking(list.Position, list.Items);
            default:
                throw new RecipeSyntaxException(file, target.Position, "cannot assign to this");
        }
    }

    private UnpackTarget CompileUnpacking(int position, Expression[] items)
    {
        int star = Array.FindIndex(items, item => item is StarredExpression);
        TargetNode[] targets = [.. items.Select(item => CompileTarget(item is StarredExpression starred ? starred.Value : item))];
        return new UnpackTarget(position, targets, star);
    }

    // ---- functions and classes ----

    private FunctionNode CompileFunctionDefinition(FunctionSyntax function)
    {
        scopes.TryGetValue(function, out Scope? own);
        var code = new FunctionCode(file, function, scope, own, own is null ? null : scopes);
        if (CompilesAll)
        {
            code.CompileAll();
        }

        ExpressionNode[] defaults =
        [
            .. function.Parameters
                .Where(parameter => parameter.Kind is ParameterKind.PositionalOnly or ParameterKind.Ordinary && parameter.Default is not null)
                .Select(parameter => Compile(parameter.Default!)),
        ];
        (PyStr, ExpressionNode)[] keywordDefaults =
        [
            .. function.Parameters
                .Where(parameter => parameter is { Kind: ParameterKind.KeywordOnly, Default: not null })
                .Select(parameter => (Mangled(parameter.Name), Compile(parameter.Default!))),
        ];
        return new FunctionNode(function.Position, code, defaults, keywordDefaults, ClosureSlots(code.Free));
    }

    private ClassNode CompileClass(ClassStatement statement)
    {
        Dictionary<SyntaxNode, Scope> inner = scopes;
        if (!scopes.TryGetValue(statement, out Scope? own))
        {
            own = new Scope(ScopeKind.Class, scope, statement.Name.Value, ScopeBuilder.QualifiedChild(scope, statement.Name.Value));
            own.Declare(Scope.ClassCellName).IsCaptured = true;
            inner = ScopeBuilder.AnalyseBody(file, own, statement.Body);
        }

        Variable cell = own.Declare(Scope.ClassCellName);
        cell.IsCaptured = true;
        BlockNode body = new Compiler(file, own, inner) { CompilesAll = CompilesAll }.CompileBlock(statement.Body);
        var prologue = new List<StatementNode>
        {
            new AssignNode(statement.Position, new ClassTarget(statement.Position, Names.Module), new ModuleNameNode(statement.Position)),
            new AssignNode(
                statement.Position,
                new ClassTarget(statement.Position, Names.QualName),
                new ConstantNode(statement.Position, new PyStr(own.QualifiedName))),
        };
        if (statement.Body is [ExpressionStatement { Value: ConstantExpression { Value: PyStr text } }, ..])
        {
            prologue.Add(new AssignNode(
                statement.Position, new ClassTarget(statement.Position, Names.Doc), new ConstantNode(statement.Position, text)));
        }

        var code = new ClassCode(
            file, statement.Name.Value, new BlockNode([.. prologue, body]), own.SlotCount, cell.Slot, FreeSlots(own));
        return new ClassNode(statement.Position, code, CompileParts(statement.Arguments), ClosureSlots(own.Free));
    }

    private CallPart[] CompileParts(Argument[] arguments) =>
        [.. arguments.Select(argument => new CallPart(argument.Kind, argument.Name is { } name ? Mangled(name).Value : null, Compile(argument.Value)))];
}

/// <summary>The <c>__name__</c> of the module, for <c>__module__</c> of its classes.</summary>
internal sealed class ModuleNameNode(int position) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame) => frame.Globals.TryGet(Names.Name) ?? PyNone.Instance;
}
