using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>
/// A node of a solved DAG: one package with everything decided, and the nodes it depends on. Immutable; two are equal
/// if their hashes are.
/// </summary>
public sealed partial class ConcreteSpec : IEquatable<ConcreteSpec>, IComparable<ConcreteSpec>
{
    /// <summary>The version of the spec file format that this code writes.</summary>
    public const int CurrentFormat = 5;

    private readonly ImmutableArray<ConcreteEdge> _dependencies = [];
    private readonly ConcreteSpec? _buildSpec;
    private ImmutableArray<ConcreteEdge> _followed;
    private string? _hash;

    /// <summary>The name of the package.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace of the recipe repository; null in very old spec files.</summary>
    public string? Namespace { get; init; }

    /// <summary>The version.</summary>
    public required Version Version { get; init; }

    /// <summary>The value of every variant of the package.</summary>
    public VariantMap Variants { get; init; } = VariantMap.Empty;

    /// <summary>The compiler flags; kinds without flags may be listed too, and then are listed in spec files.</summary>
    public CompilerFlags CompilerFlags { get; init; } = CompilerFlags.Empty;

    /// <summary>Platform, operating system and microarchitecture.</summary>
    public required ConcreteArchitecture Architecture { get; init; }

    /// <summary>The direct dependencies in the order of spec files: by name, then by types.</summary>
    public ImmutableArray<ConcreteEdge> Dependencies
    {
        get => _dependencies;
        init => _dependencies = Sorted(value, ConcreteEdge.CompareForFiles);
    }

    /// <summary>Where the package lies if Cairn doesn't build it; null for packages that it builds.</summary>
    public ExternalLocation? External { get; init; }

    /// <summary>The SHA-256 digests of the patches in the order in which they are applied; default if there are none.</summary>
    public ImmutableArray<string> Patches { get; init; }

    /// <summary>The hash of the recipe at the time of concretization; null in old spec files.</summary>
    public string? PackageHash { get; init; }

    /// <summary>The version of the format in which the spec was first written.</summary>
    public int OriginalFormat { get; init; } = CurrentFormat;

    /// <summary>The compiler as a spec, for specs of formats before 5, in which compilers were no dependencies.</summary>
    public string? LegacyCompiler { get; init; }

    /// <summary>How the package was really built, where a dependency was replaced afterwards (a splice); otherwise itself.</summary>
    public ConcreteSpec BuildSpec
    {
        get => _buildSpec ?? this;
        init => _buildSpec = ReferenceEquals(value, this) ? null : value;
    }

    /// <summary>The DAG hash: 32 characters that identify the node with everything below it.</summary>
    /// <remarks>Given by the file that the spec was read from, or else computed from the parts on first use.</remarks>
    public string Hash
    {
        get => _hash ??= DagHash.Compute(this);
        init => _hash = value;
    }

    /// <summary>True if the package was not built by Cairn.</summary>
    public bool IsExternal => External is not null;

    /// <summary>True if a dependency was replaced after the package had been built.</summary>
    public bool IsSpliced => _buildSpec is not null;

    /// <summary>The prefix of an external package, or null.</summary>
    public string? ExternalPath => External?.Path;

    /// <summary>The environment modules of an external package.</summary>
    public ImmutableArray<string> ExternalModules => External?.Modules ?? [];

    /// <summary>What else the configuration says about an external package.</summary>
    public PlainMapping ExtraAttributes => External?.ExtraAttributes ?? PlainMapping.Empty;

    /// <summary>The platform, such as <c>linux</c>.</summary>
    public string Platform => Architecture.Platform;

    /// <summary>The operating system, such as <c>debian12</c>.</summary>
    public string OperatingSystem => Architecture.OperatingSystem;

    /// <summary>The microarchitecture.</summary>
    public Microarchitecture Target => Architecture.Target;

    /// <summary>The name with the namespace before it: <c>builtin.zlib</c>.</summary>
    public string FullName => string.IsNullOrEmpty(Namespace) ? Name : $"{Namespace}.{Name}";

    /// <summary>The first characters of <see cref="Hash"/>.</summary>
    public string ShortHash(int length = 7) => Hash.Length <= length ? Hash : Hash[..length];

    /// <inheritdoc/>
    public bool Equals(ConcreteSpec? other) => ReferenceEquals(this, other) || (other is not null && Hash == other.Hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConcreteSpec);

    /// <inheritdoc/>
    public override int GetHashCode() => Hash.GetHashCode();

    /// <summary>By the parts of the node, then by those of its dependencies; the hash decides last.</summary>
    public int CompareTo(ConcreteSpec? other)
    {
        if (ReferenceEquals(this, other))
        {
            return 0;
        }

        if (other is null)
        {
            return 1;
        }

        if (Equals(other))
        {
            return 0;
        }

        var result = CompareNode(other);
        if (result != 0)
        {
            return result;
        }

        using var mine = Traverse(TraversalOrder.Breadth, includeRoot: false).GetEnumerator();
        using var theirs = other.Traverse(TraversalOrder.Breadth, includeRoot: false).GetEnumerator();
        while (true)
        {
            var (hasMine, hasTheirs) = (mine.MoveNext(), theirs.MoveNext());
            if (!hasMine || !hasTheirs)
            {
                return hasMine != hasTheirs ? hasMine.CompareTo(hasTheirs) : string.CompareOrdinal(Hash, other.Hash);
            }

            result = mine.Current.CompareNode(theirs.Current);
            if (result != 0)
            {
                return result;
            }
        }
    }

    /// <summary>Name, version and hash, as Spack's <c>str(spec)</c> prints a concrete spec.</summary>
    public override string ToString() => $"{Name}@{Version}/{Hash}";

    /// <summary>The dependencies in the order in which traversals follow them.</summary>
    internal ImmutableArray<ConcreteEdge> Followed
    {
        get
        {
            if (_followed.IsDefault)
            {
                _followed = Sorted(_dependencies, ConcreteEdge.CompareForTraversal);
            }

            return _followed;
        }
    }

    private int CompareNode(ConcreteSpec other)
    {
        var result = string.CompareOrdinal(Name, other.Name);
        result = result != 0 ? result : string.CompareOrdinal(Namespace, other.Namespace);
        result = result != 0 ? result : Version.CompareTo(other.Version);
        result = result != 0 ? result : VariantMap.Compare(Variants, other.Variants);
        result = result != 0 ? result : string.CompareOrdinal(CompilerFlags.ToString(), other.CompilerFlags.ToString());
        result = result != 0 ? result : Architecture.CompareTo(other.Architecture);
        return result != 0 ? result : string.CompareOrdinal(PackageHash, other.PackageHash);
    }

    // Files and the solver mostly deliver edges in order already; the sort must be stable when they don't.
    private static ImmutableArray<ConcreteEdge> Sorted(ImmutableArray<ConcreteEdge> edges, Comparison<ConcreteEdge> order)
    {
        if (edges.IsDefaultOrEmpty)
        {
            return [];
        }

        for (var i = 1; i < edges.Length; i++)
        {
            if (order(edges[i - 1], edges[i]) > 0)
            {
                return [.. edges.Order(Comparer<ConcreteEdge>.Create(order))];
            }
        }

        return edges;
    }
}
