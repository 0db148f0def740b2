namespace Cairn.Specs.Graphs;

/// <summary>Gives each node a layer below those of all that depend on it.</summary>
internal static class Layering
{
    private const int Rounds = 8;

    /// <summary>The layer of each node, from 0.</summary>
    /// <param name="widths">The width of each node.</param>
    /// <param name="edges">From where to where, without cycles.</param>
    /// <param name="isFloating">Whether a node that nothing leads to may stand anywhere above its dependencies; others stand on top.</param>
    public static int[] Of(IReadOnlyList<double> widths, IReadOnlyList<(int From, int To)> edges, Func<int, bool> isFloating)
    {
        var count = widths.Count;
        var below = edges.ToLookup(edge => edge.From, edge => edge.To);
        var above = edges.ToLookup(edge => edge.To, edge => edge.From);
        var order = TopologicalOrder(count, below, above);
        var layers = new int[count];
        foreach (var node in order)
        {
            layers[node] = above[node].Select(parent => layers[parent] + 1).DefaultIfEmpty(0).Max();
        }

        for (var round = 0; round < Rounds && Tighten(order, below, above, layers, isFloating); round++)
        {
        }

        // What is drawn without any line closes the picture, like a footnote.
        var footnotes = order.Where(node => isFloating(node) && !below[node].Any() && !above[node].Any()).ToList();
        var bottom = order.Except(footnotes).Select(node => layers[node] + 1).DefaultIfEmpty(0).Max();
        footnotes.ForEach(node => layers[node] = bottom);
        Spread(widths, order, below, above, layers);
        return layers;
    }

    /// <summary>Nodes before all that they lead to.</summary>
    private static int[] TopologicalOrder(int count, ILookup<int, int> below, ILookup<int, int> above)
    {
        var open = Enumerable.Range(0, count).Select(node => above[node].Count()).ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, count).Where(node => open[node] == 0));
        var order = new List<int>(count);
        while (ready.TryDequeue(out var node))
        {
            order.Add(node);
            foreach (var next in below[node])
            {
                if (--open[next] == 0)
                {
                    ready.Enqueue(next);
                }
            }
        }

        return order.Count == count ? [.. order] : throw new ArgumentException("the graph has a cycle", nameof(below));
    }

    /// <summary>Moves each node towards the side on which it has more edges, as far as these allow: short edges cross less.</summary>
    private static bool Tighten(int[] order, ILookup<int, int> below, ILookup<int, int> above, int[] layers, Func<int, bool> isFloating)
    {
        var hasChanged = false;
        foreach (var node in order.Reverse())
        {
            var (up, down) = (above[node].Count(), below[node].Count());
            if (down == 0)
            {
                continue;
            }

            var lowest = below[node].Min(child => layers[child]) - 1;
            if (down > up && lowest > layers[node] && (up > 0 || isFloating(node)))
            {
                layers[node] = lowest;
                hasChanged = true;
            }
        }

        return hasChanged;
    }

    /// <summary>Moves what leads nowhere out of layers that are far wider than the others: a picture has to fit a page.</summary>
    private static void Spread(
        IReadOnlyList<double> widths, int[] order, ILookup<int, int> below, ILookup<int, int> above, int[] layers)
    {
        var limit = Math.Max(900, 2.2 * Math.Sqrt(widths.Sum() * 90));
        for (var layer = 0; layer <= layers.Max() && layer < 10_000; layer++)
        {
            var members = order.Where(node => layers[node] == layer).ToList();
            var width = members.Sum(node => widths[node] + 20);
            foreach (var node in members.Where(node => !below[node].Any()).OrderBy(node => above[node].Count()).ThenByDescending(node => node))
            {
                if (width <= limit)
                {
                    break;
                }

                layers[node]++;
                width -= widths[node] + 20;
            }
        }
    }
}
