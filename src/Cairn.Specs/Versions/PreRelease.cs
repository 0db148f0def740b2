namespace Cairn.Specs;

internal enum PreReleaseKind : byte
{
    Alpha,
    Beta,
    Candidate,
    Final,
}

/// <summary>The mark at the end of a version that puts it before its release: <c>rc</c>, <c>rc2</c>, <c>alpha</c>, …</summary>
internal readonly record struct PreRelease(PreReleaseKind Kind, VersionComponent? Number) : IComparable<PreRelease>
{
    public static PreRelease Final => new(PreReleaseKind.Final, null);

    public static PreReleaseKind? KindOf(ReadOnlySpan<char> word) => word switch
    {
        "alpha" => PreReleaseKind.Alpha,
        "beta" => PreReleaseKind.Beta,
        "rc" => PreReleaseKind.Candidate,
        "final" => PreReleaseKind.Final,
        _ => null,
    };

    /// <summary>rc gives rc0, rc1 gives rc2.</summary>
    public PreRelease Successor() => this with { Number = Number?.Successor() ?? VersionComponent.FromDigits("0") };

    /// <summary>rc0 gives rc, rc2 gives rc1.</summary>
    public PreRelease Predecessor()
        => this with { Number = Number is { Number: 0 } or null ? null : Number.Value.Predecessor() };

    public int CompareTo(PreRelease other)
    {
        if (Kind != other.Kind)
        {
            return Kind.CompareTo(other.Kind);
        }

        return (Number, other.Number) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            ({ } a, { } b) => a.CompareTo(b),
        };
    }
}
