using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

public sealed class DeterminismTests
{
    /// <summary>
    /// The fingerprint is written down so that it also compares machines and releases of .NET: change it only together with
    /// a change of the search.
    /// </summary>
    [Fact]
    public void Same_problem_takes_the_same_steps_everywhere()
    {
        var first = Run();
        Run().ShouldBe(first);
        first.ShouldBe(Fingerprint);
    }

    private const string Fingerprint = "8 17 11 249f90ce5f415c47a0cd1f1755bf44 2315 2798 102433 4";

    private static string Run()
    {
        var random = new PortableRandom(7);
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        Literal[] literals = [.. Enumerable.Range(0, 120).Select(_ => solver.AddLiteral())];
        Literal Any() => random.Next(2) == 0 ? literals[random.Next(120)] : !literals[random.Next(120)];
        for (var i = 0; i < 440; i++)
        {
            solver.AddClause(Any(), Any(), Any());
        }

        for (var i = 0; i < 40; i++)
        {
            optimizer.AddCost(Any(), 1 + random.Next(5), random.Next(3));
        }

        var result = optimizer.Minimize();
        var bits = string.Concat(literals.Select(literal => result.Model![literal] ? '1' : '0').Chunk(8).Select(c => $"{Convert.ToByte(new string(c), 2):x2}"));
        var s = solver.Statistics;
        return $"{string.Join(' ', result.Costs.Select(c => c.Cost))} {bits} {s.Conflicts} {s.Decisions} {s.Propagations} {s.Restarts}";
    }

    /// <summary>A linear congruential generator (Knuth's MMIX constants): the runtime's own may change between releases.</summary>
    private sealed class PortableRandom(ulong state)
    {
        private ulong _state = state;

        public int Next(int below)
        {
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            return (int)((_state >> 33) % (ulong)below);
        }
    }
}
