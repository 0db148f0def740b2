using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

/// <summary>The engine against the trial of every assignment.</summary>
public sealed class SolverProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Answers_and_models_agree_with_brute_force() => Check.One(Many, Prop.ForAll<int, byte, byte>((seed, size, density) =>
    {
        var variables = 1 + (size % 10);
        var world = SmallWorld.Random(seed, variables, density % (variables * 6), groups: density % 4);
        var (solver, _) = world.Load();
        var isSatisfiable = world.Models([]).Any();
        solver.Solve().ShouldBe(isSatisfiable ? SolveStatus.Satisfiable : SolveStatus.Unsatisfiable);
        if (isSatisfiable)
        {
            world.IsModel(SmallWorld.Bits(solver.Model, variables)).ShouldBeTrue();
        }
    }));

    [Fact]
    public void Cores_are_cores_and_minimised_ones_are_minimal() => Check.One(Many, Prop.ForAll<int, byte, byte>((seed, size, density) =>
    {
        var variables = 3 + (size % 8);
        var world = SmallWorld.Random(seed, variables, density % (variables * 4), groups: density % 3);
        var (solver, _) = world.Load();
        var random = new Random(seed);
        for (var round = 0; round < 6; round++)
        {
            var assumptions = world.Literals(random, random.Next(variables + 2));
            var isSatisfiable = world.Models(assumptions).Any();
            solver.Solve(SmallWorld.Of(assumptions)).ShouldBe(isSatisfiable ? SolveStatus.Satisfiable : SolveStatus.Unsatisfiable);
            if (isSatisfiable)
            {
                var bits = SmallWorld.Bits(solver.Model, variables);
                world.IsModel(bits).ShouldBeTrue();
                assumptions.All(a => SmallWorld.Holds(bits, a)).ShouldBeTrue();
                continue;
            }

            var core = solver.Core;
            core.All(literal => assumptions.Contains(SmallWorld.From(literal))).ShouldBeTrue();
            world.Models([.. core.Select(SmallWorld.From)]).ShouldBeEmpty();
            var minimal = solver.MinimizeCore(core).Select(SmallWorld.From).ToArray();
            world.Models(minimal).ShouldBeEmpty();
            minimal.All(left => world.Models([.. minimal.Where(l => l != left)]).Any()).ShouldBeTrue();
        }
    }));

    [Fact]
    public void Clauses_added_step_by_step_equal_those_given_at_once() => Check.One(Many, Prop.ForAll<int, byte, byte>((seed, size, density) =>
    {
        var variables = 3 + (size % 8);
        var world = SmallWorld.Random(seed, variables, density % (variables * 5), groups: 2);
        var random = new Random(seed);
        var empty = SmallWorld.Random(seed, variables, 0);
        var (solver, _) = empty.Load();
        var groups = world.Groups.Select(group => (Members: new Queue<int>(group), Growing: new AtMostOneGroup(solver))).ToArray();
        foreach (var (clause, index) in world.Clauses.Select((clause, index) => (clause, index)))
        {
            solver.AddClause(SmallWorld.Of(clause));
            empty.Clauses.Add(clause);
            var (members, growing) = groups[index % 2];
            if (members.TryDequeue(out var member))
            {
                growing.Add(SmallWorld.Of(member));
                empty.Groups.Clear();
                empty.Groups.AddRange(world.Groups.Select((group, i) => group[..^groups[i].Members.Count]));
            }

            var assumptions = world.Literals(random, random.Next(3));
            var isSatisfiable = empty.Models(assumptions).Any();
            solver.Solve(SmallWorld.Of(assumptions)).ShouldBe(isSatisfiable ? SolveStatus.Satisfiable : SolveStatus.Unsatisfiable);
        }
    }));

    [Fact]
    public void Founded_models_are_exactly_the_stable_ones() => Check.One(Many, Prop.ForAll<int, byte, byte>((seed, size, density) =>
    {
        var variables = 3 + (size % 7);
        var world = SmallWorld.Random(seed, variables, density % (variables * 2)).WithSupports(seed, 1 + (variables / 2), variables + (density % 5));
        var (solver, _) = world.Load();

        // Enumerates all models: each found one must be stable, and none may be missing.
        var expected = world.Models([]).ToHashSet();
        while (solver.Solve() == SolveStatus.Satisfiable)
        {
            var bits = SmallWorld.Bits(solver.Model, variables);
            expected.Remove(bits).ShouldBeTrue();
            solver.AddClause([.. Enumerable.Range(0, variables).Select(v => new Literal((v << 1) | ((bits >> v) & 1)))]);
        }

        expected.ShouldBeEmpty();
    }));
}
