namespace Cairn.Specs.Graphs;

/// <summary>Orders the nodes of each layer so that few edges cross.</summary>
internal sealed class LayerOrder
{
    private const int Sweeps = 24;

    private readonly ProperGraph _graph;
    private readonly int[][] _layers;
    private readonly int[] _positions;

    private LayerOrder(ProperGraph graph)
    {
        _graph = graph;
        _positions = new int[graph.Count];
        _layers = InDepthFirstOrder(graph);
        Number();
    }

    /// <summary>The nodes of each layer from left to right.</summary>
    public static int[][] Of(ProperGraph graph)
    {
        var order = new LayerOrder(graph);
        var best = order.Copy();
        var fewest = order.Crossings();
        for (int sweep = 0, idle = 0; sweep < Sweeps && fewest > 0 && idle < 6; sweep++, idle++)
        {
            order.Sweep(isDownwards: sweep % 2 == 0);
            order.Transpose();
            var crossings = order.Crossings();
            if (crossings < fewest)
            {
                (best, fewest, idle) = (order.Copy(), crossings, 0);
            }
        }

        return best;
    }

    private static int[][] InDepthFirstOrder(ProperGraph graph)
    {
        var layers = Enumerable.Range(0, graph.LayerOf.Max() + 1).Select(_ => new List<int>()).ToArray();
        var seen = new bool[graph.Count];
        var stack = new Stack<int>(Enumerable.Range(0, graph.Count).Where(node => graph.Above(node).Count == 0).Reverse());
        while (stack.TryPop(out var node))
        {
            if (seen[node])
            {
                continue;
            }

            seen[node] = true;
            layers[graph.LayerOf[node]].Add(node);
            foreach (var next in graph.Below(node).Reverse())
            {
                stack.Push(next);
            }
        }

        return [.. layers.Select(layer => layer.ToArray())];
    }

    private int[][] Copy() => [.. _layers.Select(layer => layer.ToArray())];

    private void Number()
    {
        foreach (var layer in _layers)
        {
            Number(layer);
        }
    }

    private void Number(int[] layer)
    {
        for (var i = 0; i < layer.Length; i++)
        {
            _positions[layer[i]] = i;
        }
    }

    /// <summary>Sorts every layer by the median of the neighbours in the layer before it; who has none keeps its place.</summary>
    private void Sweep(bool isDownwards)
    {
        for (var i = 1; i < _layers.Length; i++)
        {
            var layer = _layers[isDownwards ? i : _layers.Length - 1 - i];
            var keys = new double[layer.Length];
            for (var at = 0; at < layer.Length; at++)
            {
                var neighbours = isDownwards ? _graph.Above(layer[at]) : _graph.Below(layer[at]);
                keys[at] = neighbours.Count == 0 ? at : Median(neighbours);
            }

            var sorted = layer.Select((node, at) => (node, key: keys[at], at)).OrderBy(entry => entry.key).ThenBy(entry => entry.at).Select(entry => entry.node).ToArray();
            sorted.CopyTo(layer, 0);
            Number(layer);
        }
    }

    /// <summary>The weighted median of Gansner and others: between two middle places it leans to the side that is more crowded.</summary>
    private double Median(IReadOnlyList<int> neighbours)
    {
        var places = neighbours.Select(node => _positions[node]).Order().ToArray();
        var middle = places.Length / 2;
        if (places.Length % 2 == 1)
        {
            return places[middle];
        }

        if (places.Length == 2)
        {
            return (places[0] + places[1]) / 2.0;
        }

        double left = places[middle - 1] - places[0];
        double right = places[^1] - places[middle];
        return left + right == 0 ? (places[middle - 1] + places[middle]) / 2.0 : ((places[middle - 1] * right) + (places[middle] * left)) / (left + right);
    }

    /// <summary>Swaps neighbours while that saves crossings.</summary>
    private void Transpose()
    {
        for (int round = 0, isBetter = 1; round < 4 && isBetter > 0; round++)
        {
            isBetter = 0;
            foreach (var layer in _layers)
            {
                for (var i = 1; i < layer.Length; i++)
                {
                    var (left, right) = (layer[i - 1], layer[i]);
                    var now = CrossingsOf(_graph.Above(left), _graph.Above(right)) + CrossingsOf(_graph.Below(left), _graph.Below(right));
                    var then = CrossingsOf(_graph.Above(right), _graph.Above(left)) + CrossingsOf(_graph.Below(right), _graph.Below(left));
                    if (then < now)
                    {
                        (layer[i - 1], layer[i]) = (right, left);
                        (_positions[left], _positions[right]) = (i, i - 1);
                        isBetter++;
                    }
                }
            }
        }
    }

    private int CrossingsOf(IReadOnlyList<int> left, IReadOnlyList<int> right)
    {
        var crossings = 0;
        foreach (var a in left)
        {
            foreach (var b in right)
            {
                crossings += _positions[a] > _positions[b] ? 1 : 0;
            }
        }

        return crossings;
    }

    /// <summary>All crossings, counted as inversions with a Fenwick tree.</summary>
    private long Crossings()
    {
        long crossings = 0;
        for (var i = 1; i < _layers.Length; i++)
        {
            var width = _layers[i].Length;
            var tree = new int[width + 1];
            var count = 0;
            foreach (var node in _layers[i - 1])
            {
                var places = _graph.Below(node).Select(next => _positions[next]).ToList();
                foreach (var place in places)
                {
                    var atMost = 0;
                    for (var at = place + 1; at > 0; at -= at & -at)
                    {
                        atMost += tree[at];
                    }

                    crossings += count - atMost;
                }

                foreach (var place in places)
                {
                    for (var at = place + 1; at <= width; at += at & -at)
                    {
                        tree[at]++;
                    }

                    count++;
                }
            }
        }

        return crossings;
    }
}
