using System.Collections.Immutable;
using Cairn.Build.PostInstall;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Python;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Build.Worker;

/// <summary>What the functions of the Package API take from the engine while methods of packages run: the members of <c>_cairn</c>.</summary>
public sealed class WorkerServices
{
    private readonly Configuration _configuration;
    private readonly int _jobs;
    private readonly IReadOnlyList<string> _managedDirectories;
    private readonly Func<ConcreteSpec, StagePlace> _stageOf;
    private readonly LongShebangs _shebangs;

    /// <param name="configuration">The merged configuration.</param>
    /// <param name="jobs">The number of jobs that one tool may run.</param>
    /// <param name="managedDirectories">The root of the store, then those of stages, whose directories come first on search paths.</param>
    /// <param name="stageOf">Where a node is built.</param>
    public WorkerServices(
        Configuration configuration, int jobs, IReadOnlyList<string> managedDirectories, Func<ConcreteSpec, StagePlace> stageOf)
    {
        _configuration = configuration;
        _jobs = jobs;
        _managedDirectories = managedDirectories;
        _stageOf = stageOf;
        _shebangs = new LongShebangs(managedDirectories.FirstOrDefault() ?? "/");
    }

    /// <summary>The log of the build that runs; null where nothing is built.</summary>
    public string? LogPath { get; init; }

    /// <summary>The functions by name.</summary>
    public IReadOnlyDictionary<string, NativeBody> Functions => new Dictionary<string, NativeBody>(StringComparer.Ordinal)
    {
        ["configuration"] = (_, arguments) => Value(_configuration.Get(arguments.Positional[0].Str())),
        ["number_of_jobs"] = (_, _) => PyInt.Of(_jobs),
        ["managed_directories"] = (_, _) => PyList.OfStrings(_managedDirectories),
        ["substitute_path_variables"] = (_, arguments) => new PyStr(_configuration.Variables.Expand(arguments.Positional[0].Str())),
        ["stage_of"] = (realm, arguments) => realm.Import("cairn.stage").GetAttribute("stage_of").Call(realm, arguments.Positional[0]),
        ["has_build_target"] = (realm, arguments) =>
            realm.Import("cairn.stage").GetAttribute("has_build_target").Call(realm, [.. arguments.Positional]),
        ["stage_paths"] = (_, arguments) => Paths(arguments.Positional[0]),
        ["log_path"] = (_, arguments) =>
            new PyStr(LogPath ?? Path.Combine(_stageOf(PackageWorld.NodeOf(arguments.Positional[0])).Path, "spack-build-out.txt")),
        ["metadata_directory"] = (_, arguments) =>
            new PyStr(Path.Combine(arguments.Positional[0].GetAttribute("prefix").Str(), Store.Layout.InstallLayout.MetadataDirectory)),
        ["filter_shebang"] = (_, arguments) => PyBool.Of(_shebangs.FilterFile(arguments.Positional[0].Str())),
        ["sbang_path"] = (_, _) => new PyStr(_shebangs.ScriptPath),
        ["parse_version"] = (_, arguments) => new PyStr(VersionedUrl.VersionOf(arguments.Positional[0].Str()) ?? ""),
        ["substitute_version"] = (_, arguments) =>
            new PyStr(VersionedUrl.Parse(arguments.Positional[0].Str()).With(arguments.Positional[1].Str())),
    };

    private PyTuple Paths(PyObject package)
    {
        var place = _stageOf(PackageWorld.NodeOf(package));
        var resources = place.Resources.Select(resource => (PyObject)new PyTuple([
            new PyStr(resource.Name), new PyStr(resource.Path), new PyStr(resource.SourcePath), TextOrNone(resource.ArchiveFile)]));
        return new PyTuple([new PyStr(place.Path), new PyStr(place.SourcePath), TextOrNone(place.ArchiveFile), new PyList(resources)]);
    }

    private static PyObject TextOrNone(string? text) => text is null ? PyNone.Instance : new PyStr(text);

    private static PyObject Value(YamlNode? node)
    {
        switch (node)
        {
            case YamlScalar { Kind: YamlScalarKind.Boolean } scalar:
                return PyBool.Of(scalar.Text[0] is 't' or 'T');
            case YamlScalar { Kind: YamlScalarKind.Integer } scalar:
                return PyInt.Of(long.Parse(scalar.Text, System.Globalization.CultureInfo.InvariantCulture));
            case YamlScalar { IsNull: false } scalar:
                return new PyStr(scalar.Text);
            case YamlSequence sequence:
                return new PyList(sequence.Items.Select(Value));
            case YamlMapping mapping:
                var result = new PyDict();
                foreach (var entry in mapping.Entries)
                {
                    result.Set(entry.Key, Value(entry.Value));
                }

                return result;
            default:
                return PyNone.Instance;
        }
    }
}

/// <summary>Where a package is built.</summary>
/// <param name="Path">The stage.</param>
/// <param name="SourcePath">The sources in it.</param>
/// <param name="ArchiveFile">The archive; null if there is none.</param>
public sealed record StagePlace(string Path, string SourcePath, string? ArchiveFile)
{
    /// <summary>The stages of its resources.</summary>
    public ImmutableArray<ResourcePlace> Resources { get; init; } = [];
}

/// <summary>Where a resource is unpacked before it is placed.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its stage.</param>
/// <param name="SourcePath">Its files.</param>
/// <param name="ArchiveFile">The archive; null if there is none.</param>
public sealed record ResourcePlace(string Name, string Path, string SourcePath, string? ArchiveFile);
