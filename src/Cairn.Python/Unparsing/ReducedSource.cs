using System.Collections.Immutable;

namespace Cairn.Python;

/// <summary>A module without what cannot change what it does, and with the choice among functions that conditions tell apart.</summary>
/// <remarks>
/// Of several functions of one name those are left out whose conditions are known to fail, and those that another one is known to
/// come before. Names are told apart by nothing else, not even by their class: so does Spack, whose hashes depend on it.
/// </remarks>
public sealed class ReducedSource
{
    private readonly Statement[] _body;
    private readonly Dictionary<string, List<Function>> _functions = new(StringComparer.Ordinal);
    private readonly string _decorator;

    private ReducedSource(Statement[] body, string decorator)
    {
        _decorator = decorator;
        _body = Tag(body);
        Conditions =
        [
            .. _functions.Values.SelectMany(each => each).SelectMany(function => function.Conditions)
                .OfType<PyStr>().Select(text => text.Value).Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The conditions that decide which functions count, each once.</summary>
    public ImmutableArray<string> Conditions { get; }

    /// <summary>Reads a module and reduces it.</summary>
    /// <exception cref="RecipeSyntaxException">The text is not in the recipe language.</exception>
    public static ReducedSource Of(SourceFile file, SourceReduction reduction) =>
        new(new SourceReducer(reduction).Reduce(Parser.ParseModule(file).Body), reduction.ConditionalDecorator);

    /// <summary>The text, in one fixed form.</summary>
    /// <param name="holds">Whether a condition holds; null if that is not known.</param>
    public string Text(Func<string, bool?> holds)
    {
        var left = new HashSet<Statement>(ReferenceEqualityComparer.Instance);
        foreach (var (_, functions) in _functions)
        {
            // A function without conditions replaces all before it.
            int first = Math.Max(0, functions.FindLastIndex(function => function.Conditions.IsEmpty));
            left.UnionWith(functions.Select(function => function.Statement));
            left.ExceptWith(Counting(functions[first..], holds));
        }

        return SourceWriter.Write(_body, left);
    }

    private static List<Statement> Counting(List<Function> functions, Func<string, bool?> holds)
    {
        List<Statement> counting = [];
        Statement? usual = null;
        foreach (var function in functions)
        {
            if (function.Conditions.IsEmpty)
            {
                counting.Add(usual = function.Statement);
                continue;
            }

            var outcomes = function.Conditions.Select(condition => Outcome(condition, holds)).ToList();
            if (outcomes.Contains(false))
            {
                continue;
            }

            if (outcomes.TrueForAll(outcome => outcome == true) && counting.Count > 0 && counting[0] == usual)
            {
                return [function.Statement];
            }

            counting.Add(function.Statement);
        }

        return counting;
    }

    private static bool? Outcome(PyObject? condition, Func<string, bool?> holds) => condition switch
    {
        PyStr text => holds(text.Value),
        PyBool flag => ReferenceEquals(flag, PyBool.True),
        _ => null,
    };

    /// <summary>Notes the functions of the module and of its classes, however nested, and takes their conditions off.</summary>
    private Statement[] Tag(Statement[] body) => [.. body.Select(Tag)];

    private Statement Tag(Statement statement)
    {
        switch (statement)
        {
            case FunctionStatement node:
                var plain = new FunctionStatement(node.Position, node.Function, [.. node.Decorators.Where(each => Condition(each) is null)]);
                if (!_functions.TryGetValue(node.Function.Name.Value, out var same))
                {
                    _functions.Add(node.Function.Name.Value, same = []);
                }

                same.Add(new Function(plain, [.. node.Decorators.Select(each => Condition(each)?.Value is ConstantExpression constant ? constant.Value : null)]));
                return plain;
            case ClassStatement node:
                return new ClassStatement(node.Position, node.Name, node.Arguments, Tag(node.Body), node.Decorators);
            case IfStatement node:
                return new IfStatement(node.Position, node.Condition, Tag(node.Body), Tag(node.Otherwise));
            case WhileStatement node:
                return new WhileStatement(node.Position, node.Condition, Tag(node.Body), Tag(node.Otherwise));
            case ForStatement node:
                return new ForStatement(node.Position, node.Target, node.Iterable, Tag(node.Body), Tag(node.Otherwise));
            case WithStatement node:
                return new WithStatement(node.Position, node.Items, Tag(node.Body));
            case TryStatement node:
                return new TryStatement(
                    node.Position, Tag(node.Body), [.. node.Handlers.Select(handler => handler with { Body = Tag(handler.Body) })],
                    Tag(node.Otherwise), Tag(node.Final));
            default:
                return statement;
        }
    }

    /// <summary>The argument of the decorator, if it is the one with a condition.</summary>
    private Argument? Condition(Expression decorator) =>
        decorator is CallExpression { Function: NameExpression name } call && name.Name.Value == _decorator
        && call.Arguments.Where(each => each.Kind is ArgumentKind.Positional or ArgumentKind.Unpacked).Take(2).ToList() is [var only]
            ? only
            : null;

    private sealed record Function(Statement Statement, ImmutableArray<PyObject?> Conditions);
}
