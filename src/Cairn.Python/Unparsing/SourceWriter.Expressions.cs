namespace Cairn.Python;

internal sealed partial class SourceWriter
{
    private void Write(Expression expression, Precedence around = Precedence.Test)
    {
        switch (expression)
        {
            case NameExpression node:
                _text.Append(node.Name.Value);
                break;
            case ConstantExpression node:
                WriteConstant(node.Value);
                break;
            case AttributeExpression node:
                Write(node.Target, Precedence.Atom);

                // `3.real` would be a number with a fraction; truth values are integers too.
                _text.Append(node.Target is ConstantExpression { Value: PyInt } ? " ." : ".").Append(node.Name.Value);
                break;
            case CallExpression node:
                Write(node.Function, Precedence.Atom);
                WriteArguments(node.Arguments);
                break;
            case SubscriptExpression node:
                WriteSubscript(node);
                break;
            case SliceExpression node:
                WriteSlice(node);
                break;
            case UnaryExpression node:
                Open('(', around > Precedence.Factor);
                _text.Append(node.Operation switch { UnaryOperator.Negate => '-', UnaryOperator.Plus => '+', _ => '~' });
                Write(node.Operand, Precedence.Factor);
                Close(')', around > Precedence.Factor);
                break;
            case NotExpression node:
                Open('(', around > Precedence.Not);
                _text.Append("not ");
                Write(node.Operand, Precedence.Not);
                Close(')', around > Precedence.Not);
                break;
            case BinaryExpression node:
                WriteBinary(node, around);
                break;
            case BooleanExpression node:
                WriteBoolean(node, around);
                break;
            case CompareExpression node:
                WriteComparison(node, around);
                break;
            case ConditionalExpression node:
                Open('(', around > Precedence.Test);
                Write(node.WhenTrue, Precedence.Or);
                _text.Append(" if ");
                Write(node.Condition, Precedence.Or);
                _text.Append(" else ");
                Write(node.WhenFalse);
                Close(')', around > Precedence.Test);
                break;
            case LambdaExpression node:
                WriteLambda(node, around);
                break;
            case YieldExpression node:
                WriteYield(node, around);
                break;
            case NamedExpression node:
                Open('(', around > Precedence.Named);
                _text.Append(node.Name.Value).Append(" := ");
                Write(node.Value, Precedence.Atom);
                Close(')', around > Precedence.Named);
                break;
            default:
                WriteDisplay(expression, around);
                break;
        }
    }

    private void WriteDisplay(Expression expression, Precedence around)
    {
        switch (expression)
        {
            case StarredExpression node:
                _text.Append('*');
                Write(node.Value, Precedence.BitOr);
                break;
            case TupleExpression node:
                // Within a field of an f-string a tuple stands bare where it may.
                bool isBracketed = !_isInField || node.Items.Length == 0 || around > Precedence.Tuple;
                Open('(', isBracketed);
                WriteItems(node.Items);
                Close(')', isBracketed);
                break;
            case ListExpression node:
                _text.Append('[');
                WriteList(node.Items);
                _text.Append(']');
                break;
            case SetExpression node:
                _text.Append('{');
                WriteList(node.Items);
                _text.Append('}');
                break;
            case DictExpression node:
                WriteDictionary(node);
                break;
            case ComprehensionExpression node:
                WriteComprehension(node);
                break;
            case JoinedStringExpression node:
                WriteJoined(node);
                break;
            default:
                throw new InvalidOperationException($"{expression.GetType().Name} does not come from the parser");
        }
    }

    private void WriteSubscript(SubscriptExpression node)
    {
        Write(node.Target, Precedence.Atom);
        _text.Append('[');
        if (node.Index is TupleExpression { Items.Length: > 0 } tuple && !tuple.Items.Any(item => item is StarredExpression))
        {
            WriteItems(tuple.Items);
        }
        else
        {
            Write(node.Index);
        }

        _text.Append(']');
    }

