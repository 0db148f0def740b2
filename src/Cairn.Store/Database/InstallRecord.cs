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

    /// <summary>The number of records that depend on this one or are deprecated in favour of it.</summary>
    public int DependentCount { get; init; }

    /// <summary>The hash of the spec that replaces this one, if it is deprecated.</summary>
    public string? DeprecatedFor { get; init; }

    /// <summary>How it came here if it was not built, such as <c>external-db</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>The root of the store that holds it if that is one that this store builds on; null for a record of this store.</summary>
    public string? Upstream { get; init; }

    /// <summary>Installed, replaced by another one, or merely known.</summary>
    public RecordStates State => IsInstalled ? RecordStates.Installed : DeprecatedFor is not null ? RecordStates.Deprecated : RecordStates.Missing;
}

/// <summary>What may be the case with a recorded spec; combined, what a query wants.</summary>
[Flags]
public enum RecordStates
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its prefix is there.</summary>
    Installed = 1,

    /// <summary>It was replaced by another spec; its prefix is a link to the other's.</summary>
    Deprecated = 2,

    /// <summary>Something depends on it, but it is not there (any more).</summary>
    Missing = 4,
}
