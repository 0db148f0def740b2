namespace Cairn.Specs;

/// <summary>A set of versions: one <see cref="Version"/>, a <see cref="VersionRange"/> or a <see cref="VersionList"/>.</summary>
public abstract class VersionConstraint
{
    private protected VersionConstraint()
    {
    }

    /// <summary>True if every version of this set lies in <paramref name="other"/>.</summary>
    public abstract bool Satisfies(VersionConstraint other);

    /// <summary>True if the two sets have a version in common.</summary>
    public abstract bool Intersects(VersionConstraint other);

    /// <summary>The versions of either set, in the simplest form that holds them.</summary>
    public abstract VersionConstraint Union(VersionConstraint other);

    /// <summary>The versions of both sets, in the simplest form that holds them; an empty list if there are none.</summary>
    public abstract VersionConstraint Intersection(VersionConstraint other);

    /// <summary>
    /// Reads the text of a constraint: <c>1.2</c> and <c>1.2:1.4</c> are ranges, <c>=1.2</c> and <c>git.main=1.2</c> are
    /// versions, and <c>1.2,1.4:</c> is a list.
    /// </summary>
    /// <exception cref="SpecSyntaxException">The text is no version, or a range is empty.</exception>
    public static VersionConstraint Parse(string text) => VersionParser.ParseConstraint(text);

    /// <summary>
    /// The order of the elements of a list: by lower end, and at the same place versions first, then git versions, then
    /// ranges.
    /// </summary>
    internal static int CompareElements(VersionConstraint left, VersionConstraint right) => (left, right) switch
    {
        (Version a, Version b) => a.CompareTo(b),
        (VersionRange a, VersionRange b) => a.CompareTo(b),
        (Version a, VersionRange b) => a.Standard.CompareTo(b.LowBound) <= 0 ? -1 : 1,
        (VersionRange a, Version b) => b.Standard.CompareTo(a.LowBound) <= 0 ? 1 : -1,
        _ => throw new InvalidOperationException("a version list is no element of a version list"),
    };
}
