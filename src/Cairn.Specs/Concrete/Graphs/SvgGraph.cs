using System.Globalization;
using System.Net;
using System.Text;

namespace Cairn.Specs.Graphs;

/// <summary>Draws a graph as a picture: boxes for packages, lines for dependencies, marks for what nearly everything depends on.</summary>
public static class SvgGraph
{
    private const double Margin = 24;
    private const double LegendHeight = 58;
    private const double LegendWidth = 640;
    private const string Styles = """
        text{font-family:Helvetica,Arial,"Liberation Sans","DejaVu Sans",sans-serif}
        .name{font-size:13px;font-weight:bold}.version,.key{font-size:11px}
        .node rect{fill:#e3eefc;stroke:#4a7fc1;stroke-width:1.2}.node .name{fill:#15304f}.node .version{fill:#4c6483}
        .node.build rect{fill:#fdeee0;stroke:#c98a52}.node.build .name{fill:#573413}.node.build .version{fill:#8a6a4c}
        .node.external rect{fill:#efefef;stroke:#8a8a8a;stroke-dasharray:4 2}.node.external .name{fill:#333}.node.external .version{fill:#666}
        .node.root rect{fill:#1f4e8c;stroke:#12315b}.node.root .name{fill:#fff}.node.root .version{fill:#cfe0f5}
        .mark{stroke:#fff;stroke-width:.8}.key{fill:#333}
        .edge{fill:none;stroke:#4a7fc1;stroke-width:1.4;opacity:.85}
        .edge.run{stroke:#2e9a57}.edge.build{stroke:#b08d6e;stroke-dasharray:5 3}.edge.test{stroke:#999;stroke-dasharray:1 3}
        """;

    private static readonly string[] MarkColors =
        ["#d1495b", "#2e9a57", "#7a4fbf", "#e08a1e", "#1d8a99", "#8c5a2b", "#c2408f", "#5b7f1a", "#3056d3", "#6b7280", "#b45309", "#0f766e"];

    /// <summary>The picture as an SVG document.</summary>
    public static string Draw(PackageGraph graph) => Draw(GraphPicture.Of(graph));

    internal static string Draw(GraphPicture picture)
    {
        var width = Math.Max(picture.Layout.Width, LegendWidth) + (2 * Margin);
        var legend = LegendHeight + (picture.Hubs.Length > 0 ? 24 * ((picture.Hubs.Length + HubsInLine(width) - 1) / HubsInLine(width)) : 0);
        var height = picture.Layout.Height + legend + (2 * Margin);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\">\n");
        text.Append("<style>").Append(Styles).Append("</style>\n");
        text.Append("<defs>");
        AppendArrow(text, "link", "#4a7fc1");
        AppendArrow(text, "run", "#2e9a57");
        AppendArrow(text, "build", "#b08d6e");
        AppendArrow(text, "test", "#999");
        text.Append("</defs>\n<rect class=\"paper\" width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        AppendLegend(text, picture, width);
        text.Append(CultureInfo.InvariantCulture, $"<g class=\"drawing\" transform=\"translate({Margin + ((width - (2 * Margin) - picture.Layout.Width) / 2):0.#},{legend + Margin:0.#})\">\n");
        AppendEdges(text, picture);
        AppendNodes(text, picture);
        return text.Append("</g>\n</svg>\n").ToString();
    }

    /// <summary>The kind of dependency that a line shows: what is needed at run time before what builds need.</summary>
    internal static string KindOf(DependencyTypes types) => (types & DependencyTypes.Link) != 0 ? "link"
        : (types & DependencyTypes.Run) != 0 ? "run"
        : (types & DependencyTypes.Build) != 0 ? "build" : "test";

    private static int HubsInLine(double width) => Math.Max(1, (int)((width - (2 * Margin)) / 200));

    private static void AppendArrow(StringBuilder text, string kind, string color) => text.Append(
        $"<marker id=\"{kind}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\"{color}\"/></marker>");

    private static void AppendLegend(StringBuilder text, GraphPicture picture, double width)
    {
        text.Append(CultureInfo.InvariantCulture, $"<g class=\"legend\" transform=\"translate({Margin},{Margin})\">\n");
        var x = 0.0;
        foreach (var (kind, words) in new[] { ("root", "asked for"), ("run", "needed at run time"), ("build", "for building only"), ("external", "external") })
        {
            text.Append(CultureInfo.InvariantCulture, $"<g class=\"node {kind}\"><rect x=\"{x}\" y=\"0\" width=\"18\" height=\"12\" rx=\"3\"/></g><text class=\"key\" x=\"{x + 24}\" y=\"10\">{words}</text>\n");
            x += 42 + (6.0 * words.Length);
        }

        x = 0;
        foreach (var (kind, words) in new[] { ("link", "link"), ("run", "run"), ("build", "build"), ("test", "test") })
        {
            text.Append(CultureInfo.InvariantCulture, $"<path class=\"edge {kind}\" d=\"M{x} 30H{x + 30}\" marker-end=\"url(#{kind})\"/><text class=\"key\" x=\"{x + 37}\" y=\"34\">{words}</text>\n");
            x += 80;
        }

        if (picture.ImpliedCount > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<text class=\"key\" x=\"{x}\" y=\"34\">{picture.ImpliedCount} lines that others imply are left out</text>\n");
        }

