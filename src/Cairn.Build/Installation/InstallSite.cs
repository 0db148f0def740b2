using Cairn.Build.Worker;
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
public sealed record InstallSite(
    InstallLayout Layout, InstallDatabase Database, PrefixLocks? Locks, string WorkDirectory, WorkerProgram Worker);
