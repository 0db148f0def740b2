namespace Cairn.Python;

internal sealed partial class Compiler
{
    private ExpressionNode Compile(Expression expression)
    {
        switch (expression)
        {
            case ConstantExpression node:
                return new ConstantNode(node.Position, node.Value);
            case NameExpression node:
                return CompileName(node.Position, node.Name);
            case AttributeExpression node:
                return new AttributeNode(node.Position, Compile(node.Target), Mangled(node.Name));
            case SubscriptExpression node:
                return new SubscriptNode(node.Position, Compile(node.Target), Compile(node.Index));
            case SliceExpression node:
                return new SliceNode(node.Position, CompileOptional(node.Start), CompileOptional(node.Stop), CompileOptional(node.Step));
            case CallExpression node:
                return CompileCall(node);
            case UnaryExpression node:
                return CompileUnary(node);
            case NotExpression node:
                return new NotNode(node.Position, Compile(node.Operand));
            case BinaryExpression node:
                return new BinaryNode(node.Position, node.Operation, Compile(node.Left), Compile(node.Right));
            case BooleanExpression node:
                return node.IsAnd ? new AndNode(node.Position, Compile(node.Operands)) : new OrNode(node.Position, Compile(node.Operands));
            case CompareExpression { Operators.Length: 1 } node:
                return new CompareNode(node.Position, node.Operators[0], Compile(node.First), Compile(node.Operands[0]));
            case CompareExpression node:
                return new CompareChainNode(node.Position, Compile(node.First), node.Operators, Compile(node.Operands));
            case ConditionalExpression node:
                return new ConditionalNode(node.Position, Compile(node.Condition), Compile(node.WhenTrue), Compile(node.WhenFalse));
            case LambdaExpression node:
                return CompileFunctionDefinition(node.Function);
            case ListExpression node:
                return new ListNode(node.Position, Compile(node.Items));
            case TupleExpression node:
                return CompileTuple(node);
            case SetExpression node:
                return new SetNode(node.Position, Compile(node.Items));
            case DictExpression node:
                return new DictNode(node.Position, [.. node.Items.Select(item => (CompileOptional(item.Key), Compile(item.Value)))]);
            case ComprehensionExpression node:
                return CompileComprehension(node);
            case StarredExpression node:
                return new StarredNode(node.Position, Compile(node.Value));
            case JoinedStringExpression node:
                return new JoinedStringNode(node.Position, Compile(node.Parts));
            case FormattedExpression node:
                return new FormattedNode(node.Position, Compile(node.Value), node.Conversion, CompileOptional(node.Specification));
            case NamedExpression node:
                return new NamedNode(node.Position, CompileNameTarget(node.Position, node.Name), Compile(node.Value));
            case TemporaryExpression node:
                return new TemporaryNode(node.Position, node.Slot);
            case YieldExpression node:
                throw new RecipeSyntaxException(file, node.Position, "not supported by the recipe language: yield in this place");
            default:
                throw new InvalidOperationException($"no node for {expression.GetType().Name}");
        }
    }

    private ExpressionNode[] Compile(Expression[] expressions)
    {
        var nodes = new ExpressionNode[expressions.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            nodes[i] = Compile(expressions[i]);
        }

        return nodes;
    }

    private ExpressionNode? CompileOptional(Expression? expression) => expression is null ? null : Compile(expression);

    /// <summary>A minus before a number is part of the constant.</summary>
    private ExpressionNode CompileUnary(UnaryExpression node) =>
        node.Operation == UnaryOperator.Negate && node.Operand is ConstantExpression { Value: PyInt or PyFloat } constant
            ? new ConstantNode(node.Position, Operators.Unary(node.Operation, constant.Value))
            : new UnaryNode(node.Position, node.Operation, Compile(node.Operand));

    /// <summary>A tuple of constants is a constant.</summary>
    private ExpressionNode CompileTuple(TupleExpression node)
    {
        ExpressionNode[] items = Compile(node.Items);
        return Array.TrueForAll(items, item => item is ConstantNode)
            ? new ConstantNode(node.Position, new PyTuple([.. items.Select(item => ((ConstantNode)item).Value)]))
            : new TupleNode(node.Position, items);
    }

