namespace Cairn.Specs;

/// <summary>Sorts the edges of a sub-DAG so that all edges into a node stand before all edges out of it.</summary>
/// <remarks>
/// Among the orders that do so the one that stays closest to breadth first is taken: direct dependencies come early, which
/// is what search paths want.
/// </remarks>
internal static class TopologicalOrder
{
    public static IEnumerable<VisitedEdge> Of(IEnumerable<VisitedEdge> breadthFirst, bool deliverAllEdges)
    {
        var incoming = new Dictionary<ConcreteSpec, int>();
        var roots = new List<VisitedEdge>();
        var outgoing = new Dictionary<ConcreteSpec, List<VisitedEdge>>();
        foreach (var edge in breadthFirst)
        {
            incoming[edge.Node] = incoming.GetValueOrDefault(edge.Node) + 1;
            if (edge.Parent is null)
            {
                roots.Add(edge);
            }
            else if (outgoing.TryGetValue(edge.Parent, out var edges))
            {
                edges.Add(edge);
            }
            else
            {
                outgoing.Add(edge.Parent, [edge]);
            }
        }

        var queue = new Queue<List<VisitedEdge>>();
        queue.Enqueue(roots);
        while (queue.TryDequeue(out var edges))
        {
            foreach (var edge in edges)
            {
                var isLast = --incoming[edge.Node] == 0;
                if (isLast || deliverAllEdges)
                {
                    yield return edge;
                }

                if (isLast && outgoing.TryGetValue(edge.Node, out var next))
                {
                    queue.Enqueue(next);
                }
            }
        }
    }
}
