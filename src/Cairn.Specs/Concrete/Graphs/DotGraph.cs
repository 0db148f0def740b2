using System.Text;

namespace Cairn.Specs.Graphs;

/// <summary>Writes a graph for other programs: Graphviz's <c>dot</c>, or Mermaid, which web pages and wikis draw.</summary>
public static class DotGraph
{
    private static readonly (DependencyTypes Type, string Color)[] Colors =
        [(DependencyTypes.Build, "dodgerblue"), (DependencyTypes.Link, "crimson"), (DependencyTypes.Run, "goldenrod"), (DependencyTypes.Test, "gray50")];

    /// <summary>The graph in the language of Graphviz.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="hasColors">Whether edges have a colour for each kind of dependency, and what is needed for building alone another one.</param>
    public static string Dot(PackageGraph graph, bool hasColors)
    {
        var text = new StringBuilder("""
            digraph G {
              labelloc = "b"
              rankdir = "TB"
              ranksep = "1"
              edge [penwidth=2]
              node [fontname="Helvetica,Arial,sans-serif", fontsize=14, shape=box, style="rounded,filled", fillcolor="lightblue"]


            """);
        foreach (var node in graph.Nodes)
        {
            var fill = hasColors && node.IsBuildOnly ? ", fillcolor=\"coral\"" : "";
            text.Append($"  {Quoted(node.Id)} [label={Quoted(node.Label)}{fill}]\n");
        }

        text.Append('\n');
        foreach (var edge in graph.Edges)
        {
            var options = hasColors
                ? $" [color={Quoted(string.Join(':', Colors.Where(color => (edge.Types & color.Type) != 0).Select(color => color.Color)))}"
                    + (edge.Virtuals.IsEmpty ? "" : $", xlabel={Quoted("virtuals=" + string.Join(',', edge.Virtuals))}") + "]"
                : "";
            text.Append($"  {Quoted(graph.Nodes[edge.From].Id)} -> {Quoted(graph.Nodes[edge.To].Id)}{options}\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The graph as a Mermaid flowchart: thick edges are needed at run time, dotted ones for building alone.</summary>
    public static string Mermaid(PackageGraph graph)
    {
        var text = new StringBuilder("flowchart TD\n");
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            var node = graph.Nodes[i];
            text.Append($"  n{i}[\"{node.Label.Replace("\"", "#quot;", StringComparison.Ordinal)}\"]{(node.IsBuildOnly ? ":::build" : node.IsExternal ? ":::external" : "")}\n");
        }

        foreach (var edge in graph.Edges)
        {
            var arrow = (edge.Types & (DependencyTypes.Link | DependencyTypes.Run)) != 0 ? "==>" : "-.->";
            var label = edge.Virtuals.IsEmpty ? "" : $"|{string.Join(',', edge.Virtuals)}|";
            text.Append($"  n{edge.From} {arrow}{label} n{edge.To}\n");
        }

        return text.Append("  classDef build fill:#fde2d4,stroke:#c8795a\n  classDef external fill:#eee,stroke:#888\n").ToString();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
