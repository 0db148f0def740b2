using System.Collections.Immutable;
using Cairn.Config.Paths;
using Cairn.Config.Schemas;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Scopes;

/// <summary>Finds the scopes that a scope includes, and those that they include.</summary>
/// <remarks>
/// Spack docs, "Include Settings (include.yaml)": what is included counts less than what includes it, and of two entries the first counts
/// more. Scopes are named after their parent and path unless the entry has a name; a name that another scope has replaces that one.
/// </remarks>
public sealed class IncludeExpansion(PathVariables variables, IIncludeSources sources)
{
    private const int MaximumDepth = 100;

    /// <summary>The scope with all that it includes, lowest precedence first.</summary>
    /// <exception cref="CairnException">Something that must be there is not.</exception>
    public IEnumerable<ConfigurationScope> Expand(ConfigurationScope scope) => Expand(scope, []);

    private List<ConfigurationScope> Expand(ConfigurationScope scope, ImmutableArray<string> chain)
    {
        if (scope.Section("include") is not { Value: YamlSequence entries } section)
        {
            if (scope.Section("include") is { } wrong)
            {
                SectionSchemas.Check("include", wrong.Value).ThrowIfWrong();
            }

            return [scope];
        }

        SectionSchemas.Check("include", section.Value).ThrowIfWrong();
        if (scope.Path is { } path && chain.Contains(path))
        {
            throw Wrong("configuration-include-cycle", $"`{path}` includes itself", section.KeyMark, "take the entry that leads back out");
        }

        if (chain.Length >= MaximumDepth)
        {
            throw Wrong("configuration-include-depth", $"more than {MaximumDepth} files include each other", section.KeyMark, null);
        }

        var result = new List<ConfigurationScope>();
        foreach (var entry in entries.Items.Reverse())
        {
            foreach (var included in Enumerable.Reverse(ScopesOf(scope, entry)))
            {
                result.AddRange(Expand(included, chain.Add(scope.Path ?? scope.Name)));
            }
        }

        result.Add(scope);
        return result;
    }

    /// <summary>The scopes of an entry, in the order in which they are written.</summary>
    private List<ConfigurationScope> ScopesOf(ConfigurationScope parent, YamlNode entry)
    {
        switch (entry)
        {
            case YamlScalar { IsNull: false } path:
                return IsRemote(variables.Expand(path.Text))
                    ? throw WithoutDigest(path)
                    : ScopeAt(parent, path, Local(parent, path.Text), new Entry(path.Mark, null, false, false));
            case YamlMapping mapping:
                var described = new Entry(
                    mapping.Mark, mapping["name"]?.ToString(), IsTrue(mapping["optional"]), IsTrue(mapping["prefer_modify"]));
                return mapping["when"] is YamlScalar { Text.Length: > 0 } condition && !sources.Holds(condition) ? []
                    : mapping["git"] is YamlScalar url ? FromGit(parent, mapping, url, described)
                    : FromPath(parent, mapping, described);
            default:
                return [];
        }
    }

    private List<ConfigurationScope> FromPath(ConfigurationScope parent, YamlMapping mapping, Entry entry)
    {
        if (mapping["path"] is not YamlScalar path)
        {
            throw Wrong("configuration-include", "this include has neither `path:` nor `git:`", entry.Mark, null);
        }

        string text = mapping["path_override_env_var"]?.ToString() is { } variable && variables.Places.Environment.GetValueOrDefault(variable) is { Length: > 0 } chosen
            ? chosen
            : path.Text;
        string expanded = variables.Expand(text);
        if (!IsRemote(expanded))
        {
            return ScopeAt(parent, path, Local(parent, text), entry);
        }

        if (mapping["sha256"]?.ToString() is not { Length: > 0 } digest)
        {
            throw WithoutDigest(path);
        }

        try
        {
            return ScopeAt(parent, path, sources.Fetch(expanded, digest), entry);
        }
        catch (CairnException) when (entry.IsOptional)
        {
            return [];
        }
    }

    private static CairnException WithoutDigest(YamlScalar url) => Wrong(
        "configuration-include", $"the remote file `{url.Text}` needs `sha256:`", url.Mark,
        "what is read from elsewhere must be what you have seen: write `path:` with the file's `sha256:` below it");

    private List<ConfigurationScope> FromGit(ConfigurationScope parent, YamlMapping mapping, YamlScalar url, Entry entry)
    {
        var reference = new GitReference(variables.Expand(url.Text), mapping["branch"]?.ToString(), mapping["tag"]?.ToString(), mapping["commit"]?.ToString());
        if (reference is { Branch: null, Tag: null, Commit: null })
        {
            throw Wrong("configuration-include", $"the include of `{reference.Url}` needs `branch:`, `tag:` or `commit:`", url.Mark, null);
        }

        if (mapping["paths"] is not YamlSequence { Items.IsEmpty: false } paths)
        {
            throw Wrong("configuration-include", $"the include of `{reference.Url}` needs `paths:`", url.Mark, "list the files or directories of the repository that hold configuration");
        }

        string clone;
        try
        {
            clone = sources.Clone(reference);
        }
        catch (CairnException) when (entry.IsOptional)
        {
            return [];
        }

        return [.. paths.Items.OfType<YamlScalar>().SelectMany(path => ScopeAt(parent, path, Path.GetFullPath(path.Text, clone), entry with { Name = null }))];
    }

    private static List<ConfigurationScope> ScopeAt(ConfigurationScope parent, YamlScalar written, string path, Entry entry)
    {
        bool isDirectory = Directory.Exists(path);
        bool exists = isDirectory || File.Exists(path);
        if (!exists && !entry.IsOptional)
        {
            throw Wrong("configuration-include", $"the included `{written.Text}` does not exist", written.Mark, $"it would be `{path}`; `optional: true` allows that it is missing");
        }

        string name = entry.Name ?? $"{parent.Name}:{NameBelow(parent, path)}";
        string extension = Path.GetExtension(path);
        bool isFile = (exists && !isDirectory) || extension is ".yaml" or ".yml";
        return isFile
            ? [new FileScope(name, path) { IsIncluded = true, PrefersModification = entry.PrefersModification }]
            : [new DirectoryScope(name, path) { IsIncluded = true, PrefersModification = entry.PrefersModification }];
    }

    private static string NameBelow(ConfigurationScope parent, string path) =>
        parent.Path is { } directory && path.StartsWith(Path.TrimEndingDirectorySeparator(directory) + "/", StringComparison.Ordinal) ? Path.GetRelativePath(directory, path) : path;

    private string Local(ConfigurationScope parent, string text)
    {
        string expanded = variables.Expand(text);
        if (expanded.StartsWith("file://", StringComparison.Ordinal))
        {
            expanded = new Uri(expanded).LocalPath;
        }

        string? directory = parent is FileScope ? Path.GetDirectoryName(parent.Path) : parent.Path;
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(expanded, Path.GetFullPath(directory ?? ".")));
    }

    private static bool IsTrue(YamlNode? node) => node is YamlScalar { Kind: YamlScalarKind.Boolean } scalar && scalar.Text[0] is 't' or 'T';

    private static bool IsRemote(string path) =>
        path.Contains("://", StringComparison.Ordinal) && !path.StartsWith("file://", StringComparison.Ordinal);

    private static CairnException Wrong(string code, string message, YamlMark mark, string? hint) =>
        new(new Diagnostic(code, message, Place(mark), [], hint));

    private static SourceLocation Place(YamlMark mark) => SchemaCheck.Place(mark);

    private readonly record struct Entry(YamlMark Mark, string? Name, bool IsOptional, bool PrefersModification);
}
