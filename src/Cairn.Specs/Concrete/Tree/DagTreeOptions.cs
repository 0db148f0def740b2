namespace Cairn.Specs;

/// <summary>What a tree of specs shows beside the specs, and how much of the DAG.</summary>
public sealed record DagTreeOptions
{
    /// <summary>How a node is printed; by default as <see cref="ConcreteSpec.ToDisplayText"/> does.</summary>
    public Func<ConcreteSpec, string>? Format { get; init; }

    /// <summary>How many characters of the hash are shown: 0 for none (the default), 7 for <c>-l</c>, 32 for <c>-L</c>.</summary>
    public int HashLength { get; init; }

    /// <summary>Whether the namespace stands before names (<c>-N</c>); counts only without <see cref="Format"/>.</summary>
    public bool ShowsNamespaces { get; init; }

    /// <summary>The installation status of a node (<c>-I</c>), or null to show none.</summary>
    public Func<ConcreteSpec, InstallStatus>? Status { get; init; }

    /// <summary>Whether the types of dependencies are shown (<c>-t</c>).</summary>
    public bool ShowsTypes { get; init; }

    /// <summary>How much of the DAG is shown (<c>--cover</c>).</summary>
    public TraversalCover Cover { get; init; } = TraversalCover.Nodes;

    /// <summary>Only edges with one of these types are followed.</summary>
    public DependencyTypes Types { get; init; } = DependencyTypes.All;

    /// <summary>Whether nodes stand where depth-first search finds them first, instead of as high as possible.</summary>
    public bool IsDepthFirst { get; init; }

    /// <summary>Whether dependencies are shown at all.</summary>
    public bool ShowsDependencies { get; init; } = true;

    /// <summary>Whether the distance from the root is shown.</summary>
    public bool ShowsDepth { get; init; }

    /// <summary>What stands before everything else of a line, such as the prefix of the package.</summary>
    public Func<ConcreteSpec, string>? Prefix { get; init; }

    /// <summary>The number of blanks at the beginning of every line.</summary>
    public int Indent { get; init; }

    /// <summary>The colours of a terminal, or null for plain text.</summary>
    public SpecColors? Colors { get; init; }
}
