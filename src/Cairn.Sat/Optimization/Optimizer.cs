namespace Cairn.Sat;

/// <summary>
/// Finds the lexicographically cheapest model: the level of highest priority is minimised first, then the next among the
/// models that are best so far.
/// </summary>
/// <remarks>Costs may be added at any time, also by the lazy encoder during <see cref="Minimize"/> and on levels already done.</remarks>
public sealed class Optimizer
{
    private readonly Solver _solver;

    /// <summary>An optimiser with no costs yet.</summary>
    public Optimizer(Solver solver) => _solver = solver;

    /// <summary>
    /// A model in which the literal holds costs <paramref name="weight"/> on the level of that priority. Weights on one literal add up;
    /// a negative weight is a gain (costs may then be negative).
    /// </summary>
    public void AddCost(Literal literal, long weight, int priority) => _ = _solver;

    /// <summary>Finds a best model under the assumptions; when cancelled, the best so far, marked as not proven.</summary>
    public OptimizationResult Minimize(ReadOnlySpan<Literal> assumptions = default, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
