using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>The scope that a command reads or changes.</summary>
internal static class ScopeChoice
{
    /// <summary><c>--scope</c>.</summary>
    public static Option<string?> CreateOption() => new("--scope") { Description = "the configuration scope to change (by default the directory of `-C`, the environment's, or the user's)", HelpName = "SCOPE" };

    /// <summary>The scopes that can be changed, highest precedence first.</summary>
    public static IReadOnlyList<ConfigurationScope> All(Session session) => [.. session.Configuration.Scopes.Where(scope => scope.FileOf("config") is not null).Reverse()];

    /// <summary>The named scope, or the one that is changed if nobody says otherwise.</summary>
    /// <exception cref="CairnException">There is no scope of that name, or it lives in memory.</exception>
    public static ConfigurationScope Choose(Session session, string? name) => name is null ? Default(session) : Named(session, name) is { } scope && scope.FileOf("config") is not null
        ? scope
        : throw new CairnException(new Diagnostic(
            "unknown-scope", $"the scope `{name}` is in no file that could be changed", null, [], $"the scopes are {string.Join(", ", All(session).Select(scope => $"`{scope.Name}`"))}"));

    /// <summary>The scope of a name.</summary>
    /// <exception cref="CairnException">There is none.</exception>
    public static ConfigurationScope Named(Session session, string name) => session.Configuration.Scopes.FirstOrDefault(scope => scope.Name == name)
        ?? throw new CairnException(new Diagnostic(
            "unknown-scope", $"there is no scope `{name}`", null, [],
            NearestName.Of(name, session.Configuration.Scopes.Select(scope => scope.Name)) is { } near
                ? $"did you mean `{near}`?"
                : $"the scopes are {string.Join(", ", session.Configuration.Scopes.Reverse().Select(scope => $"`{scope.Name}`"))}"));

    /// <remarks>
    /// Spack docs, "prefer_modify": the highest scope that is a user's to change, or what it includes if the include says so. The scope
    /// <c>spack</c> belongs to the installation, platform scopes to nobody in particular.
    /// </remarks>
    private static ConfigurationScope Default(Session session)
    {
        var all = All(session);
        var top = all.FirstOrDefault(scope => !scope.IsIncluded && scope.Name != "spack" && !scope.Name.Contains('/') && scope.Name is not ("system" or "site"))
            ?? all.FirstOrDefault(scope => scope.Name.StartsWith("env:", StringComparison.Ordinal))
            ?? all.First(scope => scope.Name == "site");
        if (all.FirstOrDefault(scope => scope.Name.StartsWith("env:", StringComparison.Ordinal) && !scope.IsIncluded) is { } environment && !top.Name.StartsWith("cmd_scope_", StringComparison.Ordinal))
        {
            top = environment;
        }

        // What a scope includes stands right below it.
        return all.SkipWhile(scope => scope != top).Skip(1).TakeWhile(scope => scope.IsIncluded).FirstOrDefault(scope => scope.PrefersModification) ?? top;
    }
}