        if (picture.Hubs.Length > 0)
        {
            var dependents = picture.Graph.Edges.CountBy(edge => edge.To).ToDictionary();
            for (var i = 0; i < picture.Hubs.Length; i++)
            {
                var node = picture.Graph.Nodes[picture.Hubs[i]];
                var (column, row) = (i % HubsInLine(width), i / HubsInLine(width));
                text.Append(CultureInfo.InvariantCulture, $"<g class=\"hub\" data-node=\"{picture.Hubs[i]}\">{Mark((column * 200) + 6, 56 + (row * 22), i)}<text class=\"key\" x=\"{(column * 200) + 17}\" y=\"{60 + (row * 22)}\">{WebUtility.HtmlEncode(Shortened(node.Name, 20))} (of {dependents[picture.Hubs[i]]})</text></g>\n");
            }
        }

        text.Append("</g>\n");
    }

    private static string Shortened(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private static string Mark(double x, double y, int hub) => string.Create(
        CultureInfo.InvariantCulture, $"<circle class=\"mark\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4.6\" fill=\"{MarkColors[hub % MarkColors.Length]}\"/>");

    private static void AppendNodes(StringBuilder text, GraphPicture picture)
    {
        for (var i = 0; i < picture.Graph.Nodes.Length; i++)
        {
            var node = picture.Graph.Nodes[i];
            var place = picture.Layout.Nodes[i];
            var marks = picture.Marks[i].Order().ToList();
            var kind = node.IsRoot ? "root" : node.IsExternal ? "external" : node.IsBuildOnly ? "build" : "run";
            var baseline = marks.Count > 0 ? 17 : 25;
            text.Append(CultureInfo.InvariantCulture, $"<g class=\"node {kind}\" data-node=\"{i}\" transform=\"translate({place.X:0.#},{place.Y:0.#})\"><title>{WebUtility.HtmlEncode(node.Details)}</title>");
            text.Append(CultureInfo.InvariantCulture, $"<rect width=\"{place.Width:0.#}\" height=\"{place.Height:0.#}\" rx=\"6\"/>");
            var version = node.Version.Length == 0 ? "" : $"<tspan class=\"version\"> {WebUtility.HtmlEncode(node.Version)}</tspan>";
            text.Append(CultureInfo.InvariantCulture, $"<text text-anchor=\"middle\" x=\"{place.Width / 2:0.#}\" y=\"{baseline}\"><tspan class=\"name\">{WebUtility.HtmlEncode(node.Name)}</tspan>{version}</text>");
            if (picture.Hubs.IndexOf(i) is var own and >= 0)
            {
                text.Append(Mark(place.Width, 0, own));
            }

            for (var at = 0; at < marks.Count; at++)
            {
                text.Append(Mark((place.Width / 2) + ((at - ((marks.Count - 1) / 2.0)) * 11), 30, marks[at]));
            }

            text.Append("</g>\n");
        }
    }

    private static void AppendEdges(StringBuilder text, GraphPicture picture)
    {
        var starts = Ports(picture, edge => edge.From, points => points[1].X);
        var ends = Ports(picture, edge => edge.To, points => points[^2].X);
        for (var i = 0; i < picture.Lines.Length; i++)
        {
            var edge = picture.Lines[i];
            var points = picture.Layout.Edges[i].Points.ToArray();
            points[0].X += starts[i];
            points[^1].X += ends[i];
            points[^1].Y -= 1;
            var kind = KindOf(edge.Types);
            text.Append(CultureInfo.InvariantCulture, $"<path class=\"edge {kind}\" data-edge=\"{edge.From},{edge.To}\" marker-end=\"url(#{kind})\" d=\"M{points[0].X:0.#} {points[0].Y:0.#}");
            for (var at = 1; at < points.Length; at++)
            {
                var (before, here) = (points[at - 1], points[at]);
                var middle = (before.Y + here.Y) / 2;
                text.Append(CultureInfo.InvariantCulture, $"C{before.X:0.#} {middle:0.#} {here.X:0.#} {middle:0.#} {here.X:0.#} {here.Y:0.#}");
            }

            text.Append("\"/>\n");
        }
    }

    /// <summary>Where along the side of a box each line begins or ends: in the order of where they come from, so that they do not cross there.</summary>
    private static double[] Ports(GraphPicture picture, Func<GraphEdge, int> nodeOf, Func<IReadOnlyList<(double X, double Y)>, double> toward)
    {
        var offsets = new double[picture.Lines.Length];
        foreach (var group in Enumerable.Range(0, picture.Lines.Length).GroupBy(line => nodeOf(picture.Lines[line])))
        {
            var lines = group.OrderBy(line => toward(picture.Layout.Edges[line].Points)).ToList();
            var step = Math.Min(10, (picture.Layout.Nodes[group.Key].Width - 20) / lines.Count);
            for (var i = 0; i < lines.Count; i++)
            {
                offsets[lines[i]] = (i - ((lines.Count - 1) / 2.0)) * step;
            }
        }

        return offsets;
    }
}
