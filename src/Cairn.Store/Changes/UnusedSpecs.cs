using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Store.Changes;

/// <summary>Finds what is installed and needed by nothing that anybody asked for.</summary>
public static class UnusedSpecs
{
    /// <summary>The installed specs that no root reaches, dependents first.</summary>
    /// <param name="records">The records of the store.</param>
    /// <param name="isRoot">What is kept for its own sake.</param>
    /// <param name="types">The kinds of dependencies for which something is kept.</param>
    public static ImmutableArray<InstallRecord> Find(
        IReadOnlyCollection<InstallRecord> records, Func<InstallRecord, bool> isRoot, DependencyTypes types)
    {
        var roots = records.Where(isRoot).Select(record => record.Spec).ToList();
        var needed = DagTraversal.Nodes(roots, types: types).Select(node => node.Hash).ToHashSet(StringComparer.Ordinal);

        // What a deprecated spec points to is used as long as the link is there.
        var replaced = records.Where(record => record.DeprecatedFor is not null && needed.Contains(record.Spec.Hash)).Select(record => record.DeprecatedFor!);
        needed.UnionWith(replaced);
        return RemovalOrder.DependentsFirst(records.Where(record => record.IsInstalled && !needed.Contains(record.Spec.Hash)));
    }
}

/// <summary>The order in which specs are removed.</summary>
public static class RemovalOrder
{
    /// <summary>Sorts records so that each comes before all that it depends on.</summary>
    public static ImmutableArray<InstallRecord> DependentsFirst(IEnumerable<InstallRecord> records)
    {
        // A node's height: how long the longest chain below it is. Dependents are always higher.
        var heights = new Dictionary<string, int>(StringComparer.Ordinal);
        int Height(ConcreteSpec node) => heights.TryGetValue(node.Hash, out var height)
            ? height
            : heights[node.Hash] = node.Dependencies.IsEmpty ? 0 : 1 + node.Dependencies.Max(edge => Height(edge.Node));
        return [.. records.OrderByDescending(record => Height(record.Spec)).ThenBy(record => record.Spec)];
    }
}
