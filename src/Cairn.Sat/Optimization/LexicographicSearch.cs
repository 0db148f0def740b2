using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cairn.Sat.Optimization;

/// <summary>One run of the optimiser.</summary>
/// <remarks>
/// <para>
/// The run always works on the first level whose cost in the best model is above its lower bound. It assumes what the levels
/// above have settled on (all their assumptions: this is how a finished level is hardened) and the level's own, heavy ones first.
/// A model improves the best; a core raises the bound of the lowest level that has a part in it.
/// </para>
/// <para>
/// The bound of a level is only true as long as the levels above stay as they are. If the encoder adds something that makes a
/// finished level dearer, the core has members of that level only: its bound rises, and the levels below it start anew.
/// Nothing learned in the clauses is lost.
/// </para>
/// </remarks>
internal sealed class LexicographicSearch(
    Solver solver, List<CostLevel> levels, Literal[] assumptions, Action<Model>? onModel, CancellationToken cancellation)
{
    private const int LargestMinimized = 100;

    private readonly List<Literal> _assumed = [];
    private readonly HashSet<int> _isAssumed = [];
    private Model? _best;
    private Model? _fallback;
    private long _encodingsOfBest;
    private CostLevel? _current;
    private long _stratum;
    private bool _lastWasModel;
    private long _solves;
    private long _models;
    private long _cores;
    private long _coreLiterals;
    private long _minimized;
    private long _reopened;

    public OptimizationResult Run()
    {
        var status = Solve();
        while (true)
        {
            switch (status)
            {
                case SolveStatus.Unknown:
                    return Finish(_best ?? _fallback, OptimizationStatus.Feasible);
                case SolveStatus.Satisfiable:
                    Improve();
                    break;
                case SolveStatus.Unsatisfiable when !RelaxCore():
                    return Unsatisfiable();
            }

            _lastWasModel = status == SolveStatus.Satisfiable;

            if (!Assume())
            {
                return Finish(_best, OptimizationStatus.Optimal);
            }

            status = Solve();
        }
    }

    private SolveStatus Solve()
    {
        _solves++;
        if (_assumed.Count == 0)
        {
            _assumed.AddRange(assumptions);
        }

        if (_best is not null)
        {
            solver.FollowModel(_best);
        }

        return solver.Solve(CollectionsMarshal.AsSpan(_assumed), cancellation);
    }

    private void Improve()
    {
        _models++;
        var model = solver.Model;
        if (_best is null || IsBetter(model))
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

    /// <summary>Collects the assumptions of the next solve.</summary>
    /// <returns>False if the best model is proven best.</returns>
    private bool Assume()
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
        AssumeLevelsAbove(index);
        foreach (var literal in level.Assumptions)
        {
            if (level.Weight(literal) >= _stratum || level.Weight(literal) > gap)
            {
                AddAssumption(literal);
            }
        }

        return true;
    }

    /// <summary>What the caller assumes, and what the levels above this one have settled on.</summary>
    private void AssumeLevelsAbove(int index)
    {
        _assumed.Clear();
        _isAssumed.Clear();
        foreach (var literal in assumptions)
        {
            AddAssumption(literal.Code);
        }

        for (var i = 0; i < index; i++)
        {
            foreach (var literal in levels[i].Assumptions)
            {
                AddAssumption(literal);
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
        AssumeLevelsAbove(index);
        if (!solver.Imply(CollectionsMarshal.AsSpan(_assumed), cancellation))
        {
            // The levels above clash by now; the next search says how.
            return false;
        }

        List<int> paid = [.. levels[index].Assumptions.Where(literal => solver.ValueNow(new Literal(literal)) == false)];
        foreach (var literal in paid)
        {
            Raise(index, [literal]);
        }

        return paid.Count > 0;
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
    /// found, the last level, so that it is found again with them.
    /// </summary>
    private int FirstOpenLevel()
    {
        for (var i = 0; i < levels.Count; i++)
        {
            PayForFacts(i);
            if (_best is null || levels[i].Cost(_best) != levels[i].LowerBound)
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

    private void AddAssumption(int literal)
    {
        if (_isAssumed.Add(literal))
        {
            _assumed.Add(new Literal(literal));
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

        _cores++;
        Minimize(core, members);
        _coreLiterals += members.Count;
        Raise(index, CollectionsMarshal.AsSpan(members));
        return true;
    }

    /// <summary>The first level that assumes the literal; -1 if the caller does.</summary>
    private int LevelOf(Literal literal)
    {
        if (assumptions.Contains(literal))
        {
            return -1;
        }

        return levels.FindIndex(level => level.IsAssumption(literal.Code));
    }

    private void Minimize(ImmutableArray<Literal> core, List<int> members)
    {
        if (members.Count is < 2 or > LargestMinimized)
        {
            return;
        }

        var isMember = members.ToHashSet();
        var minimizer = new Engine.CoreMinimizer(
            solver, [.. core.Where(literal => !isMember.Contains(literal.Code))], new Engine.Effort(long.MaxValue, 0), cancellation);
        var kept = minimizer.Minimize([.. members.Select(code => new Literal(code))]);
        if (kept.Length > 0)
        {
            _minimized += members.Count - kept.Length;
            members.Clear();
            members.AddRange(kept.Select(literal => literal.Code));
        }
    }

    private void Raise(int index, ReadOnlySpan<int> core)
    {
        levels[index].Relax(core);
        for (var i = index + 1; i < levels.Count; i++)
        {
            if (levels[i].HasProgress)
            {
                levels[i].Reset();
                _reopened++;
            }
        }

        if (_best is not null && levels[index].Cost(_best) < levels[index].LowerBound)
        {
            // Clauses added since forbid it; what comes next is compared with nothing.
            _best = null;
        }
    }

    private OptimizationResult Unsatisfiable()
    {
        var core = solver.MinimizeCore(solver.Core, cancellation: cancellation);
        return new OptimizationResult(OptimizationStatus.Unsatisfiable, null, [], core, Statistics());
    }

    private OptimizationResult Finish(Model? model, OptimizationStatus status) => model is null
        ? new OptimizationResult(OptimizationStatus.Unknown, null, [], [], Statistics())
        : new OptimizationResult(
            status,
            model,
            [.. levels.Select(level => new LevelCost(level.Priority, level.Cost(model), level.LowerBound))],
            [],
            Statistics());

    private OptimizationStatistics Statistics() => new(
        levels.Count,
        levels.Sum(level => level.TermCount),
        _solves,
        _models,
        _cores,
        _coreLiterals,
        _minimized,
        levels.Sum(level => level.TotalizerOutputs),
        _reopened);
}
