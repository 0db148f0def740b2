using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>A decided dependency: the node, what it is needed for, and which virtual packages it stands for; immutable.</summary>
public sealed class ConcreteEdge
{
    /// <summary>An edge to <paramref name="node"/>.</summary>
    /// <param name="node">The dependency.</param>
    /// <param name="types">What it is needed for.</param>
    /// <param name="virtuals">The virtual packages that it provides to the parent, in any order.</param>
    /// <param name="isDirect">True if the request or an old spec file marked the edge as a direct one.</param>
    public ConcreteEdge(ConcreteSpec node, DependencyTypes types, ImmutableArray<string> virtuals = default, bool isDirect = false)
    {
        Node = node;
        Types = types;
        Virtuals = Normalize(virtuals);
        IsDirect = isDirect;
    }

    /// <summary>The dependency.</summary>
    public ConcreteSpec Node { get; }

    /// <summary>What the dependency is needed for.</summary>
    public DependencyTypes Types { get; }

    /// <summary>The virtual packages that the dependency provides to its parent, in ascending order.</summary>
    public ImmutableArray<string> Virtuals { get; }

    /// <summary>True if the edge was marked as direct; it takes part in the hash.</summary>
    public bool IsDirect { get; }

    /// <summary>
    /// The order of edges in spec files, trees and hashes: by name, then by types, where link counts least, then run,
    /// build and test.
    /// </summary>
    internal static int CompareForFiles(ConcreteEdge left, ConcreteEdge right)
    {
        var result = string.CompareOrdinal(left.Node.Name, right.Node.Name);
        return result != 0 ? result : Weight(left.Types) - Weight(right.Types);
    }

    /// <summary>The order in which edges are followed: that of files, then by virtuals.</summary>
    internal static int CompareForTraversal(ConcreteEdge left, ConcreteEdge right)
    {
        var result = CompareForFiles(left, right);
        for (var i = 0; result == 0 && i < left.Virtuals.Length && i < right.Virtuals.Length; i++)
        {
            result = string.CompareOrdinal(left.Virtuals[i], right.Virtuals[i]);
        }

        return result != 0 ? result : left.Virtuals.Length - right.Virtuals.Length;
    }

    private static int Weight(DependencyTypes types) =>
        ((types & DependencyTypes.Link) != 0 ? 1 : 0)
        + ((types & DependencyTypes.Run) != 0 ? 2 : 0)
        + ((types & DependencyTypes.Build) != 0 ? 4 : 0)
        + ((types & DependencyTypes.Test) != 0 ? 8 : 0);

    private static ImmutableArray<string> Normalize(ImmutableArray<string> virtuals)
    {
        if (virtuals.IsDefaultOrEmpty)
        {
            return [];
        }

        for (var i = 1; i < virtuals.Length; i++)
        {
            if (string.CompareOrdinal(virtuals[i - 1], virtuals[i]) >= 0)
            {
                return [.. virtuals.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            }
        }

        return virtuals;
    }
}
