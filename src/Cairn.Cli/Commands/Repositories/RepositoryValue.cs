using System.Collections.Immutable;
using Cairn.Config.Yaml;

namespace Cairn.Cli.Commands;

/// <summary>Values of the section <c>repos</c> as they are written.</summary>
internal static class RepositoryValue
{
    /// <summary>A text, in quotes only where it needs them.</summary>
    public static YamlScalar Text(string text) => new(text, isQuoted: true, default);

    /// <summary>A list of texts.</summary>
    public static YamlSequence Texts(IEnumerable<string> texts) => new([.. texts.Select(Text)], default);

    /// <summary>A git repository.</summary>
    public static YamlMapping Git(string url, IReadOnlyCollection<string> paths, string? destination)
    {
        var entries = ImmutableArray.CreateBuilder<YamlEntry>();
        entries.Add(new YamlEntry("git", MergeMode.Merge, Text(url), default));
        if (paths.Count > 0)
        {
            entries.Add(new YamlEntry("paths", MergeMode.Merge, Texts(paths), default));
        }

        if (destination is not null)
        {
            entries.Add(new YamlEntry("destination", MergeMode.Merge, Text(destination), default));
        }

        return new YamlMapping(entries.DrainToImmutable(), default);
    }
}
