using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Cairn.Sat.Engine;

namespace Cairn.Sat;

/// <summary>An incremental, deterministic SAT solver (CDCL): clauses and variables may be added between and during solves.</summary>
/// <remarks>
/// This part is the problem as its user states it; <c>Solver.Search.cs</c> is the search, <c>Solver.Extension.cs</c> takes new clauses
/// into a search under way. A solver serves one thread.
/// </remarks>
public sealed partial class Solver
{
    private readonly DecisionQueue _decisions = new();
    private readonly Assignment _assignment;
    private readonly ClauseDatabase _clauses = new();
    private readonly Propagation _propagation;
    private readonly ConflictAnalysis _analysis;
    private readonly RestartPolicy _restarts = new();
    private readonly List<string?> _names = [];
    private readonly List<int> _core = [];
    private ILazyEncoder? _encoder;
    private Model? _model;
    private int _clauseCount;
    private bool[] _isPreferred = new bool[64];
    private int[] _buffer = new int[16];

    /// <summary>An empty problem.</summary>
    public Solver()
    {
        _assignment = new Assignment(_decisions);
        _propagation = new Propagation(_assignment, _clauses);
        _analysis = new ConflictAnalysis(_assignment, _clauses, _decisions);
        Supports = new SupportGraph(this, _assignment);
    }

    /// <summary>Told when a watched literal first becomes true.</summary>
    public ILazyEncoder? Encoder
    {
        get => _encoder;
        set
        {
            _encoder = value;
            _assignment.EncodedHead = 0;
        }
    }

    /// <summary>How many levels a conflict may give up at once.</summary>
    /// <remarks>
    /// What is learned nearly always belongs far below, and what was guessed in between would be guessed again. Beyond this distance only
    /// the last level is given up, and the literal floats until its own is reached (chronological backtracking: Nadel and Ryvchin 2018).
    /// </remarks>
    public int FarthestBackjump { get; init; } = 100;

    /// <summary>If set, writes down all that is added to the problem from now on, for a dump.</summary>
    public SatProblem? Recorder { get; set; }

    /// <summary>What keeps atoms from supporting themselves in a circle.</summary>
    public SupportGraph Supports { get; }

    /// <summary>How many variables there are, including those made by encodings.</summary>
    public int VariableCount => _assignment.VariableCount;

    /// <summary>The model of the last satisfiable solve.</summary>
    /// <exception cref="InvalidOperationException">No solve found one yet.</exception>
    public Model Model => _model ?? throw new InvalidOperationException("no model was found yet");

    /// <summary>After an unsatisfiable solve: assumptions that clash with the clauses. Empty if the clauses alone clash.</summary>
    public ImmutableArray<Literal> Core => [.. _core.Select(code => new Literal(code))];

    /// <summary>Counts since the solver was made.</summary>
    public SolverStatistics Statistics => new(
        VariableCount,
        _clauses.BinaryCount + _clauses.LongCount + _clauses.GroupCount,
        _clauses.LearnedCount,
        _solveCount,
        _conflictCount,
        _decisionCount,
        _propagation.Count,
        _restartCount,
        _clauses.DeletedCount,
        _encodingCount,
        Supports.LoopClauseCount);

    /// <summary>Makes a new variable; a name serves dumps and debugging only.</summary>
    public VariableId AddVariable(string? name = null)
    {
        var variable = new VariableId(AddInternalVariable());
        if (name is not null)
        {
            CollectionsMarshal.SetCount(_names, variable.Value);
            _names.Add(name);
        }

        Recorder?.RecordVariable(variable, name);
        return variable;
    }

    /// <summary>Makes a new variable and returns its positive literal.</summary>
    public Literal AddLiteral(string? name = null) => AddVariable(name).Positive;

    /// <summary>The variable's name, <c>v12</c> if it has none, with <c>!</c> in front if negated.</summary>
    public string NameOf(Literal literal)
    {
        var variable = literal.Variable.Value;
        var name = variable < _names.Count ? _names[variable] : null;
        return name is null ? literal.ToString() : literal.IsNegated ? $"!{name}" : name;
    }