    private void WriteSlice(SliceExpression node)
    {
        if (node.Start is not null)
        {
            Write(node.Start);
        }

        _text.Append(':');
        if (node.Stop is not null)
        {
            Write(node.Stop);
        }

        if (node.Step is not null)
        {
            _text.Append(':');
            Write(node.Step);
        }
    }

    private void WriteBinary(BinaryExpression node, Precedence around)
    {
        var (symbol, own) = Symbol(node.Operation);
        bool bindsRight = node.Operation == BinaryOperator.Power;
        Open('(', around > own);
        Write(node.Left, bindsRight ? own.Next() : own);
        _text.Append(' ').Append(symbol).Append(' ');
        Write(node.Right, bindsRight ? own : own.Next());
        Close(')', around > own);
    }

    /// <remarks>Each operand counts as bound more strongly than the one before it: so does Python's own writer.</remarks>
    private void WriteBoolean(BooleanExpression node, Precedence around)
    {
        var own = node.IsAnd ? Precedence.And : Precedence.Or;
        Open('(', around > own);
        var operand = own;
        for (int i = 0; i < node.Operands.Length; i++)
        {
            operand = operand.Next();
            _text.Append(i == 0 ? "" : node.IsAnd ? " and " : " or ");
            Write(node.Operands[i], operand);
        }

        Close(')', around > own);
    }

    private void WriteComparison(CompareExpression node, Precedence around)
    {
        Open('(', around > Precedence.Comparison);
        Write(node.First, Precedence.BitOr);
        for (int i = 0; i < node.Operators.Length; i++)
        {
            _text.Append(node.Operators[i] switch
            {
                ComparisonSyntax.Equal => " == ",
                ComparisonSyntax.NotEqual => " != ",
                ComparisonSyntax.Less => " < ",
                ComparisonSyntax.LessOrEqual => " <= ",
                ComparisonSyntax.Greater => " > ",
                ComparisonSyntax.GreaterOrEqual => " >= ",
                ComparisonSyntax.In => " in ",
                ComparisonSyntax.NotIn => " not in ",
                ComparisonSyntax.Is => " is ",
                _ => " is not ",
            });
            Write(node.Operands[i], Precedence.BitOr);
        }

        Close(')', around > Precedence.Comparison);
    }

    private void WriteLambda(LambdaExpression node, Precedence around)
    {
        Open('(', around > Precedence.Test);
        _text.Append(_isInField && node.Function.Parameters.Length == 0 ? "lambda" : "lambda ");
        WriteParameters(node.Function.Parameters);
        _text.Append(": ");
        Write(((ReturnStatement)node.Function.Body[0]).Value!);
        Close(')', around > Precedence.Test);
    }

    private void WriteYield(YieldExpression node, Precedence around)
    {
        Open('(', around > Precedence.Yield);
        _text.Append(node.IsFrom ? "yield from" : "yield");
        if (node.Value is not null)
        {
            _text.Append(' ');
            Write(node.Value, Precedence.Atom);
        }

        Close(')', around > Precedence.Yield);
    }

    private void WriteDictionary(DictExpression node)
    {
        _text.Append('{');
        for (int i = 0; i < node.Items.Length; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            var (key, value) = node.Items[i];
            if (key is null)
            {
                _text.Append("**");
                Write(value, Precedence.BitOr);
            }
            else
            {
                Write(key);
                _text.Append(": ");
                Write(value);
            }
        }

        _text.Append('}');
    }

    private void WriteComprehension(ComprehensionExpression node)
    {
        var (open, close) = node.Kind switch
        {
            ComprehensionKind.List => ('[', ']'),
            ComprehensionKind.Generator => ('(', ')'),
            _ => ('{', '}'),
        };
        _text.Append(open);
        Write(node.Element);
        if (node.Value is not null)
        {
            _text.Append(": ");
            Write(node.Value);
        }

        foreach (var clause in node.Clauses)
        {
            _text.Append(" for ");
            Write(clause.Target, Precedence.Tuple);
            _text.Append(" in ");
            Write(clause.Iterable, Precedence.Or);
            foreach (var condition in clause.Conditions)
            {
                _text.Append(" if ");
                Write(condition, Precedence.Or);
            }
        }

        _text.Append(close);
    }

