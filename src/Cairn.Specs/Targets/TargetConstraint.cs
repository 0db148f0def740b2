namespace Cairn.Specs;

/// <summary>
/// What a spec says about its target: one name (<c>zen3</c>), ranges (<c>haswell:skylake</c>, <c>x86_64_v3:</c>,
/// <c>:icelake</c>), a list of both, or <c>*</c> for any.
/// </summary>
/// <remarks>
/// Two constraints are equal if their texts are, as in Spack. Order is that of <see cref="Microarchitecture"/>; a range
/// contains what is at least its low end and at most its high end, so <c>haswell:</c> holds no <c>zen3</c>.
/// A name that nobody knows is comparable only to itself.
/// </remarks>
public sealed class TargetConstraint : IEquatable<TargetConstraint>
{
    // An array and no immutable one: code for that of a type of ours would have to be compiled at every start.
    private readonly TargetRange[] _ranges;

    private TargetConstraint(string text, TargetRange[] ranges)
    {
        Text = text;
        _ranges = ranges;
    }

    /// <summary>Any target: <c>*</c>.</summary>
    public static TargetConstraint Any { get; } = new("*", [new TargetRange("*", "*", false)]);

    /// <summary>The constraint as it was written.</summary>
    public string Text { get; }

    /// <summary>True for <c>*</c>.</summary>
    public bool IsAny => Text == "*";

    /// <summary>True for a single name, which need not be a known one.</summary>
    public bool IsConcrete => _ranges.Length == 1 && !_ranges[0].IsRange && !IsAny;

    /// <summary>The microarchitecture of a single name; null for ranges, lists and <c>*</c>.</summary>
    public Microarchitecture? Microarchitecture => IsConcrete ? Microarchitectures.Get(Text) : null;

    /// <summary>Reads a constraint. Every text is one; what stands between commas and colons are names.</summary>
    public static TargetConstraint Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text == "*")
        {
            return Any;
        }

        if (!text.Contains(','))
        {
            return new TargetConstraint(text, [TargetRange.Parse(text)]);
        }

        var parts = text.Split(',');
        var ranges = new TargetRange[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            ranges[i] = TargetRange.Parse(parts[i]);
        }

        return new TargetConstraint(text, ranges);
    }

    /// <summary>The constraint that only one microarchitecture fulfils.</summary>
    public static TargetConstraint Exactly(Microarchitecture target) => Parse(target.Name);

    /// <summary>True if the microarchitecture fulfils the constraint.</summary>
    public bool Contains(Microarchitecture target)
    {
        foreach (var range in _ranges)
        {
            if (range.Contains(target))
            {
                return true;
            }
        }

        return IsAny;
    }

    /// <summary>True if something fulfils both, or if <paramref name="other"/> is <c>*</c>.</summary>
    /// <remarks>
    /// Spack asks no more than that even where the left side is a range: <c>target=x86_64:</c> satisfies
    /// <c>target=haswell:</c>. Concrete specs, whose targets are single names, are compared exactly.
    /// </remarks>
    public bool Satisfies(TargetConstraint other) => other.IsAny || Overlaps(other);

    /// <summary>True if something fulfils both.</summary>
    public bool Intersects(TargetConstraint other) => IsAny || other.IsAny || Overlaps(other);

    /// <summary>What fulfils both, or null if nothing does.</summary>
    /// <remarks>A single name is kept as it is; otherwise the intersections of every pair of ranges are listed.</remarks>
    public TargetConstraint? Intersection(TargetConstraint other)
    {
        if (IsAny || other.IsAny)
        {
            return IsAny ? other : this;
        }

        var common = Common(other);
        if (common.Count == 0)
        {
            return null;
        }

        return IsConcrete || Equals(other) ? this
            : other.IsConcrete ? other
            : Parse(string.Join(",", common));
    }

    /// <summary>True if something fulfils both texts, in which <c>*</c> is a name like any other.</summary>
    internal static bool Intersects(string left, string right) => left == right || Parse(left).Overlaps(Parse(right));

    /// <summary>What fulfils both texts, in which <c>*</c> is a name like any other; empty if nothing does.</summary>
    internal static string Intersection(string? left, string? right) =>
        string.IsNullOrEmpty(left) || string.IsNullOrEmpty(right) ? "" : string.Join(",", Parse(left).Common(Parse(right)));

    /// <inheritdoc/>
    public bool Equals(TargetConstraint? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TargetConstraint);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode();

    /// <summary>The constraint as it was written.</summary>
    public override string ToString() => Text;

    private bool Overlaps(TargetConstraint other)
    {
        // The usual case by far costs no look at the graph.
        if (!_ranges[0].IsRange && !other._ranges[0].IsRange && _ranges.Length == 1 && other._ranges.Length == 1)
        {
            return Text == other.Text;
        }

        foreach (var left in _ranges)
        {
            foreach (var right in other._ranges)
            {
                if (left.Intersection(right) is not null)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private List<TargetRange> Common(TargetConstraint other)
    {
        var common = new List<TargetRange>();
        foreach (var left in _ranges)
        {
            foreach (var right in other._ranges)
            {
                if (left.Intersection(right) is { } both)
                {
                    common.Add(both);
                }
            }
        }

        return common;
    }
}
