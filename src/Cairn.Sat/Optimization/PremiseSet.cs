namespace Cairn.Sat.Optimization;

/// <summary>Literals that every search of an optimiser assumes until they are withdrawn.</summary>
internal sealed class PremiseSet(Solver solver)
{
    private readonly List<Literal> _held = [];
    private readonly HashSet<int> _all = [];
    private readonly List<Literal> _withdrawn = [];

    /// <summary>Those that hold, in the order in which they came.</summary>
    public IReadOnlyList<Literal> Held => _held;

    /// <summary>True if the literal is, or was, a premise.</summary>
    public bool Contains(int literal) => _all.Contains(literal);

    public Literal Add()
    {
        var premise = solver.AddLiteral();
        solver.Prefer(premise);
        _held.Add(premise);
        _all.Add(premise.Code);
        return premise;
    }

    public void Withdraw(Literal premise)
    {
        if (_held.Remove(premise))
        {
            _withdrawn.Add(premise);
        }
    }

    /// <summary>What was withdrawn since the last call, and is false from now on.</summary>
    public Literal[] TakeWithdrawn()
    {
        if (_withdrawn.Count == 0)
        {
            return [];
        }

        Literal[] taken = [.. _withdrawn];
        _withdrawn.Clear();
        foreach (var premise in taken)
        {
            // Whatever was learned from it has its negation in it and is satisfied now.
            solver.AddClause(!premise);
        }

        return taken;
    }

    /// <summary>True if the model was found under all of them; those that came during its search were not assumed yet.</summary>
    public bool HoldIn(Model model) => _held.TrueForAll(premise => model[premise]);
}
