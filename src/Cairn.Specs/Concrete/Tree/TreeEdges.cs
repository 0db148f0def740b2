namespace Cairn.Specs;

/// <summary>The edges of a DAG in the order in which a tree prints them.</summary>
public static class TreeEdges
{
    /// <summary>Visits what a tree shows: a node before what hangs on it, with the depth of the line.</summary>
    /// <remarks>
    /// A node stands as near to the root as possible, so its place is found breadth first; then the edges are printed depth
    /// first. When all paths are shown there is nothing to choose.
    /// </remarks>
    public static IEnumerable<VisitedEdge> Of(
        IReadOnlyList<ConcreteSpec> roots,
        TraversalCover cover = TraversalCover.Nodes,
        DependencyTypes types = DependencyTypes.All,
        bool isDepthFirst = false)
    {
        if (isDepthFirst || cover == TraversalCover.Paths)
        {
            return DagTraversal.Edges(roots, TraversalOrder.Pre, cover, types);
        }

        var start = new List<VisitedEdge>();
        var below = new Dictionary<ConcreteSpec, List<VisitedEdge>>();
        var owners = new Dictionary<ConcreteSpec, ConcreteSpec?>();
        foreach (var edge in DagTraversal.Edges(roots, TraversalOrder.Breadth, cover, types))
        {
            owners.TryAdd(edge.Node, edge.Parent);
            if (edge.Parent is null)
            {
                start.Add(edge);
            }
            else if (below.TryGetValue(edge.Parent, out var edges))
            {
                edges.Add(edge);
            }
            else
            {
                below.Add(edge.Parent, [edge]);
            }
        }

        return Print(start, below, owners);
    }

    private static IEnumerable<VisitedEdge> Print(
        List<VisitedEdge> start, Dictionary<ConcreteSpec, List<VisitedEdge>> below, Dictionary<ConcreteSpec, ConcreteSpec?> owners)
    {
        var lists = new Stack<Level>();
        lists.Push(new Level(start));
        while (lists.TryPeek(out var level))
        {
            if (level.Next == level.Edges.Count)
            {
                lists.Pop();
                continue;
            }

            var edge = level.Edges[level.Next++];
            yield return edge with { Depth = lists.Count - 1 };
            // Of several edges to a node only the one that found it first shows what is below.
            if (Equals(owners[edge.Node], edge.Parent) && below.TryGetValue(edge.Node, out var next))
            {
                lists.Push(new Level(next));
            }
        }
    }

    private sealed class Level(List<VisitedEdge> edges)
    {
        public List<VisitedEdge> Edges { get; } = edges;

        public int Next { get; set; }
    }
}
