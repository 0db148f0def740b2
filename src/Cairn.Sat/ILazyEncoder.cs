namespace Cairn.Sat;

/// <summary>Extends the problem while it is being solved: what can't matter is never encoded.</summary>
/// <remarks>
/// The encoder may add variables, clauses, supports, costs, preferences and new watches from within <see cref="Encode"/>.
/// Adding never retracts: every clause must hold for good, not only under the current assignment. The optimiser takes the lower
/// bounds proven so far for granted, so an addition may only forbid models or make them dearer (both are all that a clause or a
/// cost can do; for supports see <see cref="SupportGraph"/>).
/// </remarks>
public interface ILazyEncoder
{
    /// <summary>
    /// Called once in the solver's life for each literal given to <see cref="Solver.Watch"/>, when it first becomes true in the
    /// search (not only in a full model). The literal may have become unassigned again by the time of the call; no model is
    /// ever returned in which a watched literal is true that was not encoded.
    /// </summary>
    void Encode(Literal literal);
}
