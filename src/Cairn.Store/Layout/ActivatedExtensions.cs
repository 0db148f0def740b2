using System.Collections.Immutable;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Store.Layout;

/// <summary>An extension whose files are linked into what it extends.</summary>
/// <param name="Name">The package.</param>
/// <param name="Hash">Its DAG hash.</param>
/// <param name="Path">Its prefix.</param>
public sealed record ActivatedExtension(string Name, string Hash, string Path);

/// <summary>The file <c>.spack/extensions.yaml</c> of an extendee's prefix, in Spack's format: which extensions are activated there.</summary>
public static class ActivatedExtensions
{
    private const string FileName = "extensions.yaml";

    /// <summary>The activated extensions of a prefix, by name.</summary>
    /// <exception cref="CairnException">The file is damaged.</exception>
    public static ImmutableArray<ActivatedExtension> Read(string prefix)
    {
        var path = FileOf(prefix);
        if (!File.Exists(path))
        {
            return [];
        }

        if (YamlReader.Read(File.ReadAllText(path), path) is not YamlMapping file || file["extensions"] is not YamlSequence list)
        {
            throw new CairnException(new Diagnostic("extensions-damaged", $"`{path}` is damaged", new SourceLocation(path, 1, 1), [], "remove it and activate the extensions again with `--force`"));
        }

        return [.. list.Items.OfType<YamlMapping>().SelectMany(item => item.Entries).Select(entry => new ActivatedExtension(
            entry.Key, Text(entry.Value, "hash"), Text(entry.Value, "path")))];
    }

    /// <summary>Writes the activated extensions of a prefix.</summary>
    public static void Write(string prefix, IEnumerable<ActivatedExtension> extensions)
    {
        var items = extensions.OrderBy(extension => extension.Name, StringComparer.Ordinal)
            .Select(extension => (YamlNode)Mapping((extension.Name, Mapping(("hash", Scalar(extension.Hash)), ("path", Scalar(extension.Path))))));
        AtomicFile.WriteText(FileOf(prefix), YamlWriter.Write(Mapping(("extensions", new YamlSequence([.. items], default)))));
    }

    private static string FileOf(string prefix) => Path.Combine(InstallLayout.MetadataOf(prefix), FileName);

    private static string Text(YamlNode node, string key) => (node as YamlMapping)?[key] is YamlScalar scalar ? scalar.Text : "";

    private static YamlScalar Scalar(string text) => new(text, false, default);

    private static YamlMapping Mapping(params ReadOnlySpan<(string Key, YamlNode Value)> entries)
    {
        var builder = ImmutableArray.CreateBuilder<YamlEntry>();
        foreach (var (key, value) in entries)
        {
            builder.Add(new YamlEntry(key, MergeMode.Merge, value, default));
        }

        return new YamlMapping(builder.ToImmutable(), default);
    }
}
