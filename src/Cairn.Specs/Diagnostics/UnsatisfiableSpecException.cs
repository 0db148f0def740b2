namespace Cairn.Specs;

/// <summary>The part of a spec in which two specs contradict each other.</summary>
public enum SpecPart
{
    /// <summary>The package name or its namespace.</summary>
    Name,

    /// <summary>The version list.</summary>
    Version,

    /// <summary>A variant.</summary>
    Variant,

    /// <summary>Platform, operating system or target.</summary>
    Architecture,

    /// <summary>A dependency.</summary>
    Dependency,

    /// <summary>The hash of a concrete spec.</summary>
    Hash,

    /// <summary>A dependency without a name, which can't be merged.</summary>
    UnnamedDependency,

    /// <summary>The types of two dependencies of one name.</summary>
    DependencyTypes,
}

/// <summary>No concrete spec can satisfy both of two specs that were to be combined.</summary>
public sealed class UnsatisfiableSpecException : CairnException
{
    internal UnsatisfiableSpecException(SpecPart part, string message, string provided, string required)
        : base(new Diagnostic("unsatisfiable-spec", message))
    {
        Part = part;
        Provided = provided;
        Required = required;
    }

    /// <summary>The part that clashes.</summary>
    public SpecPart Part { get; }

    /// <summary>What the first spec says about the part.</summary>
    public string Provided { get; }

    /// <summary>What the second spec says about the part.</summary>
    public string Required { get; }
}
