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

    /// <summary>A spec that starts out as a copy of <paramref name="original"/>, to be changed with an initializer.</summary>
    private AbstractSpec(AbstractSpec original)
    {
        Name = original.Name;
        Namespace = original.Namespace;
        Versions = original.Versions;
        Variants = original.Variants;
        CompilerFlags = original.CompilerFlags;
        Architecture = original.Architecture;
        Dependencies = original.Dependencies;
        AbstractHash = original.AbstractHash;
    }

    /// <summary>A spec that asks for nothing, to be filled with an initializer.</summary>
    public AbstractSpec()
    {
    }

    /// <summary>The spec under another name.</summary>
    public AbstractSpec Renamed(string name, string? @namespace = null)
        => new(this) { Name = name, Namespace = @namespace ?? Namespace };

    /// <summary>The spec with other versions.</summary>
    public AbstractSpec WithVersions(VersionList versions) => new(this) { Versions = versions };

    /// <summary>The spec with other variants.</summary>
    public AbstractSpec WithVariants(VariantMap variants) => new(this) { Variants = variants };

    /// <summary>The spec with other compiler flags.</summary>
    public AbstractSpec WithCompilerFlags(CompilerFlags flags) => new(this) { CompilerFlags = flags };

    /// <summary>The spec with another architecture.</summary>
    public AbstractSpec WithArchitecture(Architecture? architecture) => new(this) { Architecture = architecture };

    /// <summary>The spec with another namespace.</summary>
    public AbstractSpec WithNamespace(string? @namespace) => new(this) { Namespace = @namespace };

    /// <summary>The spec with another hash.</summary>
    public AbstractSpec WithAbstractHash(string? hash) => new(this) { AbstractHash = hash };

    /// <summary>The spec with other dependencies.</summary>
    public AbstractSpec WithDependencies(ImmutableArray<DependencyEdge> dependencies)
        => new(this) { Dependencies = dependencies };

    /// <summary>The root node alone.</summary>
    public AbstractSpec WithoutDependencies() => Dependencies.IsEmpty ? this : WithDependencies([]);
}
