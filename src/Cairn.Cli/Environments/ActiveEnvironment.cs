using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Concretization;
using Cairn.Config.Environments;
using Cairn.Specs;
using Cairn.Store.Environments;
using Cairn.Store.Locks;

namespace Cairn.Cli.Environments;

/// <summary>The environment that a command works in: its file, its lock file, and who may change it.</summary>
/// <param name="directory">Its directory.</param>
/// <param name="name">The name that the user knows it by: a name below the root of environments, else the directory.</param>
public sealed class ActiveEnvironment(string directory, string name)
{
    private EnvironmentManifest? _manifest;
    private ImmutableArray<IncludedEnvironment>? _included;

    /// <summary>Its directory.</summary>
    public string Directory { get; } = directory;

    /// <summary>The name that the user knows it by.</summary>
    public string Name { get; } = name;

    /// <summary>Its file.</summary>
    public EnvironmentManifest Manifest => _manifest ??= EnvironmentManifest.Read(Directory);

    /// <summary>The path of its lock file.</summary>
    public string LockPath => Path.Combine(Directory, EnvironmentLock.FileName);

    /// <summary>What it holds of other environments: what its lock file says, or what was read of them anew.</summary>
    public ImmutableArray<IncludedEnvironment> Included => _included ??= ReadLock()?.Included ?? [];

    /// <summary>The roots that it holds of other environments, each spec once.</summary>
    public IEnumerable<LockedRoot> IncludedRoots =>
        Included.SelectMany(other => other.Flattened()).SelectMany(other => other.Roots).DistinctBy(root => root.Spec.Hash);

    /// <summary>Reads what the environments that its file includes have decided by now.</summary>
    /// <exception cref="CairnException">One of them is not there or not decided; the message says where it is named.</exception>
    public void ReadIncluded(Session session) => _included = EnvironmentInclusion.Read(session, this);

    /// <summary>What was decided before; null if nothing was.</summary>
    public EnvironmentLock? ReadLock() => EnvironmentLock.ReadFile(LockPath);

    /// <summary>Writes what is decided; if nothing is, there is no lock file.</summary>
    public void WriteLock(EnvironmentLock decided)
    {
        if (decided.Roots.IsEmpty && decided.Included.IsEmpty)
        {
            File.Delete(LockPath);
            return;
        }

        decided.WriteFile(LockPath, ("cairn", ProductVersion.Text));
    }

    /// <summary>What the environment wants, as requests that know where they were said.</summary>
    public ImmutableArray<ConcretizationRequest> Requests(Session session) =>
    [
        .. Manifest.UserSpecs(session.Configuration.Section("definitions"), session.Holds)
            .Select(wanted => new ConcretizationRequest(wanted.Spec, wanted.Location)),
    ];

    /// <summary>Keeps other processes, Spack's included, from changing the environment at the same time.</summary>
    public LockFile OpenTransactionLock(Session session) =>
        LockFile.Open(Path.Combine(Directory, ".spack-env", "transaction_lock"), session.Terminal.Note);
}
