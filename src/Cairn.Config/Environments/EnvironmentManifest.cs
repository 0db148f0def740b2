using System.Collections.Immutable;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Environments;

/// <summary>The file <c>spack.yaml</c> of an environment: what is wanted, and configuration that holds inside.</summary>
/// <remarks>Spack docs, "Environments (spack.yaml)": everything stands under the one key <c>spack</c>.</remarks>
public sealed class EnvironmentManifest
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "spack.yaml";

    private const string TopLevelKey = "spack";
    private readonly string[] _lines;

    private EnvironmentManifest(string directory, YamlMapping sections, string[] lines) =>
        (Directory, Sections, _lines) = (directory, sections, lines);

    /// <summary>The directory of the environment.</summary>
    public string Directory { get; }

    /// <summary>The path of the file.</summary>
    public string File => PathIn(Directory);

    /// <summary>What stands under <c>spack:</c>.</summary>
    public YamlMapping Sections { get; }

    /// <summary>The path of the file in a directory.</summary>
    public static string PathIn(string directory) => Path.Combine(directory, FileName);

    /// <summary>True if a directory is one of an environment.</summary>
    public static bool IsIn(string directory) => System.IO.File.Exists(PathIn(directory));

    /// <summary>Reads the file of a directory.</summary>
    /// <exception cref="CairnException">There is none, or it is not one of an environment; the message says where.</exception>
    public static EnvironmentManifest Read(string directory)
    {
        directory = Path.GetFullPath(directory);
        var file = PathIn(directory);
        if (!System.IO.File.Exists(file))
        {
            throw new CairnException(new Diagnostic(
                "no-environment", $"there is no environment in `{directory}`: it holds no `{FileName}`", null, [],
                $"`cairn env create {directory}` makes one"));
        }

        var text = ReadText(file);
        return new EnvironmentManifest(directory, SectionsOf(YamlReader.Read(text, file), file), text.Split('\n'));
    }

    /// <summary>The specs that are wanted, lists and matrices written out, each once, in the order of the file.</summary>
    /// <param name="definitions">The merged section <c>definitions</c>, or null.</param>
    /// <param name="condition">Evaluates the <c>when</c> of a definition.</param>
    /// <exception cref="CairnException">A list is malformed, or a spec does not parse; the message says where.</exception>
    public ImmutableArray<UserSpec> UserSpecs(YamlNode? definitions, Func<YamlScalar, bool> condition)
    {
        var lists = new SpecLists(condition, LocationOf);
        lists.Define(definitions);
        return lists.Expand(Sections["specs"], "specs");
    }

    /// <summary>The directories of other environments whose decided specs are taken over, as they are written.</summary>
    /// <exception cref="CairnException"><c>include_concrete</c> is no list of paths; the message says where.</exception>
    public ImmutableArray<(string Path, SourceLocation? Location)> IncludedEnvironments() => Sections["include_concrete"] switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlSequence paths =>
        [
            .. paths.Items.Select(item => item is YamlScalar { IsNull: false } path
                ? (path.Text, LocationOf(path))
                : throw Configuration.Mismatch("include_concrete", item, "the directory of an environment")),
        ],
        var other => throw Configuration.Mismatch("include_concrete", other, "a list of directories of environments"),
    };

    private static string ReadText(string file)
    {
        try
        {
            return System.IO.File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "configuration-unreadable", $"cannot read `{file}`: {exception.Message}", null, [], "check the file's permissions"), exception);
        }
    }

    private static YamlMapping SectionsOf(YamlNode? document, string file)
    {
        if (document is not YamlMapping mapping)
        {
            throw Malformed("an environment is a mapping with the key `spack:`", document?.Mark ?? new YamlMark(file, 1, 1));
        }

        foreach (var entry in mapping.Entries)
        {
            if (entry.Key != TopLevelKey)
            {
                throw Malformed($"`{entry.Key}` stands beside `spack:`, not under it", entry.KeyMark);
            }
        }

        return mapping[TopLevelKey] switch
        {
            YamlMapping sections => sections,
            null or YamlScalar { IsNull: true } => new YamlMapping([], mapping.Mark),
            var other => throw Configuration.Mismatch(TopLevelKey, other, "a mapping with `specs` and sections of configuration"),
        };
    }

    private static CairnException Malformed(string message, YamlMark mark) => new(new Diagnostic(
        "environment-file", message, new SourceLocation(mark.File, mark.Line, mark.Column), [], "an environment file begins with `spack:` and has `specs:` below it"));

    /// <summary>Where a value stands, with its line so that a caret can point into it.</summary>
    private SourceLocation? LocationOf(YamlScalar scalar)
    {
        var mark = scalar.Mark;
        if (mark.Line <= 0)
        {
            return null;
        }

        if (mark.File != File || mark.Line > _lines.Length)
        {
            return new SourceLocation(mark.File, mark.Line, mark.Column);
        }

        var line = _lines[mark.Line - 1].TrimEnd('\r');
        return new SourceLocation(mark.File, mark.Line, mark.Column, line, Math.Max(1, Math.Min(scalar.Text.Length, line.Length - mark.Column + 1)));
    }
}

/// <summary>A spec that an environment wants.</summary>
/// <param name="Spec">The spec.</param>
/// <param name="Location">Where it was said.</param>
public sealed record UserSpec(AbstractSpec Spec, SourceLocation? Location);
