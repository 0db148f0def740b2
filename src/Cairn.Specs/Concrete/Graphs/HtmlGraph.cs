using System.Globalization;
using System.Net;
using System.Text;

namespace Cairn.Specs.Graphs;

/// <summary>A page with the picture of a graph that can be searched, moved and asked: one file that needs nothing else.</summary>
public static class HtmlGraph
{
    private const string Resource = "Cairn.Specs.Graphs.graph.html";

    /// <summary>The page.</summary>
    public static string Draw(PackageGraph graph, string title)
    {
        using var template = new StreamReader(typeof(HtmlGraph).Assembly.GetManifestResourceStream(Resource)!, Encoding.UTF8);
        return template.ReadToEnd()
            .Replace("{{title}}", WebUtility.HtmlEncode(title), StringComparison.Ordinal)
            .Replace("{{edges}}", Edges(graph), StringComparison.Ordinal)
            .Replace("{{svg}}", SvgGraph.Draw(graph), StringComparison.Ordinal);
    }

    /// <summary>All edges, also those that are drawn as marks: <c>[[from, to, "link"], …]</c>.</summary>
    private static string Edges(PackageGraph graph) => "[" + string.Join(",", graph.Edges.Select(edge =>
        string.Create(CultureInfo.InvariantCulture, $"[{edge.From},{edge.To},\"{edge.Types.ToCharacters().Trim()}\"]"))) + "]";
}
