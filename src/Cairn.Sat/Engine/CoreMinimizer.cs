using System.Collections.Immutable;

namespace Cairn.Sat.Engine;

/// <summary>Deletion-based shrinking of an unsatisfiable core: leave a literal out and see whether it is still refuted.</summary>
/// <param name="solver">Refutes.</param>
/// <param name="given">Assumptions that are always made and are not to be shrunk.</param>
/// <param name="effort">What one trial may cost.</param>
/// <param name="cancellation">Ends the work early.</param>
internal sealed class CoreMinimizer(Solver solver, Literal[] given, Effort effort, CancellationToken cancellation)
{
    /// <summary>All that the refutations so far assumed: what was shrunk rests on some of these.</summary>
    public HashSet<int> Used { get; } = [];

    public ImmutableArray<Literal> Minimize(ImmutableArray<Literal> core)
    {
        var untried = core.ToList();
        var necessary = new List<Literal>();

        // Trials leave out the last untried literal, so that consecutive trials share the front of their assumptions, which the
        // solver keeps on its trail.
        while (untried.Count > 0 && !cancellation.IsCancellationRequested)
        {
            var candidate = untried[^1];
            untried.RemoveAt(untried.Count - 1);
            if (solver.TryRefute([.. given, .. untried, .. necessary], effort, cancellation) == SolveStatus.Unsatisfiable)
            {
                var sufficient = solver.Core;
                Used.UnionWith(sufficient.Select(literal => literal.Code));
                untried.RemoveAll(literal => !sufficient.Contains(literal));
                necessary.RemoveAll(literal => !sufficient.Contains(literal));
            }
            else
            {
                necessary.Add(candidate);
            }
        }

        return [.. core.Where(literal => untried.Contains(literal) || necessary.Contains(literal))];
    }
}
