using Cairn.Sat;

namespace Cairn.Concretization.Explaining;

/// <summary>What the search for a reason may cost in all, counted in conflicts: the same on every machine, however loaded it is.</summary>
/// <param name="solver">The solver whose conflicts count.</param>
/// <param name="conflicts">How many it may have.</param>
/// <param name="cancellation">Ends the search early.</param>
internal sealed class SearchEffort(Solver solver, long conflicts, CancellationToken cancellation)
{
    private readonly long _end = solver.Statistics.Conflicts + conflicts;

    /// <summary>True if nothing is left.</summary>
    public bool IsSpent => cancellation.IsCancellationRequested || solver.Statistics.Conflicts >= _end;

    /// <summary>Solves with what is left; the status is unknown if that is not enough.</summary>
    public SolveStatus Solve(ReadOnlySpan<Literal> assumptions) => IsSpent
        ? SolveStatus.Unknown
        : solver.Solve(assumptions, _end - solver.Statistics.Conflicts, cancellation);
}
