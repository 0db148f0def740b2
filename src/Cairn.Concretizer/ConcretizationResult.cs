using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>What became of some requests that were solved together.</summary>
public sealed record ConcretizationResult
{
    /// <summary>The answer of each request, in the order of the requests; empty on failure. Null where <c>when_possible</c> left one out.</summary>
    public required ImmutableArray<ConcreteSpec?> Roots { get; init; }

    /// <summary>What the answer costs, highest priority first, every criterion of the table.</summary>
    public ImmutableArray<CriterionCost> Costs { get; init; } = [];

    /// <summary>Size and times.</summary>
    public required ConcretizationStatistics Statistics { get; init; }

    /// <summary>Why there is no answer; null if there is one.</summary>
    public Diagnostic? Failure { get; init; }

    /// <summary>Things that the user should know although there is an answer.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    /// <summary>False if the time limit ended the search for something better.</summary>
    public bool IsOptimal { get; init; } = true;

    /// <summary>True if there is an answer.</summary>
    public bool IsSuccess => Failure is null;

    /// <summary>The answers; throws if there are none.</summary>
    /// <exception cref="CairnException">There is no answer.</exception>
    public ImmutableArray<ConcreteSpec?> RootsOrThrow() => Failure is null ? Roots : throw new CairnException(Failure);
}

/// <summary>The cost of one criterion.</summary>
/// <param name="Priority">Higher ones count first.</param>
/// <param name="Value">The cost.</param>
/// <param name="Name">Spack's words for it.</param>
/// <param name="Kind">Whether it is about nodes to build, nodes that exist, or neither.</param>
public readonly record struct CriterionCost(int Priority, long Value, string Name, CriterionKind Kind);

/// <summary>Size of the problem and where the time went.</summary>
public sealed record ConcretizationStatistics
{
    /// <summary>Packages whose recipes were read.</summary>
    public int Packages { get; init; }

    /// <summary>Nodes that were encoded.</summary>
    public int EncodedNodes { get; init; }

    /// <summary>Boolean variables.</summary>
    public int Variables { get; init; }

    /// <summary>Clauses given to the engine.</summary>
    public int Clauses { get; init; }

    /// <summary>Conflicts met.</summary>
    public long Conflicts { get; init; }

    /// <summary>Guesses made.</summary>
    public long Decisions { get; init; }

    /// <summary>Literals that followed from others.</summary>
    public long Propagations { get; init; }

    /// <summary>Models found on the way to the best.</summary>
    public long Models { get; init; }

    /// <summary>Sets of wishes proven to clash.</summary>
    public long Cores { get; init; }

    /// <summary>Calls of the search.</summary>
    public long Solves { get; init; }

    /// <summary>How often the answer was looked for: once, again when a reason came late, and when an answer had to be objected to.</summary>
    public int Rounds { get; init; }

    /// <summary>Time in reading recipes.</summary>
    public TimeSpan LoadTime { get; init; }

    /// <summary>Time in encoding, without loading.</summary>
    public TimeSpan EncodeTime { get; init; }

    /// <summary>Time in searching, without encoding.</summary>
    public TimeSpan SolveTime { get; init; }

    /// <summary>Time in making specs of the answer.</summary>
    public TimeSpan ReadBackTime { get; init; }
}
