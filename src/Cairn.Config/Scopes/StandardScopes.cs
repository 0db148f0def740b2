using System.Collections.Immutable;
using Cairn.Config.Paths;

namespace Cairn.Config.Scopes;

/// <summary>The scopes that every command has, in Spack's order.</summary>
/// <remarks>Spack docs, "Configuration Scopes": defaults, system, site, user, the environment, then what the command line adds.</remarks>
public static class StandardScopes
{
    /// <summary>The scopes, lowest precedence first.</summary>
    /// <param name="places">Where the directories are.</param>
    /// <param name="platform">The platform, whose sub-directory of each scope comes right above the scope.</param>
    /// <param name="extraDirectories">Directories of <c>-C</c>, lowest precedence first.</param>
    /// <param name="settings">Settings of <c>-c</c>.</param>
    /// <param name="environment">The scopes of the active environment, lowest precedence first; null for none.</param>
    public static ImmutableArray<ConfigurationScope> Create(
        CairnPlaces places, string platform, IReadOnlyList<string> extraDirectories, IReadOnlyList<string> settings,
        IReadOnlyList<ConfigurationScope>? environment = null)
    {
        var scopes = ImmutableArray.CreateBuilder<ConfigurationScope>();
        scopes.Add(new DefaultScope());
        if (!places.IsLocalConfigurationDisabled)
        {
            AddDirectory(scopes, "system", places.SystemConfiguration, platform);
        }

        AddDirectory(scopes, "site", Path.Combine(places.Root, "etc", "spack"), platform);
        if (!places.IsLocalConfigurationDisabled)
        {
            AddDirectory(scopes, "user", places.UserConfiguration, platform);
        }

        scopes.AddRange(environment ?? []);
        for (var i = 0; i < extraDirectories.Count; i++)
        {
            AddDirectory(scopes, $"cmd_scope_{i}", extraDirectories[i], platform);
        }

        if (settings.Count > 0)
        {
            scopes.Add(CommandLineScope.Create(settings));
        }

        return scopes.DrainToImmutable();
    }

    private static void AddDirectory(ImmutableArray<ConfigurationScope>.Builder scopes, string name, string directory, string platform)
    {
        scopes.Add(new DirectoryScope(name, directory));
        var below = Path.Combine(directory, platform);
        if (Directory.Exists(below))
        {
            scopes.Add(new DirectoryScope($"{name}/{platform}", below));
        }
    }
}
