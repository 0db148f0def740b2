using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Tests;

/// <summary>A solve that was written down has the same outcome without recipes.</summary>
public sealed class ProblemRecordTests
{
    [Theory]
    [InlineData("app")]
    [InlineData("app ^lib@1")]
    [InlineData("app +extra ^mpich")]
    [InlineData("app@1")]
    public void A_recorded_problem_costs_the_same_when_it_is_solved_again(string request)
    {
        SatProblem? record = null;
        var result = World().TrySolve(new ConcretizationOptions { Record = problem => record = problem }, request);
        var text = new StringWriter();
        record!.Write(text);
        var loaded = SatProblem.Read(new StringReader(text.ToString())).Load();

        var again = loaded.Optimizer.Minimize(loaded.Assumptions.AsSpan());

        again.Status.ShouldBe(OptimizationStatus.Optimal);
        var costs = loaded.Optimizer.CostsOf(again.Model!).ToDictionary(cost => cost.Priority, cost => cost.Cost);
        foreach (var row in result.Costs)
        {
            costs.GetValueOrDefault(row.Priority).ShouldBe(row.Value, row.Name);
        }
    }

    [Fact]
    public void A_recorded_contradiction_stays_one()
    {
        SatProblem? record = null;
        var world = World();
        world.Package("app").Conflicts("^lib", "");
        world.TrySolve(new ConcretizationOptions { Record = problem => record = problem }, "app").IsSuccess.ShouldBeFalse();
        var loaded = record!.Load();
        loaded.Optimizer.Minimize(loaded.Assumptions.AsSpan()).Status.ShouldBe(OptimizationStatus.Unsatisfiable);
    }

    private static World World()
    {
        var world = new World();
        world.Package("app", "1", "2").Variant("extra", false).DependsOn("lib").DependsOn("mpi", "+extra").DependsOn("c", types: DependencyTypes.Build)
            .DependsOn("tool@1:", types: DependencyTypes.Build);
        world.Package("lib", "1", "2").Variant("shared", true).Conflicts("+shared", "@2").DependsOn("tool@2", types: DependencyTypes.Build);
        world.Package("mpich", "3").Provides("mpi");
        world.Package("openmpi", "4").Provides("mpi");
        world.Providers("mpi", "openmpi", "mpich");
        world.Package("tool", "1", "2").Tags = ["build-tools"];
        return world;
    }
}
