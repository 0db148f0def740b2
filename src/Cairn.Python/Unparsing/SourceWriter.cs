using System.Text;

namespace Cairn.Python;

/// <summary>Writes a syntax tree as source text in one fixed form, whatever the layout was that it was read from.</summary>
/// <remarks>
/// The form is that of CPython's <c>ast.unparse</c> where it is the same for all versions of Python, with parentheses around every
/// tuple and a blank after every <c>lambda</c>: the form by which Spack recognises recipes (Spack: <c>util/unparse</c>).
/// </remarks>
internal sealed partial class SourceWriter
{
    private readonly StringBuilder _text = new();
    private readonly IReadOnlySet<Statement> _left;
    private readonly bool _isInField;
    private int _indentation;

    private SourceWriter(IReadOnlySet<Statement> left, bool isInField) => (_left, _isInField) = (left, isInField);

    /// <summary>The text of a module.</summary>
    /// <param name="body">Its statements.</param>
    /// <param name="left">Statements that are left out.</param>
    public static string Write(IReadOnlyList<Statement> body, IReadOnlySet<Statement> left)
    {
        var writer = new SourceWriter(left, isInField: false);
        writer.WriteAll(body);
        return writer._text.Append('\n').ToString();
    }

    private void WriteAll(IReadOnlyList<Statement> body)
    {
        foreach (var statement in body)
        {
            if (!_left.Contains(statement))
            {
                Write(statement);
            }
        }
    }

    private void Write(Statement statement)
    {
        switch (statement)
        {
            case ExpressionStatement node:
                Begin("");
                Write(node.Value, Precedence.Yield);
                break;
            case AssignStatement node:
                Begin("");
                foreach (var target in node.Targets)
                {
                    Write(target, Precedence.Tuple);
                    _text.Append(" = ");
                }

                Write(node.Value);
                break;
            case AugmentedAssignStatement node:
                Begin("");
                Write(node.Target);
                _text.Append(' ').Append(Symbol(node.Operation).Text).Append("= ");
                Write(node.Value);
                break;
            case AnnotatedAssignStatement node:
                WriteAnnotated(node);
                break;
            case FunctionStatement node:
                WriteFunction(node);
                break;
            case ClassStatement node:
                WriteClass(node);
                break;
            case IfStatement node:
                WriteIf(node);
                break;
            case WhileStatement node:
                Begin("while ");
                Write(node.Condition);
                WriteBlock(node.Body);
                WriteElse(node.Otherwise);
                break;
            case ForStatement node:
                Begin("for ");
                Write(node.Target, Precedence.Tuple);
                _text.Append(" in ");
                Write(node.Iterable);
                WriteBlock(node.Body);
                WriteElse(node.Otherwise);
                break;
            case TryStatement node:
                WriteTry(node);
                break;
            case WithStatement node:
                WriteWith(node);
                break;
            default:
                WriteSimple(statement);
                break;
        }
    }

    private void WriteSimple(Statement statement)
    {
        switch (statement)
        {
            case ReturnStatement node:
                Begin("return");
                WriteAfterBlank(node.Value);
                break;
            case DeleteStatement node:
                Begin("del ");
                WriteList(node.Targets);
                break;
            case PassStatement:
                Begin("pass");
                break;
            case BreakStatement:
                Begin("break");
                break;
            case ContinueStatement:
                Begin("continue");
                break;
            case RaiseStatement node:
                Begin("raise");
                WriteAfterBlank(node.Exception);
                if (node.Cause is not null)
                {
                    _text.Append(" from ");
                    Write(node.Cause);
                }

                break;
            case AssertStatement node:
                Begin("assert ");
                Write(node.Condition);
                if (node.Message is not null)
                {
                    _text.Append(", ");
                    Write(node.Message);
                }

                break;
            case GlobalStatement node:
                Begin("global ");
                _text.AppendJoin(", ", node.Names.Select(name => name.Value));
                break;
            case NonlocalStatement node:
                Begin("nonlocal ");
                _text.AppendJoin(", ", node.Names.Select(name => name.Value));
                break;
            case ImportStatement node:
                Begin("import ");
                _text.AppendJoin(", ", node.Names.Select(Text));
                break;
            case ImportFromStatement node:
                Begin("from ");
                _text.Append('.', node.Level).Append(node.Module).Append(" import ");
                _text.AppendJoin(", ", node.Names.Length == 0 ? ["*"] : node.Names.Select(Text));
                break;
            default:
                throw new InvalidOperationException($"{statement.GetType().Name} does not come from the parser");
        }
    }

