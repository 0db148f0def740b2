using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Yaml;

namespace Cairn.Store.UserEnvironment;

/// <summary>Which directories of a prefix enter which search paths (Spack docs, "Modules": <c>prefix_inspections</c>).</summary>
/// <param name="Entries">Directories relative to a prefix with the variables that want them, in the order of the configuration.</param>
public sealed record PrefixInspections(ImmutableArray<(string Directory, ImmutableArray<string> Variables)> Entries)
{
    /// <summary>What <c>modules:prefix_inspections</c> says, and then what a set of modules says in addition.</summary>
    public static PrefixInspections From(Configuration configuration, string? moduleSet = null)
    {
        var merged = configuration.Get("modules:prefix_inspections");
        if (moduleSet is not null && configuration.Get($"modules:{moduleSet}:prefix_inspections") is { } more)
        {
            merged = Config.Merging.YamlMerge.Join(merged, more, MergeMode.Merge);
        }

        return new PrefixInspections(merged is YamlMapping mapping ? [.. mapping.Entries.Select(Entry)] : []);
    }

    /// <summary>Adds what the directories of a prefix contribute.</summary>
    public void AddTo(EnvironmentChanges changes, string prefix)
    {
        foreach (var (relative, variables) in Entries)
        {
            var directory = Path.GetFullPath(Path.Combine(prefix, relative));
            directory = directory.Length > 1 ? directory.TrimEnd('/') : directory;
            if (Directory.Exists(directory) && !SystemDirectories.Contains(directory))
            {
                foreach (var variable in variables)
                {
                    changes.PrependPath(variable, directory);
                }
            }
        }
    }

    private static (string Directory, ImmutableArray<string> Variables) Entry(YamlEntry entry) => entry.Value switch
    {
        YamlSequence list => (entry.Key, [.. list.Items.OfType<YamlScalar>().Select(item => item.Text)]),
        YamlScalar { IsNull: true } => (entry.Key, []),
        _ => throw Configuration.Mismatch($"modules:prefix_inspections:{entry.Key}", entry.Value, "a list of variables"),
    };
}
