using System.Runtime.CompilerServices;

namespace Cairn.Sat.Engine;

/// <summary>The trail: which literals are true, in which order, on which level and why.</summary>
/// <remarks>
/// A new clause that implies a literal on a lower level is not worth giving up the search for: the literal "floats", that is, it
/// is assigned at the trail's end, with the level to which it belongs, and is assigned again after each backtracking until that
/// level is reached. So levels do not always ascend along the trail.
/// </remarks>
internal sealed class Assignment(DecisionQueue decisions)
{
    private readonly List<(int Literal, int Level)> _floating = [];
    private int[] _limits = new int[64];

    /// <summary>By literal: 1 true, -1 false, 0 open.</summary>
    public sbyte[] Values = new sbyte[128];

    /// <summary>By variable: the decision level at which it was assigned.</summary>
    public int[] Levels = new int[64];

    /// <summary>By variable: see <see cref="Reason"/>.</summary>
    public int[] Reasons = new int[64];

    /// <summary>The true literals in the order of assignment.</summary>
    public int[] Trail = new int[64];

    /// <summary>How many literals are assigned.</summary>
    public int Count;

    /// <summary>How many literals of the trail are propagated.</summary>
    public int Head;

    /// <summary>The trail up to here was seen by the lazy encoder.</summary>
    public int EncodedHead;

    /// <summary>The trail up to here was seen by the support graph.</summary>
    public int SupportHead;

    /// <summary>The current decision level.</summary>
    public int Level;

    public int VariableCount { get; private set; }

    public void AddVariable()
    {
        var variable = VariableCount++;
        if (variable >= Levels.Length)
        {
            Array.Resize(ref Levels, Levels.Length * 2);
            Array.Resize(ref Reasons, Levels.Length);
            Array.Resize(ref Trail, Levels.Length);
            Array.Resize(ref Values, Levels.Length * 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Assign(int literal, int reason)
    {
        Values[literal] = 1;
        Values[literal ^ 1] = -1;
        Levels[literal >> 1] = Level;
        Reasons[literal >> 1] = reason;
        Trail[Count++] = literal;
    }

    /// <summary>Makes the literal, which must not be false, true for good.</summary>
    public void AssignFact(int literal)
    {
        if (Values[literal] == 0)
        {
            Assign(literal, Reason.None);
        }

        Levels[literal >> 1] = 0;
        Reasons[literal >> 1] = Reason.None;
        if (Level > 0)
        {
            _floating.Add((literal, 0));
        }
    }

    /// <summary>Makes the open literal true because of a clause whose other literals are all false on that level or below.</summary>
    public void AssignBelow(int literal, int reason, int level)
    {
        Assign(literal, reason);
        if (level < Level)
        {
            Levels[literal >> 1] = level;
            _floating.Add((literal, level));
        }
    }

    public void OpenLevel()
    {
        if (Level == _limits.Length)
        {
            Array.Resize(ref _limits, _limits.Length * 2);
        }

        _limits[Level++] = Count;
    }

    /// <summary>Where the trail of the level (1 and up) begins.</summary>
    public int LevelStart(int level) => _limits[level - 1];

    public void BacktrackTo(int level)
    {
        if (Level <= level)
        {
            return;
        }

        var start = _limits[level];
        for (var i = Count - 1; i >= start; i--)
        {
            var literal = Trail[i];
            Values[literal] = 0;
            Values[literal ^ 1] = 0;
            decisions.Release(literal);
        }

        Count = start;
        Level = level;
        Head = Math.Min(Head, start);
        EncodedHead = Math.Min(EncodedHead, start);
        SupportHead = Math.Min(SupportHead, start);
        if (_floating.Count > 0)
        {
            AssignFloating();
        }
    }

    private void AssignFloating()
    {
        var kept = 0;
        for (var i = 0; i < _floating.Count; i++)
        {
            var (literal, level) = _floating[i];
            if (level > Level)
            {
                continue;
            }

            if (Values[literal] == 0)
            {
                // Nothing was assigned since it became open: its reason still stands.
                Assign(literal, Reasons[literal >> 1]);
                Levels[literal >> 1] = level;
            }
            else
            {
                Levels[literal >> 1] = Math.Min(Levels[literal >> 1], level);
            }

            if (level < Level)
            {
                _floating[kept++] = (literal, level);
            }
        }

        _floating.RemoveRange(kept, _floating.Count - kept);
    }
}
