namespace Cairn.Specs.Graphs;

/// <summary>Places the nodes of an acyclic graph in layers, so that edges lead downwards, cross rarely and run straight (after Sugiyama).</summary>
/// <remarks>
/// Four steps, each with one idea: layers by longest path, then pulled together (<see cref="Layering"/>); places within layers by the median
/// of neighbours, the best of several sweeps (<see cref="LayerOrder"/>); coordinates by alignment of long edges from four corners
/// (<see cref="HorizontalPlacement"/>); edges through the places that they hold in the layers they cross.
/// </remarks>
public sealed class LayeredLayout
{
    /// <summary>The least space between the layers, in which edges turn.</summary>
    private const double LeastGap = 46;
    private const double MostGap = 120;

    /// <summary>How much wider than high a picture should be: as wide as screens are.</summary>
    private const double Aspect = 1.8;

    private LayeredLayout(PlacedNode[] nodes, PlacedEdge[] edges, double width, double height) =>
        (Nodes, Edges, Width, Height) = (nodes, edges, width, height);

    /// <summary>Where each node is, in the order in which they were given.</summary>
    public IReadOnlyList<PlacedNode> Nodes { get; }

    /// <summary>How each edge runs, in the order in which they were given.</summary>
    public IReadOnlyList<PlacedEdge> Edges { get; }

    /// <summary>The width of everything.</summary>
    public double Width { get; }

    /// <summary>The height of everything.</summary>
    public double Height { get; }

    /// <summary>Places a graph.</summary>
    /// <param name="widths">The width of each node.</param>
    /// <param name="nodeHeight">The height of every node.</param>
    /// <param name="edges">From where to where, without cycles.</param>
    /// <param name="isFloating">Whether a node that nothing leads to may stand anywhere above its dependencies; null if all stand on top.</param>
    public static LayeredLayout Of(
        IReadOnlyList<double> widths, double nodeHeight, IReadOnlyList<(int From, int To)> edges, Func<int, bool>? isFloating = null)
    {
        if (widths.Count == 0)
        {
            return new LayeredLayout([], [], 0, 0);
        }

        var layerOf = Layering.Of(widths, edges, isFloating ?? (_ => false));
        var proper = ProperGraph.Of(widths, layerOf, edges);
        var order = LayerOrder.Of(proper);
        var x = HorizontalPlacement.Of(proper, order);
        var left = Enumerable.Range(0, proper.Count).Min(node => x[node] - (proper.Widths[node] / 2));
        var right = Enumerable.Range(0, proper.Count).Max(node => x[node] + (proper.Widths[node] / 2));
        // Wide layers get more space between them: lines that lead far to the side would lie nearly flat.
        var layers = layerOf.Max() + 1;
        var gap = layers == 1 ? LeastGap : Math.Clamp((((right - left) / Aspect) - (layers * nodeHeight)) / (layers - 1), LeastGap, MostGap);
        double Y(int node) => proper.LayerOf[node] * (nodeHeight + gap);
        var nodes = widths.Select((width, node) => new PlacedNode(x[node] - (width / 2) - left, Y(node), width, nodeHeight)).ToArray();
        var placed = proper.Paths.Select(path => new PlacedEdge(
            [.. path.Select((node, at) => (x[node] - left, Y(node) + (at == 0 ? nodeHeight : at == path.Length - 1 ? 0 : nodeHeight / 2)))])).ToArray();
        return new LayeredLayout(nodes, placed, right - left, (layers * (nodeHeight + gap)) - gap);
    }
}

/// <summary>Where a node is.</summary>
/// <param name="X">The left side.</param>
/// <param name="Y">The upper side.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
public sealed record PlacedNode(double X, double Y, double Width, double Height);

/// <summary>How an edge runs.</summary>
/// <param name="Points">From the lower side of one node to the upper side of the other, layer by layer.</param>
public sealed record PlacedEdge(IReadOnlyList<(double X, double Y)> Points);
