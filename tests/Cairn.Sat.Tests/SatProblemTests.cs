using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

public sealed class SatProblemTests
{
    private const string Example = """
        cairn-sat 1
        variables 5
        name 1 hdf5 @1.14
        priority 2 7
        prefer -3
        clause 1 -2
        clause
        at-most-one 1 2 -3
        atom 1
        support 1 4 2 3
        cost 100 5 -3
        assume 1 -5

        """;

    [Fact]
    public void Text_is_read_and_written_back_unchanged() => Write(SatProblem.Read(new StringReader(Example))).ShouldBe(Example.ReplaceLineEndings("\n"));

    [Fact]
    public void Recorded_problem_has_the_same_optimum()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var world = SmallWorld.Random(seed, 8, 10, groups: 2, costs: 8, levels: 2).WithSupports(seed, 3, 6);
            var (solver, optimizer) = world.Load(new SatProblem());
            var first = optimizer.Minimize();
            var text = Write(solver.Recorder!);
            var replay = SatProblem.Read(new StringReader(text));
            var second = replay.Load().Optimizer.Minimize();
            second.Status.ShouldBe(first.Status);
            second.Costs.ShouldBe(first.Costs);
            Write(replay).ShouldBe(text);
        }
    }

    [Fact]
    public void Record_of_a_lazy_run_replays_to_the_same_costs()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var world = new LazyWorld(seed, 5);
            var optimizer = world.StateLazily(new SatProblem());
            var first = optimizer.Minimize();
            var second = SatProblem.Read(new StringReader(Write(world.Solver.Recorder!))).Load().Optimizer.Minimize();
            second.Status.ShouldBe(first.Status);
            second.Costs.ShouldBe(first.Costs);
        }
    }

    [Theory]
    [InlineData("", 1, "expected `cairn-sat 1`")]
    [InlineData("cairn-sat 1\nvariables 1\nclause 2", 3, "`2` is not a number in range")]
    [InlineData("cairn-sat 1\nvariables 1\nclause 0", 3, "0 is not a literal")]
    [InlineData("cairn-sat 1\nvariables 1\ncost 1 1", 3, "`cost` needs another number")]
    [InlineData("cairn-sat 1\nwish 1", 2, "unknown statement `wish`")]
    public void Errors_name_the_line(string text, int line, string message)
    {
        var error = Should.Throw<SatProblemFormatException>(() => SatProblem.Read(new StringReader(text)));
        error.Line.ShouldBe(line);
        error.Message.ShouldContain(message);
    }

    private static string Write(SatProblem problem)
    {
        var writer = new StringWriter();
        problem.Write(writer);
        return writer.ToString();
    }
}
