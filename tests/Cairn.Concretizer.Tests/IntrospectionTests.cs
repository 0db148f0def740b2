using Cairn.Concretization.Introspection;
using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

public sealed class IntrospectionTests
{
    [Fact]
    public void The_shortest_chain_to_each_dependent_is_told_with_its_conditions()
    {
        var world = Small();
        var chains = new DependencyReasons(world.Source()).Find(world.Solve("app+net"), AbstractSpec.Parse("zlib"));

        chains.Select(chain => string.Join(" > ", chain.Select(reason => $"{reason.Parent.Name}:{reason.Child.Name}:{reason.When}")))
            .ShouldBe(["app:curl:+net > curl:zlib:"]);
        chains[0][0].Settings.ShouldBe([("+net", false)]);
        chains[0][1].Declared.ShouldBe("zlib@1.2:");
    }

    [Fact]
    public void A_virtual_is_named_with_who_stands_for_it()
    {
        var world = Small();
        var chain = new DependencyReasons(world.Source()).Find(world.Solve("app"), AbstractSpec.Parse("mpi")).Single();

        (chain[0].Virtual, chain[0].Child.Name).ShouldBe(("mpi", "one"));
    }

    [Fact]
    public void What_is_not_there_has_no_chain()
    {
        var world = Small();
        new DependencyReasons(world.Source()).Find(world.Solve("app~net"), AbstractSpec.Parse("zlib")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("app", "two", "preferred providers (non-roots)")]
    [InlineData("app+net", "zlib@1.2", "version badness (non roots)")]
    [InlineData("app", "app+net", "number of packages to build (vs. reuse)")]
    [InlineData("app", "app@1", "version badness (roots)")]
    public void What_is_possible_is_outranked_by_a_criterion(string request, string wanted, string criterion)
    {
        var alternative = Explain(request, wanted);

        alternative.Failure.ShouldBeNull();
        alternative.Decisive!.Criterion.Name.ShouldBe(criterion);
        alternative.Decisive.Other.ShouldBeGreaterThan(alternative.Decisive.Criterion.Value);
        alternative.Spec!.Traverse().ShouldContain(node => node.Satisfies(AbstractSpec.Parse(wanted)));
    }

    [Fact]
    public void What_is_impossible_is_refused_with_its_reason()
    {
        var alternative = Explain("app+net", "zlib@1.1");

        alternative.Failure!.Notes.ShouldContain("`curl` depends on `zlib@1.2:`");
        alternative.Request.ToString().ShouldBe("app+net ^zlib@1.1");
    }

    [Fact]
    public void What_is_there_is_chosen() => Explain("app", "one").IsChosen.ShouldBeTrue();

    private static Alternative Explain(string request, string wanted)
    {
        var world = Small();
        return Alternatives.Explain(
            ConcretizationRequest.Parse(request), AbstractSpec.Parse(wanted), each => new Concretizer(world.Source(), world.Configuration).Solve([each]));
    }

    private static World Small()
    {
        var world = new World(false).Providers("mpi", "one", "two");
        world.Package("app", "1", "2").Variant("net", false).DependsOn("curl", when: "+net").DependsOn("mpi");
        world.Package("curl", "1").DependsOn("zlib@1.2:");
        world.Package("zlib", "1.1", "1.2", "1.3");
        world.Package("one", "1").Provides("mpi");
        world.Package("two", "1").Provides("mpi");
        return world;
    }
}
