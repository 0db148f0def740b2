namespace Cairn.Specs.Graphs;

/// <summary>A graph in which every edge leads to the next layer: long edges pass through points of their own.</summary>
internal sealed class ProperGraph
{
    private readonly List<double> _widths;
    private readonly List<int> _layerOf;
    private readonly List<List<int>> _below = [];
    private readonly List<List<int>> _above = [];

    private ProperGraph(IReadOnlyList<double> widths, int[] layerOf)
    {
        RealCount = widths.Count;
        _widths = [.. widths];
        _layerOf = [.. layerOf];
        for (var node = 0; node < RealCount; node++)
        {
            _below.Add([]);
            _above.Add([]);
        }
    }

    /// <summary>The number of nodes that are no mere points of edges; they come first.</summary>
    public int RealCount { get; }

    public int Count => _layerOf.Count;

    public IReadOnlyList<double> Widths => _widths;

    public IReadOnlyList<int> LayerOf => _layerOf;

    /// <summary>The nodes through which each edge passes, both ends included.</summary>
    public int[][] Paths { get; private set; } = [];

    public IReadOnlyList<int> Below(int node) => _below[node];

    public IReadOnlyList<int> Above(int node) => _above[node];

    public bool IsPoint(int node) => node >= RealCount;

    public static ProperGraph Of(IReadOnlyList<double> widths, int[] layerOf, IReadOnlyList<(int From, int To)> edges)
    {
        var graph = new ProperGraph(widths, layerOf);
        graph.Paths = [.. edges.Select(edge => graph.Connect(edge.From, edge.To))];
        return graph;
    }

    private int[] Connect(int from, int to)
    {
        var path = new List<int> { from };
        for (var layer = _layerOf[from] + 1; layer < _layerOf[to]; layer++)
        {
            path.Add(AddPoint(layer));
        }

        path.Add(to);
        for (var i = 1; i < path.Count; i++)
        {
            _below[path[i - 1]].Add(path[i]);
            _above[path[i]].Add(path[i - 1]);
        }

        return [.. path];
    }

    private int AddPoint(int layer)
    {
        _widths.Add(0);
        _layerOf.Add(layer);
        _below.Add([]);
        _above.Add([]);
        return _layerOf.Count - 1;
    }
}
