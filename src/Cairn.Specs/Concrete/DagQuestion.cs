namespace Cairn.Specs;

/// <summary>Whether something holds for a node or for anything below it, found out once for each node however many specs are asked about.</summary>
/// <remarks>The specs of a store share what is at the bottom of their DAGs; a traversal for each of them visits that as often as there are specs.</remarks>
/// <param name="follows">Which edges lead to what is below.</param>
/// <param name="holds">The question to one node.</param>
public sealed class DagQuestion(Func<ConcreteEdge, bool> follows, Func<ConcreteSpec, bool> holds)
{
    private readonly Dictionary<ConcreteSpec, bool> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<ConcreteSpec> _pending = new();

    /// <summary>A question that follows edges of some types.</summary>
    /// <param name="types">An edge with any of them leads to what is below.</param>
    /// <param name="holds">The question to one node.</param>
    public DagQuestion(DependencyTypes types, Func<ConcreteSpec, bool> holds)
        : this(edge => (edge.Types & types) != 0, holds)
    {
    }

    /// <summary>True if it holds for the spec or for a node below it.</summary>
    public bool HoldsInside(ConcreteSpec spec)
    {
        _pending.Push(spec);
        while (_pending.TryPeek(out var node))
        {
            if (_known.ContainsKey(node) || TryDecide(node))
            {
                _pending.Pop();
            }
        }

        return _known[spec];
    }

    /// <summary>Decides about a node, or puts what has to be decided before on the stack.</summary>
    private bool TryDecide(ConcreteSpec node)
    {
        bool isDecided = true;
        foreach (var edge in node.Dependencies)
        {
            if (!follows(edge))
            {
                continue;
            }

            if (!_known.TryGetValue(edge.Node, out bool isBelow))
            {
                _pending.Push(edge.Node);
                isDecided = false;
            }
            else if (isBelow)
            {
                _known[node] = true;
                return true;
            }
        }

        if (isDecided)
        {
            _known[node] = holds(node);
        }

        return isDecided;
    }
}
