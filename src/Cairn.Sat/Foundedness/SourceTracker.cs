using Cairn.Sat.Engine;

namespace Cairn.Sat;

/// <summary>
/// Keeps for each atom a support that holds it up (its source), such that sources form no circle, and finds the true atoms for
/// which there is none.
/// </summary>
/// <remarks>
/// The source pointers of smodels and clasp. A source stays valid until its body becomes false, so backtracking needs no undo:
/// it only makes bodies open again. Atoms without a source are looked at again at each check; only true ones matter.
/// </remarks>
internal sealed class SourceTracker(Solver solver, Assignment assignment, SupportTable table)
{
    private readonly List<int> _sourceless = [];
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
        if (!AnySourcelessIsTrue())
        {
            return false;
        }

        FindSources();
        return ForbidLoop();
    }

    private void FollowTrail()
    {
        while (assignment.SupportHead < assignment.Count)
        {
            var body = assignment.Trail[assignment.SupportHead++] ^ 1;
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
            if (!atom.IsListed)
            {
                atom.IsListed = true;
                _sourceless.Add(number);
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

    private bool AnySourcelessIsTrue()
    {
        foreach (var number in _sourceless)
        {
            if (assignment.Values[table.Atoms[number].Literal] > 0)
            {
                return true;
            }
        }

        return false;
    }

    private void FindSources()
    {
        foreach (var number in _sourceless)
        {
            if (table.Atoms[number].Source == Atom.None)
            {
                TrySource(number);
            }
        }

        var kept = 0;
        for (var i = 0; i < _sourceless.Count; i++)
        {
            var number = _sourceless[i];
            if (table.Atoms[number].Source == Atom.None)
            {
                _sourceless[kept++] = number;
            }
            else
            {
                table.Atoms[number].IsListed = false;
            }
        }

        _sourceless.RemoveRange(kept, _sourceless.Count - kept);
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
        foreach (var number in _sourceless)
        {
            if (assignment.Values[table.Atoms[number].Literal] > 0)
            {
                CollectLoop(number);
                AddLoopClause(number);
                return true;
            }
        }

        return false;
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
