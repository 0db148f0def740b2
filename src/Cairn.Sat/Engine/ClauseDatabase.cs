namespace Cairn.Sat.Engine;

/// <summary>Every clause and where it is watched: long ones in the arena, binary ones as implications, at-most-one groups as such.</summary>
internal sealed class ClauseDatabase
{
    private readonly List<int> _problem = [];
    private readonly List<int> _learned = [];
    private readonly List<(int Clause, int Score)> _candidates = [];

    public ClauseArena Arena { get; } = new();

    /// <summary>By literal that becomes true: the clauses that watch its negation.</summary>
    public WatchList[] Watches = new WatchList[128];

    /// <summary>By literal that becomes true: the literals that it implies through binary clauses.</summary>
    public IntLists Implications { get; } = new();

    /// <summary>By literal that becomes true: the at-most-one groups that it is a member of.</summary>
    public IntLists GroupsOf { get; } = new();

    /// <summary>By group: its members.</summary>
    public IntList[] Groups = new IntList[16];

    public int GroupCount { get; private set; }

    public int BinaryCount { get; private set; }

    public int LongCount => _problem.Count;

    public int LearnedCount => _learned.Count;

    public long DeletedCount { get; private set; }

    public void AddVariable(int variable)
    {
        var last = (variable << 1) + 1;
        if (last >= Watches.Length)
        {
            Array.Resize(ref Watches, Watches.Length * 2);
        }

        Implications.Reach(last);
        GroupsOf.Reach(last);
    }

    public int AddGroup()
    {
        if (GroupCount == Groups.Length)
        {
            Array.Resize(ref Groups, GroupCount * 2);
        }

        return GroupCount++;
    }

    public void AddToGroup(int group, int literal)
    {
        Groups[group].Add(literal);
        GroupsOf.Add(literal, group);
    }

    public void AddBinary(int a, int b)
    {
        Implications.Add(a ^ 1, b);
        Implications.Add(b ^ 1, a);
        BinaryCount++;
    }

    /// <summary>Adds a clause of three literals or more; the first two are watched.</summary>
    public int AddLong(ReadOnlySpan<int> literals, bool isLearned, int lbd)
    {
        var clause = Arena.Add(literals, isLearned, lbd);
        (isLearned ? _learned : _problem).Add(clause);
        Watches[literals[0] ^ 1].Add(clause, literals[1]);
        Watches[literals[1] ^ 1].Add(clause, literals[0]);
        return clause;
    }

    /// <summary>Forgets the less useful half of the learned clauses: high LBD, long, and not used lately.</summary>
    public void Reduce(Assignment assignment)
    {
        _candidates.Clear();
        for (var i = 0; i < _learned.Count; i++)
        {
            var clause = _learned[i];
            var lbd = Arena.Lbd(clause);
            if (lbd <= 2 || IsReason(assignment, clause))
            {
                continue;
            }

            var used = Arena.Used(clause);
            if (used > 0)
            {
                Arena.SetUsed(clause, used - 1);
                continue;
            }

            _candidates.Add((clause, (Math.Min(lbd, 0xFFFF) << 12) | Math.Min(Arena.Memory[clause], 0xFFF)));
        }

        // Older clauses (smaller references) go first among equals, so the order is total and the sort deterministic.
        _candidates.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : a.Clause.CompareTo(b.Clause));
        for (var i = 0; i < _candidates.Count / 2; i++)
        {
            Delete(_candidates[i].Clause);
        }

        Sweep(assignment);
    }

    /// <summary>Removes clauses that are true on level 0, which must be the current level.</summary>
    public void RemoveSatisfied(Assignment assignment)
    {
        MarkSatisfied(_problem, assignment);
        MarkSatisfied(_learned, assignment);
        Sweep(assignment);
    }

    private void MarkSatisfied(List<int> clauses, Assignment assignment)
    {
        foreach (var clause in clauses)
        {
            foreach (var literal in Arena.Literals(clause))
            {
                if (assignment.Values[literal] > 0 && assignment.Levels[literal >> 1] == 0)
                {
                    Delete(clause);
                    break;
                }
            }
        }
    }

    private void Delete(int clause)
    {
        if (Arena.IsLearned(clause))
        {
            DeletedCount++;
        }

        Arena.Delete(clause);
    }

    private bool IsReason(Assignment assignment, int clause)
    {
        var literal = Arena.Memory[clause + ClauseArena.HeaderSize];
        return assignment.Values[literal] > 0 && assignment.Reasons[literal >> 1] == clause;
    }

    /// <summary>Compacts the arena and repairs every reference into it.</summary>
    private void Sweep(Assignment assignment)
    {
        if (Arena.Wasted == 0)
        {
            return;
        }

        var old = Arena.Compact();
        Forward(_problem, old);
        Forward(_learned, old);
        for (var list = 0; list < assignment.VariableCount * 2; list++)
        {
            ref var watches = ref Watches[list];
            var kept = 0;
            for (var i = 0; i < watches.Count; i++)
            {
                var watch = watches.Items![i];
                var to = ClauseArena.Forwarded(old, watch.Clause);
                if (to >= 0)
                {
                    watches.Items[kept++] = new Watch(to, watch.Blocker);
                }
            }

            watches.Count = kept;
        }

        for (var i = 0; i < assignment.Count; i++)
        {
            ref var reason = ref assignment.Reasons[assignment.Trail[i] >> 1];
            if (reason >= 0)
            {
                // Only reasons of facts may be gone (level 0): nothing asks for them.
                reason = Math.Max(Reason.None, ClauseArena.Forwarded(old, reason));
            }
        }
    }

    private static void Forward(List<int> clauses, int[] old)
    {
        var kept = 0;
        for (var i = 0; i < clauses.Count; i++)
        {
            var to = ClauseArena.Forwarded(old, clauses[i]);
            if (to >= 0)
            {
                clauses[kept++] = to;
            }
        }

        clauses.RemoveRange(kept, clauses.Count - kept);
    }
}
