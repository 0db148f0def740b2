using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>A node as it stands in a file: decided, but with its dependencies still named by their hashes.</summary>
/// <remarks><see cref="SpecLinker"/> makes specs of records.</remarks>
public sealed class SpecNodeRecord
{
    internal SpecNodeRecord()
    {
    }

    /// <summary>The name of the package.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The hash by which other nodes refer to this one.</summary>
    /// <remarks>The DAG hash; in some files of format 2 and 3 a hash of another kind that no longer exists.</remarks>
    public string Key { get; internal set; } = "";

    /// <summary>The DAG hash, or null where the file doesn't say.</summary>
    public string? Hash { get; internal set; }

    internal string? Namespace { get; set; }

    internal Version? Version { get; set; }

    internal VariantMap Variants { get; set; } = VariantMap.Empty;

    internal CompilerFlags CompilerFlags { get; set; } = CompilerFlags.Empty;

    internal ConcreteArchitecture? Architecture { get; set; }

    internal ExternalLocation? External { get; set; }

    internal ImmutableArray<string> Patches { get; set; }

    internal string? PackageHash { get; set; }

    internal string? FullHash { get; set; }

    internal string? BuildHash { get; set; }

    internal string? BuildSpecKey { get; set; }

    internal int? OriginalFormat { get; set; }

    internal string? LegacyCompiler { get; set; }

    internal List<EdgeRecord> Dependencies { get; } = [];

    /// <summary>The keys of the nodes that have to be known before this one can be linked.</summary>
    public IEnumerable<string> References => BuildSpecKey is null ? Dependencies.Select(edge => edge.Key) : Dependencies.Select(edge => edge.Key).Append(BuildSpecKey);

    internal bool IsAbstract { get; set; }

    /// <summary>An edge by the key of its end.</summary>
    internal sealed record EdgeRecord(
        string Name, string Key, DependencyTypes Types, ImmutableArray<string> Virtuals, bool IsDirect, string KeyKind);
}
