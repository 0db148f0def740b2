using System.Collections.Immutable;

namespace Cairn.Specs.Graphs;

/// <summary>Packages and what they depend on, ready to be drawn: of decided specs, or of what recipes would allow.</summary>
public sealed class PackageGraph
{
    private PackageGraph(ImmutableArray<GraphNode> nodes, ImmutableArray<GraphEdge> edges) => (Nodes, Edges) = (nodes, edges);

    /// <summary>The nodes; each stands before all that it depends on, roots first.</summary>
    public ImmutableArray<GraphNode> Nodes { get; }

    /// <summary>The edges, ordered by their nodes.</summary>
    public ImmutableArray<GraphEdge> Edges { get; }

    /// <summary>The graph of decided specs.</summary>
    /// <param name="roots">The specs.</param>
    /// <param name="types">The kinds of dependencies that are followed.</param>
    public static PackageGraph Of(IEnumerable<ConcreteSpec> roots, DependencyTypes types = DependencyTypes.All)
    {
        var starts = roots.DistinctBy(root => root.Hash).ToList();
        var ordered = DagTraversal.Nodes(starts, TraversalOrder.Topological, types).DistinctBy(node => node.Hash).ToList();
        var index = ordered.Select((node, at) => (node.Hash, at)).ToDictionary(pair => pair.Hash, pair => pair.at, StringComparer.Ordinal);
        var atRunTime = DagTraversal.Nodes(starts, types: (DependencyTypes.Link | DependencyTypes.Run) & types).Select(node => node.Hash)
            .ToHashSet(StringComparer.Ordinal);
        var rootHashes = starts.Select(root => root.Hash).ToHashSet(StringComparer.Ordinal);
        var nodes = ordered.Select(node => new GraphNode(node.Hash, node.Name, node.Version.ToString())
        {
            Details = node.ToDisplayText(withNamespace: true),
            IsRoot = rootHashes.Contains(node.Hash),
            IsBuildOnly = !atRunTime.Contains(node.Hash),
            IsExternal = node.IsExternal,
        });
        var edges = ordered.SelectMany(node => node.Dependencies
            .Where(edge => (edge.Types & types) != 0)
            .Select(edge => new GraphEdge(index[node.Hash], index[edge.Node.Hash], edge.Types & types, edge.Virtuals)));
        return new PackageGraph([.. nodes], Merged(edges));
    }

    /// <summary>The graph of names, such as what packages may depend on. There may be cycles.</summary>
    /// <param name="roots">Names that are asked for.</param>
    /// <param name="edges">Who depends on whom, and for what.</param>
    public static PackageGraph OfNames(IEnumerable<string> roots, IEnumerable<(string From, string To, DependencyTypes Types)> edges)
    {
        var all = edges.ToList();
        var asked = roots.ToList();
        var names = asked.Concat(all.SelectMany(edge => new[] { edge.From, edge.To })).Distinct(StringComparer.Ordinal).ToList();
        var index = names.Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at, StringComparer.Ordinal);
        return new PackageGraph(
            [.. names.Select(name => new GraphNode(name, name, "") { Details = name, IsRoot = asked.Contains(name) })],
            Merged(all.Select(edge => new GraphEdge(index[edge.From], index[edge.To], edge.Types, []))));
    }

    private static ImmutableArray<GraphEdge> Merged(IEnumerable<GraphEdge> edges) =>
    [
        .. edges.GroupBy(edge => (edge.From, edge.To)).Select(group => new GraphEdge(
                group.Key.From, group.Key.To,
                group.Aggregate(DependencyTypes.None, (types, edge) => types | edge.Types),
                [.. group.SelectMany(edge => edge.Virtuals).Distinct(StringComparer.Ordinal)]))
            .OrderBy(edge => edge.From).ThenBy(edge => edge.To),
    ];
}

/// <summary>A package of a graph.</summary>
/// <param name="Id">What tells it from all others: a hash or a name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version; empty if none is decided.</param>
public sealed record GraphNode(string Id, string Name, string Version)
{
    /// <summary>All that is to be known of it, in one line.</summary>
    public string Details { get; init; } = "";

    /// <summary>True if it was asked for.</summary>
    public bool IsRoot { get; init; }

    /// <summary>True if nothing that was asked for needs it at run time.</summary>
    public bool IsBuildOnly { get; init; }

    /// <summary>True if it is not built here.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Name, version and the beginning of the hash.</summary>
    public string Label => Version.Length == 0 ? Name : $"{Name}@{Version}/{(Id.Length > 7 ? Id[..7] : Id)}";
}

/// <summary>A dependency of a graph.</summary>
/// <param name="From">The index of the node that depends.</param>
/// <param name="To">The index of the node that is depended on.</param>
/// <param name="Types">For what.</param>
/// <param name="Virtuals">As which virtual packages.</param>
public sealed record GraphEdge(int From, int To, DependencyTypes Types, ImmutableArray<string> Virtuals);
