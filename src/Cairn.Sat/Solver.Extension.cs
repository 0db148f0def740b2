using Cairn.Sat.Engine;

namespace Cairn.Sat;

/// <content>Taking new clauses into a search under way.</content>
public sealed partial class Solver
{
    /// <summary>Clauses that were unit or false when they came; <c>Clause</c> is negative for a binary one.</summary>
    private readonly List<(int Clause, int First, int Second)> _attention = [];
    private int _attentionHead;
    private bool _isUnsatisfiable;

    /// <summary>Adds a clause given by literal codes.</summary>
    internal void AddClauseCodes(ReadOnlySpan<int> codes, bool isLearned = false)
    {
        var literals = Normalize(codes);
        if (literals.IsEmpty)
        {
            _isUnsatisfiable |= !_isTautology;
            return;
        }

        switch (literals.Length)
        {
            case 1:
                AddFact(literals[0]);
                break;
            case 2:
                _clauses.AddBinary(literals[0], literals[1]);
                NoteBinary(literals[0], literals[1]);
                break;
            default:
                BringToFront(literals, 0);
                BringToFront(literals, 1);
                var lbd = isLearned ? _analysis.CountLevels(literals) : 0;
                var clause = _clauses.AddLong(literals, isLearned, lbd);
                if (_assignment.Values[literals[0]] <= 0 && _assignment.Values[literals[1]] < 0)
                {
                    _attention.Add((clause, 0, 0));
                }

                break;
        }
    }

    internal int AddGroup() => _clauses.AddGroup();

    /// <summary>Adds a member to an at-most-one group.</summary>
    internal void AddToGroup(int group, int literal)
    {
        var count = _clauses.Groups[group].Count;
        _clauses.AddToGroup(group, literal);
        for (var i = 0; i < count; i++)
        {
            var other = _clauses.Groups[group].Items![i];
            if (other == literal)
            {
                AddFact(literal ^ 1);
            }
            else
            {
                NoteBinary(other ^ 1, literal ^ 1);
            }
        }
    }

    private bool _isTautology;

    /// <summary>Sorts out repeated literals and those decided on level 0. Empty if nothing is left or the clause is true anyway.</summary>
    private Span<int> Normalize(ReadOnlySpan<int> codes)
    {
        if (_buffer.Length < codes.Length)
        {
            _buffer = new int[codes.Length * 2];
        }

        codes.CopyTo(_buffer);
        var literals = _buffer.AsSpan(0, codes.Length);
        Sort(literals);
        _isTautology = false;
        var kept = 0;
        foreach (var literal in literals)
        {
            var isFixed = _assignment.Levels[literal >> 1] == 0;
            var value = _assignment.Values[literal];
            if ((value > 0 && isFixed) || (kept > 0 && literals[kept - 1] == (literal ^ 1)))
            {
                _isTautology = true;
                return default;
            }

            if ((value < 0 && isFixed) || (kept > 0 && literals[kept - 1] == literal))
            {
                continue;
            }

            literals[kept++] = literal;
        }

        return literals[..kept];
    }

    /// <summary>Most clauses are short; for these the library's sort is a detour.</summary>
    private static void Sort(Span<int> literals)
    {
        if (literals.Length > 24)
        {
            literals.Sort();
            return;
        }

        for (var i = 1; i < literals.Length; i++)
        {
            var literal = literals[i];
            var j = i - 1;
            for (; j >= 0 && literals[j] > literal; j--)
            {
                literals[j + 1] = literals[j];
            }

            literals[j + 1] = literal;
        }
    }

    /// <summary>Puts at that place the literal that stays or becomes not false the soonest on backtracking.</summary>
    private void BringToFront(Span<int> literals, int place)
    {
        var best = place;
        var bestRank = -1;
        for (var i = place; i < literals.Length; i++)
        {
            var rank = _assignment.Values[literals[i]] >= 0 ? int.MaxValue : _assignment.Levels[literals[i] >> 1];
            if (rank > bestRank)
            {
                (best, bestRank) = (i, rank);
            }
        }

        (literals[place], literals[best]) = (literals[best], literals[place]);
    }

    private void NoteBinary(int first, int second)
    {
        var values = _assignment.Values;
        if (values[first] <= 0 && values[second] <= 0 && (values[first] | values[second]) != 0)
        {
            _attention.Add((-1, first, second));
        }
    }

    private void AddFact(int literal)
    {
        if (_assignment.Values[literal] < 0)
        {
            var level = _assignment.Levels[literal >> 1];
            if (level == 0)
            {
                _isUnsatisfiable = true;
                return;
            }

            _assignment.BacktrackTo(level - 1);
        }

        if (_assignment.Values[literal] < 0)
        {
            _isUnsatisfiable = true;
            return;
        }

        _assignment.AssignFact(literal);
    }

    /// <summary>Draws the consequences of the clauses that were unit or false when they were added.</summary>
    /// <returns>A conflict, or <see cref="Propagation.NoConflict"/>.</returns>
    private int AttendToNewClauses()
    {
        while (_attentionHead < _attention.Count)
        {
            var (clause, first, second) = _attention[_attentionHead++];
            Span<int> literals = clause >= 0 ? _clauses.Arena.Literals(clause) : [first, second];
            if (!Attend(clause, literals))
            {
                _propagation.ConflictPair = (first, second);
                return clause >= 0 ? clause : Propagation.BinaryConflict;
            }
        }

        _attention.Clear();
        _attentionHead = 0;
        return Propagation.NoConflict;
    }

    /// <returns>False if the clause is a conflict that takes analysis.</returns>
    private bool Attend(int clause, Span<int> literals)
    {
        var values = _assignment.Values;
        var levels = _assignment.Levels;
        var open = -1;
        var (highest, second, atHighest, highestIndex) = (-1, -1, 0, -1);
        for (var i = 0; i < literals.Length; i++)
        {
            var literal = literals[i];
            if (values[literal] > 0 || (values[literal] == 0 && open >= 0))
            {
                return true;
            }

            if (values[literal] == 0)
            {
                open = i;
                continue;
            }

            var level = levels[literal >> 1];
            if (level > highest)
            {
                (second, highest, atHighest, highestIndex) = (highest, level, 1, i);
            }
            else if (level == highest)
            {
                atHighest++;
            }
            else
            {
                second = Math.Max(second, level);
            }
        }

        if (open < 0)
        {
            if (highest <= 0 || atHighest > 1)
            {
                return false;
            }

            // The one literal of the highest level is wrong: it is the unit of the levels below.
            _assignment.BacktrackTo(highest - 1);
            (open, highest) = (highestIndex, Math.Max(second, 0));
        }

        if (open > 1)
        {
            // Its watches were falsified only now: propagation has yet to visit it.
            return true;
        }

        AssignUnit(clause, literals, open, highest);
        return true;
    }

    private void AssignUnit(int clause, Span<int> literals, int open, int level)
    {
        var unit = literals[open];
        if (level == 0)
        {
            AddFact(unit);
            return;
        }

        if (clause < 0)
        {
            _assignment.AssignBelow(unit, Reason.Binary(literals[1 - open]), level);
            return;
        }

        (literals[0], literals[open]) = (unit, literals[0]);
        _assignment.AssignBelow(unit, clause, level);
    }
}
