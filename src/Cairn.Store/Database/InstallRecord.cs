using Cairn.Specs;

namespace Cairn.Store.Database;

/// <summary>What the database knows of one spec: where it is, whether it is still there, and who asked for it.</summary>
public sealed record InstallRecord
{
    /// <summary>The spec.</summary>
    public required ConcreteSpec Spec { get; init; }

    /// <summary>The prefix; null for a spec that was never installed here.</summary>
    public string? Path { get; init; }

    /// <summary>True while the prefix is there; false for a dependency that is known but absent.</summary>
    public bool IsInstalled { get; init; }

    /// <summary>True if a user asked for it by name; false if it came as a dependency.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>When it was installed, in seconds since 1970.</summary>
    public double InstallationTime { get; init; }

    /// <summary>The number of records that depend on this one.</summary>
    public int DependentCount { get; init; }

    /// <summary>The hash of the spec that replaces this one, if it is deprecated.</summary>
    public string? DeprecatedFor { get; init; }

    /// <summary>How it came here if it was not built, such as <c>external-db</c>.</summary>
    public string? Origin { get; init; }
}
