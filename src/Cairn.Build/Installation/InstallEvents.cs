using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Build.Installation;

/// <summary>Hears what an installation does; called from several threads, one call at a time.</summary>
public interface IInstallObserver
{
    /// <summary>Takes note of an event. Must return quickly.</summary>
    void Observe(InstallEvent happening);
}

/// <summary>Something that happened while packages were installed.</summary>
public abstract record InstallEvent;

/// <summary>The work is known.</summary>
/// <param name="ToBuild">What will be built, dependencies first.</param>
/// <param name="Installed">The number of packages that are installed already.</param>
/// <param name="External">The number of externals.</param>
/// <param name="Estimate">How long it will take at least, from remembered times; null if nothing is remembered.</param>
public sealed record InstallPlanned(ImmutableArray<ConcreteSpec> ToBuild, int Installed, int External, TimeSpan? Estimate) : InstallEvent;

/// <summary>Something that an interrupted command had left was put right.</summary>
/// <param name="Text">What.</param>
public sealed record StoreRepaired(string Text) : InstallEvent;

/// <summary>A package is looked after from now on.</summary>
/// <param name="Spec">The package.</param>
/// <param name="LogPath">Where its log is written.</param>
/// <param name="Estimate">How long it took the last time; null if that is not known.</param>
public sealed record PackageStarted(ConcreteSpec Spec, string LogPath, TimeSpan? Estimate) : InstallEvent;

/// <summary>A package came to another step: fetching, unpacking, patching, or a phase of its build.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Step">The step.</param>
public sealed record PackageStepped(ConcreteSpec Spec, string Step) : InstallEvent;

/// <summary>Something about a package that people should read.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Text">What.</param>
public sealed record PackageNoted(ConcreteSpec Spec, string Text) : InstallEvent;

/// <summary>A package is installed.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Prefix">Where.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="IsOurs">False if another process built it meanwhile.</param>
public sealed record PackageInstalled(ConcreteSpec Spec, string Prefix, TimeSpan Duration, bool IsOurs = true) : InstallEvent;

/// <summary>A package stopped where the user wanted it to (<c>--until</c>, <c>--stop-at</c>): nothing is installed, nothing failed.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Where">Before or after which phase.</param>
/// <param name="StagePath">Where it is being built.</param>
public sealed record PackageStopped(ConcreteSpec Spec, string Where, string? StagePath) : InstallEvent;

/// <summary>A package could not be installed.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Failure">Why.</param>
/// <param name="Phase">The step at which it failed; null if it never began.</param>
/// <param name="Excerpt">The part of the log that matters, the first error marked.</param>
/// <param name="LogPath">The whole log; null if there is none.</param>
/// <param name="StagePath">Where it was built; null if it never came to that.</param>
/// <param name="Duration">How long it was tried.</param>
public sealed record PackageFailed(
    ConcreteSpec Spec, Diagnostic Failure, string? Phase, ImmutableArray<string> Excerpt, string? LogPath, string? StagePath, TimeSpan Duration) : InstallEvent;

/// <summary>A package was not tried because something that it depends on failed.</summary>
/// <param name="Spec">The package.</param>
/// <param name="Because">What failed.</param>
public sealed record PackageSkipped(ConcreteSpec Spec, ConcreteSpec Because) : InstallEvent;
