using System.Collections.Immutable;
using Cairn.Config.Yaml;

namespace Cairn.Config.Schemas;

/// <summary>Reads sections in the forms that they had once as they are written today, so that scopes of all ages merge.</summary>
public static class OlderForms
{
    /// <summary>What a section says, in today's form; the value itself if it is that already.</summary>
    public static YamlNode Today(string section, YamlNode value) => (section, value) switch
    {
        ("repos", YamlSequence paths) => Named(paths),
        ("config", YamlMapping config) => Replaced(Replaced(config, "install_tree", "root"), "shared_linking", "type"),
        _ => value,
    };

    /// <summary>Repositories without names are named by their paths.</summary>
    private static YamlMapping Named(YamlSequence paths) => new(
        [.. paths.Items.OfType<YamlScalar>().DistinctBy(path => path.Text).Select(path => new YamlEntry(path.Text, MergeMode.Merge, path, path.Mark))], paths.Mark);

    /// <summary>A single value where a mapping stands today.</summary>
    private static YamlMapping Replaced(YamlMapping mapping, string key, string below)
    {
        if (!mapping.TryGetEntry(key, out var entry) || entry.Value is not YamlScalar { IsNull: false } value)
        {
            return mapping;
        }

        var wrapped = new YamlMapping(ImmutableArray.Create(new YamlEntry(below, MergeMode.Merge, value, entry.KeyMark)), value.Mark);
        return new YamlMapping(mapping.Entries.Replace(entry, entry with { Value = wrapped }), mapping.Mark);
    }
}
