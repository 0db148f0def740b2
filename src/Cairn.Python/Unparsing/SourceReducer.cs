namespace Cairn.Python;

/// <summary>Takes comments, documentation and the statements that a <see cref="SourceReduction"/> names out of a module.</summary>
/// <remarks>The rules are Spack's (<c>util/package_hash.py</c>), down to what becomes of a block that lost all its statements.</remarks>
internal sealed class SourceReducer(SourceReduction reduction)
{
    /// <summary>The statements of the module that are left.</summary>
    public Statement[] Reduce(Statement[] module) => Declarations(WithoutDocumentation(module), inClass: false);

    /// <summary>The body without texts that nobody reads; functions and classes inside it lose theirs too.</summary>
    private static Statement[] WithoutDocumentation(Statement[] body)
    {
        Statement[] kept = [.. body.Where(each => each is not ExpressionStatement { Value: ConstantExpression { Value: PyStr } })];
        return kept.Length == 0 ? [new PassStatement(0)] : Inside(kept);
    }

    private static Statement[] Inside(Statement[] body) => [.. body.Select(Inside)];

    private static Statement Inside(Statement statement) => statement switch
    {
        FunctionStatement node => new FunctionStatement(node.Position, WithBody(node.Function, WithoutDocumentation(node.Function.Body)), node.Decorators),
        ClassStatement node => new ClassStatement(node.Position, node.Name, node.Arguments, WithoutDocumentation(node.Body), node.Decorators),
        IfStatement node => new IfStatement(node.Position, node.Condition, Inside(node.Body), Inside(node.Otherwise)),
        WhileStatement node => new WhileStatement(node.Position, node.Condition, Inside(node.Body), Inside(node.Otherwise)),
        ForStatement node => new ForStatement(node.Position, node.Target, node.Iterable, Inside(node.Body), Inside(node.Otherwise)),
        WithStatement node => new WithStatement(node.Position, node.Items, Inside(node.Body)),
        TryStatement node => new TryStatement(
            node.Position, Inside(node.Body), [.. node.Handlers.Select(handler => handler with { Body = Inside(handler.Body) })],
            Inside(node.Otherwise), Inside(node.Final)),
        _ => statement,
    };

    private static FunctionSyntax WithBody(FunctionSyntax function, Statement[] body) =>
        new(function.Position, function.Name, function.Parameters, body, function.IsGenerator, function.Returns);

    private Statement[] Declarations(Statement[] body, bool inClass) =>
        [.. body.Select(statement => Declaration(statement, inClass)).OfType<Statement>()];

    /// <summary>What is left of a statement of the module or of one of its classes; null for nothing.</summary>
    private Statement? Declaration(Statement statement, bool inClass)
    {
        switch (statement)
        {
            case ExpressionStatement { Value: CallExpression { Function: NameExpression name } } when reduction.Calls.Contains(name.Name.Value):
            case AssignStatement { Targets: [NameExpression target, ..] } when reduction.Assignments.Contains(target.Name.Value):
                return null;
            case WithStatement node:
                var managed = Declarations(node.Body, inClass);
                return managed.Length == 0 ? null : new WithStatement(node.Position, node.Items, managed);
            case ForStatement node:
                var repeated = Declarations(node.Body, inClass);
                return repeated.Length == 0
                    ? null
                    : new ForStatement(node.Position, node.Target, node.Iterable, repeated, Declarations(node.Otherwise, inClass));
            case WhileStatement node:
                var looped = Declarations(node.Body, inClass);
                return looped.Length == 0 ? null : new WhileStatement(node.Position, node.Condition, looped, Declarations(node.Otherwise, inClass));
            case IfStatement node:
                var (body, otherwise) = (Declarations(node.Body, inClass), Declarations(node.Otherwise, inClass));
                return body.Length == 0 && otherwise.Length == 0
                    ? null
                    : new IfStatement(node.Position, node.Condition, body.Length == 0 ? [new PassStatement(0)] : body, otherwise);
            case TryStatement node:
                return new TryStatement(
                    node.Position, Declarations(node.Body, inClass),
                    [.. node.Handlers.Select(handler => handler with { Body = Declarations(handler.Body, inClass) })],
                    Declarations(node.Otherwise, inClass), Declarations(node.Final, inClass));
            case ClassStatement node when !inClass:
                var members = Declarations(node.Body, inClass: true);
                return new ClassStatement(
                    node.Position, node.Name, node.Arguments, members.Length == 0 ? [new PassStatement(0)] : members, node.Decorators);
            default:
                return statement;
        }
    }
}
