using Cairn.Cli.Environments;
using Cairn.Config;
using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>The environment of a session.</summary>
public sealed partial class Session
{
    private const string Variable = "SPACK_ENV";
    private ConfigurationConditions? _conditions;

    /// <summary>The active environment; null if there is none.</summary>
    public ActiveEnvironment? ActiveEnvironment { get; private set; }

    /// <summary>The active environment of a command that needs one.</summary>
    /// <exception cref="CairnException">There is none.</exception>
    public ActiveEnvironment RequireEnvironment(string command) => ActiveEnvironment ?? throw new CairnException(new Diagnostic(
        "no-environment", $"`{command}` works on an environment, and none is active", null, [], $"name one: `cairn -e DIR {command}`"));

    /// <summary>Whether the <c>when</c> of a piece of configuration holds on this machine.</summary>
    public bool Holds(YamlScalar condition) => (_conditions ??= new ConfigurationConditions(Host, Cancellation))
        .Hold(condition.Text, new SourceLocation(condition.Mark.File, condition.Mark.Line, condition.Mark.Column));

    /// <summary>The environment that the options or the process's environment name.</summary>
    private ActiveEnvironment? FindEnvironment(string? given, string? directory, bool isDisabled)
    {
        if (directory is not null)
        {
            return EnvironmentPlaces.Find(Path.GetFullPath(directory), () => "");
        }

        if (given is not null)
        {
            return EnvironmentPlaces.Find(given, () => EnvironmentPlaces.Root(ConfigurationOutside(), Places));
        }

        return !isDisabled && Places.Environment.GetValueOrDefault(Variable) is { Length: > 0 } active
            ? EnvironmentPlaces.Find(active, () => EnvironmentPlaces.Root(ConfigurationOutside(), Places))
            : null;
    }

    /// <summary>The scope that the file of an environment makes.</summary>
    private static FileScope EnvironmentScope(ActiveEnvironment environment) => new($"env:{environment.Name}", environment.Manifest.File, "spack");

    /// <summary>The configuration that holds outside of any environment.</summary>
    private Configuration ConfigurationOutside()
    {
        var variables = new PathVariables(Places, HostNamesOf);
        var choices = new ScopeChoices(Places, HostPlatform.Name) { Directories = _directories, Settings = _settings };
        return new(StandardScopes.Create(choices, new IncludeExpansion(variables, new IncludeSources(this))), variables);
    }
}
