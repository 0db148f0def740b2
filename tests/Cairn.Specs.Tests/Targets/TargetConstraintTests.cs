using Cairn.Specs;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Targets;

public sealed class TargetConstraintTests
{
    private static readonly Gen<string> Name = Gen.Elements(Microarchitectures.Known.Select(target => target.Name).ToArray());

    private static readonly Gen<string> Item = Gen.OneOf(
        Name,
        Name.Select(low => low + ":"),
        Name.Select(high => ":" + high),
        Name.Zip(Name, (low, high) => $"{low}:{high}"));

    private static readonly Arbitrary<TargetConstraint> AnyConstraint =
        Gen.OneOf(Item, Item.Zip(Item, (first, second) => $"{first},{second}")).Select(TargetConstraint.Parse).ToArbitrary();

    [Theory]
    [InlineData("haswell", "haswell", true)]
    [InlineData("haswell", "broadwell", false)]
    [InlineData("broadwell", "haswell:skylake", true)]
    [InlineData("haswell", "haswell:skylake", true)]
    [InlineData("zen3", "haswell:skylake", false)]
    [InlineData("zen3", "x86_64_v3:", true)]
    [InlineData("x86_64_v2", "x86_64_v3:", false)]
    [InlineData("nehalem", ":icelake", true)]
    [InlineData("sapphirerapids", ":icelake", false)]
    [InlineData("zen2", "haswell,zen2", true)]
    [InlineData("aarch64", "x86_64:,aarch64:", true)]
    [InlineData("quantum9", "x86_64:", false)]
    [InlineData("quantum9", "*", true)]
    [InlineData("haswell:", "x86_64:", true)]
    [InlineData("haswell:", "aarch64:", false)]
    [InlineData("zen:", "haswell:", false)]
    [InlineData(":zen3", ":haswell", false)]
    public void Satisfies_asks_for_something_in_common(string left, string right, bool expected)
    {
        TargetConstraint.Parse(left).Satisfies(TargetConstraint.Parse(right)).ShouldBe(expected);
        TargetConstraint.Parse(left).Intersects(TargetConstraint.Parse(right)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("haswell", "x86_64:", "haswell")]
    [InlineData("x86_64:", "haswell", "haswell")]
    [InlineData("haswell:", ":skylake", "haswell:skylake")]
    [InlineData("haswell:", ":haswell", "haswell")]
    [InlineData("x86_64:icelake", "haswell:", "haswell:icelake")]
    [InlineData("haswell:,zen:", ":skylake,zen2", "haswell:skylake,zen2")]
    [InlineData("haswell", "zen", null)]
    [InlineData("*", "zen", "zen")]
    public void Intersection_lists_what_is_common(string left, string right, string? expected) =>
        TargetConstraint.Parse(left).Intersection(TargetConstraint.Parse(right))?.Text.ShouldBe(expected);

    [Fact]
    public void Intersection_contains_nothing_that_one_side_lacks() =>
        Prop.ForAll(AnyConstraint, AnyConstraint, (left, right) => left.Intersection(right) is not { } both
            || Microarchitectures.Known.All(target => !both.Contains(target) || (left.Contains(target) && right.Contains(target))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Intersects_is_commutative_and_agrees_with_intersection() =>
        Prop.ForAll(AnyConstraint, AnyConstraint, (left, right) =>
            left.Intersects(right) == right.Intersects(left) && left.Intersects(right) == (left.Intersection(right) is not null))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Text_is_kept() =>
        Prop.ForAll(AnyConstraint, constraint => TargetConstraint.Parse(constraint.ToString()).Equals(constraint)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("zen3", true)]
    [InlineData("quantum9", true)]
    [InlineData("zen3:", false)]
    [InlineData("zen2,zen3", false)]
    [InlineData("*", false)]
    public void Only_a_single_name_is_concrete(string text, bool isConcrete)
    {
        var constraint = TargetConstraint.Parse(text);
        constraint.IsConcrete.ShouldBe(isConcrete);
        constraint.Microarchitecture?.Name.ShouldBe(text);
    }
}
