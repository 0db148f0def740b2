namespace Cairn.Specs;

public sealed partial class AbstractSpec
{
    /// <summary>True if both specs ask for the same, whatever the order in which it was written.</summary>
    /// <remarks>As in Spack, how an edge is propagated doesn't take part.</remarks>
    public bool Equals(AbstractSpec? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null
            && GetHashCode() == other.GetHashCode()
            && Name == other.Name
            && Namespace == other.Namespace
            && AbstractHash == other.AbstractHash
            && Versions.Equals(other.Versions)
            && Variants.Equals(other.Variants)
            && CompilerFlags.Equals(other.CompilerFlags)
            && Equals(Architecture, other.Architecture)
            && DependenciesEqual(other);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AbstractSpec);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        if (_hashCode == 0)
        {
            HashCode hash = default;
            hash.Add(Name);
            hash.Add(Namespace);
            hash.Add(AbstractHash);
            hash.Add(Versions);
            hash.Add(Variants);
            hash.Add(CompilerFlags);
            hash.Add(Architecture);
            int edges = Dependencies.Length;
            foreach (DependencyEdge edge in Dependencies)
            {
                // Unordered, because only the sorted order of the edges counts.
                edges += edge.Spec.GetHashCode();
            }

            hash.Add(edges);
            int code = hash.ToHashCode();
            _hashCode = code == 0 ? 1 : code;
        }

        return _hashCode;
    }

    /// <summary>A total order that agrees with equality: name, namespace, versions, variants, …, dependencies.</summary>
    public int CompareTo(AbstractSpec? other)
    {
        if (other is null)
        {
            return 1;
        }

        if (ReferenceEquals(this, other))
        {
            return 0;
        }

        int result = CompareNodes(this, other);
        if (result != 0)
        {
            return result;
        }

        DependencyEdge[] mine = SortedEdges();
        DependencyEdge[] theirs = other.SortedEdges();
        for (int i = 0; result == 0 && i < mine.Length && i < theirs.Length; i++)
        {
            result = CompareEdges(mine[i], theirs[i]);
        }

        return result != 0 ? result : mine.Length.CompareTo(theirs.Length);
    }

    /// <summary>True if both specs ask for the same.</summary>
    public static bool operator ==(AbstractSpec? left, AbstractSpec? right)
        => left is null ? right is null : left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(AbstractSpec? left, AbstractSpec? right) => !(left == right);

    /// <summary>True if the left spec comes first.</summary>
    public static bool operator <(AbstractSpec left, AbstractSpec right) => left.CompareTo(right) < 0;

    /// <summary>True if the left spec comes last.</summary>
    public static bool operator >(AbstractSpec left, AbstractSpec right) => left.CompareTo(right) > 0;

    /// <summary>True if the left spec doesn't come last.</summary>
    public static bool operator <=(AbstractSpec left, AbstractSpec right) => left.CompareTo(right) <= 0;

    /// <summary>True if the left spec doesn't come first.</summary>
    public static bool operator >=(AbstractSpec left, AbstractSpec right) => left.CompareTo(right) >= 0;

    private static int CompareNodes(AbstractSpec left, AbstractSpec right)
    {
        int result = string.CompareOrdinal(left.Name, right.Name);
        result = result != 0 ? result : string.CompareOrdinal(left.Namespace, right.Namespace);
        result = result != 0 ? result : VersionList.Compare(left.Versions, right.Versions);
        result = result != 0 ? result : VariantMap.Compare(left.Variants, right.Variants);
        result = result != 0 ? result : left.CompilerFlags.Equals(right.CompilerFlags)
            ? 0
            : string.CompareOrdinal(left.CompilerFlags.ToString(), right.CompilerFlags.ToString());
        result = result != 0 ? result : Architecture.Compare(left.Architecture, right.Architecture);
        return result != 0 ? result : string.CompareOrdinal(left.AbstractHash, right.AbstractHash);
    }

    private static int CompareEdges(DependencyEdge left, DependencyEdge right)
    {
        int result = left.Spec.CompareTo(right.Spec);
        result = result != 0 ? result : left.Types.CompareTo(right.Types);
        for (int i = 0; result == 0 && i < left.Virtuals.Length && i < right.Virtuals.Length; i++)
        {
            result = string.CompareOrdinal(left.Virtuals[i], right.Virtuals[i]);
        }

        result = result != 0 ? result : left.Virtuals.Length.CompareTo(right.Virtuals.Length);
        result = result != 0 ? result : left.IsDirect.CompareTo(right.IsDirect);
        return result != 0 ? result : left.When.CompareTo(right.When);
    }

    private DependencyEdge[] SortedEdges()
    {
        DependencyEdge[] edges = [.. Dependencies];
        if (edges.Length > 1)
        {
            Array.Sort(edges, CompareEdges);
        }

        return edges;
    }

    private bool DependenciesEqual(AbstractSpec other)
    {
        if (Dependencies.Length != other.Dependencies.Length)
        {
            return false;
        }

        if (Dependencies.Length == 0)
        {
            return true;
        }

        DependencyEdge[] mine = SortedEdges();
        DependencyEdge[] theirs = other.SortedEdges();
        for (int i = 0; i < mine.Length; i++)
        {
            if (CompareEdges(mine[i], theirs[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
