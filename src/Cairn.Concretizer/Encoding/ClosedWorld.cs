using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>That no reason is known but those stated so far: taken for granted of what the search asked for, until one turns up.</summary>
/// <remarks>
/// What is closed rests on a premise of the optimiser, which is withdrawn when a reason comes late: bounds and learned clauses that rest
/// on it go, all else stays. Premises have to be assumed before the search begins, so there is a number of them from the start, each for
/// several disjunctions; more are made if they are used up.
/// </remarks>
internal sealed class ClosedWorld
{
    private const int FirstPremises = 32;

    private readonly Problem _problem;
    private readonly List<(Literal Premise, List<OpenDisjunction> Closed)> _premises = [];
    private int _next;

    public ClosedWorld(Problem problem)
    {
        _problem = problem;
        for (int i = 0; i < FirstPremises; i++)
        {
            Add();
        }
    }

    /// <summary>How often a reason came late.</summary>
    public int LateReasons { get; private set; }

    /// <summary>A premise for something that is closed now.</summary>
    public Literal Close(OpenDisjunction disjunction)
    {
        if (_premises.Count == 0)
        {
            Add();
        }

        _next = (_next + 1) % _premises.Count;
        _premises[_next].Closed.Add(disjunction);
        return _premises[_next].Premise;
    }

    /// <summary>A reason came for something that was closed. What shares its premise gets another.</summary>
    public void Reopen(OpenDisjunction disjunction)
    {
        LateReasons++;
        int index = _premises.FindIndex(each => each.Closed.Contains(disjunction));
        var (premise, closed) = _premises[index];
        _premises.RemoveAt(index);
        _problem.Optimizer.Withdraw(premise);
        foreach (var other in closed)
        {
            if (other != disjunction)
            {
                other.CloseAgain();
            }
        }
    }

    private void Add() => _premises.Add((_problem.Optimizer.AddPremise(), []));
}
