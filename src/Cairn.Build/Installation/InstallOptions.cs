using System.Collections.Immutable;
using Cairn.Build.Scheduling;

namespace Cairn.Build.Installation;

/// <summary>How an installation is to be done.</summary>
public sealed record InstallOptions
{
    /// <summary>Jobs in all (<c>-j</c>).</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Packages at the same time at most (<c>-p</c>).</summary>
    public int Packages { get; init; } = 1;

    /// <summary>True to stop everything at the first failure.</summary>
    public bool FailFast { get; init; }

    /// <summary>True to keep the prefix of a failed package for inspection.</summary>
    public bool KeepPrefix { get; init; }

    /// <summary>True to keep the stage of a package that was installed.</summary>
    public bool KeepStage { get; init; }

    /// <summary>True to build in a stage as an earlier attempt left it, instead of in freshly unpacked sources.</summary>
    public bool ReuseStage { get; init; }

    /// <summary>True to keep the sources in the prefix (<c>--source</c>).</summary>
    public bool KeepSource { get; init; }

    /// <summary>True to build roots anew that are installed; the old prefix comes back if that fails.</summary>
    public bool Overwrite { get; init; }

    /// <summary>True to install the build dependencies of what is installed already, too.</summary>
    public bool IncludeBuildDependencies { get; init; }

    /// <summary>The roots that are recorded as what the user asked for, by DAG hash; null for all of them.</summary>
    public ImmutableHashSet<string>? ExplicitRoots { get; init; }

    /// <summary>True to keep the user's environment in builds.</summary>
    public bool IsDirty { get; init; }

    /// <summary>True to install empty prefixes, for measuring.</summary>
    public bool IsFake { get; init; }

    /// <summary>True to take sources whose digest is not known.</summary>
    public bool SkipChecksums { get; init; }

    /// <summary>Whose tests are run while building.</summary>
    public TestScope Tests { get; init; } = TestScope.None;

    /// <summary>The last phase of the roots to run; null for all.</summary>
    public string? LastPhase { get; init; }

    /// <summary>The phase of the roots before which to stop; null for none.</summary>
    public string? StopBefore { get; init; }

    /// <summary>True if a package is recorded as what the user asked for.</summary>
    internal bool MakesExplicit(PlannedPackage package) => package.IsRoot && ExplicitRoots?.Contains(package.Spec.Hash) != false;
}

/// <summary>Whose tests are run while building (<c>--test</c>).</summary>
public enum TestScope
{
    /// <summary>Nobody's.</summary>
    None,

    /// <summary>Those of what the user asked for.</summary>
    Roots,

    /// <summary>Everybody's.</summary>
    All,
}
