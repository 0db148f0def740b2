namespace Cairn.Specs;

/// <summary>One item of a target constraint: a name, or an interval of the partial order whose ends may be open (empty).</summary>
internal readonly record struct TargetRange(string Low, string High, bool IsRange)
{
    public static TargetRange Parse(string text)
    {
        var colon = text.IndexOf(':');
        return colon < 0 ? new TargetRange(text, text, false) : new TargetRange(text[..colon], text[(colon + 1)..], true);
    }

    public bool Contains(Microarchitecture target) =>
        IsRange
            ? (Low.Length == 0 || target >= Microarchitectures.Get(Low)) && (High.Length == 0 || target <= Microarchitectures.Get(High))
            : target.Name == Low;

    /// <summary>What lies in both, or null if nothing does or if the ends can't be compared.</summary>
    public TargetRange? Intersection(TargetRange other)
    {
        if (!IsRange)
        {
            return other.IsRange
                ? other.Contains(Microarchitectures.Get(Low)) ? this : null
                : Low == other.Low ? this : null;
        }

        if (!other.IsRange)
        {
            return other.Intersection(this);
        }

        if (LowerOf(High, other.High) is not { } high || HigherOf(Low, other.Low) is not { } low)
        {
            return null;
        }

        if (low.Length > 0 && high.Length > 0 && !(Microarchitectures.Get(low) <= Microarchitectures.Get(high)))
        {
            return null;
        }

        // `:` with `:` leaves everything open; Spack's list of intersections is empty then, so nothing is common.
        return low.Length == 0 && high.Length == 0 ? null
            : low == high ? new TargetRange(low, low, false)
            : new TargetRange(low, high, true);
    }

    public override string ToString() => IsRange ? $"{Low}:{High}" : Low;

    private static string? LowerOf(string left, string right) =>
        left.Length == 0 ? right
        : right.Length == 0 ? left
        : Microarchitectures.Get(left) <= Microarchitectures.Get(right) ? left
        : Microarchitectures.Get(right) < Microarchitectures.Get(left) ? right
        : null;

    private static string? HigherOf(string left, string right) =>
        left.Length == 0 ? right
        : right.Length == 0 ? left
        : Microarchitectures.Get(left) >= Microarchitectures.Get(right) ? left
        : Microarchitectures.Get(right) > Microarchitectures.Get(left) ? right
        : null;
}
