namespace Cairn.Specs;

/// <summary>The edges of a DAG turned round: who depends on a node.</summary>
/// <remarks>Nodes know only what is below them, so this index is built for the roots in question.</remarks>
public sealed class Dependents
{
    private readonly Dictionary<ConcreteSpec, List<(ConcreteSpec Parent, DependencyTypes Types)>> _parents = [];

    private Dependents()
    {
    }

    /// <summary>The index of everything reachable from <paramref name="roots"/>.</summary>
    public static Dependents Of(IEnumerable<ConcreteSpec> roots)
    {
        var index = new Dependents();
        foreach (var edge in DagTraversal.Edges(roots, TraversalOrder.Pre, TraversalCover.Edges))
        {
            if (edge.Parent is not null)
            {
                if (!index._parents.TryGetValue(edge.Node, out var parents))
                {
                    index._parents.Add(edge.Node, parents = []);
                }

                parents.Add((edge.Parent, edge.Types));
            }
        }

        foreach (var parents in index._parents.Values)
        {
            parents.Sort(static (left, right) => string.CompareOrdinal(left.Parent.Name, right.Parent.Name));
        }

        return index;
    }

    /// <summary>The nodes that depend on <paramref name="node"/> directly by one of <paramref name="types"/>, each once.</summary>
    public IEnumerable<ConcreteSpec> On(ConcreteSpec node, DependencyTypes types = DependencyTypes.All) =>
        EdgesTo(node, types).Select(edge => edge.Parent).Distinct();

    internal IEnumerable<(ConcreteSpec Parent, DependencyTypes Types)> EdgesTo(ConcreteSpec node, DependencyTypes types) =>
        _parents.TryGetValue(node, out var parents) ? parents.Where(edge => (edge.Types & types) != 0) : [];
}
