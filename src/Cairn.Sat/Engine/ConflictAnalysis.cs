namespace Cairn.Sat.Engine;

/// <summary>Learns from a conflict (first unique implication point, minimised), and names the assumptions behind a failure.</summary>
internal sealed class ConflictAnalysis(Assignment assignment, ClauseDatabase clauses, DecisionQueue queue)
{
    private const byte Seen = 1;
    private const byte Redundant = 2;
    private const byte Needed = 3;

    private readonly int[] _pair = new int[2];
    private byte[] _marks = new byte[64];
    private IntList _toClear;
    private IntList _learned;
    private IntList _stack;
    private long[] _levelStamp = new long[64];
    private long _stamp;

    /// <summary>The learned clause: the asserting literal first, then one of the level to go back to.</summary>
    public ReadOnlySpan<int> Learned => _learned.Span;

    /// <summary>The level at which the learned clause is unit.</summary>
    public int BackjumpLevel { get; private set; }

    /// <summary>How many decision levels the learned clause spans.</summary>
    public int Lbd { get; private set; }

    public void AddVariable(int variable)
    {
        if (variable >= _marks.Length)
        {
            Array.Resize(ref _marks, _marks.Length * 2);
        }
    }

    /// <summary>The false literals of a conflict.</summary>
    public ReadOnlySpan<int> ConflictLiterals(int conflict, (int First, int Second) pair)
    {
        if (conflict != Propagation.BinaryConflict)
        {
            return clauses.Arena.Literals(conflict);
        }

        (_pair[0], _pair[1]) = pair;
        return _pair;
    }

    /// <summary>Learns from a conflict that has a literal of the current level, which must be above 0.</summary>
    public void Analyze(int conflict, (int First, int Second) pair)
    {
        _learned.Count = 0;
        _learned.Add(0);
        var level = assignment.Level;
        var open = 0;
        var index = assignment.Count - 1;
        var literals = ConflictLiterals(conflict, pair);
        if (conflict >= 0)
        {
            NoteUse(conflict);
        }

        while (true)
        {
            foreach (var literal in literals)
            {
                var variable = literal >> 1;
                if (_marks[variable] != 0 || assignment.Levels[variable] == 0)
                {
                    continue;
                }

                _marks[variable] = Seen;
                _toClear.Add(variable);
                queue.Bump(variable);
                if (assignment.Levels[variable] >= level)
                {
                    open++;
                }
                else
                {
                    _learned.Add(literal);
                }
            }

            while (_marks[assignment.Trail[index] >> 1] == 0 || assignment.Levels[assignment.Trail[index] >> 1] < level)
            {
                index--;
            }

            var resolved = assignment.Trail[index--];
            if (--open == 0)
            {
                _learned.Items![0] = resolved ^ 1;
                break;
            }

            var reason = assignment.Reasons[resolved >> 1];
            if (reason >= 0)
            {
                NoteUse(reason);
            }

            literals = Antecedents(reason);
        }

        Minimize();
        FindBackjump();
        Lbd = CountLevels(_learned.Span);
        foreach (var variable in _toClear.Span)
        {
            _marks[variable] = 0;
        }

        _toClear.Count = 0;
    }

    /// <summary>The assumptions that make the assumption false, itself included.</summary>
    public void Explain(int failedAssumption, List<int> core)
    {
        core.Clear();
        core.Add(failedAssumption);
        AddDecisionsBehind([failedAssumption], core);
    }

    /// <summary>Adds the decisions that make some literals false.</summary>
    public void AddDecisionsBehind(ReadOnlySpan<int> falseLiterals, List<int> decisions)
    {
        var any = false;
        foreach (var literal in falseLiterals)
        {
            if (assignment.Levels[literal >> 1] > 0)
            {
                _marks[literal >> 1] = Seen;
                any = true;
            }
        }

        if (!any)
        {
            return;
        }

        for (var i = assignment.Count - 1; i >= assignment.LevelStart(1); i--)
        {
            var literal = assignment.Trail[i];
            if (_marks[literal >> 1] == 0)
            {
                continue;
            }

            _marks[literal >> 1] = 0;
            var reason = assignment.Reasons[literal >> 1];
            if (reason == Reason.None)
            {
                decisions.Add(literal);
                continue;
            }

            foreach (var antecedent in Antecedents(reason))
            {
                if (assignment.Levels[antecedent >> 1] > 0)
                {
                    _marks[antecedent >> 1] = Seen;
                }
            }
        }
    }

