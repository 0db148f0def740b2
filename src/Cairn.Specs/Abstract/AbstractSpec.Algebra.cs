using System.Collections.Immutable;

namespace Cairn.Specs;

public sealed partial class AbstractSpec
{
    /// <summary>True if every package that matches this spec also matches <paramref name="other"/>.</summary>
    /// <param name="other">The spec to satisfy.</param>
    /// <param name="virtuals">Who provides what; without it, names are compared as they are.</param>
    /// <param name="dependencies">False to compare the root nodes only.</param>
    public bool Satisfies(AbstractSpec other, IVirtualPackages? virtuals = null, bool dependencies = true)
    {
        if (ReferenceEquals(other, Empty) || (ReferenceEquals(this, other) && Dependencies.IsEmpty))
        {
            return true;
        }

        if (other.AbstractHash is not null
            && (AbstractHash is null || !AbstractHash.StartsWith(other.AbstractHash, StringComparison.Ordinal)))
        {
            return false;
        }

        if (!ReferenceEquals(Name, other.Name) && Name != other.Name && Name.Length > 0 && other.Name.Length > 0)
        {
            return virtuals is not null && VirtualPackageRules.ProviderSatisfies(this, other, virtuals);
        }

        if (other.Namespace is not null && Namespace is not null && Namespace != other.Namespace)
        {
            return false;
        }

        if (!Versions.Satisfies(other.Versions) || !VariantsSatisfy(other))
        {
            return false;
        }

        if (other.Architecture is not null && (Architecture is null || !Architecture.Satisfies(other.Architecture)))
        {
            return false;
        }

        return (other.CompilerFlags.IsEmpty || CompilerFlags.Satisfies(other.CompilerFlags))
            && (!dependencies || other.Dependencies.IsEmpty || DependenciesSatisfy(other, virtuals));
    }

    /// <summary>True if there can be a package that matches both specs.</summary>
    /// <param name="other">The other spec.</param>
    /// <param name="virtuals">Who provides what; without it, names are compared as they are.</param>
    /// <param name="dependencies">False to compare the root nodes only.</param>
    public bool Intersects(AbstractSpec other, IVirtualPackages? virtuals = null, bool dependencies = true)
    {
        if (ReferenceEquals(other, Empty))
        {
            return true;
        }

        if (AbstractHash is not null && other.AbstractHash is not null
            && !AbstractHash.StartsWith(other.AbstractHash, StringComparison.Ordinal)
            && !other.AbstractHash.StartsWith(AbstractHash, StringComparison.Ordinal))
        {
            return false;
        }

        if (Name != other.Name && Name.Length > 0 && other.Name.Length > 0)
        {
            return virtuals is not null && VirtualPackageRules.Intersects(this, other, virtuals);
        }

        if (other.Namespace is not null && Namespace is not null && Namespace != other.Namespace)
        {
            return false;
        }

        if (!Versions.IsEmpty && !other.Versions.IsEmpty && !Versions.Intersects(other.Versions))
        {
            return false;
        }

        if (!Variants.Intersects(other.Variants))
        {
            return false;
        }

        if (Architecture is not null && other.Architecture is not null && !Architecture.Intersects(other.Architecture))
        {
            return false;
        }

        return !dependencies || DependenciesIntersect(other, virtuals);
    }

    /// <summary>What both specs ask for. Returns this very object if nothing changes, not even the spelling.</summary>
    /// <exception cref="UnsatisfiableSpecException">The two contradict each other.</exception>
    public AbstractSpec Constrain(AbstractSpec other, IVirtualPackages? virtuals = null, bool dependencies = true)
        => Constrain(other, out _, virtuals, dependencies);

