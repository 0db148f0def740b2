using Cairn.Specs;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Versions;

/// <summary>The algebra of versions, checked by brute force over a small universe.</summary>
public class VersionAlgebraProperties
{
    private static readonly string[] Texts =
    [
        "0.9", "1", "1.0", "1.0.0", "1.1", "1.1.1", "1.1-1", "1.2", "1.2a", "1.2.0", "1.2rc", "1.2rc1", "1.2-rc2", "1.2alpha",
        "1.2beta3", "1.3", "1.10", "2", "2.0", "3", "3.1", "10", "2024.01", "a", "a1", "b", "z", "zz", "1.a", "1.z", "develop",
        "main", "master", "stable", "1.develop", "99999999999999999999", "100000000000000000000", "git.x=1.2", "git.y=1.2", "git.z=2",
    ];

    private static readonly Version[] Universe = [.. Texts.Select(Version.Parse)];

    private static readonly Arbitrary<Version> Versions = Gen.Elements(Universe).ToArbitrary();

    private static readonly Arbitrary<VersionList> Lists = ListGenerator().ToArbitrary();

    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(5000);

    [Fact]
    public void Order_is_total_and_agrees_with_equality_and_hash()
        => Prop.ForAll(Versions, Versions, Versions, (a, b, c) =>
                Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
                && (a.CompareTo(b) == 0) == a.Equals(b)
                && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode())
                && (a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0))
            .Check(Thousands);

    [Fact]
    public void Elements_of_lists_are_ordered_totally()
    {
        VersionConstraint[] elements = [.. Universe.Where(version => !version.IsGit).Select(version => (VersionConstraint)version)
            .Concat(Universe.Where(version => !version.IsGit).Select(version => VersionConstraint.Parse(version.ToString())))];
        Arbitrary<VersionConstraint> any = Gen.Elements(elements).ToArbitrary();
        Prop.ForAll(any, any, any, (a, b, c) =>
                Math.Sign(VersionConstraint.CompareElements(a, b)) == -Math.Sign(VersionConstraint.CompareElements(b, a))
                && (VersionConstraint.CompareElements(a, b) > 0 || VersionConstraint.CompareElements(b, c) > 0
                    || VersionConstraint.CompareElements(a, c) <= 0))
            .Check(Thousands);
    }

    [Fact]
    public void Intersection_holds_the_versions_of_both()
        => Prop.ForAll(Lists, Lists, (a, b) =>
            {
                VersionConstraint both = a.Intersection(b);
                return Ordinary().All(version => Holds(both, version) == (a.Contains(version) && b.Contains(version)));
            })
            .Check(Thousands);

    [Fact]
    public void Union_holds_the_versions_of_either()
        => Prop.ForAll(Lists, Lists, (a, b) =>
            {
                VersionConstraint either = a.Union(b);
                return Ordinary().All(version => Holds(either, version) == (a.Contains(version) || b.Contains(version)));
            })
            .Check(Thousands);

    [Fact]
    public void Satisfying_means_being_a_subset()
        => Prop.ForAll(Lists, Lists, (a, b) => !a.Satisfies(b) || Universe.All(version => !a.Contains(version) || b.Contains(version)))
            .Check(Thousands);

    [Fact]
    public void A_version_in_both_means_intersecting()
        => Prop.ForAll(Lists, Lists, (a, b) =>
                a.Intersects(b) == b.Intersects(a)
                && (a.Intersects(b) || !Ordinary().Any(version => a.Contains(version) && b.Contains(version))))
            .Check(Thousands);

    [Fact]
    public void Satisfying_implies_intersecting()
        => Prop.ForAll(Lists, Lists, (a, b) => a.IsEmpty || !a.Satisfies(b) || a.Intersects(b)).Check(Thousands);

    [Fact]
    public void Intersection_satisfies_both_and_is_commutative_and_idempotent()
        => Prop.ForAll(Lists, Lists, (a, b) =>
            {
                VersionList both = a.Intersect(b);
                return both.Satisfies(a) && both.Satisfies(b) && both.Equals(b.Intersect(a)) && both.Intersect(b).Equals(both);
            })
            .Check(Thousands);

    [Fact]
    public void Lists_read_back_as_they_print()
        => Prop.ForAll(Lists, list => VersionList.Parse(list.ToString()).Equals(list)).Check(Thousands);

    [Fact]
    public void The_successor_of_a_prefix_lies_behind_everything_that_begins_with_it()
        => Prop.ForAll(Versions, Versions, (a, b) =>
            {
                Version start = a.IsGit ? a.ReferenceVersion! : a;
                Version longer = Version.Parse($"{start}.{(b.IsGit ? "7" : b.ToString())}");
                return start.IsPreRelease || longer.IsPreRelease || (start < longer && longer < start.PrefixSuccessor());
            })
            .Check(Thousands);

    // Git versions are not equal to the versions they stand for, so as members of unions they may be absorbed by ranges.
    private static IEnumerable<Version> Ordinary() => Universe.Where(version => !version.IsGit);

    private static bool Holds(VersionConstraint constraint, Version version) => version.Satisfies(constraint);

    private static Gen<VersionList> ListGenerator()
    {
        Gen<Version> ordinary = Gen.Elements(Universe.Where(version => !version.IsGit));
        Gen<VersionConstraint> range =
            from a in ordinary
            from b in ordinary
            from form in Gen.Choose(0, 3)
            select Range(a, b, form);
        Gen<VersionConstraint> element = Gen.OneOf(range, range, ordinary.Select(version => (VersionConstraint)version));
        return from count in Gen.Choose(1, 4)
               from elements in Gen.ListOf(element, count)
               select VersionList.Of(elements);
    }

    private static VersionConstraint Range(Version a, Version b, int form) => form switch
    {
        0 => new VersionRange(a, null),
        1 => new VersionRange(null, a),
        2 => new VersionRange(a, a),
        _ => a <= b ? new VersionRange(a, b) : new VersionRange(b, a),
    };
}
