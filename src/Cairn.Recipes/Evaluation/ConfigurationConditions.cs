using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Evaluates the conditions of configuration files: Python expressions about this machine.</summary>
/// <remarks>
/// Spack docs, "Spec List References" and "include.yaml": <c>platform</c>, <c>os</c>, <c>target</c>, <c>arch</c>, <c>arch_str</c>,
/// <c>hostname</c>, <c>env</c> and <c>re</c> are there, nothing else.
/// </remarks>
/// <param name="host">The facts about this machine.</param>
/// <param name="cancellation">Ends an evaluation from outside.</param>
public sealed class ConfigurationConditions(HostDescription host, CancellationToken cancellation = default)
{
    // An expression in a configuration file needs a handful of steps; reading the module of specs needs some more.
    private const long MaximumSteps = 2_000_000;
    private const string Result = "_cairn_result";

    private RecipeSession? _session;

    /// <summary>Whether a condition holds.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="location">Where it was written.</param>
    /// <exception cref="CairnException">It is no expression, or it fails.</exception>
    public bool Hold(string expression, SourceLocation? location)
    {
        try
        {
            var realm = (_session ??= CreateSession()).Realm;
            realm.ResetSteps();
            var module = realm.Run(ModuleCode.Compile(new SourceFile("<condition>", Program(expression))), "_cairn_condition");
            return module.GetAttribute(Result).IsTrue;
        }
        catch (PyRaise raised)
        {
            throw Failure(expression, location, TracebackText.Describe(raised.Value).TrimEnd().Split('\n')[^1]);
        }
        catch (RecipeSyntaxException problem)
        {
            throw Failure(expression, location, problem.Message);
        }
        catch (EvaluationLimitException problem)
        {
            throw Failure(expression, location, problem.Message);
        }
    }

    private RecipeSession CreateSession() => new(
        new RecipeModules(new RecipeRepositoryPath([])), new SpecLiterals(), host, new RealHost(),
        new EvaluationLimits { Steps = MaximumSteps, Cancellation = cancellation });

    private string Program(string expression) => $"""
        import re
        import os as _os
        from spack.spec import Spec as _Spec
        env = _os.environ
        platform = {Text(host.Platform)}
        os = {Text(host.OperatingSystem)}
        target = {Text(host.Target)}
        hostname = {Text(Environment.MachineName)}
        arch = architecture = _Spec("platform=" + platform + " os=" + os + " target=" + target)
        arch_str = str(arch)
        {Result} = bool(
        {expression}
        )

        """;

    private static string Text(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    private static CairnException Failure(string expression, SourceLocation? location, string why) => new(new Diagnostic(
        "configuration-condition", $"the condition `{expression.Trim()}` cannot be evaluated: {why}", location, [],
        "a condition is a Python expression of `platform`, `os`, `target`, `arch`, `hostname`, `env` and `re`"));
}