    private static string Text(ImportAlias alias) => alias.Alias is { } other ? $"{alias.Name.Value} as {other.Value}" : alias.Name.Value;

    private void WriteAnnotated(AnnotatedAssignStatement node)
    {
        Begin("");
        bool isBracketed = !node.IsSimple && node.Target is NameExpression;
        Open('(', isBracketed);
        Write(node.Target);
        Close(')', isBracketed);
        _text.Append(": ");
        Write(node.Annotation);
        if (node.Value is not null)
        {
            _text.Append(" = ");
            Write(node.Value);
        }
    }

    private void WriteFunction(FunctionStatement node)
    {
        NewLine();
        WriteDecorators(node.Decorators);
        Begin("def ");
        _text.Append(node.Function.Name.Value).Append('(');
        WriteParameters(node.Function.Parameters);
        _text.Append(')');
        if (node.Function.Returns is { } returns)
        {
            _text.Append(" -> ");
            Write(returns);
        }

        WriteBlock(node.Function.Body);
    }

    private void WriteClass(ClassStatement node)
    {
        NewLine();
        WriteDecorators(node.Decorators);
        Begin("class ");
        _text.Append(node.Name.Value);
        if (node.Arguments.Length > 0)
        {
            WriteArguments(node.Arguments);
        }

        WriteBlock(node.Body);
    }

    private void WriteDecorators(Expression[] decorators)
    {
        foreach (var decorator in decorators)
        {
            Begin("@");
            Write(decorator);
        }
    }

    private void WriteIf(IfStatement node)
    {
        Begin("if ");
        Write(node.Condition);
        WriteBlock(node.Body);
        while (node.Otherwise is [IfStatement next])
        {
            node = next;
            Begin("elif ");
            Write(node.Condition);
            WriteBlock(node.Body);
        }

        WriteElse(node.Otherwise);
    }

    private void WriteTry(TryStatement node)
    {
        Begin("try");
        WriteBlock(node.Body);
        foreach (var handler in node.Handlers)
        {
            Begin("except");
            WriteAfterBlank(handler.Type);
            if (handler.Name is { } name)
            {
                _text.Append(" as ").Append(name.Value);
            }

            WriteBlock(handler.Body);
        }

        WriteElse(node.Otherwise);
        if (node.Final.Length > 0)
        {
            Begin("finally");
            WriteBlock(node.Final);
        }
    }

    private void WriteWith(WithStatement node)
    {
        Begin("with ");
        for (int i = 0; i < node.Items.Length; i++)
        {
            _text.Append(i == 0 ? "" : ", ");
            Write(node.Items[i].Context);
            if (node.Items[i].Target is { } target)
            {
                _text.Append(" as ");
                Write(target);
            }
        }

        WriteBlock(node.Body);
    }

    private void WriteElse(Statement[] body)
    {
        if (body.Length > 0)
        {
            Begin("else");
            WriteBlock(body);
        }
    }

    private void WriteBlock(Statement[] body)
    {
        _text.Append(':');
        _indentation++;
        WriteAll(body);
        _indentation--;
    }

    private void WriteAfterBlank(Expression? value)
    {
        if (value is not null)
        {
            _text.Append(' ');
            Write(value);
        }
    }

    /// <summary>Begins a line.</summary>
    private void Begin(string text)
    {
        NewLine();
        _text.Append(' ', 4 * _indentation).Append(text);
    }

    private void NewLine()
    {
        if (_text.Length > 0)
        {
            _text.Append('\n');
        }
    }
}
