using Cairn.Sat.Engine;

namespace Cairn.Sat;

/// <summary>
/// Keeps for each atom a support that holds it up (its source), such that sources form no circle, and finds the true atoms for
/// which there is none.
/// </summary>
/// <remarks>
/// The source pointers of smodels and clasp. A source stays valid until its body becomes false, so backtracking needs no undo:
/// it only makes bodies open again. Of the atoms without a source only the true ones matter: the suspects.
/// </remarks>
internal sealed class SourceTracker(Solver solver, Assignment assignment, SupportTable table)
{
    private readonly List<int> _suspects = [];
    private readonly List<int> _reach = [];
    private readonly HashSet<int> _isReached = [];
    private readonly Stack<int> _work = new();
    private readonly List<int> _loop = [];
    private readonly HashSet<int> _inLoop = [];
    private readonly List<int> _clause = [];

    public long LoopClauseCount { get; private set; }

    /// <summary>The atom is new, or its supports changed and its source may be gone.</summary>
    public void NoteChange(int atom)
    {
        if (table.Atoms[atom].Source == Atom.None)
        {
            Uproot(atom);
        }
    }

    /// <returns>True if a clause was added.</returns>
    public bool Check()
    {
        FollowTrail();
        return _suspects.Count > 0 && !FindSources() && ForbidLoop();
    }

    private void FollowTrail()
    {
        while (assignment.SupportHead < assignment.Count)
        {
            var literal = assignment.Trail[assignment.SupportHead++];
            if (literal < table.AtomOfLiteral.Length && table.AtomOfLiteral[literal] is > 0 and var atomPlusOne
                && table.Atoms[atomPlusOne - 1].Source == Atom.None)
            {
                _suspects.Add(atomPlusOne - 1);
            }

            var body = literal ^ 1;
            if (body >= table.SupportsOfBody.Length)
            {
                continue;
            }

            foreach (var support in table.SupportsOfBody[body].Span)
            {
                var atom = table.Supports[support].Atom;
                if (table.Atoms[atom].Source == support)
                {
                    Uproot(atom);
                }
            }
        }
    }

    /// <summary>Takes the source from the atom and from all that are held up through it.</summary>
    private void Uproot(int first)
    {
        _work.Push(first);
        while (_work.TryPop(out var number))
        {
            ref var atom = ref table.Atoms[number];
            atom.Source = Atom.None;
            if (assignment.Values[atom.Literal] > 0)
            {
                _suspects.Add(number);
            }

            foreach (var support in atom.Dependents.Span)
            {
                var dependent = table.Supports[support].Atom;
                if (table.Atoms[dependent].Source == support)
                {
                    table.Atoms[dependent].Source = Atom.None;
                    _work.Push(dependent);
                }
            }
        }
    }

    /// <returns>True if no suspect is left.</returns>
    private bool FindSources()
    {
        foreach (var number in _suspects)
        {
            TrySource(number);
        }

        if (DismissSuspects())
        {
            return true;
        }

        // A suspect may be held up through atoms that have no source only because nothing asked for one so far.
        CollectReach();
        for (var i = _reach.Count - 1; i >= 0; i--)
        {
            TrySource(_reach[i]);
        }

        return DismissSuspects();
    }

    /// <summary>Leaves the true atoms without a source. An atom that is no longer true comes back when it is true again.</summary>
    /// <returns>True if none is left.</returns>
    private bool DismissSuspects()
    {
        _suspects.RemoveAll(number =>
            table.Atoms[number].Source != Atom.None || assignment.Values[table.Atoms[number].Literal] <= 0);
        return _suspects.Count == 0;
    }

    /// <summary>The atoms without a source on which the suspects may depend.</summary>
    private void CollectReach()
    {
        _reach.Clear();
        _isReached.Clear();
        _reach.AddRange(_suspects);
        _isReached.UnionWith(_suspects);
        for (var i = 0; i < _reach.Count; i++)
        {
            foreach (var support in table.Atoms[_reach[i]].Supports.Span)
            {
                if (assignment.Values[table.Supports[support].Body] < 0)
                {
                    continue;
                }

                foreach (var dependency in table.Dependencies(support))
                {
                    if (table.Atoms[dependency].Source == Atom.None && _isReached.Add(dependency))
                    {
                        _reach.Add(dependency);
                    }
                }
            }
        }
    }

    /// <summary>Finds a source for the atom if there is one, and then for those that waited for it.</summary>
    private void TrySource(int first)
    {
        _work.Push(first);
        while (_work.TryPop(out var number))
        {
            ref var atom = ref table.Atoms[number];
            if (atom.Source != Atom.None || assignment.Values[atom.Literal] < 0 || !ChooseSource(ref atom))
            {
                continue;
            }

            foreach (var support in atom.Dependents.Span)
            {
                var dependent = table.Supports[support].Atom;
                if (table.Atoms[dependent].Source == Atom.None)
                {
                    _work.Push(dependent);
                }
            }
        }
    }

    private bool ChooseSource(ref Atom atom)
    {
        foreach (var support in atom.Supports.Span)
        {
            if (assignment.Values[table.Supports[support].Body] >= 0 && AllHaveSources(support))
            {
                atom.Source = support;
                return true;
            }
        }

        return false;
    }

    private bool AllHaveSources(int support)
    {
        foreach (var dependency in table.Dependencies(support))
        {
            if (table.Atoms[dependency].Source == Atom.None)
            {
                return false;
            }
        }

        return true;
    }

    private bool ForbidLoop()
    {
        CollectLoop(_suspects[0]);
        AddLoopClause(_suspects[0]);
        return true;
    }

    /// <summary>
    /// An unfounded set with the atom in it: each support of each member is false or depends on another member, of which one
    /// is enough. Atoms that are false have no source either and count: their dependents' bodies are false by propagation.
    /// </summary>
    private void CollectLoop(int first)
    {
        _loop.Clear();
        _inLoop.Clear();
        _loop.Add(first);
        _inLoop.Add(first);
        for (var i = 0; i < _loop.Count; i++)
        {
            foreach (var support in table.Atoms[_loop[i]].Supports.Span)
            {
                if (assignment.Values[table.Supports[support].Body] < 0 || DependsOnLoop(support))
                {
                    continue;
                }

                foreach (var dependency in table.Dependencies(support))
                {
                    if (table.Atoms[dependency].Source == Atom.None)
                    {
                        _inLoop.Add(dependency);
                        _loop.Add(dependency);
                        break;
                    }
                }
            }
        }
    }

    private bool DependsOnLoop(int support)
    {
        foreach (var dependency in table.Dependencies(support))
        {
            if (_inLoop.Contains(dependency))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The atom needs a support from outside the loop.</summary>
    private void AddLoopClause(int number)
    {
        _clause.Clear();
        _clause.Add(table.Atoms[number].Literal ^ 1);
        foreach (var member in _loop)
        {
            foreach (var support in table.Atoms[member].Supports.Span)
            {
                if (!DependsOnLoop(support))
                {
                    _clause.Add(table.Supports[support].Body);
                }
            }
        }

        LoopClauseCount++;
        solver.AddClauseCodes(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_clause), isLearned: true);
    }
}
