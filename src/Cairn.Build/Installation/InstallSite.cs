using System.Collections.Immutable;
using Cairn.Build.Scheduling;
using Cairn.Build.Worker;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.Layout;
using Cairn.Store.Locks;

namespace Cairn.Build.Installation;

/// <summary>Where packages are installed, and with what.</summary>
/// <param name="Layout">The store's layout.</param>
/// <param name="Database">The store's database.</param>
/// <param name="Locks">The locks of prefixes; null where the store is used without locks.</param>
/// <param name="WorkDirectory">A directory of this run's own for requests and logs.</param>
/// <param name="Worker">How to start a worker.</param>
/// <param name="Times">What is remembered of how long packages take.</param>
public sealed record InstallSite(
    InstallLayout Layout, InstallDatabase Database, PrefixLocks? Locks, string WorkDirectory, WorkerProgram Worker, BuildTimes Times)
{
    /// <summary>The prefixes of all nodes of a DAG by hash: where they are recorded, else where they will be.</summary>
    public ImmutableDictionary<string, string> PrefixesOf(ConcreteSpec root)
    {
        var records = Database.Read();
        return root.Traverse().DistinctBy(node => node.Hash).ToImmutableDictionary(
            node => node.Hash,
            node => records.TryGetValue(node.Hash, out var record) && record.Path is { } path ? path : Layout.PrefixOf(node),
            StringComparer.Ordinal);
    }
}
