using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>One entry of <c>packages.yaml</c>.</summary>
public sealed record PackageSettings
{
    /// <summary>An entry that says nothing.</summary>
    public static PackageSettings None { get; } = new();

    /// <summary><c>require</c>.</summary>
    public ImmutableArray<RequirementSetting> Requirements { get; init; } = [];

    /// <summary><c>prefer</c>.</summary>
    public ImmutableArray<PreferenceSetting> Preferences { get; init; } = [];

    /// <summary><c>conflict</c>.</summary>
    public ImmutableArray<PreferenceSetting> Conflicts { get; init; } = [];

    /// <summary><c>version</c>, most wanted first.</summary>
    public ImmutableArray<string> Versions { get; init; } = [];

    /// <summary><c>variants</c> as one text: <c>+mpi api=v18</c>; empty if not set.</summary>
    public string Variants { get; init; } = "";

    /// <summary><c>target</c>, most wanted first (read under <c>all</c> only, as Spack does).</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    /// <summary><c>providers</c>: by virtual, most wanted first.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Providers { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary><c>buildable</c>; null if not set.</summary>
    public bool? IsBuildable { get; init; }

    /// <summary>Where <c>buildable</c> was set.</summary>
    public SourceLocation? BuildableLocation { get; init; }

    /// <summary><c>externals</c>.</summary>
    public ImmutableArray<ExternalSetting> Externals { get; init; } = [];
}

/// <summary>One entry of <c>require</c>: some or exactly one of the specs must hold.</summary>
/// <param name="IsAnyOf">True for <c>any_of</c>, false for <c>one_of</c>, <c>spec</c> and plain texts.</param>
/// <param name="Specs">The alternatives, most wanted first.</param>
/// <param name="When">A condition, or null.</param>
/// <param name="Message">The user's words if it cannot be met, or null.</param>
/// <param name="Location">Where it was said.</param>
public sealed record RequirementSetting(
    bool IsAnyOf, ImmutableArray<string> Specs, string? When = null, string? Message = null, SourceLocation? Location = null)
{
    /// <summary>True if it was written as a plain text, which alone can give the target of externals (Spack: <c>_required_target</c>).</summary>
    public bool IsPlain { get; init; }
}

/// <summary>One entry of <c>prefer</c> or <c>conflict</c>.</summary>
/// <param name="Spec">What is wanted or not wanted.</param>
/// <param name="When">A condition, or null.</param>
/// <param name="Message">The user's words, or null.</param>
/// <param name="Location">Where it was said.</param>
public sealed record PreferenceSetting(string Spec, string? When = null, string? Message = null, SourceLocation? Location = null);

/// <summary>One entry of <c>externals</c>.</summary>
/// <param name="Spec">What it is, with a version.</param>
public sealed record ExternalSetting(string Spec)
{
    /// <summary>Where it is, or null if modules say so.</summary>
    public string? Prefix { get; init; }

    /// <summary>Modules to load.</summary>
    public ImmutableArray<string> Modules { get; init; } = [];

    /// <summary><c>extra_attributes</c>. Compilers: <c>{"compilers": {"c": …}}</c>.</summary>
    public PlainMapping ExtraAttributes { get; init; } = PlainMapping.Empty;

    /// <summary>A name by which other externals may depend on it.</summary>
    public string? Id { get; init; }

    /// <summary>What it depends on.</summary>
    public ImmutableArray<ExternalDependencySetting> Dependencies { get; init; } = [];

    /// <summary>Where it was said.</summary>
    public SourceLocation? Location { get; init; }
}

/// <summary>A dependency of an external on another external, by <paramref name="Id"/> or by <paramref name="Spec"/>.</summary>
/// <param name="Id">The other's <see cref="ExternalSetting.Id"/>.</param>
/// <param name="Spec">A spec that exactly one external satisfies.</param>
/// <param name="Types">Types; none means: as the recipe says.</param>
/// <param name="Virtuals">Virtuals that it stands for.</param>
public sealed record ExternalDependencySetting(string? Id, string? Spec, DependencyTypes Types, ImmutableArray<string> Virtuals);
