using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cairn.Sat.Optimization;

/// <summary>One run of the optimiser.</summary>
/// <remarks>
/// <para>
/// The run always works on the first level whose cost in the best model is above its lower bound. It assumes the premises, what the levels
/// above have settled on (all their assumptions: this is how a finished level is hardened) and the level's own, heavy ones first.
/// A model improves the best; a core raises the bound of the lowest level that has a part in it.
/// </para>
/// <para>
/// The bound of a level is only true as long as the levels above stay as they are. If the encoder adds something that makes a
/// finished level dearer, the core has members of that level only: its bound rises, and the levels below it start anew.
/// If a premise is withdrawn, the first level whose bound rests on it starts anew, and those below. Nothing learned in the clauses is lost.
/// </para>
/// </remarks>
internal sealed class LexicographicSearch(
    Solver solver,
    List<CostLevel> levels,
    Literal[] assumptions,
    PremiseSet premises,
    Action<Model>? onModel,
    Func<Model, bool>? objects,
    CancellationToken cancellation)
{
    private const int LargestMinimized = 100;

    private readonly AssumptionList _assumed = new();
    private readonly SearchCounts _counts = new();
    private Model? _best;
    private Model? _fallback;
    private long _encodingsOfBest;
    private CostLevel? _current;
    private CostLevel? _lowest;
    private long _stratum;
    private bool _lastWasModel;

    public OptimizationResult Run()
    {
        Assume(levelsAbove: 0);
        while (true)
        {
            var status = Solve();
            var hasLapsed = GiveUpWithdrawn();
            switch (status)
            {
                case SolveStatus.Unknown:
                    return Finish(_best ?? _fallback, OptimizationStatus.Feasible);
                case SolveStatus.Satisfiable:
                    Improve();
                    break;
                case SolveStatus.Unsatisfiable when !hasLapsed && !RelaxCore():
                    return Unsatisfiable();
            }

            _lastWasModel = status == SolveStatus.Satisfiable;
            if (!AssumeNext())
            {
                if (objects is null || !objects(_best!))
                {
                    return Finish(_best, OptimizationStatus.Optimal);
                }

                Restate();
            }
        }
    }

    /// <summary>The best model was objected to: looks for it again with all that is proven. The bounds hold, since nothing was taken back.</summary>
    private void Restate()
    {
        (_best, _fallback, _lowest) = (null, null, levels.LastOrDefault());
        GiveUpWithdrawn();
        if (!AssumeNext())
        {
            Assume(levelsAbove: 0);
        }
    }

    private SolveStatus Solve()
    {
        _counts.Solves++;
        if (_best is not null)
        {
            solver.FollowModel(_best);
        }

        return solver.Solve(_assumed.Span, cancellation);
    }

    private void Improve()
    {
        _counts.Models++;
        var model = solver.Model;
        if (premises.HoldIn(model) && (_best is null || IsBetter(model)))
        {
            _best = model;
            _fallback = model;
            _encodingsOfBest = solver.Revision;
            onModel?.Invoke(model);
        }
    }

    private bool IsBetter(Model model)
    {
        foreach (var level in levels)
        {
            var difference = level.Cost(model) - level.Cost(_best!);
            if (difference != 0)
            {
                return difference < 0;
            }
        }

        return solver.Revision != _encodingsOfBest;
    }

    /// <summary>Premises that were withdrawn are false from now on; what was proven without them stays.</summary>
    /// <returns>True if there were any: a core that was just found may rest on them.</returns>
    private bool GiveUpWithdrawn()
    {
        var withdrawn = premises.TakeWithdrawn();
        if (withdrawn.Length == 0)
        {
            return false;
        }

        _counts.Withdrawals++;
        var first = levels.FindIndex(level => Array.Exists(withdrawn, premise => level.RestsOn(premise.Code)));
        if (first >= 0)
        {
            ResetFrom(first);
            if (levels.IndexOf(_lowest!) > first)
            {
                _lowest = levels[first];
            }
        }

        return true;
    }

    private void ResetFrom(int index)
    {
        for (var i = index; i < levels.Count; i++)
        {
            if (levels[i].HasProgress)
            {
                levels[i].Reset();
                _counts.Reopened++;
            }
        }
    }

    /// <summary>Collects the assumptions of the next solve.</summary>
    /// <returns>False if the best model is proven best.</returns>
    private bool AssumeNext()
    {
        var index = FirstOpenLevel();
        while (index >= 0 && PayForImplied(index))
        {
            index = FirstOpenLevel();
        }

        if (index < 0)
        {
            return false;
        }

        var level = levels[index];
        var gap = _best is null ? long.MaxValue : level.Cost(_best) - level.LowerBound;
        ChooseStratum(level);
        Assume(index);
        foreach (var literal in level.Assumptions)
        {
            if (level.Weight(literal) >= _stratum || level.Weight(literal) > gap)
            {
                _assumed.Add(new Literal(literal));
            }
        }

        _lowest = level;
        return true;
    }

    /// <summary>Assumes what the caller does, the premises, and what the levels above this one have settled on.</summary>
    private void Assume(int levelsAbove)
    {
        _assumed.Clear();
        foreach (var literal in assumptions)
        {
            _assumed.Add(literal);
        }

        foreach (var premise in premises.Held)
        {
            _assumed.Add(premise);
        }

        for (var i = 0; i < levelsAbove; i++)
        {
            foreach (var literal in levels[i].Assumptions)
            {
                _assumed.Add(new Literal(literal));
            }
        }
    }

    /// <summary>
    /// Costs that follow from the levels above by mere propagation need no core, each found by a search of its own. That are most of them:
    /// what must be there costs what it costs.
    /// </summary>
    /// <returns>True if there were any.</returns>
    private bool PayForImplied(int index)
    {
        Assume(index);
        if (!solver.Imply(_assumed.Span, cancellation))
        {
            // The levels above clash by now; the next search says how.
            return false;
        }

        var level = levels[index];
        List<int> paid = [.. level.Assumptions.Where(literal => solver.ValueNow(new Literal(literal)) == false)];
        if (paid.Count == 0)
        {
            return false;
        }

        var behind = solver.AssumptionsBehind(paid);
        foreach (var literal in paid)
        {
            Raise(index, [literal]);
        }

        RestOn(level, behind);
        return true;
    }

    private void RestOn(CostLevel level, IEnumerable<int> assumed)
    {
        foreach (var literal in assumed)
        {
            if (premises.Contains(literal))
            {
                level.RestOn(literal);
            }
        }
    }

    /// <summary>Costs that are certain need no core.</summary>
    private void PayForFacts(int index)
    {
        var level = levels[index];
        for (var i = 0; i < level.Assumptions.Count; i++)
        {
            var literal = level.Assumptions[i];
            if (solver.FixedValue(new Literal(literal)) == false)
            {
                Raise(index, [literal]);
                i--;
            }
        }
    }

    /// <summary>
    /// The first level that the best model does not prove itself to be best on; or, if clauses came after the best model was
    /// found, the last level, so that it is found again with them; or, if they forbid it, the lowest one that was worked on.
    /// </summary>
    private int FirstOpenLevel()
    {
        for (var i = 0; i < levels.Count; i++)
        {
            PayForFacts(i);
            if (_best is null ? levels[i] == (_lowest ?? levels[0]) : levels[i].Cost(_best) != levels[i].LowerBound)
            {
                return i;
            }
        }

        return solver.Revision == _encodingsOfBest && _best is not null ? -1 : levels.Count - 1;
    }

    private void ChooseStratum(CostLevel level)
    {
        if (_current != level)
        {
            _current = level;
            _stratum = long.MaxValue;
        }

        // Heavy costs first: the cores among them raise the bound most. There is no use in assuming only what the best model
        // satisfies, so the stratum reaches below the heaviest weight that it pays. After a core the stratum stays.
        if (_lastWasModel || _stratum == long.MaxValue)
        {
            var heaviest = _best is null ? 0 : Math.Min(level.HeaviestViolated(_best), _stratum - 1);
            _stratum = Math.Max(0, heaviest) / 2;
        }
    }

    /// <returns>False if the core has only assumptions of the caller in it: there is no model.</returns>
    private bool RelaxCore()
    {
        var core = solver.Core;
        var index = -1;
        var members = new List<int>();
        foreach (var literal in core)
        {
            var level = LevelOf(literal);
            if (level > index)
            {
                members.Clear();
                index = level;
            }

            if (level == index && index >= 0)
            {
                members.Add(literal.Code);
            }
        }

        if (index < 0)
        {
            return false;
        }

        _counts.Cores++;
        var used = Minimize(index, members);
        _counts.CoreLiterals += members.Count;
        Raise(index, CollectionsMarshal.AsSpan(members));
        RestOn(levels[index], core.Select(literal => literal.Code));
        RestOn(levels[index], used);
        return true;
    }

    /// <summary>The first level that assumes the literal; -1 if the caller does, or if it is a premise.</summary>
    private int LevelOf(Literal literal) => premises.Contains(literal.Code) || assumptions.Contains(literal)
        ? -1
        : levels.FindIndex(level => level.IsAssumption(literal.Code));

    /// <summary>Drops members that the levels above do not need for a contradiction.</summary>
    /// <returns>What else the proof used.</returns>
    private HashSet<int> Minimize(int index, List<int> members)
    {
        if (members.Count is < 2 or > LargestMinimized)
        {
            return [];
        }

        // All that is assumed above, not only what the core has of it: so the solver keeps it on its trail, and more can go.
        Assume(index);
        var minimizer = new Engine.CoreMinimizer(
            solver, _assumed.Span.ToArray(), new Engine.Effort(long.MaxValue, 0), cancellation);
        var kept = minimizer.Minimize([.. members.Select(code => new Literal(code))]);
        if (kept.Length > 0)
        {
            _counts.Minimized += members.Count - kept.Length;
            members.Clear();
            members.AddRange(kept.Select(literal => literal.Code));
        }

        return minimizer.Used;
    }

    private void Raise(int index, ReadOnlySpan<int> core)
    {
        levels[index].Relax(core);
        ResetFrom(index + 1);
        if (_lowest is not null && levels.IndexOf(_lowest) > index)
        {
            _lowest = levels[index];
        }

        if (_best is not null && levels[index].Cost(_best) < levels[index].LowerBound)
        {
            // Clauses added since forbid it; what comes next is compared with nothing.
            _best = null;
        }
    }

    private OptimizationResult Unsatisfiable()
    {
        var core = solver.MinimizeCore(solver.Core, cancellation: cancellation).RemoveAll(literal => premises.Contains(literal.Code));
        return new OptimizationResult(OptimizationStatus.Unsatisfiable, null, [], core, _counts.ToStatistics(levels));
    }

    private OptimizationResult Finish(Model? model, OptimizationStatus status) => model is null
        ? new OptimizationResult(OptimizationStatus.Unknown, null, [], [], _counts.ToStatistics(levels))
        : new OptimizationResult(
            status,
            model,
            [.. levels.Select(level => new LevelCost(level.Priority, level.Cost(model), level.LowerBound))],
            [],
            _counts.ToStatistics(levels));
}
