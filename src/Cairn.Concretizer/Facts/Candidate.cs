using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Something that exists: an external, or an installed spec. A node may be this instead of being built.</summary>
internal sealed class Candidate
{
    public required string Name { get; init; }

    public required string Namespace { get; init; }

    public required Version Version { get; init; }

    public required VariantMap Variants { get; init; }

    public CompilerFlags Flags { get; init; } = CompilerFlags.Empty;

    public required string Platform { get; init; }

    public required string OperatingSystem { get; init; }

    public required string Target { get; init; }

    /// <summary>Link and run dependencies, and build dependencies where they are known.</summary>
    public ImmutableArray<CandidateDependency> Dependencies { get; set; } = [];

    /// <summary>The entry of <c>packages.yaml</c>, if it is an external of the configuration.</summary>
    public ExternalSetting? External { get; init; }

    /// <summary>The finished spec, if it was offered for reuse.</summary>
    public ConcreteSpec? Spec { get; init; }

    /// <summary>The hash, or a name of our own that is as unique.</summary>
    public required string Hash { get; init; }

    public bool IsExternal => External is not null || Spec is { IsExternal: true };
}

/// <summary>A dependency of something that exists.</summary>
internal sealed record CandidateDependency(Candidate Child, DependencyTypes Types, ImmutableArray<string> Virtuals);
