namespace Cairn.Python;

internal abstract class Statement(int position) : SyntaxNode(position);

internal sealed class ExpressionStatement(int position, Expression value) : Statement(position)
{
    public Expression Value { get; } = value;
}

internal sealed class AssignStatement(int position, Expression[] targets, Expression value) : Statement(position)
{
    public Expression[] Targets { get; } = targets;

    public Expression Value { get; } = value;
}

internal sealed class AugmentedAssignStatement(int position, Expression target, BinaryOperator operation, Expression value)
    : Statement(position)
{
    public Expression Target { get; } = target;

    public BinaryOperator Operation { get; } = operation;

    public Expression Value { get; } = value;
}

/// <summary><c>target: annotation = value</c>; <c>IsSimple</c> if the target is a name without parentheses.</summary>
internal sealed class AnnotatedAssignStatement(
    int position, Expression target, Expression annotation, Expression? value, bool isSimple, string annotationText) : Statement(position)
{
    public Expression Target { get; } = target;

    public Expression Annotation { get; } = annotation;

    public Expression? Value { get; } = value;

    public bool IsSimple { get; } = isSimple;

    public string AnnotationText { get; } = annotationText;
}

internal sealed class ReturnStatement(int position, Expression? value) : Statement(position)
{
    public Expression? Value { get; } = value;
}

internal sealed class DeleteStatement(int position, Expression[] targets) : Statement(position)
{
    public Expression[] Targets { get; } = targets;
}

internal sealed class PassStatement(int position) : Statement(position);

internal sealed class BreakStatement(int position) : Statement(position);

internal sealed class ContinueStatement(int position) : Statement(position);

internal sealed class IfStatement(int position, Expression condition, Statement[] body, Statement[] otherwise) : Statement(position)
{
    public Expression Condition { get; } = condition;

    public Statement[] Body { get; } = body;

    public Statement[] Otherwise { get; } = otherwise;
}

internal sealed class WhileStatement(int position, Expression condition, Statement[] body, Statement[] otherwise) : Statement(position)
{
    public Expression Condition { get; } = condition;

    public Statement[] Body { get; } = body;

    public Statement[] Otherwise { get; } = otherwise;
}

internal sealed class ForStatement(int position, Expression target, Expression iterable, Statement[] body, Statement[] otherwise)
    : Statement(position)
{
    public Expression Target { get; } = target;

    public Expression Iterable { get; } = iterable;

    public Statement[] Body { get; } = body;

    public Statement[] Otherwise { get; } = otherwise;
}

internal sealed record ExceptClause(int Position, Expression? Type, PyStr? Name, Statement[] Body);

internal sealed class TryStatement(
    int position, Statement[] body, ExceptClause[] handlers, Statement[] otherwise, Statement[] final) : Statement(position)
{
    public Statement[] Body { get; } = body;

    public ExceptClause[] Handlers { get; } = handlers;

    public Statement[] Otherwise { get; } = otherwise;

    public Statement[] Final { get; } = final;
}

internal readonly record struct WithItem(Expression Context, Expression? Target);

internal sealed class WithStatement(int position, WithItem[] items, Statement[] body) : Statement(position)
{
    public WithItem[] Items { get; } = items;

    public Statement[] Body { get; } = body;
}

internal sealed class RaiseStatement(int position, Expression? exception, Expression? cause) : Statement(position)
{
    public Expression? Exception { get; } = exception;

    public Expression? Cause { get; } = cause;
}

internal sealed class AssertStatement(int position, Expression condition, Expression? message) : Statement(position)
{
    public Expression Condition { get; } = condition;

    public Expression? Message { get; } = message;
}

internal sealed class GlobalStatement(int position, PyStr[] names) : Statement(position)
{
    public PyStr[] Names { get; } = names;
}

internal sealed class NonlocalStatement(int position, PyStr[] names) : Statement(position)
{
    public PyStr[] Names { get; } = names;
}

internal readonly record struct ImportAlias(PyStr Name, PyStr? Alias);

internal sealed class ImportStatement(int position, ImportAlias[] names) : Statement(position)
{
    public ImportAlias[] Names { get; } = names;
}

/// <summary><c>from module import names</c>; no names mean <c>*</c>.</summary>
internal sealed class ImportFromStatement(int position, int level, string module, ImportAlias[] names) : Statement(position)
{
    public int Level { get; } = level;

    public string Module { get; } = module;

    public ImportAlias[] Names { get; } = names;
}

internal enum ParameterKind
{
    PositionalOnly,
    Ordinary,
    Rest,
    KeywordOnly,
    Keywords,
}

internal sealed record Parameter(PyStr Name, ParameterKind Kind, Expression? Default, Expression? Annotation);

/// <summary>What functions and lambdas have in common.</summary>
internal sealed class FunctionSyntax(int position, PyStr name, Parameter[] parameters, Statement[] body, bool isGenerator, Expression? returns)
    : SyntaxNode(position)
{
    public PyStr Name { get; } = name;

    public Parameter[] Parameters { get; } = parameters;

    public Statement[] Body { get; } = body;

    public bool IsGenerator { get; } = isGenerator;

    public Expression? Returns { get; } = returns;
}

internal sealed class FunctionStatement(int position, FunctionSyntax function, Expression[] decorators) : Statement(position)
{
    public FunctionSyntax Function { get; } = function;

    public Expression[] Decorators { get; } = decorators;
}

internal sealed class ClassStatement(int position, PyStr name, Argument[] arguments, Statement[] body, Expression[] decorators)
    : Statement(position)
{
    public PyStr Name { get; } = name;

    public Argument[] Arguments { get; } = arguments;

    public Statement[] Body { get; } = body;

    public Expression[] Decorators { get; } = decorators;
}

internal sealed class ModuleSyntax(SourceFile file, Statement[] body)
{
    public SourceFile File { get; } = file;

    public Statement[] Body { get; } = body;
}

/// <summary>A value kept in a slot while a generator is suspended; made by <see cref="YieldLifting"/>, never by the parser.</summary>
internal sealed class TemporaryExpression(int position, int slot) : Expression(position)
{
    public int Slot { get; } = slot;
}

/// <summary>Keeps a value in a slot.</summary>
internal sealed class TemporaryStatement(int position, int slot, Expression value) : Statement(position)
{
    public int Slot { get; } = slot;

    public Expression Value { get; } = value;
}

/// <summary>Suspends a generator; what is sent to it lands in a slot.</summary>
internal sealed class YieldStatement(int position, int slot, Expression? value, bool isFrom) : Statement(position)
{
    public int Slot { get; } = slot;

    public Expression? Value { get; } = value;

    public bool IsFrom { get; } = isFrom;
}
