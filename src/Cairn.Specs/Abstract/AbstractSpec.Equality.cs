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

        if (Dependencies.IsEmpty && other.Dependencies.IsEmpty)
        {
            return CompareNodes(this, other);
        }

        return Flattened.Of(this).CompareTo(Flattened.Of(other));
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
        result = result != 0 ? result : CompilerFlags.Compare(left.CompilerFlags, right.CompilerFlags);
        result = result != 0 ? result : Architecture.Compare(left.Architecture, right.Architecture);
        return result != 0 ? result : string.CompareOrdinal(left.AbstractHash, right.AbstractHash);
    }

    /// <summary>The order of edges below one node: by name and hash, by attributes, and at last by what is asked for.</summary>
    private static int CompareEdges(DependencyEdge left, DependencyEdge right)
    {
        int result = string.CompareOrdinal(left.Spec.Name, right.Spec.Name);
        result = result != 0 ? result : string.CompareOrdinal(left.Spec.AbstractHash ?? "", right.Spec.AbstractHash ?? "");
        result = result != 0 ? result : CompareAttributes(left, right);
        return result != 0 ? result : left.Spec.CompareTo(right.Spec);
    }

    private static int CompareAttributes(DependencyEdge left, DependencyEdge right)
    {
        int result = left.Types.Rank().CompareTo(right.Types.Rank());
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

        return Dependencies.Length == 0 || Flattened.Of(this).CompareTo(Flattened.Of(other)) == 0;
    }

    /// <summary>A graph as two lists, which is how graphs are ordered: all nodes, level by level, and then all edges.</summary>
    private sealed class Flattened
    {
        private readonly List<AbstractSpec> _nodes = [];
        private readonly List<(int Parent, int Child, DependencyEdge Edge)> _edges = [];

        public static Flattened Of(AbstractSpec root)
        {
            Flattened result = new();
            result._nodes.Add(root);
            for (int parent = 0; parent < result._nodes.Count; parent++)
            {
                foreach (DependencyEdge edge in result._nodes[parent].SortedEdges())
                {
                    result._edges.Add((parent, result._nodes.Count, edge));
                    result._nodes.Add(edge.Spec);
                }
            }

            return result;
        }

        public int CompareTo(Flattened other)
        {
            for (int i = 0; i < _nodes.Count && i < other._nodes.Count; i++)
            {
                int result = CompareNodes(_nodes[i], other._nodes[i]);
                if (result != 0)
                {
                    return result;
                }
            }

            if (_nodes.Count != other._nodes.Count)
            {
                return _nodes.Count.CompareTo(other._nodes.Count);
            }

            for (int i = 0; i < _edges.Count; i++)
            {
                (int parent, int child, DependencyEdge edge) = _edges[i];
                (int otherParent, int otherChild, DependencyEdge otherEdge) = other._edges[i];
                int result = parent.CompareTo(otherParent);
                result = result != 0 ? result : child.CompareTo(otherChild);
                result = result != 0 ? result : CompareAttributes(edge, otherEdge);
                if (result != 0)
                {
                    return result;
                }
            }

            return 0;
        }
    }
}
