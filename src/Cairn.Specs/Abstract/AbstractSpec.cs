using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>
/// Constraints on a package: its name, versions, variants, flags, architecture and dependencies, any of which may be
/// open. Immutable: copies are free, changes make a new spec.
/// </summary>
public sealed partial class AbstractSpec : IEquatable<AbstractSpec>, IComparable<AbstractSpec>
{
    private int _hashCode;
    private string? _text;

    /// <summary>The spec that every package satisfies.</summary>
    public static AbstractSpec Empty { get; } = new();

    /// <summary>The name of the package; empty for an anonymous spec.</summary>
    public string Name { get; init; } = "";

    /// <summary>The namespace of the recipe repository, or null.</summary>
    public string? Namespace { get; init; }

    /// <summary>The versions.</summary>
    public VersionList Versions { get; init; } = VersionList.Any;

    /// <summary>The variants.</summary>
    public VariantMap Variants { get; init; } = VariantMap.Empty;

    /// <summary>The compiler flags.</summary>
    public CompilerFlags CompilerFlags { get; init; } = CompilerFlags.Empty;

    /// <summary>Platform, operating system and target; null if nothing is said about them.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>The dependencies, those of one name next to each other.</summary>
    public ImmutableArray<DependencyEdge> Dependencies { get; init; } = [];

    /// <summary>The beginning of the hash of a concrete spec, or null.</summary>
    public string? AbstractHash { get; init; }

    /// <summary>True if the spec names no package, neither by name nor by hash.</summary>
    public bool IsAnonymous => Name.Length == 0 && AbstractHash is null;

    /// <summary>The name with the namespace before it: <c>builtin.zlib</c>.</summary>
    public string FullName => string.IsNullOrEmpty(Namespace) ? Name : $"{Namespace}.{Name}";
}
