namespace Cairn.Specs.Graphs;

/// <summary>Chooses horizontal places so that long edges are straight and nodes stand over the middle of what they lead to.</summary>
/// <remarks>
/// After Brandes and Köpf: nodes are aligned with their median neighbours into blocks, once from each of the four corners, blocks are
/// pushed together, and each node takes the mean of the two middle places of the four.
/// </remarks>
internal sealed class HorizontalPlacement
{
    private const double NodeGap = 18;
    private const double PointGap = 9;

    private readonly ProperGraph _graph;
    private readonly HashSet<(int, int)> _conflicts;

    private HorizontalPlacement(ProperGraph graph, int[][] layers)
    {
        _graph = graph;
        _conflicts = Conflicts(layers);
    }

    /// <summary>The middle of each node.</summary>
    public static double[] Of(ProperGraph graph, int[][] layers)
    {
        var placement = new HorizontalPlacement(graph, layers);
        var candidates = new List<double[]>();
        foreach (var isUp in new[] { false, true })
        {
            foreach (var isMirrored in new[] { false, true })
            {
                var turned = (isUp ? layers.Reverse() : layers).Select(layer => isMirrored ? layer.Reverse().ToArray() : layer).ToArray();
                var x = placement.Place(turned, isUp);
                candidates.Add(isMirrored ? [.. x.Select(value => -value)] : x);
            }
        }

        Align(candidates, graph);
        return [.. Enumerable.Range(0, graph.Count).Select(node =>
        {
            var places = candidates.Select(x => x[node]).Order().ToArray();
            return (places[1] + places[2]) / 2;
        })];
    }

    /// <summary>Moves all four to the sides of the narrowest.</summary>
    private static void Align(List<double[]> candidates, ProperGraph graph)
    {
        double Left(double[] x) => Enumerable.Range(0, graph.Count).Min(node => x[node] - (graph.Widths[node] / 2));
        double Right(double[] x) => Enumerable.Range(0, graph.Count).Max(node => x[node] + (graph.Widths[node] / 2));
        var narrowest = candidates.MinBy(x => Right(x) - Left(x))!;
        var (left, right) = (Left(narrowest), Right(narrowest));
        for (var i = 0; i < candidates.Count; i++)
        {
            var x = candidates[i];
            var shift = i % 2 == 0 ? left - Left(x) : right - Right(x);
            for (var node = 0; node < x.Length; node++)
            {
                x[node] += shift;
            }
        }
    }

    /// <summary>Edges that cross an inner part of a long edge: that one shall be straight, so these may not align nodes.</summary>
    private HashSet<(int, int)> Conflicts(int[][] layers)
    {
        var conflicts = new HashSet<(int, int)>();
        for (var i = 1; i < layers.Length; i++)
        {
            var above = Positions(layers[i - 1]);
            int bound = 0, scanned = 0;
            for (var at = 0; at < layers[i].Length; at++)
            {
                var inner = _graph.IsPoint(layers[i][at]) ? _graph.Above(layers[i][at]).FirstOrDefault(_graph.IsPoint, -1) : -1;
                if (inner < 0 && at < layers[i].Length - 1)
                {
                    continue;
                }

                var next = inner >= 0 ? above[inner] : layers[i - 1].Length - 1;
                for (; scanned <= at; scanned++)
                {
                    foreach (var parent in _graph.Above(layers[i][scanned]))
                    {
                        if ((above[parent] < bound || above[parent] > next) && !(_graph.IsPoint(parent) && _graph.IsPoint(layers[i][scanned])))
                        {
                            conflicts.Add((parent, layers[i][scanned]));
                        }
                    }
                }

                bound = next;
            }
        }

        return conflicts;
    }

    private static Dictionary<int, int> Positions(int[] layer) => layer.Select((node, at) => (node, at)).ToDictionary(pair => pair.node, pair => pair.at);

    private double[] Place(int[][] layers, bool isUp)
    {
        var (root, next) = Blocks(layers, isUp);
        return Compact(layers, root, next);
    }

