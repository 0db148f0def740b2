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
    private sealed class Below
    {
        private readonly AbstractSpec _wanted;
        private readonly IVirtualPackages? _virtuals;
        private readonly DagQuestion _linkedOrRun;

        public Below(AbstractSpec wanted, IVirtualPackages? virtuals)
        {
            (_wanted, _virtuals) = (wanted, virtuals);
            _linkedOrRun = new DagQuestion(IsLinkedOrRun, node => node.Dependencies.Any(edge => IsLinkedOrRun(edge) && IsWanted(edge)));
        }

        public bool Knows(ConcreteSpec spec) =>
            spec.Dependencies.Any(edge => IsOf(edge, DependencyTypes.Build) && IsWanted(edge)) || _linkedOrRun.HoldsInside(spec);

        private bool IsWanted(ConcreteEdge edge) =>
            (edge.Node.Name == _wanted.Name || edge.Virtuals.Contains(_wanted.Name))
            && edge.Node.SatisfiesOnEdge(edge.Virtuals, _wanted, _virtuals, checkDependencies: false);

        private static bool IsLinkedOrRun(ConcreteEdge edge) => IsOf(edge, DependencyTypes.Link | DependencyTypes.Run);

        // An edge without types says nothing against being followed.
        private static bool IsOf(ConcreteEdge edge, DependencyTypes types) => (edge.Types & types) != 0 || edge.Types == DependencyTypes.None;
    }
}
