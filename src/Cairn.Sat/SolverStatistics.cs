namespace Cairn.Sat;

/// <summary>Counts of one solver since it was made. Deterministic: the same input gives the same counts on every machine.</summary>
public sealed record SolverStatistics(
    int Variables,
    int Clauses,
    int LearnedClauses,
    long Solves,
    long Conflicts,
    long Decisions,
    long Propagations,
    long Restarts,
    long DeletedClauses,
    long LazyEncodings,
    long LoopClauses);
