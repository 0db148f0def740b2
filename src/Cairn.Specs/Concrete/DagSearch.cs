using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Asks many specs of the same DAGs one question, and follows each edge once for all of them.</summary>
/// <remarks>
/// <see cref="ConcreteSpec.Satisfies"/> looks through everything below a spec. Asked of all specs of a store one after the other that
/// visits the bottom of the DAG as often as there are specs; here what is known of a node is known to all that lead to it.
/// </remarks>
public static class DagSearch
{
    /// <summary>The specs that satisfy a constraint.</summary>
    /// <param name="specs">Which are asked.</param>
    /// <param name="constraint">What is demanded.</param>
    /// <param name="virtuals">What is known about virtual packages; see <see cref="ConcreteSpec.Satisfies"/>.</param>
    public static IEnumerable<ConcreteSpec> Satisfying(IEnumerable<ConcreteSpec> specs, AbstractSpec constraint, IVirtualPackages? virtuals = null)
    {
        var below = constraint.Dependencies.Where(IsAnywhereBelow).Select(edge => new Below(edge.Spec, virtuals)).ToImmutableArray();
        var isAllSaid = below.Length == constraint.Dependencies.Length;
        return specs.Where(spec =>
            spec.Satisfies(constraint, virtuals, checkDependencies: false)
            && ((constraint.Name.Length > 0 && constraint.Name != spec.Name)
                || (below.All(each => each.Knows(spec)) && (isAllSaid || spec.Satisfies(constraint, virtuals)))));
    }

    /// <summary>True for <c>^name…</c> without further conditions: of a node it depends only on what is below it.</summary>
    private static bool IsAnywhereBelow(DependencyEdge edge) =>
        !edge.IsDirect && edge.Virtuals.IsEmpty && ReferenceEquals(edge.When, AbstractSpec.Empty) && edge.Spec.Name.Length > 0 && edge.Spec.Dependencies.IsEmpty;

    /// <summary>Whether something that is wanted is below a node: linked or run, or needed directly to build it.</summary>
    private sealed class Below(AbstractSpec wanted, IVirtualPackages? virtuals)
    {
        private const DependencyTypes LinkOrRun = DependencyTypes.Link | DependencyTypes.Run;

        private readonly Dictionary<ConcreteSpec, bool> _known = [];
        private readonly Stack<ConcreteSpec> _pending = new();

        public bool Knows(ConcreteSpec spec)
        {
            foreach (var edge in spec.Dependencies)
            {
                if (IsOf(edge, DependencyTypes.Build) && IsWanted(edge))
                {
                    return true;
                }
            }

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
            var isDecided = true;
            foreach (var edge in node.Dependencies)
            {
                if (!IsOf(edge, LinkOrRun))
                {
                    continue;
                }

                if (IsWanted(edge) || _known.GetValueOrDefault(edge.Node))
                {
                    _known.Add(node, true);
                    return true;
                }

                if (!_known.ContainsKey(edge.Node))
                {
                    _pending.Push(edge.Node);
                    isDecided = false;
                }
            }

            if (isDecided)
            {
                _known.Add(node, false);
            }

            return isDecided;
        }

        private bool IsWanted(ConcreteEdge edge) =>
            (edge.Node.Name == wanted.Name || edge.Virtuals.Contains(wanted.Name))
            && edge.Node.SatisfiesOnEdge(edge.Virtuals, wanted, virtuals, checkDependencies: false);

        // An edge without types says nothing against being followed.
        private static bool IsOf(ConcreteEdge edge, DependencyTypes types) => (edge.Types & types) != 0 || edge.Types == DependencyTypes.None;
    }
}