    /// <summary>How many decision levels the (assigned) literals span.</summary>
    public int CountLevels(ReadOnlySpan<int> literals)
    {
        if (_levelStamp.Length <= assignment.Level)
        {
            Array.Resize(ref _levelStamp, Math.Max(assignment.Level + 1, _levelStamp.Length * 2));
        }

        _stamp++;
        var levels = 0;
        foreach (var literal in literals)
        {
            ref var stamp = ref _levelStamp[assignment.Levels[literal >> 1]];
            if (stamp != _stamp)
            {
                stamp = _stamp;
                levels++;
            }
        }

        return levels;
    }

    /// <summary>The other, false literals of the clause that made a literal true.</summary>
    private ReadOnlySpan<int> Antecedents(int reason)
    {
        if (reason >= 0)
        {
            return clauses.Arena.Literals(reason)[1..];
        }

        if (reason == Reason.None)
        {
            return default;
        }

        _pair[0] = Reason.OtherLiteral(reason);
        return _pair.AsSpan(0, 1);
    }

    private void NoteUse(int clause)
    {
        var arena = clauses.Arena;
        if (!arena.IsLearned(clause))
        {
            return;
        }

        var lbd = arena.Lbd(clause);
        if (lbd > 2)
        {
            var now = CountLevels(arena.Literals(clause));
            if (now < lbd)
            {
                arena.SetLbd(clause, now);
                lbd = now;
            }
        }

        arena.SetUsed(clause, lbd <= 6 ? 2 : 1);
    }

    private void Minimize()
    {
        var kept = 1;
        for (var i = 1; i < _learned.Count; i++)
        {
            var literal = _learned.Items![i];
            if (assignment.Reasons[literal >> 1] == Reason.None || !IsImplied(literal))
            {
                _learned.Items[kept++] = literal;
            }
        }

        _learned.Count = kept;
    }

    /// <summary>True if the other learned literals imply this one, so that it adds nothing.</summary>
    private bool IsImplied(int literal)
    {
        _stack.Count = 0;
        _stack.Add(literal >> 1);
        while (_stack.Count > 0)
        {
            var variable = _stack.Items![_stack.Count - 1];
            var pending = false;
            var failed = false;
            foreach (var antecedent in Antecedents(assignment.Reasons[variable]))
            {
                var other = antecedent >> 1;
                if (assignment.Levels[other] == 0 || _marks[other] is Seen or Redundant)
                {
                    continue;
                }

                if (_marks[other] == Needed || assignment.Reasons[other] == Reason.None)
                {
                    failed = true;
                    break;
                }

                _stack.Add(other);
                pending = true;
                break;
            }

            if (failed)
            {
                // Everything on the stack depends on this failure, except the literal itself, which is Seen.
                for (var i = 1; i < _stack.Count; i++)
                {
                    _marks[_stack.Items[i]] = Needed;
                    _toClear.Add(_stack.Items[i]);
                }

                return false;
            }

            if (!pending)
            {
                _stack.Count--;
                if (_marks[variable] == 0)
                {
                    _marks[variable] = Redundant;
                    _toClear.Add(variable);
                }
            }
        }

        return true;
    }

    private void FindBackjump()
    {
        BackjumpLevel = 0;
        var literals = _learned.Items!;
        for (var i = 1; i < _learned.Count; i++)
        {
            var level = assignment.Levels[literals[i] >> 1];
            if (level > BackjumpLevel)
            {
                BackjumpLevel = level;
                (literals[1], literals[i]) = (literals[i], literals[1]);
            }
        }
    }
}
