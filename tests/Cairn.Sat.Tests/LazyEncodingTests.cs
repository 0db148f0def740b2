using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

public sealed class LazyEncodingTests
{
    [Fact]
    public void Adding_lazily_gives_the_same_optimum_as_adding_at_once() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1500), Prop.ForAll<int, byte>((seed, size) =>
        {
            var world = new LazyWorld((seed * 256) + size, 2 + (size % 2));
            var result = world.StateLazily().Minimize();
            var best = world.Eager.BestCost([]);
            result.Status.ShouldBe(best is null ? OptimizationStatus.Unsatisfiable : OptimizationStatus.Optimal);
            if (best is not null)
            {
                var bits = world.Bits(result.Model!);
                world.Eager.IsModel(bits).ShouldBeTrue();
                world.Eager.CostVector(bits).ShouldBe(best);
                result.Costs.Select(c => c.Cost).ShouldBe(best);
            }
        }));

    [Fact]
    public void Lazy_worlds_agree_with_eager_engine_also_when_large() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll<int, byte>((seed, size) =>
        {
            var world = new LazyWorld((seed * 256) + size, 8);
            var lazy = world.StateLazily().Minimize();
            var (_, optimizer) = world.Eager.Load();
            var eager = optimizer.Minimize();
            lazy.Status.ShouldBe(eager.Status);
            lazy.Costs.Select(c => c.Cost).ShouldBe(eager.Costs.Select(c => c.Cost));
        }));

    [Fact]
    public void What_never_becomes_true_is_never_encoded()
    {
        var solver = new Solver();
        var encoder = new RecordingEncoder();
        solver.Encoder = encoder;
        var (a, b) = (solver.AddLiteral(), solver.AddLiteral());
        solver.Watch(a);
        solver.Watch(b);
        solver.AddClause(a);
        solver.Solve().ShouldBe(SolveStatus.Satisfiable);
        solver.Solve([!b]).ShouldBe(SolveStatus.Satisfiable);
        encoder.Encoded.ShouldBe([a]);
        solver.Solve([b]).ShouldBe(SolveStatus.Satisfiable);
        encoder.Encoded.ShouldBe([a, b]);
    }

    [Fact]
    public void Encoder_may_refute_the_decision_that_called_it()
    {
        var solver = new Solver();
        var (a, b) = (solver.AddLiteral(), solver.AddLiteral());
        var encoder = new RecordingEncoder { OnEncode = literal => solver.AddClause(!literal) };
        solver.Encoder = encoder;
        solver.Watch(a);
        solver.Watch(b);
        solver.Prefer(a);
        solver.AddClause(a, b);
        solver.Solve().ShouldBe(SolveStatus.Unsatisfiable);
        encoder.Encoded.ShouldBe([a, b]);
    }

    [Fact]
    public void Cost_added_to_a_finished_level_reopens_it()
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        var (cheap, dear, low) = (solver.AddLiteral("cheap"), solver.AddLiteral("dear"), solver.AddLiteral("low"));
        solver.AddClause(cheap, dear);
        solver.AddClause(dear, low);
        solver.Watch(cheap);
        var surprise = solver.AddLiteral("surprise");
        solver.Encoder = new RecordingEncoder
        {
            OnEncode = literal =>
            {
                solver.AddClause(!literal, surprise);
                optimizer.AddCost(surprise, 5, priority: 2);
            },
        };
        optimizer.AddCost(dear, 3, priority: 2);
        optimizer.AddCost(low, 1, priority: 1);
        var result = optimizer.Minimize();
        result.Costs.ShouldBe([new LevelCost(2, 3, 3), new LevelCost(1, 0, 0)]);
    }

    [Fact]
    public void Core_of_a_finished_level_starts_the_levels_below_anew()
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        var (a, b, c, d) = (solver.AddLiteral("a"), solver.AddLiteral("b"), solver.AddLiteral("c"), solver.AddLiteral("d"));
        solver.AddClause(a, b);
        solver.AddClause(c, d);
        solver.Prefer(a);
        solver.Prefer(b);
        optimizer.AddCost(solver.AddLiteral(), 1, priority: 2);
        optimizer.AddCost(a, 1, priority: 1);
        optimizer.AddCost(b, 1, priority: 1);

        // Called when the lower level has proven that one of a and b is needed: now it turns out that c and d were never free.
        var called = false;
        solver.Watch(!a);
        solver.Watch(!b);
        solver.Encoder = new RecordingEncoder
        {
            OnEncode = _ =>
            {
                if (!called)
                {
                    called = true;
                    optimizer.AddCost(c, 3, priority: 2);
                    optimizer.AddCost(d, 5, priority: 2);
                }
            },
        };
        var result = optimizer.Minimize();
        result.Costs.ShouldBe([new LevelCost(2, 3, 3), new LevelCost(1, 1, 1)]);
        result.Statistics.Reopened.ShouldBe(1);
    }

    [Fact]
    public void Cancelled_optimisation_returns_the_best_model_as_not_proven()
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        Literal[] literals = [.. Enumerable.Range(0, 10).Select(_ => solver.AddLiteral())];
        solver.AddAtMostOne([.. literals.Select(literal => !literal)]);
        foreach (var literal in literals)
        {
            optimizer.AddCost(literal, 1, 0);
        }

        using var stop = new CancellationTokenSource();
        var result = optimizer.Minimize([], stop.Token, _ => stop.Cancel());
        result.Status.ShouldBe(OptimizationStatus.Feasible);
        literals.Count(literal => result.Model![literal]).ShouldBeGreaterThanOrEqualTo(9);
        result.Costs.Single().IsProven.ShouldBeFalse();
        optimizer.Minimize([], stop.Token).Status.ShouldBe(OptimizationStatus.Unknown);
        optimizer.Minimize().Costs.ShouldBe([new LevelCost(0, 9, 9)]);
    }

    [Fact]
    public void Encoder_that_leaves_an_open_atom_unanswered_is_an_error()
    {
        var solver = new Solver { Encoder = new RecordingEncoder() };
        var a = solver.AddLiteral("a");
        solver.Supports.AddAtom(a);
        Should.Throw<InvalidOperationException>(() => solver.Solve([a])).Message.ShouldContain("atom a");
    }

    private sealed class RecordingEncoder : ILazyEncoder
    {
        public List<Literal> Encoded { get; } = [];

        public Action<Literal>? OnEncode { get; init; }

        public void Encode(Literal literal)
        {
            Encoded.Add(literal);
            OnEncode?.Invoke(literal);
        }
    }
}
