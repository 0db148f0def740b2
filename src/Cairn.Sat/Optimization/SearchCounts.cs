namespace Cairn.Sat.Optimization;

/// <summary>What one run of the optimiser counts on its way.</summary>
internal sealed class SearchCounts
{
    public long Solves { get; set; }

    public long Models { get; set; }

    public long Cores { get; set; }

    public long CoreLiterals { get; set; }

    public long Minimized { get; set; }

    public long Reopened { get; set; }

    public long Withdrawals { get; set; }

    public OptimizationStatistics ToStatistics(List<CostLevel> levels) => new(
        levels.Count,
        levels.Sum(level => level.TermCount),
        Solves,
        Models,
        Cores,
        CoreLiterals,
        Minimized,
        levels.Sum(level => level.TotalizerOutputs),
        Reopened,
        Withdrawals);
}
