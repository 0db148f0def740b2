using System.Runtime.CompilerServices;

namespace Cairn.Sat.Engine;

/// <summary>The trail: which literals are true, in which order, on which level and why.</summary>
/// <remarks>
/// A new clause that implies a literal on a lower level is not worth giving up the search for: the literal "floats", that is, it
/// is assigned at the trail's end, with the level to which it belongs, and is assigned again after each backtracking that takes it off
/// but stays on that level or above. So levels do not always ascend along the trail.
/// </remarks>
internal sealed class Assignment(DecisionQueue decisions)
{
    private IntList _floating;
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
    }

    /// <summary>Makes the open literal true because of a clause whose other literals are all false on that level or below.</summary>
    public void AssignBelow(int literal, int reason, int level)
    {
        Assign(literal, reason);
        Levels[literal >> 1] = level;
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
            if (Levels[literal >> 1] <= level)
            {
                _floating.Add(literal);
            }
            else
            {
                decisions.Release(literal);
            }
        }

        Count = start;
        Level = level;
        Head = Math.Min(Head, start);
        EncodedHead = Math.Min(EncodedHead, start);
        SupportHead = Math.Min(SupportHead, start);
        AssignFloating();
    }

    /// <summary>Assigns again what belongs to a level that stays: in the old order, so that each comes after what its reason speaks of.</summary>
    private void AssignFloating()
    {
        for (var i = _floating.Count - 1; i >= 0; i--)
        {
            var literal = _floating.Items![i];
            Values[literal] = 1;
            Values[literal ^ 1] = -1;
            Trail[Count++] = literal;
        }

        _floating.Count = 0;
    }
}
