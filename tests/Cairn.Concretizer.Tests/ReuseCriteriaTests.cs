using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

/// <summary>The rows of the table for nodes that exist: what is reused costs there what it would cost above if it were built.</summary>
public sealed class ReuseCriteriaTests
{
    [Theory]
    [InlineData("app@1", "app", 70, 1)]
    [InlineData("app+x", "app", 65, 2)]
    [InlineData("app libs:=shared", "app", 55, 1)]
    [InlineData("app+x", "top", 50, 2)]
    [InlineData("app os=rhel8", "top", 30, 1)]
    [InlineData("app@1", "top", 25, 1)]
    [InlineData("app libs:=shared", "top", 20, 1)]
    [InlineData("app target=x86_64_v2", "top target=x86_64_v3", 10, 1)]
    [InlineData("app target=x86_64_v2", "app", 7, 1)]
    public void What_is_reused_costs_on_the_lower_row(string installed, string request, int priority, long cost)
    {
        var world = new World(false);
        world.Package("app", "1", "2").Variant("x", false).Variant("libs", "shared,static", ["shared", "static"], multi: true);
        world.Package("top", "1").DependsOn("app");
        var reusable = world.Solve(installed);
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        var result = world.TrySolve(new ConcretizationOptions { Reusable = [reusable] }, request);

        result.Failure.ShouldBeNull();
        result.Roots[0]!.Traverse().ShouldContain(reusable);
        result.Costs.Single(row => row.Priority == priority).Value.ShouldBe(cost);
        result.Costs.Where(row => row.Priority == priority + 200).ShouldAllBe(row => row.Value == 0);
    }

    [Theory]
    [InlineData("mpi", 60)]
    [InlineData("user", 48)]
    public void Providers_that_are_reused_cost_on_the_lower_row(string request, int priority)
    {
        var world = new World(false).Providers("mpi", "one", "two");
        world.Package("one", "1").Provides("mpi");
        world.Package("two", "1").Provides("mpi");
        world.Package("user", "1").DependsOn("mpi");
        var reusable = world.Solve("two");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        var result = world.TrySolve(new ConcretizationOptions { Reusable = [reusable] }, request);

        result.Roots[0]!.Traverse().ShouldContain(reusable);
        result.Costs.Single(row => row.Priority == priority).Value.ShouldBe(1);
    }

    [Fact]
    public void Fewer_builds_110_count_more_than_anything_about_what_exists()
    {
        var world = new World(false);
        world.Package("app", "1", "2").Variant("x", false);
        var reusable = world.Solve("app@1+x");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        world.Solve("app", new ConcretizationOptions { Reusable = [reusable] }).ShouldBe(reusable);
    }

    [Fact]
    public void Something_built_keeps_its_defaults_even_if_that_costs_another_build()
    {
        var world = new World(false);
        world.Package("top", "1", "2").DependsOn("lib@1", "@1").DependsOn("lib@2", "@2");
        world.Package("lib", "1", "2");
        var reusable = world.Solve("lib@1");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        world.Solve("top", new ConcretizationOptions { Reusable = [reusable] }).Version.ToString().ShouldBe("2");
    }
}
