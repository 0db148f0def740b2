using System.Collections.Immutable;
using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Environments;

/// <summary>The scopes of an environment: its file, and below it what that includes.</summary>
/// <remarks>
/// Spack docs, "Included configurations": what stands in the file itself counts more than what it includes, and of several includes
/// the earlier one counts more.
/// </remarks>
public static class EnvironmentScopes
{
    private const int MaximumDepth = 20;

    /// <summary>The scopes, lowest precedence first.</summary>
    /// <param name="manifest">The environment.</param>
    /// <param name="name">Its name, which names the scope.</param>
    /// <param name="variables">Expands paths.</param>
    /// <param name="condition">Evaluates the <c>when</c> of an include.</param>
    /// <exception cref="CairnException">Something that is included is not there or of a kind that is not supported.</exception>
    public static ImmutableArray<ConfigurationScope> Create(
        EnvironmentManifest manifest, string name, PathVariables variables, Func<YamlScalar, bool> condition)
    {
        List<ConfigurationScope> highestFirst = [];
        Add(manifest.Scope(name), new Reading(variables, condition, highestFirst), 0);
        highestFirst.Reverse();
        return [.. highestFirst];
    }

    private static void Add(ConfigurationScope scope, Reading reading, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new CairnException(new Diagnostic("configuration-include", $"`{scope.Path}` includes itself, or includes are nested more than {MaximumDepth} deep"));
        }

        reading.HighestFirst.Add(scope);
        switch (scope.Section("include")?.Value)
        {
            case null or YamlScalar { IsNull: true }:
                break;
            case YamlSequence list:
                foreach (var node in list.Items)
                {
                    if (Included(node, reading) is { } included)
                    {
                        Add(included, reading, depth + 1);
                    }
                }

                break;
            case var other:
                throw Configuration.Mismatch("include", other, "a list of files and directories");
        }
    }

    private static ConfigurationScope? Included(YamlNode node, Reading reading)
    {
        var mapping = node as YamlMapping;
        if (mapping?["when"] is YamlScalar { IsNull: false } when && !reading.Condition(when))
        {
            return null;
        }

        if (mapping?["git"] is { } git)
        {
            throw Fault("configuration from a git repository cannot be included yet", git.Mark, "clone the repository and include its files by their paths");
        }

        var written = (mapping is null ? node : mapping["path"]) as YamlScalar
            ?? throw Configuration.Mismatch("include", node, "a path, or a mapping with `path`");
        var path = reading.Variables.Expand(written.Text);
        if (path.Contains("://", StringComparison.Ordinal) && !path.StartsWith("file://", StringComparison.Ordinal))
        {
            throw Fault($"`{path}` cannot be included: configuration is not fetched from the network yet", written.Mark, "download the file and include it by its path");
        }

        path = Path.GetFullPath(path.StartsWith("file://", StringComparison.Ordinal) ? path["file://".Length..] : path, Path.GetDirectoryName(Path.GetFullPath(written.Mark.File))!);
        var name = (mapping?["name"] as YamlScalar)?.Text ?? $"include:{path}";
        if (Directory.Exists(path))
        {
            return new DirectoryScope(name, path);
        }

        if (File.Exists(path))
        {
            var document = YamlReader.ReadFile(path);
            return document switch
            {
                null or YamlScalar { IsNull: true } => null,
                YamlMapping sections => new MappingScope(name, sections["spack"] as YamlMapping ?? sections, path),
                _ => throw Configuration.Mismatch(path, document, "a mapping of sections"),
            };
        }

        var isOptional = mapping?["optional"] is YamlScalar { Kind: YamlScalarKind.Boolean } flag && flag.Text[0] is 't' or 'T';
        return isOptional ? null : throw Fault($"`{path}` is included but does not exist", written.Mark, "`optional: true` beside `path:` lets it be missing");
    }

    private static CairnException Fault(string message, YamlMark mark, string hint) =>
        new(new Diagnostic("configuration-include", message, new SourceLocation(mark.File, mark.Line, mark.Column), [], hint));

    private sealed record Reading(PathVariables Variables, Func<YamlScalar, bool> Condition, List<ConfigurationScope> HighestFirst);
}
