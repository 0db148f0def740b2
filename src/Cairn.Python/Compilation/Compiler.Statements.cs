namespace Cairn.Python;

internal sealed partial class Compiler
{
    private StatementNode CompileStatement(Statement statement)
    {
        switch (statement)
        {
            case ExpressionStatement node:
                return new ExpressionStatementNode(node.Position, Compile(node.Value));
            case AssignStatement { Targets.Length: 1 } node:
                return new AssignNode(node.Position, CompileTarget(node.Targets[0]), Compile(node.Value));
            case AssignStatement node:
                return new AssignManyNode(node.Position, [.. node.Targets.Select(CompileTarget)], Compile(node.Value));
            case AugmentedAssignStatement node:
                return CompileAugmented(node);
            case AnnotatedAssignStatement node:
                return CompileAnnotated(node);
            case ReturnStatement node:
                return new ReturnNode(node.Position, CompileOptional(node.Value));
            case DeleteStatement node:
                return new DeleteNode(node.Position, [.. node.Targets.Select(CompileTarget)]);
            case PassStatement or GlobalStatement or NonlocalStatement:
                return new CompletionNode(statement.Position, Completion.Normal);
            case BreakStatement node:
                return new CompletionNode(node.Position, Completion.Break);
            case ContinueStatement node:
                return new CompletionNode(node.Position, Completion.Continue);
            case IfStatement node:
                return CompileIf(node);
            case WhileStatement node:
                return new WhileNode(node.Position, Compile(node.Condition), CompileBlock(node.Body), CompileBlock(node.Otherwise));
            case ForStatement node:
                return new ForNode(
                    node.Position, CompileTarget(node.Target), Compile(node.Iterable), CompileBlock(node.Body), CompileBlock(node.Otherwise));
            case TryStatement node:
                return CompileTry(node);
            case WithStatement node:
                return CompileWith(node, 0);
            case RaiseStatement node:
                return new RaiseNode(node.Position, CompileOptional(node.Exception), CompileOptional(node.Cause));
            case AssertStatement node:
                return new AssertNode(node.Position, Compile(node.Condition), CompileOptional(node.Message));
            case ImportStatement node:
                return CompileImport(node);
            case ImportFromStatement node:
                return new ImportFromNode(
                    node.Position,
                    node.Level,
                    node.Module,
                    [.. node.Names.Select(name => (name.Name, CompileNameTarget(node.Position, name.Alias ?? name.Name)))]);
            case FunctionStatement node:
                return new DecoratedNode(
                    node.Function.Position,
                    Compile(node.Decorators),
                    CompileFunctionDefinition(node.Function),
                    CompileNameTarget(node.Position, node.Function.Name));
            case ClassStatement node:
                return new DecoratedNode(
                    node.Position, Compile(node.Decorators), CompileClass(node), CompileNameTarget(node.Position, node.Name));
            case TemporaryStatement node:
                return new TemporaryAssignNode(node.Position, node.Slot, Compile(node.Value));
            case YieldStatement { IsFrom: true } node:
                return new YieldFromNode(node.Position, node.Slot, Compile(node.Value!));
            case YieldStatement node:
                return new YieldNode(node.Position, node.Slot, CompileOptional(node.Value));
            default:
                throw new InvalidOperationException($"no node for {statement.GetType().Name}");
        }
    }

    private StatementNode CompileAugmented(AugmentedAssignStatement node)
    {
        ExpressionNode value = Compile(node.Value);
        return node.Target switch
        {
            NameExpression name => new AugmentNameNode(
                node.Position, CompileName(name.Position, name.Name), CompileNameTarget(name.Position, name.Name), node.Operation, value),
            AttributeExpression attribute => new AugmentAttributeNode(
                node.Position, Compile(attribute.Target), Mangled(attribute.Name), node.Operation, value),
            SubscriptExpression subscript => new AugmentSubscriptNode(
                node.Position, Compile(subscript.Target), Compile(subscript.Index), node.Operation, value),
            _ => throw new InvalidOperationException("the parser checks targets"),
        };
    }

    private StatementNode CompileAnnotated(AnnotatedAssignStatement node)
    {
        StatementNode assign = node.Value is null
            ? new CompletionNode(node.Position, Completion.Normal)
            : new AssignNode(node.Position, CompileTarget(node.Target), Compile(node.Value));
        if (!node.IsSimple || scope.Kind is not (ScopeKind.Class or ScopeKind.Module))
        {
            return assign;
        }

        var name = Mangled(((NameExpression)node.Target).Name);
        return new BlockNode([assign, new AnnotationNode(node.Position, name, new PyStr(node.AnnotationText))]);
    }

    private IfNode CompileIf(IfStatement node)
    {
        var branches = new List<(ExpressionNode, BlockNode)>();
        IfStatement current = node;
        while (true)
        {
            branches.Add((Compile(current.Condition), CompileBlock(current.Body)));
            if (current.Otherwise is [IfStatement next] && !(InGenerator && YieldLifting.Contains(next.Condition)))
            {
                current = next;
                continue;
            }

            return new IfNode(node.Position, [.. branches], current.Otherwise.Length == 0 ? null : CompileBlock(current.Otherwise));
        }
    }

    private TryNode CompileTry(TryStatement node)
    {
        HandlerNode[] handlers =
        [
            .. node.Handlers.Select(handler => new HandlerNode(
                handler.Position,
                CompileOptional(handler.Type),
                handler.Name is null ? null : CompileNameTarget(handler.Position, handler.Name),
                CompileBlock(handler.Body))),
        ];
        return new TryNode(
            node.Position, CompileBlock(node.Body), handlers, CompileBlock(node.Otherwise), node.Final.Length == 0 ? null : CompileBlock(node.Final));
    }

    private WithNode CompileWith(WithStatement node, int index)
    {
        WithItem item = node.Items[index];
        StatementNode body = index + 1 < node.Items.Length ? CompileWith(node, index + 1) : CompileBlock(node.Body);
        return new WithNode(node.Position, Compile(item.Context), item.Target is null ? null : CompileTarget(item.Target), body);
    }

    private StatementNode CompileImport(ImportStatement node)
    {
        StatementNode[] imports =
        [
            .. node.Names.Select(name =>
            {
                PyStr bound = name.Alias ?? new PyStr(name.Name.Value.Split('.')[0]);
                return new ImportNode(node.Position, name.Name, name.Alias is not null, CompileNameTarget(node.Position, bound));
            }),
        ];
        return imports.Length == 1 ? imports[0] : new BlockNode(imports);
    }
}
