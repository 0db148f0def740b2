namespace Cairn.Python;

/// <summary>A piece of the syntax tree; knows where it begins.</summary>
internal abstract class SyntaxNode(int position)
{
    public int Position { get; } = position;
}

internal abstract class Expression(int position) : SyntaxNode(position);

internal sealed class ConstantExpression(int position, PyObject value) : Expression(position)
{
    public PyObject Value { get; } = value;
}

internal sealed class NameExpression(int position, PyStr name) : Expression(position)
{
    public PyStr Name { get; } = name;
}

internal sealed class AttributeExpression(int position, Expression target, PyStr name) : Expression(position)
{
    public Expression Target { get; } = target;

    public PyStr Name { get; } = name;
}

internal sealed class SubscriptExpression(int position, Expression target, Expression index) : Expression(position)
{
    public Expression Target { get; } = target;

    public Expression Index { get; } = index;
}

internal sealed class SliceExpression(int position, Expression? start, Expression? stop, Expression? step) : Expression(position)
{
    public Expression? Start { get; } = start;

    public Expression? Stop { get; } = stop;

    public Expression? Step { get; } = step;
}

/// <summary>One argument of a call: <c>x</c>, <c>*x</c>, <c>name=x</c> or <c>**x</c>.</summary>
internal readonly record struct Argument(ArgumentKind Kind, PyStr? Name, Expression Value);

internal enum ArgumentKind
{
    Positional,
    Unpacked,
    Keyword,
    UnpackedKeywords,
}

internal sealed class CallExpression(int position, Expression function, Argument[] arguments) : Expression(position)
{
    public Expression Function { get; } = function;

    public Argument[] Arguments { get; } = arguments;
}

internal sealed class UnaryExpression(int position, UnaryOperator operation, Expression operand) : Expression(position)
{
    public UnaryOperator Operation { get; } = operation;

    public Expression Operand { get; } = operand;
}

internal sealed class NotExpression(int position, Expression operand) : Expression(position)
{
    public Expression Operand { get; } = operand;
}

internal sealed class BinaryExpression(int position, BinaryOperator operation, Expression left, Expression right) : Expression(position)
{
    public BinaryOperator Operation { get; } = operation;

    public Expression Left { get; } = left;

    public Expression Right { get; } = right;
}

/// <summary><c>and</c> or <c>or</c> over two or more operands.</summary>
internal sealed class BooleanExpression(int position, bool isAnd, Expression[] operands) : Expression(position)
{
    public bool IsAnd { get; } = isAnd;

    public Expression[] Operands { get; } = operands;
}

internal enum ComparisonSyntax
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
    Is,
    IsNot,
}

internal sealed class CompareExpression(int position, Expression first, ComparisonSyntax[] operators, Expression[] operands)
    : Expression(position)
{
    public Expression First { get; } = first;

    public ComparisonSyntax[] Operators { get; } = operators;

    public Expression[] Operands { get; } = operands;
}

internal sealed class ConditionalExpression(int position, Expression condition, Expression whenTrue, Expression whenFalse)
    : Expression(position)
{
    public Expression Condition { get; } = condition;

    public Expression WhenTrue { get; } = whenTrue;

    public Expression WhenFalse { get; } = whenFalse;
}

internal sealed class LambdaExpression(int position, FunctionSyntax function) : Expression(position)
{
    public FunctionSyntax Function { get; } = function;
}

internal sealed class ListExpression(int position, Expression[] items) : Expression(position)
{
    public Expression[] Items { get; } = items;
}

internal sealed class TupleExpression(int position, Expression[] items, bool isParenthesized) : Expression(position)
{
    public Expression[] Items { get; } = items;

    public bool IsParenthesized { get; } = isParenthesized;
}

internal sealed class SetExpression(int position, Expression[] items) : Expression(position)
{
    public Expression[] Items { get; } = items;
}

/// <summary>A dictionary display; a null key stands for <c>**value</c>.</summary>
internal sealed class DictExpression(int position, (Expression? Key, Expression Value)[] items) : Expression(position)
{
    public (Expression? Key, Expression Value)[] Items { get; } = items;
}

internal enum ComprehensionKind
{
    List,
    Set,
    Dict,
    Generator,
}

internal sealed record ComprehensionClause(Expression Target, Expression Iterable, Expression[] Conditions);

/// <summary>A comprehension; <c>Value</c> is only there for dictionaries.</summary>
internal sealed class ComprehensionExpression(
    int position, ComprehensionKind kind, Expression element, Expression? value, ComprehensionClause[] clauses) : Expression(position)
{
    public ComprehensionKind Kind { get; } = kind;

    public Expression Element { get; } = element;

    public Expression? Value { get; } = value;

    public ComprehensionClause[] Clauses { get; } = clauses;
}

internal sealed class StarredExpression(int position, Expression value) : Expression(position)
{
    public Expression Value { get; } = value;
}

/// <summary>An f-string, joined with its neighbours: constants and <see cref="FormattedExpression"/>.</summary>
internal sealed class JoinedStringExpression(int position, Expression[] parts) : Expression(position)
{
    public Expression[] Parts { get; } = parts;
}

/// <summary>One replacement field; the conversion is <c>'r'</c>, <c>'s'</c>, <c>'a'</c> or 0.</summary>
internal sealed class FormattedExpression(int position, Expression value, char conversion, Expression? specification)
    : Expression(position)
{
    public Expression Value { get; } = value;

    public char Conversion { get; } = conversion;

    public Expression? Specification { get; } = specification;
}

internal sealed class YieldExpression(int position, Expression? value, bool isFrom) : Expression(position)
{
    public Expression? Value { get; } = value;

    public bool IsFrom { get; } = isFrom;
}

/// <summary><c>name := value</c></summary>
internal sealed class NamedExpression(int position, PyStr name, Expression value) : Expression(position)
{
    public PyStr Name { get; } = name;

    public Expression Value { get; } = value;
}
