namespace Cairn.Sat;

/// <summary>What a search found out.</summary>
public enum SolveStatus
{
    /// <summary>Stopped before an answer (cancelled, or out of its conflict budget).</summary>
    Unknown,

    /// <summary>There is a model: <see cref="Solver.Model"/>.</summary>
    Satisfiable,

    /// <summary>There is none under the assumptions: <see cref="Solver.Core"/>.</summary>
    Unsatisfiable,
}
