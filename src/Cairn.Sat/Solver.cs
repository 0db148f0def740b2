using System.Collections.Immutable;

namespace Cairn.Sat;

/// <summary>An incremental, deterministic SAT solver (CDCL): clauses and variables may be added between and during solves.</summary>
public sealed partial class Solver
{
    /// <summary>Told when a watched literal first becomes true.</summary>
    public ILazyEncoder? Encoder { get; set; }

    /// <summary>What keeps atoms from supporting themselves in a circle.</summary>
    public SupportGraph Supports => throw new NotImplementedException();

    /// <summary>How many variables there are, including those made by encodings.</summary>
    public int VariableCount => throw new NotImplementedException();

    /// <summary>The model of the last satisfiable solve.</summary>
    /// <exception cref="InvalidOperationException">The last solve found none.</exception>
    public Model Model => throw new NotImplementedException();

    /// <summary>After an unsatisfiable solve: assumptions that clash with the clauses. Empty if the clauses alone clash.</summary>
    public ImmutableArray<Literal> Core => throw new NotImplementedException();

    /// <summary>Counts since the solver was made.</summary>
    public SolverStatistics Statistics => throw new NotImplementedException();

    /// <summary>Makes a new variable; a name serves dumps and debugging only.</summary>
    public VariableId AddVariable(string? name = null) => throw new NotImplementedException();

    /// <summary>Makes a new variable and returns its positive literal.</summary>
    public Literal AddLiteral(string? name = null) => AddVariable(name).Positive;

    /// <summary>The variable's name, <c>v12</c> if it has none, with <c>!</c> in front if negated.</summary>
    public string NameOf(Literal literal) => throw new NotImplementedException();

    /// <summary>Demands that one of the literals holds. The empty clause makes the problem unsatisfiable.</summary>
    public ClauseId AddClause(params ReadOnlySpan<Literal> literals) => throw new NotImplementedException();

    /// <summary>Demands that at most one of the literals holds.</summary>
    public void AddAtMostOne(params ReadOnlySpan<Literal> literals) => throw new NotImplementedException();

    /// <summary>Demands that exactly one of the literals holds.</summary>
    public void AddExactlyOne(params ReadOnlySpan<Literal> literals) => throw new NotImplementedException();

    /// <summary>When the search must guess this literal's variable, it tries to make the literal true first.</summary>
    public void Prefer(Literal literal) => throw new NotImplementedException();

    /// <summary>Variables of higher priority are guessed before all others; within a priority the search's own activity decides. 0 at first.</summary>
    public void SetPriority(VariableId variable, int priority) => throw new NotImplementedException();

    /// <summary>Asks for a call of <see cref="Encoder"/> when the literal first becomes true.</summary>
    public void Watch(Literal literal) => throw new NotImplementedException();

    /// <summary>The literal's value in the running search (for encoders), null while open.</summary>
    public bool? ValueNow(Literal literal) => throw new NotImplementedException();

    /// <summary>The literal's value in every model (true or false at the root of the search), null while open.</summary>
    public bool? FixedValue(Literal literal) => throw new NotImplementedException();

    /// <summary>Searches a model in which all assumptions hold.</summary>
    public SolveStatus Solve(ReadOnlySpan<Literal> assumptions = default, CancellationToken cancellation = default) =>
        throw new NotImplementedException();

    /// <summary>Drops assumptions from an unsatisfiable core while it stays unsatisfiable.</summary>
    /// <param name="core">Assumptions under which the problem is unsatisfiable.</param>
    /// <param name="conflictBudget">Conflicts that a single trial may cost; a trial that runs out keeps its literal.</param>
    /// <param name="cancellation">Ends the work early; the core found so far is returned.</param>
    public ImmutableArray<Literal> MinimizeCore(
        ImmutableArray<Literal> core, long conflictBudget = 2000, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
