using System.Collections.Immutable;

namespace Cairn.Sat;

/// <summary>A problem written down: what was stated to a solver, without what the solver derived, so that it can be solved again.</summary>
/// <remarks>
/// Set as <see cref="Solver.Recorder"/> (before anything is added) it records; <see cref="Load"/> states it to a fresh solver.
/// Variables have numbers of their own from 1 and literals are signed numbers, as in DIMACS. What a lazy encoder added so far is
/// part of the record; what it never added is not, so atoms count as closed in a replay.
/// </remarks>
public sealed class SatProblem
{
    private readonly List<string?> _names = [];
    private readonly List<int[]> _clauses = [];
    private readonly List<List<int>> _groups = [];
    private readonly List<(int Variable, int Priority)> _priorities = [];
    private readonly List<int> _preferences = [];
    private readonly List<int> _atoms = [];
    private readonly List<(int Atom, int Body, int[] Dependencies)> _supports = [];
    private readonly List<(int Priority, long Weight, int Literal)> _costs = [];
    private readonly List<int> _assumptions = [];
    private readonly Dictionary<int, int> _numberOf = [];
    private readonly Dictionary<int, List<int>> _groupOf = [];

    /// <summary>How many variables it names or uses.</summary>
    public int VariableCount => _names.Count;

    /// <summary>The clauses as signed variable numbers.</summary>
    public IReadOnlyList<int[]> Clauses => _clauses;

    /// <summary>The at-most-one groups.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Groups => _groups;

    /// <summary>The costs.</summary>
    public IReadOnlyList<(int Priority, long Weight, int Literal)> Costs => _costs;

    /// <summary>The literals that need support.</summary>
    public IReadOnlyList<int> Atoms => _atoms;

    /// <summary>The supports.</summary>
    public IReadOnlyList<(int Atom, int Body, int[] Dependencies)> Supports => _supports;

    /// <summary>The literals assumed.</summary>
    public IReadOnlyList<int> Assumptions => _assumptions;

    /// <summary>The literals preferred.</summary>
    public IReadOnlyList<int> Preferences => _preferences;

    /// <summary>The decision priorities of variables.</summary>
    public IReadOnlyList<(int Variable, int Priority)> Priorities => _priorities;

    /// <summary>The name of a variable (numbered from 1), null if it has none.</summary>
    public string? Name(int variable) => _names[variable - 1];

    /// <summary>Replaces the assumptions.</summary>
    public void SetAssumptions(ReadOnlySpan<Literal> assumptions)
    {
        _assumptions.Clear();
        foreach (var literal in assumptions)
        {
            _assumptions.Add(Number(literal));
        }
    }

    /// <summary>Notes that a literal is false: one that never was true, so that what it means was never stated.</summary>
    public void Forbid(Literal literal) => RecordClause([!literal]);

    /// <summary>Notes that a literal is true: one that was taken for granted and turned out so.</summary>
    public void Require(Literal literal) => RecordClause([literal]);

    /// <summary>States the problem to a solver and an optimiser of its own.</summary>
    public LoadedProblem Load()
    {
        var solver = new Solver();
        var optimizer = new Optimizer(solver);
        foreach (var name in _names)
        {
            solver.AddVariable(name);
        }

        foreach (var (variable, priority) in _priorities)
        {
            solver.SetPriority(new VariableId(variable - 1), priority);
        }

        foreach (var literal in _preferences)
        {
            solver.Prefer(ToLiteral(literal));
        }

        foreach (var clause in _clauses)
        {
            solver.AddClause(ToLiterals(clause));
        }

        foreach (var group in _groups)
        {
            solver.AddAtMostOne(ToLiterals([.. group]));
        }

        foreach (var atom in _atoms)
        {
            solver.Supports.AddAtom(ToLiteral(atom));
        }

        foreach (var (atom, body, dependencies) in _supports)
        {
            solver.Supports.AddSupport(ToLiteral(atom), ToLiteral(body), ToLiterals(dependencies));
        }

        foreach (var (priority, weight, literal) in _costs)
        {
            optimizer.AddCost(ToLiteral(literal), weight, priority);
        }

        return new LoadedProblem(solver, optimizer, [.. _assumptions.Select(ToLiteral)]);
    }

    /// <summary>Writes the textual form (docs/formats/sat-problem.md).</summary>
    public void Write(TextWriter writer) => SatProblemText.Write(this, writer);

    /// <summary>Reads the textual form.</summary>
    /// <exception cref="SatProblemFormatException">The text is not such a problem.</exception>
    public static SatProblem Read(TextReader reader) => SatProblemText.Read(reader);

    internal void RecordVariable(VariableId variable, string? name) => _names[NumberOfVariable(variable) - 1] = name;

    internal void RecordClause(ReadOnlySpan<Literal> literals) => _clauses.Add(Numbers(literals));

    internal void RecordGroupMember(int group, Literal literal)
    {
        if (!_groupOf.TryGetValue(group, out var members))
        {
            _groupOf[group] = members = [];
            _groups.Add(members);
        }

        members.Add(Number(literal));
    }

    internal void RecordPreference(Literal literal) => _preferences.Add(Number(literal));

    internal void RecordPriority(VariableId variable, int priority) => _priorities.Add((NumberOfVariable(variable), priority));

    internal void RecordAtom(Literal atom) => _atoms.Add(Number(atom));

    internal void RecordSupport(Literal atom, Literal body, ReadOnlySpan<Literal> dependencies) =>
        _supports.Add((Number(atom), Number(body), Numbers(dependencies)));

    internal void RecordCost(Literal literal, long weight, int priority) => _costs.Add((priority, weight, Number(literal)));

    internal void AddVariables(int count)
    {
        while (_names.Count < count)
        {
            RecordVariable(new VariableId(_names.Count), null);
        }
    }

    internal void SetName(int variable, string name) => _names[variable - 1] = name;

    internal static Literal ToLiteral(int number) =>
        number > 0 ? new VariableId(number - 1).Positive : new VariableId(-number - 1).Negative;

    internal static Literal[] ToLiterals(ReadOnlySpan<int> numbers)
    {
        var literals = new Literal[numbers.Length];
        for (var i = 0; i < literals.Length; i++)
        {
            literals[i] = ToLiteral(numbers[i]);
        }

        return literals;
    }

    private int[] Numbers(ReadOnlySpan<Literal> literals)
    {
        var numbers = new int[literals.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = Number(literals[i]);
        }

        return numbers;
    }

    private int Number(Literal literal)
    {
        var number = NumberOfVariable(literal.Variable);
        return literal.IsNegated ? -number : number;
    }

    private int NumberOfVariable(VariableId variable)
    {
        if (!_numberOf.TryGetValue(variable.Value, out var number))
        {
            _names.Add(null);
            _numberOf[variable.Value] = number = _names.Count;
        }

        return number;
    }
}

/// <summary>A problem ready to be solved.</summary>
/// <param name="Solver">Holds the clauses. Variable n of the problem is variable n - 1 of the solver.</param>
/// <param name="Optimizer">Holds the costs.</param>
/// <param name="Assumptions">To be passed to either.</param>
public sealed record LoadedProblem(Solver Solver, Optimizer Optimizer, ImmutableArray<Literal> Assumptions);
