using System.Collections;

namespace Cairn.Specs.Graphs;

/// <summary>Finds edges that other edges imply: who leads to something by way of something else need not show it.</summary>
/// <remarks>
/// What is needed at run time is implied only by a way of such needs; what builds need by any way. A picture without them has the same
/// reach, and in large graphs half the lines, among them the longest.
/// </remarks>
internal static class ImpliedEdges
{
    private const DependencyTypes RunTime = DependencyTypes.Link | DependencyTypes.Run;

    /// <summary>Whether each edge is implied.</summary>
    /// <param name="count">The number of nodes.</param>
    /// <param name="edges">The edges of a graph without cycles.</param>
    public static bool[] Of(int count, IReadOnlyList<GraphEdge> edges)
    {
        var below = edges.ToLookup(edge => edge.From);
        var reach = Reach(count, below, _ => true);
        var reachAtRunTime = Reach(count, below, IsRunTime);
        return
        [
            .. edges.Select(edge => IsRunTime(edge)
                ? below[edge.From].Any(other => other.To != edge.To && IsRunTime(other) && reachAtRunTime[other.To][edge.To])
                : below[edge.From].Any(other => other.To != edge.To && reach[other.To][edge.To])),
        ];
    }

    private static bool IsRunTime(GraphEdge edge) => (edge.Types & RunTime) != 0;

    /// <summary>What each node leads to.</summary>
    private static BitArray[] Reach(int count, ILookup<int, GraphEdge> below, Func<GraphEdge, bool> isFollowed)
    {
        var reach = new BitArray[count];
        var stack = new Stack<int>();
        for (var start = 0; start < count; start++)
        {
            stack.Push(start);
            while (stack.TryPeek(out var node))
            {
                var next = below[node].Where(isFollowed).Select(edge => edge.To).Where(to => reach[to] is null).ToList();
                if (reach[node] is null && next.Count > 0)
                {
                    next.ForEach(stack.Push);
                    continue;
                }

                stack.Pop();
                if (reach[node] is null)
                {
                    var own = new BitArray(count);
                    foreach (var edge in below[node].Where(isFollowed))
                    {
                        own.Or(reach[edge.To]);
                        own[edge.To] = true;
                    }

                    reach[node] = own;
                }
            }
        }

        return reach;
    }
}
