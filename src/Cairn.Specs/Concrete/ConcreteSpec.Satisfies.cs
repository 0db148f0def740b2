using System.Collections.Immutable;

namespace Cairn.Specs;

public sealed partial class ConcreteSpec
{
    /// <summary>True if the node, and what is below it, is as <paramref name="constraint"/> demands.</summary>
    /// <param name="constraint">What is demanded.</param>
    /// <param name="virtuals">
    /// What is known about virtual packages. Without it a virtual name is recognised by the edges of the DAG only, and a
    /// version demanded of a virtual package counts as not fulfilled.
    /// </param>
    /// <param name="checkDependencies">False to ask of the node alone.</param>
    public bool Satisfies(AbstractSpec constraint, IVirtualPackages? virtuals = null, bool checkDependencies = true)
    {
        if (constraint.Name.Length > 0 && constraint.Name != Name)
        {
            return Provides(constraint, virtuals);
        }

        return HasHashOf(constraint)
            && (constraint.Namespace is null || Namespace is null || constraint.Namespace == Namespace)
            && (constraint.Versions.IsAny || Version.Satisfies(constraint.Versions))
            && SatisfiesVariants(constraint.Variants)
            && (constraint.Architecture is null || Architecture.Satisfies(constraint.Architecture))
            && CompilerFlags.Satisfies(constraint.CompilerFlags)
            && (!checkDependencies || constraint.Dependencies.IsEmpty || SatisfiesDependencies(constraint, constraint, virtuals));
    }

    /// <summary>The same as <see cref="Satisfies"/>: where everything is decided, what may fit does fit.</summary>
    public bool Intersects(AbstractSpec constraint, IVirtualPackages? virtuals = null) => Satisfies(constraint, virtuals);

    /// <summary>
    /// True if the node, reached by an edge on which it stands for <paramref name="edgeVirtuals"/>, is as demanded.
    /// </summary>
    internal bool SatisfiesOnEdge(
        ImmutableArray<string> edgeVirtuals, AbstractSpec constraint, IVirtualPackages? virtuals, bool checkDependencies)
    {
        if (virtuals is null && constraint.Name != Name && edgeVirtuals.Contains(constraint.Name))
        {
            // Nobody can tell which version of the virtual package it is.
            return constraint.Versions.IsAny && HasHashOf(constraint);
        }

        return Satisfies(constraint, virtuals, checkDependencies);
    }

    private bool HasHashOf(AbstractSpec constraint) =>
        constraint.AbstractHash is null || Hash.StartsWith(constraint.AbstractHash, StringComparison.Ordinal);

    /// <summary>A provider satisfies a virtual package in the versions that its recipe declares for it.</summary>
    private bool Provides(AbstractSpec constraint, IVirtualPackages? virtuals)
    {
        if (virtuals is null || !HasHashOf(constraint) || virtuals.IsVirtual(Name) || !virtuals.IsVirtual(constraint.Name))
        {
            return false;
        }

        foreach (var (when, provided) in virtuals.ProvidedBy(FullName) ?? [])
        {
            if (Satisfies(when, virtuals, checkDependencies: false) && provided.Any(each => each.Intersects(constraint)))
            {
                return true;
            }
        }

        return false;
    }

