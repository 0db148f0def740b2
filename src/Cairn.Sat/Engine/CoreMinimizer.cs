using System.Collections.Immutable;

namespace Cairn.Sat.Engine;

/// <summary>Deletion-based shrinking of an unsatisfiable core: leave a literal out and see whether it is still refuted.</summary>
/// <param name="solver">Refutes.</param>
/// <param name="conflictBudget">Conflicts that one trial may cost.</param>
/// <param name="cancellation">Ends the work early.</param>
/// <param name="given">Assumptions that are always made and are not to be shrunk.</param>
internal sealed class CoreMinimizer(
    Solver solver, long conflictBudget, CancellationToken cancellation, ImmutableArray<Literal> given)
{
    public ImmutableArray<Literal> Minimize(ImmutableArray<Literal> core)
    {
        var current = core;
        var necessary = 0;

        // Literals before `necessary` were each tried and can't be left out.
        while (necessary < current.Length && !cancellation.IsCancellationRequested)
        {
            var candidate = current[^1];
            var rest = current.RemoveAt(current.Length - 1);
            if (solver.TryRefute(given.AddRange(rest).AsSpan(), conflictBudget, cancellation) == SolveStatus.Unsatisfiable)
            {
                (current, necessary) = Keep(rest, solver.Core, necessary);
            }
            else
            {
                current = rest.Insert(0, candidate);
                necessary++;
            }
        }

        return [.. core.Where(current.Contains)];
    }

    private static (ImmutableArray<Literal> Core, int Necessary) Keep(
        ImmutableArray<Literal> core, ImmutableArray<Literal> sufficient, int necessary)
    {
        var kept = ImmutableArray.CreateBuilder<Literal>(core.Length);
        var count = 0;
        for (var i = 0; i < core.Length; i++)
        {
            if (sufficient.Contains(core[i]))
            {
                kept.Add(core[i]);
                count += i < necessary ? 1 : 0;
            }
        }

        return (kept.ToImmutable(), count);
    }
}
