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
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
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
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Dependencies) };
        var options = new ConcretizationOptions { Reusable = [installed] };
        world.Solve("zlib", options).Version.ToString().ShouldBe("1.3");
        world.Solve("hdf5", options)["zlib"].ShouldBe(installed);
    }

    [Fact]
    public void Only_dependencies_are_reused_means_that_no_root_is_in_them()
    {
        var world = Zlib();
        var installed = world.Solve("hdf5 ^zlib@1.2");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Dependencies) };
        var options = new ConcretizationOptions { Reusable = [installed, installed["zlib"]] };

        // The installed one is not what is asked for, so it may stay below.
        world.Package("app", "1").DependsOn("hdf5");
        world.Solve("app", options)["hdf5"].ShouldBe(installed);
        world.Solve("zlib@1.3", options).Version.ToString().ShouldBe("1.3");
        world.Solve("zlib", options).Version.ToString().ShouldBe("1.3");
    }

    [Fact]
    public void Sources_of_reuse_have_filters_of_their_own()
    {
        var world = Zlib();
        var (old, recent) = (world.Solve("zlib@1.2"), world.Solve("zlib@1.3"));
        var settings = new ReuseSettings(
            ReuseMode.Everything,
            [
                new(ReuseSourceKind.Local, null, [], [AbstractSpec.Parse("zlib@:1.2")]),
                new(ReuseSourceKind.BuildCache, null, [AbstractSpec.Parse("zlib@1.2")], []),
            ]);
        settings.Select(source => source.Kind == ReuseSourceKind.Local ? [old, recent] : []).ShouldBe([recent]);
        settings.Select(source => source.Kind == ReuseSourceKind.BuildCache ? [old, recent] : []).ShouldBe([old]);
        settings.Select(_ => [old, recent]).ShouldBe([recent, old]);
        new ReuseSettings(ReuseMode.None).Select(_ => [old]).ShouldBeEmpty();
    }

    [Fact]
    public void Externals_count_unless_reuse_says_which()
    {
        var world = Zlib().Set("zlib", settings => settings with { Externals = [new ExternalSetting("zlib@1.2") { Prefix = "/usr" }] });
        world.Solve("hdf5 ^zlib@1.2")["zlib"].IsExternal.ShouldBeTrue();
        world.Configuration = world.Configuration with
        {
            Reuse = new ReuseSettings(ReuseMode.None, [new(ReuseSourceKind.External, null, [], [AbstractSpec.Parse("zlib@:1.2")])]),
        };
        world.Solve("hdf5 ^zlib@1.2")["zlib"].IsExternal.ShouldBeFalse();
    }

    [Fact]
    public void Later_rounds_take_over_what_earlier_ones_decided_even_if_nothing_else_is_reused()
    {
        var world = Zlib();
        world.Package("old", "1").DependsOn("zlib@1.2").DependsOn("tool");
        world.Package("new", "1").DependsOn("zlib@1.3").DependsOn("tool");
        world.Package("tool", "1");
        world.Configuration = world.Configuration with { Unify = UnifyMode.WhenPossible };
        var result = world.TrySolve("old", "new");
        result.Roots[1]!["tool"].ShouldBeSameAs(result.Roots[0]!["tool"]);
    }

    [Fact]
    public void An_installed_spec_brings_its_own_dependencies()
    {
        var world = Zlib();
        var installed = world.Solve("hdf5 ^zlib@1.2");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
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
