using System.Text;

namespace Cairn.Specs.Graphs;

/// <summary>Draws a graph with letters: one line a node, each open edge a lane that runs straight down to the node it leads to.</summary>
/// <remarks>
/// Lanes never move sideways. Below a node one line connects it with the lanes of its dependencies: <c>+</c> is where an edge joins or
/// leaves a lane, <c>.</c> where a new lane begins. Edges have the colour of the node that they lead to; nothing is lost without colours.
/// </remarks>
public sealed class AsciiGraph
{
    private const int Free = -1;
    private static readonly string[] Palette = ["31", "32", "34", "35", "36", "33", "91", "92", "94", "95", "96", "93"];

    private readonly PackageGraph _graph;
    private readonly bool _hasColors;
    private readonly ILookup<int, GraphEdge> _below;
    private readonly StringBuilder _text = new();
    private readonly List<int> _lanes = [];

    private AsciiGraph(PackageGraph graph, bool hasColors)
    {
        _graph = graph;
        _hasColors = hasColors;
        _below = graph.Edges.ToLookup(edge => edge.From);
    }

    /// <summary>The drawing.</summary>
    public static string Draw(PackageGraph graph, bool hasColors)
    {
        var drawing = new AsciiGraph(graph, hasColors);
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            drawing.DrawNode(node);
        }

        return drawing._text.ToString();
    }

    private void DrawNode(int node)
    {
        var lane = _lanes.IndexOf(node);
        if (lane < 0)
        {
            lane = Open(node, near: 0);
        }

        var line = new Line(_lanes.Count);
        for (var i = 0; i < _lanes.Count; i++)
        {
            line.Put(i, i == lane ? 'o' : _lanes[i] == Free ? ' ' : '|', i == lane ? node : _lanes[i]);
        }

        Append(line, "  " + Label(node));
        _lanes[lane] = Free;
        var before = _lanes.ToList();
        // The next one to be drawn goes on straight below; the others get lanes beside it.
        var targets = _below[node].Select(edge => edge.To).Order().ToList();
        var own = targets.FirstOrDefault(target => !_lanes.Contains(target), Free);
        if (own != Free)
        {
            _lanes[lane] = own;
        }

        foreach (var target in targets.Where(target => !_lanes.Contains(target)))
        {
            Open(target, lane);
        }

        if (targets.Count > 0)
        {
            DrawConnections(lane, targets, before);
        }

        while (_lanes.Count > 0 && _lanes[^1] == Free)
        {
            _lanes.RemoveAt(_lanes.Count - 1);
        }
    }

    /// <summary>One line from a node's lane to the lanes of all that it depends on.</summary>
    private void DrawConnections(int lane, List<int> targets, List<int> before)
    {
        var ends = targets.Select(target => _lanes.IndexOf(target)).Order().ToList();
        var (first, last) = (Math.Min(lane, ends[0]), Math.Max(lane, ends[^1]));
        var line = new Line(_lanes.Count);
        for (var i = 0; i < _lanes.Count; i++)
        {
            var isEnd = ends.Contains(i);
            if (isEnd || i == lane)
            {
                var isNew = isEnd && (i >= before.Count || before[i] == Free) && i != lane;
                var sign = first == last ? '|' : isNew && (i == first || i == last) ? '.' : '+';
                line.Put(i, sign, isEnd ? _lanes[i] : _lanes[ends[0]]);
            }
            else if (_lanes[i] != Free)
            {
                line.Put(i, '|', _lanes[i]);
            }
            else if (i > first && i < last)
            {
                line.Put(i, '-', _lanes[i > lane ? ends[^1] : ends[0]]);
            }

            if (i >= first && i < last)
            {
                // The nearest lane outwards for which a horizontal edge is still on its way.
                line.PutGap(i, '-', _lanes[i >= lane ? ends.First(end => end > i) : ends.Last(end => end <= i)]);
            }
        }

        Append(line, "");
    }

    /// <summary>Takes the free lane that is nearest to another one, or a new one at the end.</summary>
    private int Open(int target, int near)
    {
        var free = Enumerable.Range(0, _lanes.Count).Where(i => _lanes[i] == Free).OrderBy(i => Math.Abs(i - near)).Select(i => (int?)i).FirstOrDefault();
        if (free is { } lane)
        {
            _lanes[lane] = target;
            return lane;
        }

        _lanes.Add(target);
        return _lanes.Count - 1;
    }

    private string Label(int node)
    {
        var label = _graph.Nodes[node].Label;
        return _hasColors ? $"\e[{Palette[node % Palette.Length]}m{label}\e[0m" : label;
    }

    private void Append(Line line, string label)
    {
        var length = line.Signs.AsSpan().TrimEnd(' ').Length;
        for (var i = 0; i < length; i++)
        {
            var sign = line.Signs[i];
            if (_hasColors && sign != ' ')
            {
                _text.Append($"\e[{Palette[line.Targets[i] % Palette.Length]}m{sign}\e[0m");
            }
            else
            {
                _text.Append(sign);
            }
        }

        _text.Append(label).Append('\n');
    }

    private sealed class Line
    {
        public Line(int lanes)
        {
            Signs = new char[2 * lanes];
            Targets = new int[2 * lanes];
            Signs.AsSpan().Fill(' ');
        }

        public char[] Signs { get; }

        public int[] Targets { get; }

        public void Put(int lane, char sign, int target) => (Signs[2 * lane], Targets[2 * lane]) = (sign, Math.Max(0, target));

        public void PutGap(int lane, char sign, int target) => (Signs[(2 * lane) + 1], Targets[(2 * lane) + 1]) = (sign, Math.Max(0, target));
    }
}