    /// <summary>
    /// What both specs ask for. <paramref name="changed"/> tells whether it is more than this spec asks for; the
    /// spelling of versions may change even if that is not so.
    /// </summary>
    /// <exception cref="UnsatisfiableSpecException">The two contradict each other.</exception>
    public AbstractSpec Constrain(
        AbstractSpec other, out bool changed, IVirtualPackages? virtuals = null, bool dependencies = true)
    {
        string? hash = ConstrainHash(other);
        RequireSameName(other);
        if (!Versions.Intersects(other.Versions))
        {
            throw new UnsatisfiableSpecException(
                SpecPart.Version, $"version `@{Versions}` contradicts `@{other.Versions}`", Versions.ToString(), other.Versions.ToString());
        }

        foreach (VariantValue theirs in other.Variants.AsSpan())
        {
            if (Variants.TryGet(theirs.Name, out VariantValue? mine) && !mine.Intersects(theirs))
            {
                throw VariantValue.Clash(mine, theirs);
            }
        }

        if (Architecture is not null && other.Architecture is not null && !Architecture.Intersects(other.Architecture))
        {
            throw Architecture.Clash(Architecture, other.Architecture);
        }

        string name = Name.Length == 0 ? other.Name : Name;
        string? @namespace = string.IsNullOrEmpty(Namespace) && !string.IsNullOrEmpty(other.Namespace) ? other.Namespace : Namespace;
        VersionList versions = Versions.Intersect(other.Versions);
        VariantMap variants = Variants.Constrain(other.Variants);
        CompilerFlags flags = CompilerFlags.Constrain(other.CompilerFlags);
        Architecture? architecture = Architecture is null || other.Architecture is null
            ? Architecture ?? other.Architecture
            : Architecture.Constrain(other.Architecture);
        AbstractSpec node = ReferenceEquals(name, Name) && ReferenceEquals(@namespace, Namespace) && ReferenceEquals(hash, AbstractHash)
            && ReferenceEquals(versions, Versions) && ReferenceEquals(variants, Variants) && ReferenceEquals(flags, CompilerFlags)
            && ReferenceEquals(architecture, Architecture)
            ? this
            : new AbstractSpec(this)
            {
                Name = name,
                Namespace = @namespace,
                AbstractHash = hash,
                Versions = versions,
                Variants = variants,
                CompilerFlags = flags,
                Architecture = architecture,
            };
        changed = !ReferenceEquals(name, Name) || !ReferenceEquals(@namespace, Namespace) || !versions.Equals(Versions)
            || !ReferenceEquals(variants, Variants) || !ReferenceEquals(flags, CompilerFlags)
            || !ReferenceEquals(architecture, Architecture);
        if (!dependencies || other.Dependencies.IsEmpty)
        {
            return node;
        }

        ImmutableArray<DependencyEdge> edges = node.ConstrainDependencies(other, virtuals);
        if (edges == Dependencies)
        {
            return node;
        }

        AbstractSpec result = node.WithDependencies(edges);
        changed |= !DependenciesEqual(result);
        return result;
    }

    private string? ConstrainHash(AbstractSpec other)
    {
        if (other.AbstractHash is null || (AbstractHash?.StartsWith(other.AbstractHash, StringComparison.Ordinal) ?? false))
        {
            return AbstractHash;
        }

        if (AbstractHash is null || other.AbstractHash.StartsWith(AbstractHash, StringComparison.Ordinal))
        {
            return other.AbstractHash;
        }

        throw new UnsatisfiableSpecException(
            SpecPart.Hash, $"hash `/{AbstractHash}` contradicts `/{other.AbstractHash}`", AbstractHash, other.AbstractHash);
    }

    private void RequireSameName(AbstractSpec other)
    {
        bool namesDiffer = Name != other.Name && Name.Length > 0 && other.Name.Length > 0;
        if (namesDiffer || (other.Namespace is not null && Namespace is not null && other.Namespace != Namespace))
        {
            throw new UnsatisfiableSpecException(
                SpecPart.Name, $"package `{FullName}` is not `{other.FullName}`", FullName, other.FullName);
        }
    }

    private bool VariantsSatisfy(AbstractSpec other)
    {
        bool result = true;
        bool propagates = false;
        foreach (VariantValue theirs in other.Variants.AsSpan())
        {
            if (theirs.Propagates)
            {
                propagates = true;
            }
            else if (!Variants.TryGet(theirs.Name, out VariantValue? mine) || mine.Propagates || !mine.Satisfies(theirs))
            {
                // A value that is propagated doesn't count as one that was asked for.
                result = false;
            }
        }

        if (!result || !(propagates || Variants.HasPropagated))
        {
            return result;
        }

        return PropagatedFitInto(other.Variants, this) && PropagatedFitInto(Variants, other);
    }

    /// <summary>True if no node of <paramref name="graph"/> contradicts a variant that is propagated into it.</summary>
    private static bool PropagatedFitInto(VariantMap propagated, AbstractSpec graph)
    {
        foreach (VariantValue value in propagated.Where(value => value.Propagates))
        {
            foreach (AbstractSpec node in graph.Traverse())
            {
                if (node.Variants.TryGet(value.Name, out VariantValue? present) && !present.Satisfies(value))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
