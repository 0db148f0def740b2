namespace Cairn.Sat;

/// <summary>At most one of a growing set of literals: members may be added at any time, also during a solve.</summary>
public sealed class AtMostOneGroup
{
    private readonly Solver _solver;

    /// <summary>An empty group.</summary>
    public AtMostOneGroup(Solver solver) => _solver = solver;

    /// <summary>Adds a member.</summary>
    public void Add(Literal literal) => throw new NotImplementedException(_solver.ToString());
}
