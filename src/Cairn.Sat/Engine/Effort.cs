namespace Cairn.Sat.Engine;

/// <summary>What a search may cost before it gives up.</summary>
/// <param name="Conflicts">Conflicts to learn from.</param>
/// <param name="Decisions">Guesses beyond the assumptions; 0 leaves unit propagation alone.</param>
internal readonly record struct Effort(long Conflicts, long Decisions)
{
    public static Effort Unlimited => new(long.MaxValue, long.MaxValue);

    /// <summary>Counts from totals to the totals at which to stop.</summary>
    public Effort From(long conflicts, long decisions) =>
        new(Conflicts > long.MaxValue - conflicts ? long.MaxValue : conflicts + Conflicts,
            Decisions > long.MaxValue - decisions ? long.MaxValue : decisions + Decisions);
}
