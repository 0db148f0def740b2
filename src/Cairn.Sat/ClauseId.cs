namespace Cairn.Sat;

/// <summary>The number of a clause in the order in which clauses were given to the solver; dense, starting at 0.</summary>
public readonly record struct ClauseId(int Value);
