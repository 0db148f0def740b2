using System.Collections.Immutable;
using Cairn.Config.Schemas;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Scopes;

/// <summary>One layer of configuration: a directory of section files, a single file, or values given in memory.</summary>
public abstract class ConfigurationScope(string name)
{
    /// <summary>The scope's name as <c>--scope</c> takes it: <c>defaults</c>, <c>site</c>, <c>user</c>, <c>command_line</c>…</summary>
    public string Name { get; } = name;

    /// <summary>The directory or file that holds the scope; null if it lives in memory.</summary>
    public virtual string? Path => null;

    /// <summary>True if another scope's <c>include:</c> brought it.</summary>
    public bool IsIncluded { get; init; }

    /// <summary>True if commands should rather change this scope than the one that includes it.</summary>
    public bool PrefersModification { get; init; }

    /// <summary>True if there is something on disk.</summary>
    public virtual bool Exists => true;

    /// <summary>What the scope says in a section, or null if it says nothing.</summary>
    /// <exception cref="CairnException">A file of the scope is unreadable or malformed.</exception>
    public abstract YamlEntry? Section(string section);

    /// <summary>The file that holds a section of this scope, there or not; null if it lives in memory.</summary>
    public virtual string? FileOf(string section) => null;

    /// <summary>Where in that file the section stands.</summary>
    public virtual ImmutableArray<ConfigurationPath.Element> PathTo(string section) => [new(section, MergeMode.Merge)];
}

/// <summary>A scope that is a directory with one <c>section.yaml</c> a section, such as <c>~/.spack</c>.</summary>
public sealed class DirectoryScope(string name, string directory) : ConfigurationScope(name)
{
    private readonly Dictionary<string, YamlEntry?> _sections = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Path => directory;

    /// <inheritdoc/>
    public override bool Exists => Directory.Exists(directory);

    /// <summary>The file that holds a section of this scope.</summary>
    public override string FileOf(string section) => System.IO.Path.Combine(directory, section + ".yaml");

    /// <inheritdoc/>
    public override YamlEntry? Section(string section)
    {
        if (!_sections.TryGetValue(section, out var entry))
        {
            entry = ScopeFile.Read(FileOf(section), section);
            _sections.Add(section, entry);
        }

        return entry;
    }
}

/// <summary>A scope that is one file with several sections: an included file, or an environment's <c>spack.yaml</c>.</summary>
/// <param name="name">The scope's name.</param>
/// <param name="file">The file.</param>
/// <param name="below">The key under which sections stand, as <c>spack</c> in an environment; null if they stand at the top, or under <c>spack</c>.</param>
public sealed class FileScope(string name, string file, string? below = null) : ConfigurationScope(name)
{
    private readonly Lazy<YamlMapping?> _sections = new(() => Read(file, below));

    /// <inheritdoc/>
    public override string Path => file;

    /// <inheritdoc/>
    public override bool Exists => File.Exists(file);

    /// <summary>What stands at the top, sections and others.</summary>
    public YamlMapping? Content => _sections.Value;

    /// <inheritdoc/>
    public override string FileOf(string section) => file;

    /// <inheritdoc/>
    public override ImmutableArray<ConfigurationPath.Element> PathTo(string section) =>
        (below ?? (YamlReader.ReadFile(file) is YamlMapping mapping && mapping["spack"] is not null ? "spack" : null)) is { } above
            ? [new(above, MergeMode.Merge), new(section, MergeMode.Merge)]
            : base.PathTo(section);

    /// <inheritdoc/>
    public override YamlEntry? Section(string section) =>
        _sections.Value is { } sections && sections.TryGetEntry(section, out var entry) && entry.Value is not YamlScalar { IsNull: true } ? entry : null;

    /// <summary>Keys at the top that are no sections.</summary>
    public IEnumerable<Diagnostic> UnknownKeys()
    {
        ImmutableArray<string> known = below is null ? SectionSchemas.Names : [.. SectionSchemas.Names, .. SectionSchemas.EnvironmentKeys];
        return (Content?.Entries ?? []).Where(entry => !known.Contains(entry.Key)).Select(entry => new Diagnostic(
            "configuration-unknown-key", $"`{entry.Key}` is no section of the configuration", SchemaCheck.Place(entry.KeyMark, entry.Key.Length), [],
            NearestName.Of(entry.Key, known) is { } near ? $"did you mean `{near}`?" : null));
    }

    private static YamlMapping? Read(string file, string? below)
    {
        var document = YamlReader.ReadFile(file);
        var node = below is null ? (document as YamlMapping)?["spack"] ?? document : document switch
        {
            null => null,
            YamlMapping mapping when mapping[below] is { } found => found,
            _ => throw ScopeFile.Malformed(document, file, below),
        };
        return node switch
        {
            null or YamlScalar { IsNull: true } => null,
            YamlMapping mapping => mapping,
            _ => throw new CairnException(new Diagnostic(
                "configuration-section", $"`{file}` should be a mapping of sections but is {node.Description}",
                new SourceLocation(file, node.Mark.Line, node.Mark.Column, null), [], null)),
        };
    }
}

/// <summary>A scope of values in memory, such as those of <c>-c</c>.</summary>
public sealed class MappingScope(string name, YamlMapping? sections, string? path = null) : ConfigurationScope(name)
{
    /// <inheritdoc/>
    public override string? Path => path;

    /// <inheritdoc/>
    public override YamlEntry? Section(string section) =>
        sections is not null && sections.TryGetEntry(section, out var entry) && entry.Value is not YamlScalar { IsNull: true } ? entry : null;
}

/// <summary>Reads the section that a file holds.</summary>
internal static class ScopeFile
{
    /// <summary>The section of a file; null if there is no file or nothing in it.</summary>
    public static YamlEntry? Read(string path, string section) => Section(YamlReader.ReadFile(path), path, section);

    /// <summary>The section of a document that was read already.</summary>
    public static YamlEntry? Section(YamlNode? document, string path, string section) => document switch
    {
        null or YamlScalar { IsNull: true } => null,
        YamlMapping mapping when mapping.TryGetEntry(section, out var entry) => entry.Value is YamlScalar { IsNull: true } ? null : entry,
        _ => throw Malformed(document, path, section),
    };

    /// <summary>The error for a file that does not start with what it should hold.</summary>
    public static CairnException Malformed(YamlNode document, string path, string section)
    {
        if (document is not YamlMapping mapping)
        {
            return new CairnException(new Diagnostic(
                "configuration-section",
                $"`{path}` should be a mapping that starts with `{section}:` but is {document.Description}",
                new SourceLocation(path, document.Mark.Line, document.Mark.Column, null),
                [],
                null));
        }

        var found = mapping.Entries.Length > 0 ? mapping.Entries[0] : default;
        return new CairnException(new Diagnostic(
            "configuration-section",
            $"`{path}` should hold the section `{section}:` but starts with `{found.Key}:`",
            new SourceLocation(path, found.KeyMark.Line, found.KeyMark.Column, null),
            [],
            $"put everything in this file under `{section}:`"));
    }
}
