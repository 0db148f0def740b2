namespace Cairn.Specs;

/// <summary>In which order a DAG is visited.</summary>
public enum TraversalOrder
{
    /// <summary>Depth first, a node before its dependencies.</summary>
    Pre,

    /// <summary>Depth first, a node after its dependencies.</summary>
    Post,

    /// <summary>By distance from the roots.</summary>
    Breadth,

    /// <summary>A node after everything that depends on it, otherwise as breadth first as possible.</summary>
    Topological,
}

/// <summary>How much of a DAG is visited.</summary>
public enum TraversalCover
{
    /// <summary>Every node once.</summary>
    Nodes,

    /// <summary>Every edge once.</summary>
    Edges,

    /// <summary>Every path from the roots; their number may be huge.</summary>
    Paths,
}
