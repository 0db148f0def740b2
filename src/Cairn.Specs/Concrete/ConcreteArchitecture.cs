namespace Cairn.Specs;

/// <summary>Where a concrete spec runs: platform, operating system and microarchitecture, all decided.</summary>
/// <param name="Platform">Such as <c>linux</c>.</param>
/// <param name="OperatingSystem">Such as <c>debian12</c>.</param>
/// <param name="Target">The microarchitecture that it is optimized for.</param>
public sealed record ConcreteArchitecture(string Platform, string OperatingSystem, Microarchitecture Target) : IComparable<ConcreteArchitecture>
{
    /// <summary>The architecture of this machine.</summary>
    public static ConcreteArchitecture Host() => new(HostPlatform.Name, HostPlatform.OperatingSystem, Microarchitectures.Host());

    /// <summary>The same as a constraint.</summary>
    public Architecture ToConstraint() => new(Platform, OperatingSystem, Target.Name);

    /// <summary>By platform, operating system and target name.</summary>
    public int CompareTo(ConcreteArchitecture? other)
    {
        if (other is null)
        {
            return 1;
        }

        var result = string.CompareOrdinal(Platform, other.Platform);
        result = result != 0 ? result : string.CompareOrdinal(OperatingSystem, other.OperatingSystem);
        return result != 0 ? result : string.CompareOrdinal(Target.Name, other.Target.Name);
    }

    /// <summary>True if everything that <paramref name="constraint"/> says is fulfilled.</summary>
    public bool Satisfies(Architecture constraint)
    {
        // As in Spack, `platform=*` and `os=*` are fulfilled by any value and end the comparison.
        if (constraint.Platform == "*")
        {
            return true;
        }

        if (!string.IsNullOrEmpty(constraint.Platform) && constraint.Platform != Platform)
        {
            return false;
        }

        if (constraint.OperatingSystem == "*")
        {
            return true;
        }

        return (string.IsNullOrEmpty(constraint.OperatingSystem) || constraint.OperatingSystem == OperatingSystem)
            && (constraint.Target is null || constraint.Target == Target.Name || TargetConstraint.Parse(constraint.Target).Contains(Target));
    }

    /// <summary>The three parts joined by dashes: <c>linux-debian12-zen3</c>.</summary>
    public override string ToString() => $"{Platform}-{OperatingSystem}-{Target}";
}
