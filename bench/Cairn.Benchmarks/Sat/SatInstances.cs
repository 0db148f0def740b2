using Cairn.Sat;

namespace Cairn.Benchmarks.Sat;

/// <summary>Problems of known shapes, the same on every machine.</summary>
internal static class SatInstances
{
    /// <summary>Uniform random 3-SAT; near 4.26 clauses a variable it is hardest.</summary>
    public static Solver Random3Sat(int variables, double ratio, int seed)
    {
        var random = new Generator(seed);
        var solver = new Solver();
        Literal[] literals = [.. Enumerable.Range(0, variables).Select(_ => solver.AddLiteral())];
        Span<Literal> clause = stackalloc Literal[3];
        for (var i = 0; i < (int)(variables * ratio); i++)
        {
            for (var k = 0; k < 3; k++)
            {
                var literal = literals[random.Next(variables)];
                clause[k] = random.Next(2) == 0 ? literal : !literal;
            }

            solver.AddClause(clause);
        }

        return solver;
    }

    /// <summary>One pigeon more than holes.</summary>
    public static Solver Pigeonhole(int holes)
    {
        var solver = new Solver();
        var sits = new Literal[holes + 1][];
        for (var p = 0; p <= holes; p++)
        {
            sits[p] = [.. Enumerable.Range(0, holes).Select(_ => solver.AddLiteral())];
            solver.AddClause(sits[p]);
        }

        for (var h = 0; h < holes; h++)
        {
            solver.AddAtMostOne([.. sits.Select(row => row[h])]);
        }

        return solver;
    }

    /// <summary>Groups of which exactly one member holds, tied together by random implications: many clauses, little search.</summary>
    public static Solver Choices(int groups, int members, int implications, int seed, Optimizer? optimizer = null, Solver? into = null, int levels = 1)
    {
        var random = new Generator(seed);
        var solver = into ?? new Solver();
        var choice = new Literal[groups][];
        for (var g = 0; g < groups; g++)
        {
            choice[g] = [.. Enumerable.Range(0, members).Select(_ => solver.AddLiteral())];
            solver.AddExactlyOne(choice[g]);
            solver.Prefer(choice[g][0]);
            for (var m = 1; m < members && optimizer is not null; m++)
            {
                optimizer.AddCost(choice[g][m], m, g % levels);
            }
        }

        for (var i = 0; i < implications; i++)
        {
            var from = choice[random.Next(groups)][random.Next(members)];
            var to = choice[random.Next(groups)];
            var low = random.Next(members);
            if (random.Next(3) == 0)
            {
                solver.AddClause([!from, .. to[low..Math.Min(members, low + 6)]]);
            }
            else
            {
                solver.AddClause(!from, !to[low]);
            }
        }

        return solver;
    }

    public static (Solver Solver, Optimizer Optimizer) WeightedChoices(int groups, int members, int implications, int levels, int seed)
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        Choices(groups, members, implications, seed, optimizer, solver, levels);
        return (solver, optimizer);
    }

    /// <summary>A linear congruential generator (Knuth's MMIX constants).</summary>
    internal sealed class Generator(int seed)
    {
        private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15;

        public int Next(int below)
        {
            _state = (_state * 6364136223846793005) + 1442695040888963407;
            return (int)((_state >> 33) % (ulong)below);
        }
    }
}
