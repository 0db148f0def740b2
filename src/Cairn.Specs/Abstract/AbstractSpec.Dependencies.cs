using System.Collections.Immutable;

namespace Cairn.Specs;

public sealed partial class AbstractSpec
{
    private bool DependenciesSatisfy(AbstractSpec other, IVirtualPackages? virtuals)
    {
        List<DependencyEdge>? below = null;
        foreach ((AbstractSpec parent, DependencyEdge wanted) in other.TraverseEdges())
        {
            AbstractSpec? holder = parent.Name.Length == 0 || parent.Name == Name ? this : Find(parent.Name);
            if (holder is not null && !holder.Intersects(wanted.When, virtuals))
            {
                // The condition of the edge can't come true, so nothing is asked for.
                continue;
            }

            bool isVirtual = virtuals is not null && wanted.Spec.Name.Length > 0 && virtuals.IsVirtual(wanted.Spec.Name);
            ImmutableArray<string> wantedVirtuals = isVirtual && !wanted.Virtuals.Contains(wanted.Spec.Name)
                ? wanted.Virtuals.Add(wanted.Spec.Name)
                : wanted.Virtuals;
            bool satisfied = wanted.IsDirect
                ? DirectDependencySatisfies(parent, wanted, wantedVirtuals, isVirtual, virtuals)
                : AnyDependencySatisfies(below ??= EdgesBelow(), wanted, wantedVirtuals, virtuals);
            if (!satisfied)
            {
                return false;
            }
        }

        return true;
    }

    private bool DirectDependencySatisfies(
        AbstractSpec parent,
        DependencyEdge wanted,
        ImmutableArray<string> wantedVirtuals,
        bool isVirtual,
        IVirtualPackages? virtuals)
    {
        AbstractSpec? node = this;
        if (parent.Name.Length > 0 && parent.Name != wanted.Spec.Name)
        {
            node = Find(parent.Name);
        }

        if (node is null)
        {
            return false;
        }

        IReadOnlyCollection<string>? filter = wantedVirtuals.IsEmpty ? null : wantedVirtuals;
        IEnumerable<DependencyEdge> candidates = isVirtual
            ? node.Edges(wanted.Spec.Name).Concat(node.Edges(virtuals: filter))
            : node.Edges(wanted.Spec.Name, virtuals: filter);
        return candidates.Any(edge =>
            (edge.Types & wanted.Types) == wanted.Types
            && wanted.When.Satisfies(edge.When, virtuals)
            && edge.Spec.Satisfies(wanted.Spec, virtuals));
    }

    private static bool AnyDependencySatisfies(
        List<DependencyEdge> below, DependencyEdge wanted, ImmutableArray<string> wantedVirtuals, IVirtualPackages? virtuals)
    {
        string name = wanted.Spec.Name;
        List<DependencyEdge> candidates = name.Length == 0
            ? below
            : below.FindAll(edge =>
                (edge.Spec.Name == name || edge.Virtuals.Contains(name)) && wanted.When.Satisfies(edge.When, virtuals));
        return candidates.Count > 0
            && wantedVirtuals.All(virtualName =>
                candidates.Exists(edge => edge.Virtuals.Contains(virtualName) || edge.Spec.Name == virtualName))
            && candidates.Exists(edge => edge.Spec.Satisfies(wanted.Spec, virtuals, dependencies: false));
    }

    /// <summary>What is linked or run anywhere below, and what is used to build this node.</summary>
    private List<DependencyEdge> EdgesBelow()
        =>
        [
            .. TraverseEdges(DependencyTypes.Link | DependencyTypes.Run).Select(step => step.Edge),
            .. Edges(types: DependencyTypes.Build),
        ];

    private bool DependenciesIntersect(AbstractSpec other, IVirtualPackages? virtuals)
    {
        if (Dependencies.IsEmpty || other.Dependencies.IsEmpty)
        {
            return true;
        }

        foreach (string name in Dependencies.Select(edge => edge.Spec.Name).Distinct())
        {
            if (other.Dependencies.Any(edge => edge.Spec.Name == name)
                && !Dependency(name).Intersects(other.Dependency(name), virtuals))
            {
                return false;
            }
        }

        return virtuals is null || VirtualPackageRules.ProvidersFit(this, other, virtuals);
    }

    /// <summary>The dependency of a name that is known to exist, which may be this package's own (gcc built with gcc).</summary>
    private AbstractSpec Dependency(string name)
        => Find(name) is { } found && !ReferenceEquals(found, this)
            ? found
            : Dependencies.First(edge => edge.Spec.Name == name).Spec;

    private ImmutableArray<DependencyEdge> ConstrainDependencies(AbstractSpec other, IVirtualPackages? virtuals)
    {
        if (!other.DependenciesIntersect(this, virtuals))
        {
            throw new UnsatisfiableSpecException(
                SpecPart.Dependency, $"the dependencies of `{other}` contradict those of `{this}`", other.ToString(), ToString());
        }

        if (other.Traverse().Skip(1).Any(spec => spec.Name.Length == 0))
        {
            throw new UnsatisfiableSpecException(
                SpecPart.UnnamedDependency,
                $"`{other}` can't be merged into another spec, because one of its dependencies has no name",
                ToString(),
                other.ToString());
        }

        List<DependencyEdge> edges = [.. Dependencies];
        bool changed = false;
        foreach (DependencyEdge added in other.Dependencies)
        {
            int index = edges.FindIndex(edge => edge.Spec.Name == added.Spec.Name && edge.When.Equals(added.When));
            if (index < 0)
            {
                AddEdge(edges, added);
                changed = true;
                continue;
            }

            DependencyEdge merged = Merge(edges[index], added, virtuals);
            changed |= !ReferenceEquals(merged, edges[index]);
            edges[index] = merged;
        }

        return changed ? [.. edges] : Dependencies;
    }

    private static DependencyEdge Merge(DependencyEdge present, DependencyEdge added, IVirtualPackages? virtuals)
    {
        AbstractSpec spec = present.Spec.Constrain(added.Spec, virtuals);
        bool sameAttributes = (present.Types | added.Types) == present.Types
            && (present.IsDirect || !added.IsDirect)
            && added.Virtuals.All(name => present.Virtuals.Contains(name));
        return sameAttributes
            ? present.WithSpec(spec)
            : present.WithSpec(spec).With(
                present.Types | added.Types,
                present.Virtuals.AddRange(added.Virtuals),
                present.IsDirect || added.IsDirect);
    }

    /// <summary>Adds an edge behind those of its name, in the order of the types.</summary>
    private static void AddEdge(List<DependencyEdge> edges, DependencyEdge added)
    {
        int insertAt = edges.Count;
        int first = edges.FindIndex(edge => edge.Spec.Name == added.Spec.Name);
        for (int i = Math.Max(first, 0); first >= 0 && i < edges.Count && edges[i].Spec.Name == added.Spec.Name; i++)
        {
            if (edges[i].When.Equals(added.When) && !DependencyTypeNames.AreCompatible(edges[i].Types, added.Types))
            {
                throw new UnsatisfiableSpecException(
                    SpecPart.DependencyTypes,
                    $"there is a dependency on `{added.Spec.Name}` with other types already",
                    edges[i].Types.ToText(),
                    added.Types.ToText());
            }

            insertAt = edges[i].Types.Rank() <= added.Types.Rank() ? i + 1 : Math.Min(insertAt, i);
        }

        edges.Insert(insertAt, added);
    }
}
