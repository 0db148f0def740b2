using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Config.Environments;
using Cairn.Specs;
using Cairn.Store.Environments;

namespace Cairn.Cli.Environments;

/// <summary>Takes over what other environments decided (<c>include_concrete</c>).</summary>
/// <remarks>
/// Spack docs, "Included Concrete Environments". Unlike Spack, an environment that was never decided is an error also where it stands in the
/// file, not only on the command line: nothing would be taken over, and nobody would notice.
/// </remarks>
internal static class EnvironmentInclusion
{
    /// <summary>What the environments that a file includes have decided by now.</summary>
    /// <exception cref="CairnException">One of them is not there, not decided, or includes this one.</exception>
    public static ImmutableArray<IncludedEnvironment> Read(Session session, ActiveEnvironment environment) => IncludedEnvironment.Of(
    [
        .. environment.Manifest.IncludedEnvironments()
            .Select(other => (Path: FullPath(session, environment.Directory, other.Path), other.Location))
            .DistinctBy(other => other.Path)
            .Select(other => (other.Path, Decided(other.Path, environment.Directory, other.Location))),
    ]);

    /// <summary>The environments that names or directories of the command line mean.</summary>
    /// <exception cref="CairnException">One of them is not there or not decided.</exception>
    public static ImmutableArray<(string Path, EnvironmentLock Lock)> Find(Session session, IEnumerable<string> given) =>
    [
        .. given.Select(one => EnvironmentPlaces.Find(one, () => EnvironmentPlaces.Root(session.Configuration, session.Places)).Directory)
            .Distinct().Select(path => (path, Decided(path, null, null))),
    ];

    private static string FullPath(Session session, string directory, string written) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(session.Configuration.Variables.Expand(written), directory));

    private static EnvironmentLock Decided(string path, string? including, SourceLocation? location)
    {
        if (!EnvironmentManifest.IsIn(path))
        {
            throw new CairnException(new Diagnostic(
                "no-environment", $"there is no environment in `{path}`: it holds no `{EnvironmentManifest.FileName}`", location, [],
                "`include_concrete` takes directories of environments; `cairn env list` shows those with a name"));
        }

        if (path == including)
        {
            throw new CairnException(new Diagnostic("environment-circle", $"the environment in `{path}` includes itself", location, [], "take it out of `include_concrete`"));
        }

        var decided = EnvironmentLock.ReadFile(Path.Combine(path, EnvironmentLock.FileName)) ?? throw new CairnException(new Diagnostic(
            "environment-not-concrete", $"the environment in `{path}` is not decided: it has no `{EnvironmentLock.FileName}`", location, [],
            $"`cairn -D {path} concretize` decides it"));
        return decided.Included.SelectMany(other => other.Flattened()).Any(other => other.Path == including)
            ? throw new CairnException(new Diagnostic(
                "environment-circle", $"the environments in `{path}` and `{including}` include each other", location, [], "take one of them out of `include_concrete`"))
            : decided;
    }
}
