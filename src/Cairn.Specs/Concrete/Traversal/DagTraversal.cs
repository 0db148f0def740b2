namespace Cairn.Specs;

/// <summary>Visits DAGs of concrete specs in the orders that Spack knows, so that lists and trees come out the same.</summary>
public static class DagTraversal
{
    /// <summary>Visits the edges below some roots; each root comes as an edge without parent.</summary>
    /// <param name="roots">Where to start, at depth 0.</param>
    /// <param name="order">In which order.</param>
    /// <param name="cover">How much.</param>
    /// <param name="types">Only edges with one of these types are followed.</param>
    /// <param name="includeRoots">Whether the roots themselves are delivered.</param>
    /// <param name="upwards">Follow dependents in this index instead of dependencies.</param>
    public static IEnumerable<VisitedEdge> Edges(
        IEnumerable<ConcreteSpec> roots,
        TraversalOrder order = TraversalOrder.Pre,
        TraversalCover cover = TraversalCover.Nodes,
        DependencyTypes types = DependencyTypes.All,
        bool includeRoots = true,
        Dependents? upwards = null)
    {
        var visit = new Visit(cover, types, upwards);
        var start = roots.Select(VisitedEdge.Root);
        var edges = order switch
        {
            TraversalOrder.Pre => DepthFirst(start, visit, isPostOrder: false),
            TraversalOrder.Post => DepthFirst(start, visit, isPostOrder: true),
            TraversalOrder.Breadth => BreadthFirst(start, visit),
            // The order needs all edges of the sub-DAG, however many are delivered in the end.
            TraversalOrder.Topological => TopologicalOrder.Of(
                BreadthFirst(start, visit with { Cover = TraversalCover.Edges }), deliverAllEdges: cover == TraversalCover.Edges),
            _ => throw new ArgumentOutOfRangeException(nameof(order)),
        };
        return includeRoots ? edges : edges.Where(edge => edge.Parent is not null);
    }

    /// <summary>Visits every node below some roots once.</summary>
    public static IEnumerable<ConcreteSpec> Nodes(
        IEnumerable<ConcreteSpec> roots,
        TraversalOrder order = TraversalOrder.Pre,
        DependencyTypes types = DependencyTypes.All,
        bool includeRoots = true,
        Dependents? upwards = null) =>
        Edges(roots, order, TraversalCover.Nodes, types, includeRoots, upwards).Select(edge => edge.Node);

    private static IEnumerable<VisitedEdge> DepthFirst(IEnumerable<VisitedEdge> start, Visit visit, bool isPostOrder)
    {
        // Frames on a stack of our own: a chain of thousands of nodes must not overflow the thread's.
        var stack = new Stack<Frame>();
        stack.Push(new Frame(start.GetEnumerator(), null));
        while (stack.TryPeek(out var frame))
        {
            if (!frame.Edges.MoveNext())
            {
                stack.Pop().Edges.Dispose();
                if (isPostOrder && frame.Owner is { } owner)
                {
                    yield return owner;
                }

                continue;
            }

            var edge = frame.Edges.Current;
            if (!visit.Accepts(edge))
            {
                continue;
            }

            if (!isPostOrder)
            {
                yield return edge;
            }

            stack.Push(new Frame(visit.Neighbours(edge).GetEnumerator(), edge));
        }
    }

    private static IEnumerable<VisitedEdge> BreadthFirst(IEnumerable<VisitedEdge> start, Visit visit)
    {
        var queue = new Queue<VisitedEdge>(start);
        while (queue.TryDequeue(out var edge))
        {
            if (!visit.Accepts(edge))
            {
                continue;
            }

            yield return edge;
            foreach (var next in visit.Neighbours(edge))
            {
                queue.Enqueue(next);
            }
        }
    }

    private sealed record Frame(IEnumerator<VisitedEdge> Edges, VisitedEdge? Owner);

    /// <summary>What one traversal has seen, and where it may go from a node.</summary>
    private sealed record Visit(TraversalCover Cover, DependencyTypes Types, Dependents? Upwards)
    {
        private readonly HashSet<ConcreteSpec> _seen = [];

        public bool Accepts(VisitedEdge edge) => Cover != TraversalCover.Nodes || _seen.Add(edge.Node);

        public IEnumerable<VisitedEdge> Neighbours(VisitedEdge edge)
        {
            if (Cover == TraversalCover.Edges && !_seen.Add(edge.Node))
            {
                return [];
            }

            return Upwards is null ? Below(edge) : Above(edge);
        }

        private IEnumerable<VisitedEdge> Below(VisitedEdge edge)
        {
            foreach (var next in edge.Node.Followed)
            {
                // An edge without types says nothing against being followed.
                if ((next.Types & Types) != 0 || (next.Types == DependencyTypes.None && Types != DependencyTypes.None))
                {
                    yield return new VisitedEdge(edge.Node, next.Node, next.Types, next.Virtuals, edge.Depth + 1);
                }
            }
        }

        private IEnumerable<VisitedEdge> Above(VisitedEdge edge)
        {
            foreach (var (parent, types) in Upwards!.EdgesTo(edge.Node, Types))
            {
                yield return new VisitedEdge(edge.Node, parent, types, [], edge.Depth + 1);
            }
        }
    }
}
