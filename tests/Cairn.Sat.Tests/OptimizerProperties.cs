using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

/// <summary>Lexicographic optimisation against the trial of every assignment.</summary>
public sealed class OptimizerProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Optimum_over_weighted_levels_equals_brute_force() => Check.One(Many, Prop.ForAll<int, byte, byte>((seed, size, density) =>
    {
        var variables = 3 + (size % 8);
        var world = SmallWorld.Random(
            seed, variables, density % (variables * 3), groups: density % 3, costs: variables + (size % 6), levels: 1 + (size % 4));
        var (_, optimizer) = world.Load();
        AssertOptimal(world, optimizer, []);
    }));

    [Fact]
    public void Optimum_under_founded_atoms_equals_brute_force() => Check.One(Many, Prop.ForAll<int, byte, byte>((seed, size, density) =>
    {
        var variables = 4 + (size % 6);
        var world = SmallWorld.Random(seed, variables, density % (variables * 2), costs: variables, levels: 1 + (size % 3))
            .WithSupports(seed, 1 + (variables / 2), variables + (density % 5));
        var (_, optimizer) = world.Load();
        AssertOptimal(world, optimizer, []);
    }));

    [Fact]
    public void Optimiser_may_be_asked_again_under_other_assumptions() => Check.One(Many, Prop.ForAll<int, byte, byte>((seed, size, density) =>
    {
        var variables = 3 + (size % 7);
        var world = SmallWorld.Random(seed, variables, density % (variables * 3), costs: variables + 3, levels: 2);
        var (_, optimizer) = world.Load();
        var random = new Random(seed);
        for (var round = 0; round < 4; round++)
        {
            AssertOptimal(world, optimizer, world.Literals(random, random.Next(4)));
        }
    }));

    private static void AssertOptimal(SmallWorld world, Optimizer optimizer, int[] assumptions)
    {
        var result = optimizer.Minimize(SmallWorld.Of(assumptions));
        if (world.BestCost(assumptions) is not { } best)
        {
            result.Status.ShouldBe(OptimizationStatus.Unsatisfiable);
            world.Models([.. result.Core.Select(SmallWorld.From)]).ShouldBeEmpty();
            return;
        }

        result.Status.ShouldBe(OptimizationStatus.Optimal);
        var bits = SmallWorld.Bits(result.Model!, world.Variables);
        world.IsModel(bits).ShouldBeTrue();
        assumptions.All(a => SmallWorld.Holds(bits, a)).ShouldBeTrue();
        world.CostVector(bits).ShouldBe(best);
        result.Costs.Select(c => c.Cost).ShouldBe(best);
        result.Costs.All(c => c.IsProven).ShouldBeTrue();
    }
}
