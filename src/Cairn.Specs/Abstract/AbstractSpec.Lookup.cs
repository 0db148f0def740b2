namespace Cairn.Specs;

public sealed partial class AbstractSpec
{
    /// <summary>The dependency of a name or providing a virtual of that name, as <c>spec["mpi"]</c> in recipes; or null.</summary>
    /// <remarks>
    /// Direct build and test dependencies are looked at first, then this node itself, then everything that it links or
    /// runs, nearest first.
    /// </remarks>
    public AbstractSpec? this[string name] => Find(name);

    /// <summary>The edges to direct dependencies, filtered as asked. An edge without types matches every type.</summary>
    public IEnumerable<DependencyEdge> Edges(
        string? name = null, DependencyTypes types = DependencyTypes.All, IReadOnlyCollection<string>? virtuals = null)
    {
        foreach (DependencyEdge edge in Dependencies)
        {
            if ((string.IsNullOrEmpty(name) || edge.Spec.Name == name)
                && (types == DependencyTypes.All || edge.Types == DependencyTypes.None || (edge.Types & types) != 0)
                && (virtuals is null || virtuals.Any(wanted => edge.Virtuals.Contains(wanted))))
            {
                yield return edge;
            }
        }
    }

    /// <summary>This spec and all specs below it, parents before children, each level by name.</summary>
    public IEnumerable<AbstractSpec> Traverse()
    {
        yield return this;
        foreach (DependencyEdge edge in Dependencies.OrderBy(edge => edge.Spec.Name, StringComparer.Ordinal))
        {
            foreach (AbstractSpec spec in edge.Spec.Traverse())
            {
                yield return spec;
            }
        }
    }

    /// <summary>All edges below this spec with the spec at their upper end, parents before children.</summary>
    public IEnumerable<(AbstractSpec Parent, DependencyEdge Edge)> TraverseEdges(DependencyTypes types = DependencyTypes.All)
    {
        foreach (DependencyEdge edge in Edges(types: types).OrderBy(edge => edge.Spec.Name, StringComparer.Ordinal))
        {
            yield return (this, edge);
            foreach ((AbstractSpec Parent, DependencyEdge Edge) below in edge.Spec.TraverseEdges(types))
            {
                yield return below;
            }
        }
    }

    /// <summary>
    /// True if this spec satisfies <paramref name="other"/>, or one of its dependencies does and has its name, as
    /// <c>"+mpi" in spec</c> in recipes. An anonymous spec is compared with the root only.
    /// </summary>
    public bool Contains(AbstractSpec other, IVirtualPackages? virtuals = null)
    {
        if (other.Name.Length == 0 || other.Name == Name)
        {
            return Satisfies(other, virtuals);
        }

        return Find(other.Name) is { } dependency && dependency.Satisfies(other, virtuals);
    }

    /// <summary>The spec with everything filled in that is known about the specs it names by hash.</summary>
    /// <param name="resolve">
    /// Gives the installed spec whose hash begins with a text; it fails with a <see cref="CairnException"/> where there is
    /// none or more than one.
    /// </param>
    /// <exception cref="UnsatisfiableSpecException">What is asked besides the hash is not true of the installed spec.</exception>
    public AbstractSpec ResolveHashes(Func<string, AbstractSpec> resolve)
    {
        AbstractSpec node = AbstractHash is null ? this : Constrain(resolve(AbstractHash));
        if (Dependencies.IsEmpty)
        {
            return node;
        }

        return node.WithDependencies([.. node.Dependencies.Select(edge => edge.WithSpec(edge.Spec.ResolveHashes(resolve)))]);
    }

    private AbstractSpec? Find(string name)
    {
        bool isDeep = false;
        foreach (DependencyEdge edge in Dependencies)
        {
            if (IsOfType(edge, DependencyTypes.Build | DependencyTypes.Test) && Answers(edge, name))
            {
                return edge.Spec;
            }

            isDeep |= !edge.Spec.Dependencies.IsEmpty || edge.Types != DependencyTypes.None;
        }

        if (Name == name)
        {
            return this;
        }

        return isDeep ? FindBelow(name) : null;
    }

    private AbstractSpec? FindBelow(string name)
    {
        Queue<AbstractSpec> level = new([this]);
        while (level.TryDequeue(out AbstractSpec? spec))
        {
            foreach (DependencyEdge edge in spec.Dependencies.OrderBy(edge => edge.Spec.Name, StringComparer.Ordinal))
            {
                if (!IsOfType(edge, DependencyTypes.Link | DependencyTypes.Run))
                {
                    continue;
                }

                if (Answers(edge, name))
                {
                    return edge.Spec;
                }

                level.Enqueue(edge.Spec);
            }
        }

        return null;
    }

    private static bool IsOfType(DependencyEdge edge, DependencyTypes types)
        => edge.Types == DependencyTypes.None || (edge.Types & types) != 0;

    private static bool Answers(DependencyEdge edge, string name) => edge.Spec.Name == name || edge.Virtuals.Contains(name);
}
