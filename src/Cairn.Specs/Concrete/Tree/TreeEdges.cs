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

        return Print(start, null, 0);

        IEnumerable<VisitedEdge> Print(List<VisitedEdge> edges, ConcreteSpec? parent, int depth)
        {
            foreach (var edge in edges)
            {
                yield return edge with { Depth = depth };
                // Of several edges to a node only the one that found it first shows what is below.
                if (Equals(owners[edge.Node], parent) && below.TryGetValue(edge.Node, out var next))
                {
                    foreach (var deeper in Print(next, edge.Node, depth + 1))
                    {
                        yield return deeper;
                    }
                }
            }
        }
    }
}
