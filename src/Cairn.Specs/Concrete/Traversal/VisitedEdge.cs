using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>A step of a traversal: the node that was reached, from where, and how far from the roots.</summary>
/// <param name="Parent">The node at which the step began; null at a root.</param>
/// <param name="Node">The node that was reached.</param>
/// <param name="Types">The types of the edge; none at a root.</param>
/// <param name="Virtuals">The virtuals of the edge; none at a root, and none when dependents are followed.</param>
/// <param name="Depth">The number of edges from the root on the path that was taken.</param>
public sealed record VisitedEdge(
    ConcreteSpec? Parent, ConcreteSpec Node, DependencyTypes Types, ImmutableArray<string> Virtuals, int Depth)
{
    internal static VisitedEdge Root(ConcreteSpec node) => new(null, node, DependencyTypes.None, [], 0);

    /// <summary>True if the node is the named package or stands for the named virtual on this edge.</summary>
    public bool Answers(string nameOrVirtual) => Node.Name == nameOrVirtual || Virtuals.Contains(nameOrVirtual);
}