    private (int[] Root, int[] Next) Blocks(int[][] layers, bool isUp)
    {
        var root = Enumerable.Range(0, _graph.Count).ToArray();
        var next = Enumerable.Range(0, _graph.Count).ToArray();
        for (var i = 1; i < layers.Length; i++)
        {
            var before = Positions(layers[i - 1]);
            var last = -1;
            foreach (var node in layers[i])
            {
                var neighbours = (isUp ? _graph.Below(node) : _graph.Above(node)).OrderBy(other => before[other]).ToArray();
                if (neighbours.Length == 0)
                {
                    continue;
                }

                foreach (var middle in new[] { (neighbours.Length - 1) / 2, neighbours.Length / 2 })
                {
                    var other = neighbours[middle];
                    var edge = isUp ? (node, other) : (other, node);
                    if (next[node] == node && last < before[other] && !_conflicts.Contains(edge))
                    {
                        next[other] = node;
                        root[node] = root[other];
                        next[node] = root[node];
                        last = before[other];
                    }
                }
            }
        }

        return (root, next);
    }

    /// <summary>Pushes blocks to the left as far as the blocks beside them allow.</summary>
    private double[] Compact(int[][] layers, int[] root, int[] next)
    {
        var position = new int[_graph.Count];
        var layerOf = new int[_graph.Count];
        for (var i = 0; i < layers.Length; i++)
        {
            for (var at = 0; at < layers[i].Length; at++)
            {
                (layerOf[layers[i][at]], position[layers[i][at]]) = (i, at);
            }
        }

        // Blocks as nodes of a graph: a block lies right of another one if it has a node right of one of the other's.
        var rightOf = new Dictionary<int, List<(int Block, double Distance)>>();
        var open = new Dictionary<int, int>();
        foreach (var node in Enumerable.Range(0, _graph.Count).Where(node => root[node] == node))
        {
            rightOf[node] = [];
            open[node] = 0;
        }

        for (var node = 0; node < _graph.Count; node++)
        {
            if (position[node] > 0)
            {
                var left = layers[layerOf[node]][position[node] - 1];
                rightOf[root[left]].Add((root[node], Distance(left, node)));
                open[root[node]]++;
            }
        }

        var blockX = PushLeft(rightOf, open);
        PullRight(blockX, rightOf);
        return [.. Enumerable.Range(0, _graph.Count).Select(node => blockX[root[node]])];
    }

    private static Dictionary<int, double> PushLeft(Dictionary<int, List<(int Block, double Distance)>> rightOf, Dictionary<int, int> open)
    {
        var x = rightOf.Keys.ToDictionary(block => block, _ => 0.0);
        var ready = new Queue<int>(open.Where(entry => entry.Value == 0).Select(entry => entry.Key));
        while (ready.TryDequeue(out var block))
        {
            foreach (var (other, distance) in rightOf[block])
            {
                x[other] = Math.Max(x[other], x[block] + distance);
                if (--open[other] == 0)
                {
                    ready.Enqueue(other);
                }
            }
        }

        return x;
    }

    /// <summary>Moves blocks that nothing holds on their left back to their right neighbours: a class of blocks stays together.</summary>
    private static void PullRight(Dictionary<int, double> x, Dictionary<int, List<(int Block, double Distance)>> rightOf)
    {
        var isHeld = rightOf.Values.SelectMany(list => list).Select(entry => entry.Block).ToHashSet();
        foreach (var (block, neighbours) in rightOf.OrderByDescending(entry => x[entry.Key]))
        {
            if (!isHeld.Contains(block) && neighbours.Count > 0)
            {
                x[block] = Math.Max(x[block], neighbours.Min(entry => x[entry.Block] - entry.Distance));
            }
        }
    }

    private double Distance(int left, int right) =>
        ((_graph.Widths[left] + _graph.Widths[right]) / 2) + (_graph.IsPoint(left) && _graph.IsPoint(right) ? PointGap : NodeGap);
}
