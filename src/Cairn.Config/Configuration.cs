using System.Collections.Immutable;
using System.Globalization;
using Cairn.Config.Merging;
using Cairn.Config.Paths;
using Cairn.Config.Schemas;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config;

/// <summary>All scopes together: asks of a section read just that section's files, once.</summary>
public sealed class Configuration
{
    private readonly Dictionary<string, YamlNode?> _merged = new(StringComparer.Ordinal);
    private readonly HashSet<(ConfigurationScope, string)> _checked;
    private readonly Lock _lock = new();

    /// <summary>Creates a configuration from scopes, lowest precedence first.</summary>
    public Configuration(ImmutableArray<ConfigurationScope> scopes, PathVariables variables)
        : this(scopes, variables, [])
    {
    }

    private Configuration(ImmutableArray<ConfigurationScope> scopes, PathVariables variables, HashSet<(ConfigurationScope, string)> known)
    {
        Scopes = scopes;
        Variables = variables;
        _checked = known;
    }

    /// <summary>Hears of what has no effect: keys that mean nothing, and keys of old.</summary>
    public Action<Diagnostic>? OnWarning { get; init; }

    /// <summary>The scopes, lowest precedence first.</summary>
    public ImmutableArray<ConfigurationScope> Scopes { get; }

    /// <summary>What <c>$spack</c>, <c>$user</c>, <c>~</c>… stand for.</summary>
    public PathVariables Variables { get; }

    /// <summary>The same configuration with one more scope on top.</summary>
    public Configuration With(ConfigurationScope scope) => WithScopes(Scopes.Add(scope));

    /// <summary>The same configuration with other scopes; what was checked once is not checked again.</summary>
    public Configuration WithScopes(ImmutableArray<ConfigurationScope> scopes) => new(scopes, Variables, _checked) { OnWarning = OnWarning };

    /// <summary>The merged section, or null if no scope has it.</summary>
    /// <exception cref="CairnException">A file of the section is unreadable or malformed, or says something that the section cannot hold.</exception>
    public YamlNode? Section(string section)
    {
        lock (_lock)
        {
            if (!_merged.TryGetValue(section, out var merged))
            {
                foreach (var scope in Scopes)
                {
                    if (SectionOf(scope, section) is { } entry)
                    {
                        merged = YamlMerge.Join(merged, entry.Value, entry.Mode);
                    }
                }

                _merged.Add(section, merged);
            }

            return merged;
        }
    }

    /// <summary>What one scope says in a section, checked, in the form of today; null if it says nothing.</summary>
    /// <exception cref="CairnException">Its file is unreadable or malformed, or says something that the section cannot hold.</exception>
    public YamlEntry? SectionOf(ConfigurationScope scope, string section)
    {
        if (scope.Section(section) is not { } entry)
        {
            return null;
        }

        bool isNew;
        lock (_checked)
        {
            isNew = scope is not DefaultScope && _checked.Add((scope, section)); // shared by configurations that differ in scopes
        }

        if (isNew)
        {
            var findings = SectionSchemas.Check(section, entry.Value);
            findings.ThrowIfWrong();
            foreach (var warning in findings.Warnings)
            {
                OnWarning?.Invoke(warning);
            }
        }

        return entry with { Value = OlderForms.Today(section, entry.Value) };
    }

    /// <summary>The value under a path such as <c>config:build_jobs</c>, or null.</summary>
    public YamlNode? Get(string path)
    {
        var elements = ConfigurationPath.Parse(path).Elements;
        var node = Section(elements[0].Name);
        for (var i = 1; i < elements.Length && node is not null; i++)
        {
            node = (node as YamlMapping)?[elements[i].Name];
        }

        return node is YamlScalar { IsNull: true } ? null : node;
    }

    /// <summary>The text under a path, or null if nothing stands there.</summary>
    /// <exception cref="CairnException">A list or mapping stands there.</exception>
    public string? GetString(string path) => Get(path) switch
    {
        null => null,
        YamlScalar scalar => scalar.Text,
        var other => throw Mismatch(path, other, "a string"),
    };

    /// <summary>The boolean under a path, or <paramref name="otherwise"/>.</summary>
    /// <exception cref="CairnException">Something else stands there.</exception>
    public bool GetBoolean(string path, bool otherwise) => Get(path) switch
    {
        null => otherwise,
        YamlScalar { Kind: YamlScalarKind.Boolean } scalar => scalar.Text[0] is 't' or 'T',
        var other => throw Mismatch(path, other, "`true` or `false`"),
    };

    /// <summary>The whole number under a path, or <paramref name="otherwise"/>.</summary>
    /// <exception cref="CairnException">Something else stands there.</exception>
    public int GetInteger(string path, int otherwise) => Get(path) switch
    {
        null => otherwise,
        YamlScalar { Kind: YamlScalarKind.Integer } scalar when int.TryParse(scalar.Text, CultureInfo.InvariantCulture, out var value) => value,
        var other => throw Mismatch(path, other, "a whole number"),
    };

    /// <summary>The strings under a path: a list's items or one scalar; empty if nothing stands there.</summary>
    /// <exception cref="CairnException">A mapping, or a list of other things than scalars, stands there.</exception>
    public ImmutableArray<string> GetStrings(string path) => Get(path) switch
    {
        null => [],
        YamlScalar scalar => [scalar.Text],
        YamlSequence sequence => [.. sequence.Items.Select(item => item is YamlScalar scalar ? scalar.Text : throw Mismatch(path, item, "a string"))],
        var other => throw Mismatch(path, other, "a list of strings"),
    };

    /// <summary>The path under a configuration path with its variables replaced, or null if nothing stands there.</summary>
    /// <remarks>A relative path is relative to the file that says it.</remarks>
    public string? GetPath(string path)
    {
        if (Get(path) is not { } node)
        {
            return null;
        }

        return node is YamlScalar scalar ? Expand(scalar) : throw Mismatch(path, node, "a path");
    }

    /// <summary>A path written in configuration, with its variables replaced and made absolute beside the file that says it.</summary>
    public string Expand(YamlScalar scalar)
    {
        var expanded = Variables.Expand(scalar.Text);
        if (Path.IsPathRooted(expanded) || expanded.Contains("://", StringComparison.Ordinal))
        {
            return expanded;
        }

        var directory = scalar.Mark.Line > 0 ? Path.GetDirectoryName(Path.GetFullPath(scalar.Mark.File)) : null;
        return Path.GetFullPath(expanded, directory ?? Environment.CurrentDirectory);
    }

    /// <summary>The error for a value of the wrong kind, pointing at where it was written.</summary>
    public static CairnException Mismatch(string path, YamlNode node, string wanted) => new(new Diagnostic(
        "configuration-type",
        $"`{path}` should be {wanted} but is {node.Description}",
        new SourceLocation(node.Mark.File, node.Mark.Line, node.Mark.Column, null),
        [],
        null));
}
