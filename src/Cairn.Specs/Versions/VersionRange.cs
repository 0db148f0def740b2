namespace Cairn.Specs;

/// <summary>A closed interval of versions such as <c>1.2:1.4</c>; either end may be open; immutable.</summary>
/// <remarks>
/// An end covers its whole prefix: <c>:1.4</c> contains 1.4.3, and <c>1.2</c> is the range from 1.2 to 1.2
/// (Spack docs, "Version specifier"). So the upper end is kept as an exclusive bound, the successor of the last
/// component that was written.
/// </remarks>
public sealed class VersionRange : VersionConstraint, IComparable<VersionRange>, IEquatable<VersionRange>
{
    private string? _text;

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included; null is an open end.</summary>
    /// <exception cref="SpecSyntaxException">The low end lies above the high end, as in <c>1.4:1.2</c>.</exception>
    public VersionRange(Version? low, Version? high)
    {
        LowBound = (low ?? Version.Minimum).Standard;
        Version inclusive = (high ?? Version.Maximum).Standard;
        HighBound = inclusive.PrefixSuccessor();
        if (HighBound.CompareTo(LowBound) < 0)
        {
            throw new SpecSyntaxException($"empty version range `{low}:{high}`", $"did you mean `{high}:{low}`?");
        }

        _text = TextOf(LowBound, inclusive);
    }

    private VersionRange(Version lowBound, Version highBound, string? text)
    {
        LowBound = lowBound;
        HighBound = highBound;
        _text = text;
    }

    /// <summary>Every version.</summary>
    public static VersionRange Any { get; } = new(null, null);

    /// <summary>The lower end, or null if it is open.</summary>
    public Version? Low => LowBound.Equals(Version.Minimum) ? null : LowBound;

    /// <summary>The upper end as it was written, or null if it is open. Everything that starts with it is included.</summary>
    public Version? High
    {
        get
        {
            Version inclusive = HighBound.PrefixPredecessor();
            return inclusive.Equals(Version.Maximum) ? null : inclusive;
        }
    }

    /// <summary>True if no version is excluded.</summary>
    public bool IsAny => ReferenceEquals(this, Any) || Equals(Any);

    /// <summary>The first version that is included.</summary>
    internal Version LowBound { get; }

    /// <summary>The first version that is not.</summary>
    internal Version HighBound { get; }

    /// <summary>True if the range holds <paramref name="version"/>.</summary>
    public bool Contains(Version version)
    {
        if (version.IsGit && version.ReferenceVersion is null && IsAny)
        {
            return true;
        }

        Version standard = version.Standard;
        return LowBound.CompareTo(standard) <= 0 && standard.CompareTo(HighBound) < 0;
    }

    /// <inheritdoc/>
    public override bool Satisfies(VersionConstraint other) => other switch
    {
        Version => false,
        VersionRange range => LowBound.CompareTo(range.LowBound) >= 0 && range.HighBound.CompareTo(HighBound) >= 0,
        _ => SatisfiesAny((VersionList)other),
    };

    /// <inheritdoc/>
    public override bool Intersects(VersionConstraint other) => other switch
    {
        Version version => Contains(version),
        VersionRange range => LowBound.CompareTo(range.HighBound) < 0 && range.LowBound.CompareTo(HighBound) < 0,
        _ => IntersectsAny((VersionList)other),
    };

    /// <inheritdoc/>
    public override VersionConstraint Union(VersionConstraint other)
    {
        if (other is VersionList list)
        {
            return list.Add(this);
        }

        return UnionIfConnected(other) is { } connected ? connected : VersionList.Of([this, other]);
    }

    /// <inheritdoc/>
    public override VersionConstraint Intersection(VersionConstraint other)
    {
        switch (other)
        {
            case Version version:
                return Contains(version) ? version : VersionList.Empty;
            case VersionRange range:
                Version low = range.LowBound.CompareTo(LowBound) > 0 ? range.LowBound : LowBound;
                Version high = range.HighBound.CompareTo(HighBound) < 0 ? range.HighBound : HighBound;
                return low.CompareTo(high) < 0 ? new VersionRange(low, high, null) : VersionList.Empty;
            default:
                return other.Intersection(this);
        }
    }

    /// <summary>The union as one range, or null if there is a gap between the two.</summary>
    internal VersionRange? UnionIfConnected(VersionConstraint other)
    {
        if (other is Version version)
        {
            return Contains(version) ? this : null;
        }

        VersionRange range = (VersionRange)other;

        // Touching is enough: 1:2 and 3:4 leave nothing out between them.
        if (LowBound.CompareTo(range.HighBound) > 0 || range.LowBound.CompareTo(HighBound) > 0)
        {
            return null;
        }

        Version low = range.LowBound.CompareTo(LowBound) < 0 ? range.LowBound : LowBound;
        Version high = range.HighBound.CompareTo(HighBound) > 0 ? range.HighBound : HighBound;
        return new VersionRange(low, high, null);
    }

    /// <inheritdoc/>
    public int CompareTo(VersionRange? other)
    {
        if (other is null)
        {
            return 1;
        }

        int byLow = LowBound.CompareTo(other.LowBound);
        return byLow != 0 ? byLow : HighBound.CompareTo(other.HighBound);
    }

    /// <inheritdoc/>
    public bool Equals(VersionRange? other)
        => other is not null && LowBound.Equals(other.LowBound) && HighBound.Equals(other.HighBound);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionRange);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LowBound, HighBound);

    /// <summary>The range as it was written, or put together from its components if it is the result of an operation.</summary>
    public override string ToString() => _text ??= TextOf(LowBound, HighBound.PrefixPredecessor());

    private bool SatisfiesAny(VersionList list)
    {
        foreach (VersionConstraint element in list.Elements)
        {
            if (Satisfies(element))
            {
                return true;
            }
        }

        return false;
    }

    private bool IntersectsAny(VersionList list)
    {
        foreach (VersionConstraint element in list.Elements)
        {
            if (Intersects(element))
            {
                return true;
            }
        }

        return false;
    }

    private static string TextOf(Version low, Version high)
    {
        bool openBelow = ReferenceEquals(low, Version.Minimum) || low.Equals(Version.Minimum);
        bool openAbove = ReferenceEquals(high, Version.Maximum) || high.Equals(Version.Maximum);
        if (openBelow)
        {
            return openAbove ? ":" : $":{high}";
        }

        if (openAbove)
        {
            return $"{low}:";
        }

        return low.Equals(high) ? low.ToString() : $"{low}:{high}";
    }
}
