using Cairn.Specs;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Abstract;

public class SpecAlgebraProperties
{
    private static readonly Arbitrary<AbstractSpec> Specs = SpecGenerator.Specs();

    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(5000);

    [Fact]
    public void Specs_read_back_as_they_print()
        => Prop.ForAll(Specs, spec => AbstractSpec.Parse(spec.ToString()).Equals(spec)
                && AbstractSpec.Parse(spec.ToString()).ToString() == spec.ToString())
            .Check(Thousands);

    [Fact]
    public void Satisfying_implies_intersecting()
        => Prop.ForAll(Specs, Specs, (a, b) => !a.Satisfies(b) || a.Intersects(b) || HasConditionThatCannotComeTrue(a, b)).Check(Thousands);

    /// <summary>
    /// The one exception to the rule above, which is Spack's: <c>satisfies</c> asks for conditional dependencies only where the condition can
    /// come true, <c>intersects</c> compares dependencies of one name whatever their conditions are.
    /// </summary>
    [Fact]
    public void A_dependency_that_is_not_asked_for_may_still_clash()
    {
        var spec = AbstractSpec.Parse("app~mpi ^[when='+mpi'] lib@2");
        var other = AbstractSpec.Parse("app~mpi ^[when='+mpi'] lib@1");

        spec.Satisfies(other).ShouldBeTrue();
        spec.Intersects(other).ShouldBeFalse();
    }

    [Fact]
    public void Every_spec_satisfies_itself_and_the_empty_spec()
        => Prop.ForAll(Specs, spec => spec.Satisfies(spec) && spec.Satisfies(AbstractSpec.Empty) && spec.Intersects(spec))
            .Check(Thousands);

    [Fact]
    public void Intersecting_is_symmetric()
        => Prop.ForAll(Specs, Specs, (a, b) => a.Intersects(b) == b.Intersects(a)).Check(Thousands);

    [Fact]
    public void A_constrained_spec_satisfies_both()
        => Prop.ForAll(Specs, Specs, (a, b) =>
            {
                if (!a.Intersects(b))
                {
                    return true;
                }

                AbstractSpec both = a.Constrain(b);
                return both.Satisfies(a) && both.Satisfies(b);
            })
            .Check(Thousands);

    [Fact]
    public void Constraining_twice_changes_nothing_more()
        => Prop.ForAll(Specs, Specs, (a, b) =>
            {
                if (!a.Intersects(b))
                {
                    return true;
                }

                AbstractSpec once = a.Constrain(b);
                AbstractSpec twice = once.Constrain(b, out bool changed);
                return twice.Equals(once) && !changed;
            })
            .Check(Thousands);

    [Fact]
    public void Constraining_is_commutative_up_to_equality()
        => Prop.ForAll(Specs, Specs, (a, b) => !a.Intersects(b) || a.Constrain(b).Equals(b.Constrain(a))).Check(Thousands);

    [Fact]
    public void Specs_that_do_not_intersect_cannot_be_constrained()
        => Prop.ForAll(Specs, Specs, (a, b) =>
            {
                if (a.Intersects(b))
                {
                    return true;
                }

                try
                {
                    a.Constrain(b);
                    return false;
                }
                catch (UnsatisfiableSpecException clash)
                {
                    return clash.Message.Length > 0;
                }
            })
            .Check(Thousands);

    [Fact]
    public void Changed_tells_whether_the_result_differs()
        => Prop.ForAll(Specs, Specs, (a, b) =>
            {
                if (!a.Intersects(b))
                {
                    return true;
                }

                AbstractSpec result = a.Constrain(b, out bool changed);

                // Of the hash Spack doesn't tell, and how an edge is propagated is no part of equality.
                return changed == !result.Equals(a) || result.AbstractHash != a.AbstractHash;
            })
            .Check(Thousands);

    [Fact]
    public void Order_is_total_and_agrees_with_equality_and_hash()
        => Prop.ForAll(Specs, Specs, Specs, (a, b, c) =>
                Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
                && (a.CompareTo(b) == 0) == a.Equals(b)
                && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode())
                && (a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0))
            .Check(Thousands);

    [Fact]
    public void Any_text_is_read_or_explained()
        => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
            {
                try
                {
                    AbstractSpec.Parse(text ?? "");
                    return true;
                }
                catch (SpecSyntaxException error)
                {
                    return error.Diagnostic.Location is not null;
                }
            })
            .Check(Thousands);

    private static bool HasConditionThatCannotComeTrue(AbstractSpec spec, AbstractSpec wanted)
        => wanted.Traverse().Any(node => node.Dependencies.Any(edge => !spec.Intersects(edge.When)));
}