    /// <summary>Demands that one of the literals holds. The empty clause makes the problem unsatisfiable.</summary>
    public ClauseId AddClause(params ReadOnlySpan<Literal> literals)
    {
        Recorder?.RecordClause(literals);
        AddClauseCodes(MemoryMarshal.Cast<Literal, int>(literals));
        return new ClauseId(_clauseCount++);
    }

    /// <summary>Demands that at most one of the literals holds.</summary>
    public void AddAtMostOne(params ReadOnlySpan<Literal> literals)
    {
        if (literals.Length == 2)
        {
            AddClause(!literals[0], !literals[1]);
            return;
        }

        var group = new AtMostOneGroup(this);
        foreach (var literal in literals)
        {
            group.Add(literal);
        }
    }

    /// <summary>Demands that exactly one of the literals holds.</summary>
    public void AddExactlyOne(params ReadOnlySpan<Literal> literals)
    {
        AddAtMostOne(literals);
        AddClause(literals);
    }

    /// <summary>When the search must guess this literal's variable, it tries to make the literal true first.</summary>
    public void Prefer(Literal literal)
    {
        Recorder?.RecordPreference(literal);
        _isPreferred[literal.Variable.Value] = true;
        _decisions.FreePhase(literal.Variable.Value);
        _decisions.SetPhase(literal.Variable.Value, !literal.IsNegated);
    }

    /// <summary>Variables of higher priority are guessed before all others; within a priority the search's own activity decides. 0 at first.</summary>
    public void SetPriority(VariableId variable, int priority)
    {
        Recorder?.RecordPriority(variable, priority);
        _decisions.SetPriority(variable.Value, priority);
    }

    /// <summary>
    /// The variable's value follows by unit propagation once other variables have theirs, as that of a conjunction does. The search
    /// need not guess it, which spares much work where most variables are such definitions. If it doesn't follow, it is guessed last.
    /// </summary>
    public void MarkAsFollowing(VariableId variable) => _decisions.MarkAsFollowing(variable.Value);

    /// <summary>Asks for a call of <see cref="Encoder"/> when the literal first becomes true.</summary>
    public void Watch(Literal literal)
    {
        ref var state = ref _watched[literal.Code];
        if (state == WatchState.None)
        {
            state = WatchState.Waiting;
            if (_assignment.Values[literal.Code] > 0)
            {
                _lateWatches.Add(literal.Code);
            }
        }
    }

    /// <summary>The literal's value in the running search (for encoders), null while open.</summary>
    public bool? ValueNow(Literal literal) => _assignment.Values[literal.Code] switch { > 0 => true, < 0 => false, _ => null };

    /// <summary>The literal's value in every model (true or false at the root of the search), null while open.</summary>
    public bool? FixedValue(Literal literal) =>
        _assignment.Levels[literal.Variable.Value] == 0 ? ValueNow(literal) : null;

    /// <summary>Searches a model in which all assumptions hold.</summary>
    public SolveStatus Solve(ReadOnlySpan<Literal> assumptions = default, CancellationToken cancellation = default) =>
        Solve(assumptions, long.MaxValue, cancellation);

    /// <summary>As <see cref="Solve(ReadOnlySpan{Literal}, CancellationToken)"/>, and gives up after some conflicts; the status is unknown then.</summary>
    public SolveStatus Solve(ReadOnlySpan<Literal> assumptions, long conflictBudget, CancellationToken cancellation = default)
    {
        var status = Search(assumptions, new Effort(conflictBudget, long.MaxValue), isRelaxed: false, cancellation);
        if (status == SolveStatus.Satisfiable)
        {
            _model = TakeModel();
        }

        return status;
    }

