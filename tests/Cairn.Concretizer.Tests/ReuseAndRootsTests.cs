using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

public sealed class ReuseAndRootsTests
{
    [Fact]
    public void What_is_installed_is_reused_although_there_is_something_newer()
    {
        var world = Zlib();
        var installed = world.Solve("zlib@1.2");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything, [], []) };
        var options = new ConcretizationOptions { Reusable = [installed] };
        world.Solve("hdf5", options)["zlib"].ShouldBe(installed);
        world.TrySolve(options, "hdf5").Costs.Single(cost => cost.Priority == 110).Value.ShouldBe(1);
        world.Solve("hdf5 ^zlib@1.3", options)["zlib"].Version.ToString().ShouldBe("1.3");
    }

    [Fact]
    public void Roots_are_fresh_if_only_dependencies_are_reused()
    {
        var world = Zlib();
        var installed = world.Solve("zlib@1.2");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Dependencies, [], []) };
        var options = new ConcretizationOptions { Reusable = [installed] };
        world.Solve("zlib", options).Version.ToString().ShouldBe("1.3");
        world.Solve("hdf5", options)["zlib"].ShouldBe(installed);
    }

    [Fact]
    public void Reuse_can_be_limited()
    {
        var world = Zlib();
        var installed = world.Solve("zlib@1.2");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything, [], ["zlib@:1.2"]) };
        world.Solve("hdf5", new ConcretizationOptions { Reusable = [installed] })["zlib"].Version.ToString().ShouldBe("1.3");
    }

    [Fact]
    public void An_installed_spec_brings_its_own_dependencies()
    {
        var world = Zlib();
        var installed = world.Solve("hdf5 ^zlib@1.2");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything, [], []) };
        world.Package("app", "1").DependsOn("hdf5").DependsOn("zlib");
        var app = world.Solve("app", new ConcretizationOptions { Reusable = [installed, installed["zlib"]] });
        app["hdf5"].ShouldBe(installed);
        app["zlib"].ShouldBe(installed["zlib"]);
    }

    [Fact]
    public void Roots_together_agree_on_what_they_share()
    {
        var world = Zlib();
        world.Package("old", "1").DependsOn("zlib@1.2");
        var result = world.TrySolve("hdf5", "old");
        result.Roots[0]!["zlib"].ShouldBe(result.Roots[1]!["zlib"]);
        result.Roots[0]!["zlib"].Version.ToString().ShouldBe("1.2");
    }

    [Fact]
    public void Roots_apart_need_not_agree()
    {
        var world = Zlib();
        world.Package("old", "1").DependsOn("zlib@1.2");
        world.Configuration = world.Configuration with { Unify = UnifyMode.Separately };
        var result = world.TrySolve("hdf5", "old");
        result.Roots.Select(root => root!["zlib"].Version.ToString()).ShouldBe(["1.3", "1.2"]);
    }

    [Fact]
    public void Roots_are_solved_together_when_possible()
    {
        var world = Zlib();
        world.Package("old", "1").DependsOn("zlib@1.2");
        world.Package("new", "1").DependsOn("zlib@1.3");
        world.Configuration = world.Configuration with { Unify = UnifyMode.WhenPossible };
        var result = world.TrySolve("old", "new", "hdf5");
        result.Failure.ShouldBeNull();
        result.Roots.ShouldAllBe(root => root != null);
        result.Roots[0]!["zlib"].Version.ToString().ShouldBe("1.2");
        result.Roots[1]!["zlib"].Version.ToString().ShouldBe("1.3");
    }

    [Fact]
    public void The_same_request_has_the_same_answer_each_time()
    {
        var first = Zlib().TrySolve("hdf5");
        var second = Zlib().TrySolve("hdf5");
        second.Roots[0]!.Hash.ShouldBe(first.Roots[0]!.Hash);
        second.Statistics.Conflicts.ShouldBe(first.Statistics.Conflicts);
        second.Statistics.Clauses.ShouldBe(first.Statistics.Clauses);
    }

    private static World Zlib()
    {
        var world = new World(false);
        world.Package("zlib", "1.2", "1.3");
        world.Package("hdf5", "1").DependsOn("zlib");
        return world;
    }
}
