namespace Cairn.Sat;

/// <summary>At most one of a growing set of literals: members may be added at any time, also during a solve.</summary>
/// <remarks>
/// The solver propagates the group itself: n members take n integers, not n² clauses. A conflict sees the binary clause
/// "not both" of the two members concerned, so learning is as strong as with the pairwise encoding.
/// </remarks>
public sealed class AtMostOneGroup
{
    private readonly Solver _solver;
    private readonly int _group;

    /// <summary>An empty group.</summary>
    public AtMostOneGroup(Solver solver)
    {
        _solver = solver;
        _group = solver.AddGroup();
    }

    /// <summary>Adds a member. A literal that is added twice can't be true.</summary>
    public void Add(Literal literal)
    {
        _solver.Recorder?.RecordGroupMember(_group, literal);
        _solver.AddToGroup(_group, literal.Code);
    }
}
