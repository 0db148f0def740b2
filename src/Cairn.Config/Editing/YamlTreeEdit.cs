using System.Collections.Immutable;
using Cairn.Config.Yaml;

namespace Cairn.Config.Editing;

/// <summary>What an edit means, said on values instead of text: an edit of the text counts only if it reads back as this.</summary>
internal static class YamlTreeEdit
{
    /// <summary>The value with something under a path; keys that are missing are made.</summary>
    public static YamlNode Set(YamlNode? node, ReadOnlySpan<ConfigurationPath.Element> path, YamlNode value, bool atFront)
    {
        if (path.IsEmpty)
        {
            return value;
        }

        var mapping = node as YamlMapping ?? new YamlMapping([], default);
        var (name, mode) = (path[0].Name, path[0].Mode);
        int at = IndexOf(mapping, name);
        if (at < 0)
        {
            var entry = new YamlEntry(name, mode, Set(null, path[1..], value, atFront), default);
            return new YamlMapping(atFront ? mapping.Entries.Insert(0, entry) : mapping.Entries.Add(entry), default);
        }

        var before = mapping.Entries[at];
        return new YamlMapping(
            mapping.Entries.SetItem(at, before with { Mode = mode == MergeMode.Merge ? before.Mode : mode, Value = Set(before.Value, path[1..], value, atFront) }), default);
    }

    /// <summary>The value without the entry under a path.</summary>
    public static YamlNode Remove(YamlNode node, ReadOnlySpan<ConfigurationPath.Element> path)
    {
        var mapping = (YamlMapping)node;
        int at = IndexOf(mapping, path[0].Name);
        return new YamlMapping(
            path.Length == 1
                ? mapping.Entries.RemoveAt(at)
                : mapping.Entries.SetItem(at, mapping.Entries[at] with { Value = Remove(mapping.Entries[at].Value, path[1..]) }), default);
    }

    /// <summary>The value with another name for the key at the end of a path.</summary>
    public static YamlNode Rename(YamlNode node, ReadOnlySpan<ConfigurationPath.Element> path, string name)
    {
        var mapping = (YamlMapping)node;
        int at = IndexOf(mapping, path[0].Name);
        var entry = mapping.Entries[at];
        return new YamlMapping(
            mapping.Entries.SetItem(at, path.Length == 1 ? entry with { Key = name } : entry with { Value = Rename(entry.Value, path[1..], name) }), default);
    }

    /// <summary>The value under a path, or null.</summary>
    public static YamlNode? Find(YamlNode? node, ReadOnlySpan<ConfigurationPath.Element> path)
    {
        foreach (var element in path)
        {
            node = (node as YamlMapping)?[element.Name];
        }

        return node;
    }

    /// <summary>True if two values say the same, in the same order.</summary>
    public static bool Same(YamlNode? left, YamlNode? right) => (left, right) switch
    {
        (null, null) => true,
        (YamlScalar a, YamlScalar b) => a.Kind == b.Kind && (a.IsNull || a.Text == b.Text),
        (YamlSequence a, YamlSequence b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Same(pair.First, pair.Second)),
        (YamlMapping a, YamlMapping b) => a.Entries.Length == b.Entries.Length
            && a.Entries.Zip(b.Entries).All(pair => pair.First.Key == pair.Second.Key && pair.First.Mode == pair.Second.Mode && Same(pair.First.Value, pair.Second.Value)),
        (YamlMapping { Entries.IsEmpty: true } or null, YamlMapping { Entries.IsEmpty: true } or null) => true,
        _ => false,
    };

    private static int IndexOf(YamlMapping mapping, string key)
    {
        for (int i = 0; i < mapping.Entries.Length; i++)
        {
            if (mapping.Entries[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
