using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

/// <summary>Reasons that come to light after the search has done without them.</summary>
public sealed class LateReasonTests
{
    [Fact]
    public void Who_asks_for_a_value_late_is_heard()
    {
        var result = Late().TrySolve("root");
        result.RootsOrThrow()[0]!["virt"].Name.ShouldBe("second");
        result.RootsOrThrow()[0]!["a"].Variants["v"]!.IsEnabled.ShouldBeTrue();
        result.Costs.Single(cost => cost.Priority == 250).Value.ShouldBe(0);
        result.IsOptimal.ShouldBeTrue();
        result.Statistics.Rounds.ShouldBeGreaterThan(1, "the reason was known from the start, so this world tests nothing");
    }

    [Fact]
    public void A_circle_after_a_late_reason_is_avoided_like_any_other()
    {
        // The model that is found with the reason has a circle: once it could not be told from a search that ran out of time.
        var world = Late();
        world.Package("e", "1").Variant("x", true).DependsOn("second", "+x");
        world.Package("second").DependsOn("e");
        var result = world.TrySolve("root");
        result.IsSuccess.ShouldBeTrue(result.Failure?.Message);
        result.IsOptimal.ShouldBeTrue();
        var root = result.RootsOrThrow()[0]!;
        root["a"].Variants["v"]!.IsEnabled.ShouldBeTrue();
    }

    [Fact]
    public void A_recorded_problem_keeps_what_was_taken_for_granted_and_what_was_not()
    {
        Cairn.Sat.SatProblem? record = null;
        var result = Late().TrySolve(new ConcretizationOptions { Record = problem => record = problem }, "root");
        var told = record!.Load();
        var judge = told.Optimizer.Minimize();
        told.Optimizer.CostsOf(judge.Model!).Where(row => row.Cost != 0).ShouldBe(
            result.Costs.Where(row => row.Value != 0).Select(row => (row.Priority, row.Value)), ignoreOrder: true);
    }

    /// <summary>
    /// `first` is preferred and brings `d`, which leaves a default; `second` spares that, and asks for what `a` must leave its default for in
    /// any case. `second` is looked at only after `a` was found to cost something.
    /// </summary>
    private static World Late()
    {
        var world = new World(false);
        world.Package("root", "1").DependsOn("virt").DependsOn("a");
        world.Package("a", "1").Variant("v", false).Conflicts("~v");
        world.Package("d", "1").Variant("w", false).Conflicts("~w");
        world.Package("first", "1").Provides("virt").DependsOn("d");
        world.Package("second", "1").Provides("virt").DependsOn("a+v");
        world.Providers("virt", "first", "second");
        return world;
    }
}
