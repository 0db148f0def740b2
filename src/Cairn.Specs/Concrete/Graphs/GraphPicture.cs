using System.Collections.Immutable;

namespace Cairn.Specs.Graphs;

/// <summary>Decides what of a graph is drawn as a box, as a line or as a mark, and where.</summary>
/// <remarks>
/// What nearly everything depends on (the compiler, its run-time library, make) would cover a picture with lines that tell nothing. Such
/// hubs are drawn once, and whoever depends on one carries its coloured mark instead of a line. Where still more lines are left than
/// anybody can follow, those that others imply are left out (<see cref="ImpliedEdges"/>).
/// </remarks>
public sealed class GraphPicture
{
    /// <summary>The height of a box.</summary>
    public const double NodeHeight = 40;

    private const int MostHubs = 12;
    private const int FewestDependents = 6;
    private const double HubShare = 0.14;
    private const int MostDependents = 20;
    private const int MostLines = 160;
    private const double MarkSize = 11;
    private const double NameSize = 7.6;
    private const double VersionSize = 6.2;
    private const double Padding = 20;

    private GraphPicture(PackageGraph graph, ImmutableArray<int> hubs, ImmutableArray<GraphEdge> lines, int implied, ILookup<int, int> marks, LayeredLayout layout) =>
        (Graph, Hubs, Lines, ImpliedCount, Marks, Layout) = (graph, hubs, lines, implied, marks, layout);

    /// <summary>What is drawn.</summary>
    public PackageGraph Graph { get; }

    /// <summary>The nodes that are marks in the boxes of their dependents.</summary>
    public ImmutableArray<int> Hubs { get; }

    /// <summary>The edges that are lines, in the order of the layout's edges.</summary>
    public ImmutableArray<GraphEdge> Lines { get; }

    /// <summary>How many edges are left out because others imply them.</summary>
    public int ImpliedCount { get; }

    /// <summary>The positions in <see cref="Hubs"/> of what each node depends on.</summary>
    public ILookup<int, int> Marks { get; }

    /// <summary>Where everything is.</summary>
    public LayeredLayout Layout { get; }

    /// <summary>Plans the picture of a graph.</summary>
    public static GraphPicture Of(PackageGraph graph)
    {
        var edges = WithoutCycles(graph);
        var hubs = FindHubs(graph, edges);
        var place = hubs.Select((hub, at) => (hub, at)).ToDictionary(pair => pair.hub, pair => pair.at);
        var marks = edges.Where(edge => place.ContainsKey(edge.To)).ToLookup(edge => edge.From, edge => place[edge.To]);
        ImmutableArray<GraphEdge> possible = [.. edges.Where(edge => !place.ContainsKey(edge.To))];
        var lines = possible;
        if (possible.Length > MostLines)
        {
            var isImplied = ImpliedEdges.Of(graph.Nodes.Length, possible);
            lines = [.. possible.Where((_, at) => !isImplied[at])];
        }

        var widths = graph.Nodes.Select((node, at) => WidthOf(node, marks[at].Count())).ToList();
        var layout = LayeredLayout.Of(widths, NodeHeight, [.. lines.Select(edge => (edge.From, edge.To))], place.ContainsKey);
        return new GraphPicture(graph, hubs, lines, possible.Length - lines.Length, marks, layout);
    }

    private static double WidthOf(GraphNode node, int marks) =>
        Math.Max(Padding + (NameSize * node.Name.Length) + (VersionSize * (node.Version.Length + 1)), Padding + (MarkSize * marks));

    /// <summary>What recipes would allow may go in circles; a picture without the edges that close them says enough.</summary>
    private static ImmutableArray<GraphEdge> WithoutCycles(PackageGraph graph)
    {
        var below = graph.Edges.ToLookup(edge => edge.From);
        var state = new byte[graph.Nodes.Length];
        var kept = ImmutableArray.CreateBuilder<GraphEdge>(graph.Edges.Length);
        var stack = new Stack<(int Node, IEnumerator<GraphEdge> Edges)>();
        for (var start = 0; start < graph.Nodes.Length; start++)
        {
            if (state[start] != 0)
            {
                continue;
            }

            state[start] = 1;
            stack.Push((start, below[start].GetEnumerator()));
            while (stack.TryPeek(out var frame))
            {
                if (!frame.Edges.MoveNext())
                {
                    state[frame.Node] = 2;
                    stack.Pop();
                    continue;
                }

                var edge = frame.Edges.Current;
                if (state[edge.To] != 1)
                {
                    kept.Add(edge);
                }

                if (state[edge.To] == 0)
                {
                    state[edge.To] = 1;
                    stack.Push((edge.To, below[edge.To].GetEnumerator()));
                }
            }
        }

        return kept.ToImmutable();
    }

    private static ImmutableArray<int> FindHubs(PackageGraph graph, ImmutableArray<GraphEdge> edges)
    {
        var least = Math.Clamp(HubShare * graph.Nodes.Length, FewestDependents, MostDependents);
        var dependents = edges.CountBy(edge => edge.To).ToDictionary();
        return
        [
            .. dependents.Where(entry => entry.Value >= least && !graph.Nodes[entry.Key].IsRoot)
                .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(MostHubs).Select(entry => entry.Key),
        ];
    }
}
