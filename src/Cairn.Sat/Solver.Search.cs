using Cairn.Sat.Engine;

namespace Cairn.Sat;

/// <content>The search itself.</content>
public sealed partial class Solver
{
    private const int FirstReduction = 2000;
    private const int ReductionGrowth = 300;
    private const int CancellationInterval = 0xFF;
    private const int FewFacts = 100;

    private readonly List<int> _lateWatches = [];
    private WatchState[] _watched = new WatchState[128];
    private Literal[] _assumptions = [];
    private int _assumptionCount;
    private int _simplifiedFacts;
    private long _nextReduction = FirstReduction;
    private long _solveCount;
    private long _conflictCount;
    private long _decisionCount;
    private long _restartCount;
    private long _reductionCount;
    private long _encodingCount;

    private enum WatchState : byte
    {
        None,
        Waiting,
        Encoded,
    }

    private SolveStatus Search(ReadOnlySpan<Literal> assumptions, Effort effort, bool isRelaxed, CancellationToken cancellation)
    {
        _solveCount++;
        _core.Clear();
        Assume(assumptions);
        var limit = effort.From(_conflictCount, _decisionCount);
        for (var step = 0; ; step++)
        {
            if ((step & CancellationInterval) == 0 && cancellation.IsCancellationRequested)
            {
                return SolveStatus.Unknown;
            }

            var conflict = Stabilize(isRelaxed);
            if (_isUnsatisfiable)
            {
                return SolveStatus.Unsatisfiable;
            }

            if (conflict != Propagation.NoConflict)
            {
                _conflictCount++;
                if (!Learn(conflict))
                {
                    return SolveStatus.Unsatisfiable;
                }

                if (_conflictCount >= limit.Conflicts)
                {
                    return SolveStatus.Unknown;
                }

                continue;
            }

            Tidy();
            var next = NextDecision(limit.Decisions);
            switch (next)
            {
                case Satisfied:
                    return SolveStatus.Satisfiable;
                case Refuted:
                    return SolveStatus.Unsatisfiable;
                case Exhausted:
                    return SolveStatus.Unknown;
                case >= 0:
                    _assignment.OpenLevel();
                    _assignment.Assign(next, Reason.None);
                    break;
            }
        }
    }

    private const int Satisfied = -1;
    private const int Refuted = -2;
    private const int Restarted = -3;
    private const int Exhausted = -4;

    /// <summary>Keeps the part of the trail that the old and the new assumptions have in common.</summary>
    private void Assume(ReadOnlySpan<Literal> assumptions)
    {
        var common = 0;
        var limit = Math.Min(Math.Min(_assignment.Level, _assumptionCount), assumptions.Length);
        while (common < limit && assumptions[common] == _assumptions[common])
        {
            common++;
        }

        _assignment.BacktrackTo(common);
        if (_assumptions.Length < assumptions.Length)
        {
            _assumptions = new Literal[assumptions.Length * 2];
        }

        assumptions.CopyTo(_assumptions);
        _assumptionCount = assumptions.Length;
    }

    /// <summary>Propagates until nothing follows any more: clauses, foundedness, and what the encoder has to add.</summary>
    private int Stabilize(bool isRelaxed)
    {
        while (!_isUnsatisfiable)
        {
            Supports.Flush();
            var conflict = AttendToNewClauses();
            if (conflict == Propagation.NoConflict)
            {
                conflict = _propagation.Propagate();
            }

            if (conflict != Propagation.NoConflict)
            {
                return conflict;
            }

            if (!Supports.Check() && (isRelaxed || !EncodeNewlyTrue()))
            {
                return Propagation.NoConflict;
            }
        }

        return Propagation.NoConflict;
    }

    /// <returns>False if the problem itself is unsatisfiable.</returns>
    private bool Learn(int conflict)
    {
        var pair = _propagation.ConflictPair;
        var highest = 0;
        foreach (var literal in _analysis.ConflictLiterals(conflict, pair))
        {
            highest = Math.Max(highest, _assignment.Levels[literal >> 1]);
        }

        if (highest == 0)
        {
            _isUnsatisfiable = true;
            return false;
        }

        _assignment.BacktrackTo(highest);
        _analysis.Analyze(conflict, pair);
        var learned = _analysis.Learned;
        var level = _analysis.BackjumpLevel;
        _assignment.BacktrackTo(_assignment.Level - level > FarthestBackjump ? _assignment.Level - 1 : level);
        switch (learned.Length)
        {
            case 1:
                _assignment.AssignFact(learned[0]);
                break;
            case 2:
                _clauses.AddBinary(learned[0], learned[1]);
                _assignment.AssignBelow(learned[0], Reason.Binary(learned[1]), level);
                break;
            default:
                _assignment.AssignBelow(learned[0], _clauses.AddLong(learned, isLearned: true, _analysis.Lbd), level);
                break;
        }

        _decisions.DecayAll();
        _restarts.OnConflict(_analysis.Lbd);
        return true;
    }

    private void Tidy()
    {
        // Looking through all clauses has to be worth it: facts come one by one while the encoder adds to the problem.
        if (_assignment.Level == 0 && _assignment.Count > _simplifiedFacts + FewFacts + (_simplifiedFacts / 4))
        {
            _simplifiedFacts = _assignment.Count;
            _clauses.RemoveSatisfied(_assignment);
        }

        if (_conflictCount >= _nextReduction)
        {
            _reductionCount++;
            _nextReduction = _conflictCount + FirstReduction + (ReductionGrowth * _reductionCount);
            _clauses.Reduce(_assignment);
        }
    }

    /// <returns>A literal to decide, or one of the negative answers.</returns>
    private int NextDecision(long decisionLimit)
    {
        if (_assignment.Level > _assumptionCount && _restarts.IsDue())
        {
            _restartCount++;
            _restarts.OnRestart();
            _assignment.BacktrackTo(_assumptionCount);
            return Restarted;
        }

        while (_assignment.Level < _assumptionCount)
        {
            var assumption = _assumptions[_assignment.Level].Code;
            var value = _assignment.Values[assumption];
            if (value < 0)
            {
                _analysis.Explain(assumption, _core);
                return Refuted;
            }

            if (value == 0)
            {
                return assumption;
            }

            _assignment.OpenLevel();
        }

        if (_decisionCount >= decisionLimit)
        {
            return Exhausted;
        }

        _decisionCount++;
        return _decisions.Next(_assignment.Values, _assignment.Count);
    }

    /// <summary>Calls the encoder for the watched literals that became true.</summary>
    /// <returns>True if something may have been added.</returns>
    private bool EncodeNewlyTrue()
    {
        if (_encoder is null && Supports.AtomCount == 0)
        {
            return false;
        }

        var any = false;
        for (var i = 0; i < _lateWatches.Count; i++)
        {
            any |= _assignment.Values[_lateWatches[i]] > 0 && Encode(_lateWatches[i]);
        }

        _lateWatches.Clear();
        while (_assignment.EncodedHead < _assignment.Count)
        {
            any |= Encode(_assignment.Trail[_assignment.EncodedHead++]);
        }

        return any;
    }

    private bool Encode(int code)
    {
        if (_watched[code] != WatchState.Waiting)
        {
            return false;
        }

        var literal = new Literal(code);
        if (Supports.IsFormerOpenLiteral(literal))
        {
            _watched[code] = WatchState.Encoded;
            return false;
        }

        if (_encoder is null)
        {
            return Supports.CloseIfOpenLiteral(literal);
        }

        _watched[code] = WatchState.Encoded;
        _encodingCount++;
        _encoder.Encode(literal);
        Supports.RequireAnswer(literal);
        return true;
    }
}
