using System.Diagnostics.CodeAnalysis;

namespace Cairn.Specs;

public sealed partial class ConcreteSpec
{
    /// <summary>The node that this one knows under a name: <c>spec["mpi"]</c>.</summary>
    /// <param name="nameOrVirtual">A package or a virtual package.</param>
    /// <exception cref="CairnException">There is no such node; see <see cref="TryFind"/> for where it is looked for.</exception>
    public ConcreteSpec this[string nameOrVirtual] =>
        Find(nameOrVirtual) ?? throw new CairnException(new Diagnostic(
            "no-such-dependency", $"`{Name}` has no dependency `{nameOrVirtual}`"));

    /// <summary>The node that this one knows under a name, or null; see <see cref="TryFind"/>.</summary>
    public ConcreteSpec? Find(string nameOrVirtual) => TryFind(nameOrVirtual, out var edge) ? edge.Node : null;

    /// <summary>Looks for the edge to a package or to the provider of a virtual package.</summary>
    /// <remarks>
    /// Preference as in Spack: direct build and test dependencies, then the node itself, then what it links to or runs with,
    /// the nearer before the farther. Build dependencies of dependencies are nobody's business.
    /// </remarks>
    public bool TryFind(string nameOrVirtual, [NotNullWhen(true)] out VisitedEdge? found)
    {
        foreach (var edge in Dependencies)
        {
            if ((edge.Types & (DependencyTypes.Build | DependencyTypes.Test)) != 0
                && (edge.Node.Name == nameOrVirtual || edge.Virtuals.Contains(nameOrVirtual)))
            {
                found = new VisitedEdge(this, edge.Node, edge.Types, edge.Virtuals, 1);
                return true;
            }
        }

        foreach (var edge in TraverseEdges(TraversalOrder.Breadth, TraversalCover.Edges, DependencyTypes.Link | DependencyTypes.Run))
        {
            if (edge.Answers(nameOrVirtual))
            {
                found = edge;
                return true;
            }
        }

        found = null;
        return false;
    }

    /// <summary>The direct dependencies, each once.</summary>
    /// <param name="types">Only those needed for one of these.</param>
    /// <param name="virtualName">Only those that provide this virtual package.</param>
    public IEnumerable<ConcreteSpec> DirectDependencies(DependencyTypes types = DependencyTypes.All, string? virtualName = null) =>
        Edges(types: types, virtualName: virtualName).Select(edge => edge.Node).Distinct();

    /// <summary>The edges to direct dependencies that fit all that is asked for.</summary>
    public IEnumerable<ConcreteEdge> Edges(
        string? name = null, DependencyTypes types = DependencyTypes.All, string? virtualName = null)
    {
        foreach (var edge in Dependencies)
        {
            if ((name is null || edge.Node.Name == name)
                && (types == DependencyTypes.All || edge.Types == DependencyTypes.None || (edge.Types & types) != 0)
                && (virtualName is null || edge.Virtuals.Contains(virtualName)))
            {
                yield return edge;
            }
        }
    }

    /// <summary>Visits this node and what is below it, every node once.</summary>
    public IEnumerable<ConcreteSpec> Traverse(
        TraversalOrder order = TraversalOrder.Pre, DependencyTypes types = DependencyTypes.All, bool includeRoot = true) =>
        DagTraversal.Nodes([this], order, types, includeRoot);

    /// <summary>Visits the edges below this node; the node itself comes first, as an edge without parent.</summary>
    public IEnumerable<VisitedEdge> TraverseEdges(
        TraversalOrder order = TraversalOrder.Pre,
        TraversalCover cover = TraversalCover.Nodes,
        DependencyTypes types = DependencyTypes.All,
        bool includeRoot = true) =>
        DagTraversal.Edges([this], order, cover, types, includeRoot);

    /// <summary>True if this node or what it knows under the spec's name satisfies the spec: <c>"openmpi@5" in spec</c>.</summary>
    /// <remarks>An anonymous spec is asked of this node alone.</remarks>
    public bool Contains(AbstractSpec constraint, IVirtualPackages? virtuals = null)
    {
        if (constraint.Name.Length == 0 || constraint.Name == Name)
        {
            return Satisfies(constraint, virtuals);
        }

        return TryFind(constraint.Name, out var edge) && edge.Node.SatisfiesOnEdge(edge.Virtuals, constraint, virtuals, true);
    }
}