    /// <summary>Arguments in brackets, those without a keyword first.</summary>
    private void WriteArguments(Argument[] arguments)
    {
        _text.Append('(');
        string separator = "";
        foreach (var argument in arguments.OrderBy(each => each.Kind is ArgumentKind.Keyword or ArgumentKind.UnpackedKeywords))
        {
            _text.Append(separator);
            separator = ", ";
            switch (argument.Kind)
            {
                case ArgumentKind.Unpacked:
                    _text.Append('*');
                    Write(argument.Value, Precedence.BitOr);
                    break;
                case ArgumentKind.UnpackedKeywords:
                    _text.Append("**");
                    Write(argument.Value);
                    break;
                case ArgumentKind.Keyword:
                    _text.Append(argument.Name!.Value).Append('=');
                    Write(argument.Value);
                    break;
                default:
                    Write(argument.Value);
                    break;
            }
        }

        _text.Append(')');
    }

    private void WriteParameters(Parameter[] parameters)
    {
        bool sawStar = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            _text.Append(i == 0 ? "" : ", ");
            if (parameter.Kind == ParameterKind.KeywordOnly && !sawStar)
            {
                _text.Append("*, ");
                sawStar = true;
            }

            sawStar |= parameter.Kind == ParameterKind.Rest;
            _text.Append(parameter.Kind switch { ParameterKind.Rest => "*", ParameterKind.Keywords => "**", _ => "" }).Append(parameter.Name.Value);
            if (parameter.Annotation is { } annotation)
            {
                _text.Append(": ");
                Write(annotation);
            }

            if (parameter.Default is { } value)
            {
                _text.Append('=');
                Write(value);
            }

            if (parameter.Kind == ParameterKind.PositionalOnly && (i + 1 == parameters.Length || parameters[i + 1].Kind != ParameterKind.PositionalOnly))
            {
                _text.Append(", /");
            }
        }
    }

    private void WriteList(Expression[] items)
    {
        for (int i = 0; i < items.Length; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Write(items[i]);
        }
    }

    /// <summary>The items of a tuple: one alone has a comma behind it.</summary>
    private void WriteItems(Expression[] items)
    {
        WriteList(items);
        _text.Append(items.Length == 1 ? "," : "");
    }

    private void Open(char bracket, bool isNeeded) => _text.Append(bracket, isNeeded ? 1 : 0);

    private void Close(char bracket, bool isNeeded) => _text.Append(bracket, isNeeded ? 1 : 0);

    private static (string Text, Precedence Precedence) Symbol(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => ("+", Precedence.Sum),
        BinaryOperator.Subtract => ("-", Precedence.Sum),
        BinaryOperator.Multiply => ("*", Precedence.Term),
        BinaryOperator.TrueDivide => ("/", Precedence.Term),
        BinaryOperator.FloorDivide => ("//", Precedence.Term),
        BinaryOperator.Modulo => ("%", Precedence.Term),
        BinaryOperator.Power => ("**", Precedence.Power),
        BinaryOperator.LeftShift => ("<<", Precedence.Shift),
        BinaryOperator.RightShift => (">>", Precedence.Shift),
        BinaryOperator.And => ("&", Precedence.BitAnd),
        BinaryOperator.Or => ("|", Precedence.BitOr),
        BinaryOperator.Xor => ("^", Precedence.BitXor),
        BinaryOperator.MatrixMultiply => ("@", Precedence.Term),
        _ => throw new InvalidOperationException($"no symbol for {operation}"),
    };
}
