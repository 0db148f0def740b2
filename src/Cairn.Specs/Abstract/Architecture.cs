namespace Cairn.Specs;

/// <summary>The constraint on platform, operating system and target of a spec; any of them may be open; immutable.</summary>
/// <param name="Platform">Such as <c>linux</c>.</param>
/// <param name="OperatingSystem">Such as <c>debian12</c>.</param>
/// <param name="Target">A microarchitecture, a range <c>haswell:skylake</c> or a list of them.</param>
public sealed record Architecture(string? Platform, string? OperatingSystem, string? Target)
{
    /// <summary>True if the target is one microarchitecture, not a range or a list.</summary>
    public bool HasConcreteTarget => Target is not null && !Target.Contains(':') && !Target.Contains(',');

    /// <summary>True if all three parts are decided.</summary>
    public bool IsConcrete => !string.IsNullOrEmpty(Platform) && !string.IsNullOrEmpty(OperatingSystem) && HasConcreteTarget;

    /// <summary>True if everything that matches this matches <paramref name="other"/>.</summary>
    public bool Satisfies(Architecture other)
    {
        // As in Spack, `platform=*` and `os=*` are satisfied by any value and end the comparison.
        if (!string.IsNullOrEmpty(Platform) && other.Platform == "*")
        {
            return true;
        }

        if (!string.IsNullOrEmpty(other.Platform) && Platform != other.Platform)
        {
            return false;
        }

        if (!string.IsNullOrEmpty(OperatingSystem) && other.OperatingSystem == "*")
        {
            return true;
        }

        if (!string.IsNullOrEmpty(other.OperatingSystem) && OperatingSystem != other.OperatingSystem)
        {
            return false;
        }

        return other.Target is null || (Target is not null && (other.Target == "*" || TargetConstraint.Intersects(Target, other.Target)));
    }

    /// <summary>True if something can match both.</summary>
    public bool Intersects(Architecture other)
        => AreCompatible(Platform, other.Platform)
            && AreCompatible(OperatingSystem, other.OperatingSystem)
            && (Target is null || other.Target is null || other.Target == "*" || TargetConstraint.Intersects(Target, other.Target));

    /// <summary>What both ask for. Returns this very object if nothing changes.</summary>
    /// <exception cref="UnsatisfiableSpecException">The two contradict each other.</exception>
    public Architecture Constrain(Architecture other)
    {
        if (!other.Intersects(this))
        {
            throw Clash(this, other);
        }

        string? target = ConstrainTarget(other);
        string? platform = Platform ?? other.Platform;
        string? system = OperatingSystem ?? other.OperatingSystem;
        return platform == Platform && system == OperatingSystem && target == Target
            ? this
            : new Architecture(platform, system, target);
    }

    /// <summary>The three parts joined by dashes, <c>None</c> where a part is open.</summary>
    public override string ToString() => $"{Platform ?? "None"}-{OperatingSystem ?? "None"}-{Target ?? "None"}";

    internal static int Compare(Architecture? left, Architecture? right)
    {
        if (left is null || right is null)
        {
            return (left is not null).CompareTo(right is not null);
        }

        int result = string.CompareOrdinal(left.Platform, right.Platform);
        result = result != 0 ? result : string.CompareOrdinal(left.OperatingSystem, right.OperatingSystem);
        return result != 0 ? result : string.CompareOrdinal(left.Target, right.Target);
    }

    internal static UnsatisfiableSpecException Clash(Architecture provided, Architecture required) => new(
        SpecPart.Architecture,
        $"architecture `{provided}` contradicts `{required}`",
        provided.ToString(),
        required.ToString());

    private static bool AreCompatible(string? mine, string? theirs)
        => string.IsNullOrEmpty(mine) || string.IsNullOrEmpty(theirs) || mine == theirs;

    private string? ConstrainTarget(Architecture other)
    {
        if (Target is null || other.Target is null)
        {
            return Target ?? other.Target;
        }

        // The other way round than above: here the wildcard is on this side.
        if (Target != "*" && !TargetConstraint.Intersects(other.Target, Target))
        {
            throw Clash(this, other);
        }

        if (HasConcreteTarget)
        {
            return Target;
        }

        return other.HasConcreteTarget ? other.Target : TargetConstraint.Intersection(Target, other.Target);
    }
}
