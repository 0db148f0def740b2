using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

public sealed class SolverTests
{
    [Fact]
    public void Empty_problem_is_satisfiable() => new Solver().Solve().ShouldBe(SolveStatus.Satisfiable);

    [Fact]
    public void Empty_clause_makes_the_problem_unsatisfiable_with_an_empty_core()
    {
        var solver = new Solver();
        solver.AddClause();
        solver.Solve().ShouldBe(SolveStatus.Unsatisfiable);
        solver.Core.ShouldBeEmpty();
    }

    [Fact]
    public void Tautology_forbids_nothing()
    {
        var solver = new Solver();
        var a = solver.AddLiteral();
        solver.AddClause(a, !a);
        solver.Solve([a]).ShouldBe(SolveStatus.Satisfiable);
        solver.Solve([!a]).ShouldBe(SolveStatus.Satisfiable);
    }

    [Fact]
    public void Core_names_only_the_assumptions_that_clash()
    {
        var solver = new Solver();
        var (a, b, c, d) = (solver.AddLiteral("a"), solver.AddLiteral("b"), solver.AddLiteral("c"), solver.AddLiteral("d"));
        solver.AddClause(!a, !c);
        solver.Solve([a, b, c, d]).ShouldBe(SolveStatus.Unsatisfiable);
        solver.Core.Order().ShouldBe([a, c]);
    }

    [Fact]
    public void Contradictory_assumptions_are_a_core()
    {
        var solver = new Solver();
        var a = solver.AddLiteral();
        solver.Solve([a, !a]).ShouldBe(SolveStatus.Unsatisfiable);
        solver.Core.Order().ShouldBe([a, !a]);
    }

    [Fact]
    public void Clauses_may_be_added_between_solves()
    {
        var solver = new Solver();
        var (a, b) = (solver.AddLiteral(), solver.AddLiteral());
        solver.AddClause(a, b);
        solver.Solve().ShouldBe(SolveStatus.Satisfiable);
        solver.AddClause(!a);
        solver.Solve().ShouldBe(SolveStatus.Satisfiable);
        solver.Model[b].ShouldBeTrue();
        solver.AddClause(!b);
        solver.Solve().ShouldBe(SolveStatus.Unsatisfiable);
    }

    [Fact]
    public void Preferred_literals_are_true_where_nothing_forbids()
    {
        var solver = new Solver();
        var (a, b, c) = (solver.AddLiteral(), solver.AddLiteral(), solver.AddLiteral());
        solver.Prefer(a);
        solver.Prefer(b);
        solver.AddClause(!a, !b);
        solver.SetPriority(b.Variable, 1);
        solver.Solve().ShouldBe(SolveStatus.Satisfiable);
        (solver.Model[a], solver.Model[b], solver.Model[c]).ShouldBe((false, true, false));
    }

    [Fact]
    public void Exactly_one_of_a_group_holds()
    {
        var solver = new Solver();
        Literal[] group = [.. Enumerable.Range(0, 40).Select(_ => solver.AddLiteral())];
        solver.AddExactlyOne(group);
        solver.Solve().ShouldBe(SolveStatus.Satisfiable);
        group.Count(literal => solver.Model[literal]).ShouldBe(1);
        solver.Solve([group[3], group[7]]).ShouldBe(SolveStatus.Unsatisfiable);
        solver.Core.Order().ShouldBe([group[3], group[7]]);
        solver.Solve([.. group.Select(literal => !literal)]).ShouldBe(SolveStatus.Unsatisfiable);
    }

    [Fact]
    public void Facts_are_fixed_values()
    {
        var solver = new Solver();
        var (a, b) = (solver.AddLiteral(), solver.AddLiteral());
        solver.AddClause(a);
        solver.FixedValue(a).ShouldBe(true);
        solver.FixedValue(!a).ShouldBe(false);
        solver.FixedValue(b).ShouldBeNull();
    }

    [Fact]
    public void Seven_pigeons_do_not_fit_six_holes()
    {
        var solver = Pigeons(7, 6, native: false);
        solver.Solve().ShouldBe(SolveStatus.Unsatisfiable);
        Pigeons(6, 6, native: true).Solve().ShouldBe(SolveStatus.Satisfiable);
        Pigeons(7, 6, native: true).Solve().ShouldBe(SolveStatus.Unsatisfiable);
    }

    [Fact]
    public void Cancelled_search_knows_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Pigeons(7, 6, native: true).Solve([], cancelled.Token).ShouldBe(SolveStatus.Unknown);
    }

    [Fact]
    public void Names_serve_messages()
    {
        var solver = new Solver();
        var (a, b) = (solver.AddLiteral(), solver.AddLiteral("b"));
        solver.NameOf(a).ShouldBe("v0");
        solver.NameOf(!b).ShouldBe("!b");
    }

    private static Solver Pigeons(int pigeons, int holes, bool native)
    {
        var solver = new Solver();
        var sits = new Literal[pigeons, holes];
        for (var p = 0; p < pigeons; p++)
        {
            for (var h = 0; h < holes; h++)
            {
                sits[p, h] = solver.AddLiteral();
            }

            solver.AddClause([.. Enumerable.Range(0, holes).Select(h => sits[p, h])]);
        }

        for (var h = 0; h < holes; h++)
        {
            Literal[] column = [.. Enumerable.Range(0, pigeons).Select(p => sits[p, h])];
            if (native)
            {
                solver.AddAtMostOne(column);
                continue;
            }

            for (var p = 0; p < pigeons; p++)
            {
                for (var q = 0; q < p; q++)
                {
                    solver.AddClause(!column[p], !column[q]);
                }
            }
        }

        return solver;
    }

    [Fact]
    public void Costs_that_follow_from_better_levels_take_no_search_each()
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        var wanted = solver.AddLiteral();
        optimizer.AddCost(!wanted, 1, priority: 2);
        for (var i = 0; i < 100; i++)
        {
            var needed = solver.AddLiteral();
            solver.AddClause(!wanted, needed);
            optimizer.AddCost(needed, 1 + i, priority: 1);
        }

        var result = optimizer.Minimize();

        result.Status.ShouldBe(OptimizationStatus.Optimal);
        result.Costs.Select(cost => cost.Cost).ShouldBe([0, 5050]);
        result.Statistics.Solves.ShouldBeLessThan(5);
    }
}