    /// <summary>Drops assumptions from an unsatisfiable core while it stays unsatisfiable.</summary>
    /// <param name="core">Assumptions under which the problem is unsatisfiable.</param>
    /// <param name="conflictBudget">Conflicts that a single trial may cost; a trial that runs out keeps its literal.</param>
    /// <param name="cancellation">Ends the work early; the core found so far is returned.</param>
    /// <remarks>The encoder is not called meanwhile: what is unsatisfiable without its additions is so with them.</remarks>
    public ImmutableArray<Literal> MinimizeCore(
        ImmutableArray<Literal> core, long conflictBudget = 2000, CancellationToken cancellation = default) =>
        new CoreMinimizer(this, [], new Effort(conflictBudget, long.MaxValue), cancellation).Minimize(core);

    /// <summary>Grows whenever the encoder may have added something.</summary>
    internal long Revision => _encodingCount;

    /// <summary>Guess this unless the user prefers something.</summary>
    internal void SuggestPhase(Literal literal)
    {
        if (!_isPreferred[literal.Variable.Value])
        {
            _decisions.SetPhase(literal.Variable.Value, !literal.IsNegated);
        }
    }

    /// <summary>A search that leaves the encoder out and gives up after some effort. Satisfiable means nothing then.</summary>
    internal SolveStatus TryRefute(ReadOnlySpan<Literal> assumptions, Effort effort, CancellationToken cancellation) =>
        Search(assumptions, effort, isRelaxed: true, cancellation);

    /// <summary>Makes the assumptions and draws their consequences, for <see cref="ValueNow"/>. The encoder is left out.</summary>
    /// <returns>False if the assumptions clash.</returns>
    internal bool Imply(ReadOnlySpan<Literal> assumptions, CancellationToken cancellation) =>
        Search(assumptions, new Effort(long.MaxValue, 0), isRelaxed: true, cancellation) != SolveStatus.Unsatisfiable;

    /// <summary>The assumptions from which it follows, as things stand after <see cref="Imply"/>, that these literals are false.</summary>
    internal List<int> AssumptionsBehind(List<int> falseLiterals)
    {
        List<int> assumptions = [];
        _analysis.AddDecisionsBehind(CollectionsMarshal.AsSpan(falseLiterals), assumptions);
        return assumptions;
    }

    /// <summary>True if the literals are all members of one at-most-one group.</summary>
    internal bool AreExclusive(ReadOnlySpan<Literal> literals)
    {
        foreach (var group in _clauses.GroupsOf[literals[0].Code])
        {
            var all = true;
            foreach (var literal in literals)
            {
                all &= _clauses.GroupsOf[literal.Code].Contains(group);
            }

            if (all)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Makes a variable that belongs to an encoding and not to the problem as stated.</summary>
    internal int AddInternalVariable()
    {
        var variable = _assignment.VariableCount;
        _assignment.AddVariable();
        _decisions.AddVariable();
        _analysis.AddVariable(variable);
        _clauses.AddVariable(variable);
        if ((variable << 1) + 1 >= _watched.Length)
        {
            Array.Resize(ref _watched, _watched.Length * 2);
            Array.Resize(ref _isPreferred, _watched.Length / 2);
        }

        return variable;
    }

    /// <summary>
    /// Never guess the literal unless the user prefers it: an atom, or the body of a support, that is true without need has to be
    /// held up by others in turn, down to where they were never encoded.
    /// </summary>
    internal void NeverGuess(int literal)
    {
        if (!_isPreferred[literal >> 1])
        {
            _decisions.FixPhase(literal ^ 1);
        }
    }

    internal void SetInternalPriority(int variable, int priority) => _decisions.SetPriority(variable, priority);

    /// <summary>From now on the search guesses as in the model.</summary>
    internal void FollowModel(Model model) => _decisions.SetPhases(model);

    private Model TakeModel()
    {
        var values = new bool[_assignment.VariableCount];
        for (var variable = 0; variable < values.Length; variable++)
        {
            values[variable] = _assignment.Values[variable << 1] > 0;
        }

        return new Model(values);
    }
}
