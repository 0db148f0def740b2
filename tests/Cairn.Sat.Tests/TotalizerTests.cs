using System.Numerics;
using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

public sealed class TotalizerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    public void Bound_is_exceeded_exactly_when_too_many_inputs_hold(int count)
    {
        var solver = new Solver();
        Literal[] inputs = [.. Enumerable.Range(0, count).Select(_ => solver.AddLiteral())];
        var totalizer = new Totalizer(solver, inputs);
        for (var bound = 1; bound <= count; bound++)
        {
            var bounded = !totalizer.AtLeast(bound);
            for (var bits = 0; bits < 1 << count; bits++)
            {
                Literal[] assumptions = [bounded, .. inputs.Select((input, i) => ((bits >> i) & 1) == 1 ? input : !input)];
                var expected = BitOperations.PopCount((uint)bits) < bound ? SolveStatus.Satisfiable : SolveStatus.Unsatisfiable;
                solver.Solve(assumptions).ShouldBe(expected);
            }
        }
    }

    [Fact]
    public void Bounds_outside_the_inputs_are_refused()
    {
        var solver = new Solver();
        var totalizer = new Totalizer(solver, solver.AddLiteral());
        Should.Throw<ArgumentOutOfRangeException>(() => totalizer.AtLeast(0));
        Should.Throw<ArgumentOutOfRangeException>(() => totalizer.AtLeast(2));
        Should.Throw<ArgumentException>(() => new Totalizer(solver));
    }
}
