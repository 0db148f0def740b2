using System.Collections.Immutable;
using Cairn.Config.Paths;
using Cairn.Config.Yaml;

namespace Cairn.Config.Scopes;

/// <summary>The scopes that every command has, in Spack's order.</summary>
/// <remarks>
/// Spack docs, "Configuration Scopes": defaults, system, site, user, the installation's own (<c>spack</c>), the environment, then what the
/// command line adds. Each may include more (<see cref="IncludeExpansion"/>), and each directory may have a sub-directory named after the
/// platform, whose files come right above its own (Spack before 1.0; today an include does the same).
/// </remarks>
public static class StandardScopes
{
    /// <summary>The scopes, lowest precedence first.</summary>
    /// <param name="choices">What the command line and the process say.</param>
    /// <param name="includes">Finds included scopes.</param>
    /// <exception cref="Cairn.Specs.CairnException">An include is malformed, or leads nowhere.</exception>
    public static ImmutableArray<ConfigurationScope> Create(ScopeChoices choices, IncludeExpansion includes)
    {
        var places = choices.Places;
        var scopes = new List<ConfigurationScope>();
        var defaults = new DefaultScope();
        scopes.Add(defaults);
        if (!places.IsLocalConfigurationDisabled)
        {
            AddDirectory(scopes, "system", places.SystemConfiguration, choices.Platform, includes);
        }

        string own = Path.Combine(places.Root, "etc", "spack");
        AddDirectory(scopes, "site", Path.Combine(own, "site"), choices.Platform, includes);
        if (!places.IsLocalConfigurationDisabled)
        {
            AddDirectory(scopes, "user", places.UserConfiguration, choices.Platform, includes);
        }

        AddDirectory(scopes, "spack", own, choices.Platform, includes);
        if (choices.Environment is { } environment)
        {
            scopes.AddRange(includes.Expand(environment));
        }

        for (var i = 0; i < choices.Directories.Count; i++)
        {
            AddDirectory(scopes, $"cmd_scope_{i}", Path.TrimEndingDirectorySeparator(Path.GetFullPath(choices.Directories[i])), choices.Platform, includes);
        }

        if (choices.Settings.Count > 0)
        {
            scopes.Add(CommandLineScope.Create(choices.Settings));
        }

        return [.. WithoutOverridden(WithoutReplaced(scopes), defaults)];
    }

    private static void AddDirectory(List<ConfigurationScope> scopes, string name, string directory, string platform, IncludeExpansion includes)
    {
        scopes.AddRange(includes.Expand(new DirectoryScope(name, directory)));
        var below = Path.Combine(directory, platform);
        if (Directory.Exists(below))
        {
            scopes.Add(new DirectoryScope($"{name}/{platform}", below));
        }
    }

    /// <summary>Of scopes of one name the highest counts.</summary>
    private static List<ConfigurationScope> WithoutReplaced(List<ConfigurationScope> scopes)
    {
        if (!scopes.Exists(scope => scope.IsIncluded))
        {
            return scopes;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var kept = new List<ConfigurationScope>();
        for (int i = scopes.Count - 1; i >= 0; i--)
        {
            if (names.Add(scopes[i].Name))
            {
                kept.Insert(0, scopes[i]);
            }
        }

        return kept;
    }

    /// <summary><c>include::</c> cuts off all scopes below but the defaults and those that it includes itself.</summary>
    private static List<ConfigurationScope> WithoutOverridden(List<ConfigurationScope> scopes, DefaultScope defaults)
    {
        int last = scopes.FindLastIndex(scope => scope is not (DefaultScope or MappingScope) && scope.Section("include") is { Mode: MergeMode.Override });
        if (last < 0)
        {
            return scopes;
        }

        // What a scope includes stands right below it.
        int first = last;
        while (first > 0 && scopes[first - 1].IsIncluded)
        {
            first--;
        }

        return [defaults, .. scopes.Skip(first)];
    }
}

/// <summary>What the command line and the process say about scopes.</summary>
/// <param name="Places">Where the directories are.</param>
/// <param name="Platform">The platform, whose sub-directory of each scope comes right above the scope.</param>
public sealed record ScopeChoices(CairnPlaces Places, string Platform)
{
    /// <summary>Directories of <c>-C</c>, lowest precedence first.</summary>
    public IReadOnlyList<string> Directories { get; init; } = [];

    /// <summary>Settings of <c>-c</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>The scope of the active environment, or null.</summary>
    public ConfigurationScope? Environment { get; init; }
}
