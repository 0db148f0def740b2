using System.Collections.Immutable;
using Cairn.Concretization.Encoding;
using Cairn.Sat;

namespace Cairn.Concretization.Explaining;

/// <summary>Finds a minimal set of facts that cannot all hold.</summary>
/// <param name="problem">The problem, encoded with a switch on every fact.</param>
/// <param name="effort">What the search may cost; what was found by then is told.</param>
internal sealed class ClashFinder(Problem problem, SearchEffort effort)
{
    private readonly Dictionary<Literal, Origin> _origins = [];

    /// <summary>The fact that a switch stands for.</summary>
    public Origin OriginOf(Literal guard) => _origins[guard];

    /// <summary>Switches of facts that can't all be on; null if none were found in time.</summary>
    public List<Literal>? Find()
    {
        if (SolveWithAll([], out var core) != SolveStatus.Unsatisfiable)
        {
            return null;
        }

        // What the user can change is kept to the last, so that the clash is told in terms of it.
        List<Literal> kept = [.. core.OrderBy(guard => _origins[guard] is Origin.Request or Origin.Setting ? 0 : 1)];
        for (int i = kept.Count - 1; i >= 0 && !effort.IsSpent; i--)
        {
            List<Literal> fewer = [.. kept];
            fewer.RemoveAt(i);
            if (Contradicts(fewer, out var smaller))
            {
                kept = [.. kept.Where(smaller.Contains)];
                i = Math.Min(i, kept.Count);
            }
        }

        return kept;
    }

    /// <summary>Solves with every fact on but those that are left out.</summary>
    public SolveStatus SolveWithAll(HashSet<Literal> without, out ImmutableArray<Literal> core)
    {
        while (true)
        {
            List<Literal> assumed = [];
            foreach (var (origin, guard) in problem.Guards)
            {
                _origins[guard] = origin;
                assumed.Add(without.Contains(guard) ? !guard : guard);
            }

            var status = effort.Solve([.. assumed]);
            if (status == SolveStatus.Satisfiable
                && (problem.Guards.Count > assumed.Count || CycleBreaker.Break(problem, problem.Solver.Model) > 0))
            {
                // Facts that came up during the search were not assumed, and circles are not forbidden yet.
                continue;
            }

            core = status == SolveStatus.Unsatisfiable ? [.. problem.Solver.Core.Where(literal => _origins.ContainsKey(literal))] : [];
            return status;
        }
    }

    /// <summary>True if these facts alone contradict each other, whatever else there is.</summary>
    private bool Contradicts(List<Literal> facts, out ImmutableArray<Literal> core)
    {
        // All other facts are off, also those that come up on the way.
        while (true)
        {
            HashSet<Literal> on = [.. facts];
            List<Literal> assumed = [.. facts];
            int known = problem.Guards.Count;
            foreach (var (_, guard) in problem.Guards)
            {
                if (!on.Contains(guard))
                {
                    assumed.Add(!guard);
                }
            }

            var status = effort.Solve([.. assumed]);
            if (status == SolveStatus.Satisfiable && problem.Guards.Count > known)
            {
                continue;
            }

            core = status == SolveStatus.Unsatisfiable ? [.. problem.Solver.Core.Where(on.Contains)] : [];
            return status == SolveStatus.Unsatisfiable;
        }
    }
}