    private bool SatisfiesVariants(VariantMap constraint)
    {
        foreach (var wanted in constraint)
        {
            if (!wanted.Propagates)
            {
                if (!Variants.TryGet(wanted.Name, out var value) || !value.Satisfies(wanted))
                {
                    return false;
                }
            }
            else if (!Traverse().All(node => !node.Variants.TryGet(wanted.Name, out var value) || value.Satisfies(wanted)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if every edge below <paramref name="parent"/>, a part of <paramref name="whole"/>, is matched by the DAG.</summary>
    private bool SatisfiesDependencies(AbstractSpec whole, AbstractSpec parent, IVirtualPackages? virtuals, Reachable? reachable = null)
    {
        reachable ??= new Reachable(this);
        foreach (var edge in parent.Dependencies)
        {
            if (!SatisfiesDependency(parent, edge, virtuals, reachable)
                || !SatisfiesDependencies(whole, edge.Spec, virtuals, reachable))
            {
                return false;
            }
        }

        return true;
    }

    private bool SatisfiesDependency(AbstractSpec parent, DependencyEdge edge, IVirtualPackages? virtuals, Reachable reachable)
    {
        var owner = parent.Name.Length == 0 || parent.Name == Name ? this : Find(parent.Name);
        if (owner is not null && !ReferenceEquals(edge.When, AbstractSpec.Empty) && !owner.Satisfies(edge.When, virtuals))
        {
            return true;
        }

        var isVirtual = virtuals?.IsVirtual(edge.Spec.Name) ?? reachable.IsVirtual(edge.Spec.Name);
        var wantedVirtuals = isVirtual && !edge.Virtuals.Contains(edge.Spec.Name) ? edge.Virtuals.Add(edge.Spec.Name) : edge.Virtuals;
        if (!edge.IsDirect)
        {
            return reachable.Has(edge.Spec, wantedVirtuals, virtuals);
        }

        // `gcc@13 %gcc@12`: a parent named like its child is this node, not what it knows under the name.
        var node = parent.Name.Length > 0 && parent.Name != edge.Spec.Name ? owner : this;
        return node is not null && node.HasDirect(edge, wantedVirtuals, isVirtual, virtuals);
    }

    private bool HasDirect(DependencyEdge edge, ImmutableArray<string> wantedVirtuals, bool isVirtual, IVirtualPackages? virtuals)
    {
        if (OriginalFormat < CurrentFormat || (IsExternal && Dependencies.IsEmpty))
        {
            return LegacyCompiler is not null && AbstractSpec.Parse(LegacyCompiler).Satisfies(edge.Spec, virtuals);
        }

        foreach (var candidate in Dependencies)
        {
            var isNamed = edge.Spec.Name.Length == 0 || candidate.Node.Name == edge.Spec.Name;
            var hasVirtual = wantedVirtuals.IsEmpty || candidate.Virtuals.Any(wantedVirtuals.Contains);
            if ((isVirtual ? isNamed || hasVirtual : isNamed && hasVirtual)
                && (candidate.Types & edge.Types) == edge.Types
                && candidate.Node.SatisfiesOnEdge(candidate.Virtuals, edge.Spec, virtuals, true))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What <c>^name</c> can mean below a node: what it links to or runs with, and its direct build dependencies.</summary>
    private sealed class Reachable(ConcreteSpec root)
    {
        private Dictionary<string, List<VisitedEdge>>? _edges;

        public bool IsVirtual(string name) =>
            name.Length > 0 && Edges.TryGetValue(name, out var edges) && edges.TrueForAll(edge => edge.Node.Name != name);

        public bool Has(AbstractSpec wanted, ImmutableArray<string> wantedVirtuals, IVirtualPackages? virtuals)
        {
            List<VisitedEdge>? candidates;
            if (wanted.Name.Length == 0)
            {
                candidates = [.. Edges.Values.SelectMany(edges => edges)];
            }
            else if (!Edges.TryGetValue(wanted.Name, out candidates))
            {
                return false;
            }

            foreach (var name in wantedVirtuals)
            {
                if (!candidates.Exists(edge => edge.Answers(name)))
                {
                    return false;
                }
            }

            return candidates.Exists(edge => edge.Node.SatisfiesOnEdge(edge.Virtuals, wanted, virtuals, checkDependencies: false));
        }

        private Dictionary<string, List<VisitedEdge>> Edges => _edges ??= Collect();

        private Dictionary<string, List<VisitedEdge>> Collect()
        {
            var edges = new Dictionary<string, List<VisitedEdge>>(StringComparer.Ordinal);
            const DependencyTypes LinkOrRun = DependencyTypes.Link | DependencyTypes.Run;
            foreach (var edge in root.TraverseEdges(TraversalOrder.Pre, TraversalCover.Edges, LinkOrRun, includeRoot: false))
            {
                Add(edges, edge);
            }

            foreach (var edge in root.Edges(types: DependencyTypes.Build))
            {
                Add(edges, new VisitedEdge(root, edge.Node, edge.Types, edge.Virtuals, 1));
            }

            return edges;
        }

        private static void Add(Dictionary<string, List<VisitedEdge>> edges, VisitedEdge edge)
        {
            foreach (var name in edge.Virtuals.Append(edge.Node.Name))
            {
                if (!edges.TryGetValue(name, out var list))
                {
                    edges.Add(name, list = []);
                }

                list.Add(edge);
            }
        }
    }
}
