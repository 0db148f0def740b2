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

    /// <summary>What the scope says in a section, or null if it says nothing.</summary>
    /// <exception cref="CairnException">A file of the scope is unreadable or malformed.</exception>
    public abstract YamlEntry? Section(string section);
}

/// <summary>A scope that is a directory with one <c>section.yaml</c> a section, such as <c>~/.spack</c>.</summary>
public sealed class DirectoryScope(string name, string directory) : ConfigurationScope(name)
{
    private readonly Dictionary<string, YamlEntry?> _sections = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Path => directory;

    /// <summary>The file that holds a section of this scope.</summary>
    public string FileOf(string section) => System.IO.Path.Combine(directory, section + ".yaml");

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

/// <summary>A scope whose sections stand under one key path of one mapping, such as an environment's <c>spack.yaml</c>.</summary>
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
    public static YamlEntry? Section(YamlNode? document, string path, string section)
    {
        switch (document)
        {
            case null or YamlScalar { IsNull: true }:
                return null;
            case YamlMapping mapping when mapping.TryGetEntry(section, out var entry):
                return entry.Value is YamlScalar { IsNull: true } ? null : entry;
            case YamlMapping mapping:
                var found = mapping.Entries.Length > 0 ? mapping.Entries[0] : default;
                throw new CairnException(new Diagnostic(
                    "configuration-section",
                    $"`{path}` should hold the section `{section}:` but starts with `{found.Key}:`",
                    new SourceLocation(path, found.KeyMark.Line, found.KeyMark.Column, null),
                    [],
                    $"put everything in this file under `{section}:`"));
            default:
                throw new CairnException(new Diagnostic(
                    "configuration-section",
                    $"`{path}` should be a mapping that starts with `{section}:` but is {document.Description}",
                    new SourceLocation(path, document.Mark.Line, document.Mark.Column, null),
                    [],
                    null));
        }
    }
}
