using System.Collections.Immutable;

namespace Cairn.Sat;

/// <summary>How far an optimisation came.</summary>
public enum OptimizationStatus
{
    /// <summary>Stopped before any model was found.</summary>
    Unknown,

    /// <summary>A model was found, but it is not proven that no better one exists.</summary>
    Feasible,

    /// <summary>The model is a best one.</summary>
    Optimal,

    /// <summary>There is no model under the assumptions.</summary>
    Unsatisfiable,
}

/// <summary>The cost of a model on one level.</summary>
/// <param name="Priority">Higher priorities are minimised first.</param>
/// <param name="Cost">Sum of the weights whose literals hold in the model.</param>
/// <param name="LowerBound">No model that is as good on the levels above costs less on this one.</param>
public readonly record struct LevelCost(int Priority, long Cost, long LowerBound)
{
    /// <summary>True if the cost on this level can't be improved without making a level above worse.</summary>
    public bool IsProven => Cost == LowerBound;
}

/// <summary>Counts of one optimisation.</summary>
public sealed record OptimizationStatistics(
    int Levels, int Terms, long Solves, long Models, long Cores, long CoreLiterals, long MinimizedLiterals, long TotalizerOutputs, long Reopened,
    long Withdrawals);

/// <summary>What an optimisation found.</summary>
/// <param name="Status">How far it came.</param>
/// <param name="Model">The best model, null if none was found.</param>
/// <param name="Costs">Its costs, highest priority first.</param>
/// <param name="Core">If unsatisfiable: the assumptions that clash.</param>
/// <param name="Statistics">Counts.</param>
public sealed record OptimizationResult(
    OptimizationStatus Status, Model? Model, ImmutableArray<LevelCost> Costs, ImmutableArray<Literal> Core, OptimizationStatistics Statistics);
