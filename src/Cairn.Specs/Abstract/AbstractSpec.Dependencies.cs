using System.Collections.Immutable;

namespace Cairn.Specs;

public sealed partial class AbstractSpec
{
    private bool DependenciesSatisfy(AbstractSpec other, IVirtualPackages? virtuals)
    {
        List<DependencyEdge>? below = null;
        return DependenciesSatisfy(other, virtuals, ref below);
    }

    /// <summary>True if this graph has what every edge at and below <paramref name="parent"/> asks for.</summary>
    private bool DependenciesSatisfy(AbstractSpec parent, IVirtualPackages? virtuals, ref List<DependencyEdge>? below)
    {
        foreach (DependencyEdge wanted in parent.Dependencies)
        {
            if (Applies(parent, wanted, virtuals) && !EdgeSatisfied(parent, wanted, virtuals, ref below))
            {
                return false;
            }

            if (!DependenciesSatisfy(wanted.Spec, virtuals, ref below))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>False if the condition of an edge can't come true, so that nothing is asked for.</summary>
    private bool Applies(AbstractSpec parent, DependencyEdge wanted, IVirtualPackages? virtuals)
    {
        if (ReferenceEquals(wanted.When, Empty))
        {
            return true;
        }

        AbstractSpec? holder = parent.Name.Length == 0 || parent.Name == Name ? this : Find(parent.Name);
        return holder is null || holder.Intersects(wanted.When, virtuals);
    }

    private bool EdgeSatisfied(
        AbstractSpec parent, DependencyEdge wanted, IVirtualPackages? virtuals, ref List<DependencyEdge>? below)
    {
        bool isVirtual = virtuals is not null && wanted.Spec.Name.Length > 0 && virtuals.IsVirtual(wanted.Spec.Name);
        ImmutableArray<string> wantedVirtuals = isVirtual && !wanted.Virtuals.Contains(wanted.Spec.Name)
            ? wanted.Virtuals.Add(wanted.Spec.Name)
            : wanted.Virtuals;
        return wanted.IsDirect
            ? DirectDependencySatisfies(parent, wanted, wantedVirtuals, isVirtual, virtuals)
            : AnyDependencySatisfies(below ??= EdgesBelow(), wanted, wantedVirtuals, virtuals);
    }

    private bool DirectDependencySatisfies(
        AbstractSpec parent,
        DependencyEdge wanted,
        ImmutableArray<string> wantedVirtuals,
        bool isVirtual,
        IVirtualPackages? virtuals)
    {
        AbstractSpec? node = parent.Name.Length > 0 && parent.Name != wanted.Spec.Name ? Find(parent.Name) : this;
        if (node is null)
        {
            return false;
        }

        foreach (DependencyEdge edge in node.Dependencies)
        {
            bool named = wanted.Spec.Name.Length == 0 || edge.Spec.Name == wanted.Spec.Name;
            bool isCandidate = isVirtual
                ? named || ProvidesOne(edge, wantedVirtuals)
                : named && (wantedVirtuals.IsEmpty || ProvidesOne(edge, wantedVirtuals));
            if (isCandidate
                && (edge.Types & wanted.Types) == wanted.Types
                && wanted.When.Satisfies(edge.When, virtuals)
                && edge.Spec.Satisfies(wanted.Spec, virtuals))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ProvidesOne(DependencyEdge edge, ImmutableArray<string> virtuals)
    {
        foreach (string name in virtuals)
        {
            if (edge.Virtuals.Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyDependencySatisfies(
        List<DependencyEdge> below, DependencyEdge wanted, ImmutableArray<string> wantedVirtuals, IVirtualPackages? virtuals)
    {
        bool satisfied = false;
        foreach (DependencyEdge edge in below)
        {
            satisfied = satisfied
                || (IsCandidate(edge, wanted, virtuals) && edge.Spec.Satisfies(wanted.Spec, virtuals, dependencies: false));
        }

        // The virtuals may come from another candidate than the one that fits otherwise.
        return satisfied && (wantedVirtuals.IsEmpty || wantedVirtuals.All(name => below.Exists(edge =>
            (edge.Virtuals.Contains(name) || edge.Spec.Name == name) && IsCandidate(edge, wanted, virtuals))));
    }

    private static bool IsCandidate(DependencyEdge edge, DependencyEdge wanted, IVirtualPackages? virtuals)
    {
        string name = wanted.Spec.Name;
        return name.Length == 0
            || ((edge.Spec.Name == name || edge.Virtuals.Contains(name)) && wanted.When.Satisfies(edge.When, virtuals));
    }

    /// <summary>What is linked or run anywhere below, and what is used to build this node.</summary>
    private List<DependencyEdge> EdgesBelow()
    {
        List<DependencyEdge> result = [];
        CollectLinked(this, result);
        foreach (DependencyEdge edge in Dependencies)
        {
            if (edge.Types.HasFlag(DependencyTypes.Build) && (edge.Types & (DependencyTypes.Link | DependencyTypes.Run)) == 0)
            {
                result.Add(edge);
            }
        }

        return result;
    }

    private static void CollectLinked(AbstractSpec spec, List<DependencyEdge> result)
    {
        foreach (DependencyEdge edge in spec.Dependencies)
        {
            if (edge.Types == DependencyTypes.None || (edge.Types & (DependencyTypes.Link | DependencyTypes.Run)) != 0)
            {
                result.Add(edge);
                CollectLinked(edge.Spec, result);
            }
        }
    }

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