    private ExpressionNode CompileCall(CallExpression node)
    {
        if (Array.Exists(node.Arguments, argument => argument.Kind is ArgumentKind.Unpacked or ArgumentKind.UnpackedKeywords))
        {
            return new UnpackingCallNode(node.Position, Compile(node.Function), CompileParts(node.Arguments));
        }

        if (node is { Arguments.Length: 0, Function: NameExpression { Name.Value: "super" } name })
        {
            return CompileSuper(node, name);
        }

        var values = new ExpressionNode[node.Arguments.Length];
        int keywords = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Compile(node.Arguments[i].Value);
            keywords += node.Arguments[i].Kind == ArgumentKind.Keyword ? 1 : 0;
        }

        string[] names = keywords == 0 ? [] : new string[keywords];
        for (int i = 0; i < keywords; i++)
        {
            names[i] = Mangled(node.Arguments[values.Length - keywords + i].Name!).Value;
        }

        return node.Function is AttributeExpression attribute
            ? new MethodCallNode(node.Position, Compile(attribute.Target), Mangled(attribute.Name), values, names)
            : new CallNode(node.Position, Compile(node.Function), values, names);
    }

    private SuperNode CompileSuper(CallExpression node, NameExpression name)
    {
        ExpressionNode function = CompileName(name.Position, name.Name);
        Scope frame = scope.FrameOwner;
        int classSlot = frame.Own(Scope.ClassCellName)?.Slot ?? -1;
        Variable? self = frame.FirstParameter is { } first ? frame.Own(first) : null;
        return new SuperNode(node.Position, function, classSlot, self?.Slot ?? -1, self?.IsCaptured ?? false);
    }

    private ExpressionNode CompileComprehension(ComprehensionExpression node)
    {
        Scope own = scopes[node];
        ExpressionNode first = Compile(node.Clauses[0].Iterable);
        if (node.Kind == ComprehensionKind.Generator)
        {
            var syntax = new FunctionSyntax(node.Position, "<genexpr>", [], [], isGenerator: true, null);
            var code = new FunctionCode(file, syntax, scope, own, scopes, node);
            if (CompilesAll)
            {
                code.CompileAll();
            }

            return new GeneratorNode(node.Position, code, first, ClosureSlots(code.Free));
        }

        var inner = new Compiler(file, own, scopes) { CompilesAll = CompilesAll };
        var clauses = new ClauseNode[node.Clauses.Length];
        for (int i = 0; i < clauses.Length; i++)
        {
            ComprehensionClause clause = node.Clauses[i];
            ExpressionNode iterable = i == 0 ? first : inner.Compile(clause.Iterable);
            clauses[i] = new ClauseNode(inner.CompileTarget(clause.Target), iterable, inner.Compile(clause.Conditions), clause.Iterable.Position);
        }

        return new ComprehensionNode(
            node.Position,
            node.Kind,
            inner.Compile(node.Element),
            node.Value is null ? null : inner.Compile(node.Value),
            clauses,
            [.. own.OwnCaptured()],
            [.. own.OwnPlain()]);
    }
}

/// <summary>A generator expression: its first iterable is evaluated at once, the rest as it is consumed.</summary>
internal sealed class GeneratorNode(int position, FunctionCode code, ExpressionNode first, int[] closureSlots) : ExpressionNode(position)
{
    public override PyObject Evaluate(Frame frame)
    {
        PyObject iterable = first.Evaluate(frame);
        frame.Position = first.Position;
        PyIterator iterator = iterable.Iterate();
        var closure = closureSlots.Length == 0 ? [] : new Cell[closureSlots.Length];
        for (int i = 0; i < closure.Length; i++)
        {
            closure[i] = (Cell)frame.Slots[closureSlots[i]]!;
        }

        return code.CallGenerator(new PyFunction(frame.Realm, code, frame.Globals, closure), iterator);
    }
}
