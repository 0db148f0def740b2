using System.Globalization;
using System.Text;

namespace Cairn.Specs;

/// <summary>Prints DAGs as indented lists, one node or edge a line, as <c>spec</c> and <c>find --deps</c> show them.</summary>
public static class DagTree
{
    /// <summary>The tree of some roots, which are printed in their order as specs.</summary>
    public static string Render(IEnumerable<ConcreteSpec> roots, DagTreeOptions? options = null)
    {
        options ??= new DagTreeOptions();
        var sorted = roots.Order().ToList();
        var merged = options is { ShowsTypes: true, Cover: TraversalCover.Nodes } ? MergedTypes(sorted, options.Types) : null;
        var text = new StringBuilder();
        foreach (var edge in TreeEdges.Of(sorted, options.Cover, options.Types, options.IsDepthFirst))
        {
            AppendLine(text, edge, merged is null ? edge.Types : merged.GetValueOrDefault(edge.Node), options);
            if (!options.ShowsDependencies)
            {
                break;
            }
        }

        return text.ToString();
    }

    /// <summary>The sign of a status with the two blanks that follow it.</summary>
    public static string StatusText(InstallStatus status, SpecColors? colors = null) => status switch
    {
        InstallStatus.Installed => SpecColors.Paint(colors?.Installed, "[+]") + "  ",
        InstallStatus.Upstream => SpecColors.Paint(colors?.Installed, "[^]") + "  ",
        InstallStatus.External => SpecColors.Paint(colors?.External, "[e]") + "  ",
        InstallStatus.Missing => SpecColors.Paint(colors?.Missing, "[-]") + "  ",
        _ => SpecColors.Paint(colors?.Hash, " - ") + "  ",
    };

    private static void AppendLine(StringBuilder text, VisitedEdge edge, DependencyTypes types, DagTreeOptions options)
    {
        var node = edge.Node;
        text.Append(options.Prefix?.Invoke(node)).Append(' ', options.Indent);
        if (options.ShowsDepth)
        {
            text.Append(edge.Depth.ToString(CultureInfo.InvariantCulture).PadRight(4));
        }

        if (options.Status is not null)
        {
            text.Append(StatusText(options.Status(node), options.Colors));
        }

        if (options.HashLength > 0)
        {
            text.Append(SpecColors.Paint(options.Colors?.Hash, node.ShortHash(options.HashLength))).Append("  ");
        }

        if (options.ShowsTypes)
        {
            text.Append('[').Append(types.ToCharacters()).Append("]  ");
        }

        text.Append(' ', 4 * edge.Depth);
        if (edge.Depth > 0)
        {
            text.Append('^');
        }

        text.Append(options.Format?.Invoke(node) ?? node.ToDisplayText(options.ShowsNamespaces, options.Colors)).Append('\n');
    }

    /// <summary>When every node is shown once, its line shows what anybody needs it for.</summary>
    private static Dictionary<ConcreteSpec, DependencyTypes> MergedTypes(List<ConcreteSpec> roots, DependencyTypes types)
    {
        var merged = new Dictionary<ConcreteSpec, DependencyTypes>();
        foreach (var edge in DagTraversal.Edges(roots, TraversalOrder.Pre, TraversalCover.Edges, types, includeRoots: false))
        {
            merged[edge.Node] = merged.GetValueOrDefault(edge.Node) | edge.Types;
        }

        return merged;
    }
}
