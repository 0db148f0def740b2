namespace Cairn.Sat.Tests;

/// <summary>
/// A random world in chunks, each of which says nothing unless its trigger (an atom that needs support) is true: the shape of packages.
/// It can be stated at once or chunk by chunk.
/// </summary>
internal sealed class LazyWorld : ILazyEncoder
{
    private const int VariablesPerChunk = 2;

    private readonly List<Chunk> _chunks = [];
    private readonly Dictionary<int, Literal> _literals = [];
    private readonly HashSet<int> _encoded = [];
    private readonly int[] _triggers;
    private Solver _solver = new();
    private Optimizer? _optimizer;

    public LazyWorld(int seed, int triggers)
    {
        var random = new Random(seed);
        _triggers = [.. Enumerable.Range(1, triggers)];
        Eager = SmallWorld.Random(seed, triggers + ((triggers + 1) * (VariablesPerChunk + 1)), 0);
        for (var i = 0; i <= triggers; i++)
        {
            _chunks.Add(MakeChunk(random, i));
        }

        Eager.Atoms.UnionWith(_triggers);
        foreach (var chunk in _chunks)
        {
            Eager.Clauses.AddRange(chunk.Clauses);
            Eager.Supports.AddRange(chunk.Supports);
            Eager.Costs.AddRange(chunk.Costs);
        }
    }

    /// <summary>The whole world, chunk 0 being what always holds.</summary>
    public SmallWorld Eager { get; }

    public int EncodedChunks => _encoded.Count;

    public Solver Solver => _solver;

    public Optimizer StateLazily(SatProblem? recorder = null)
    {
        _solver = new Solver { Encoder = this, Recorder = recorder, FarthestBackjump = Eager.FarthestBackjump };
        _optimizer = new Optimizer(_solver);
        _literals.Clear();
        _encoded.Clear();

        // Levels exist from the start so that cost vectors have the same length.
        foreach (var (priority, _, _) in Eager.Costs)
        {
            _optimizer.AddCost(_solver.AddLiteral(), 0, priority);
        }

        EncodeChunk(0);
        return _optimizer;
    }

    public void Encode(Literal literal)
    {
        if (_solver.Supports.AtomOfOpenLiteral(literal) is not { } atom)
        {
            EncodeChunk(_literals.Single(pair => pair.Value == literal).Key);
            return;
        }

        var trigger = _literals.Single(pair => pair.Value == atom).Key;
        var supporting = _chunks.FindIndex(c => !_encoded.Contains(c.Number) && c.Supports.Any(s => s.Atom == trigger));
        if (supporting < 0)
        {
            _solver.Supports.Close(atom);
        }
        else
        {
            EncodeChunk(supporting);
        }
    }

    public int Bits(Model model) => Enumerable.Range(1, Eager.Variables)
        .Sum(v => _literals.TryGetValue(v, out var literal) && model[literal] ? 1 << (v - 1) : 0);

    private Chunk MakeChunk(Random random, int number)
    {
        var first = _triggers.Length + 1 + (number * (VariablesPerChunk + 1));
        var own = Enumerable.Range(first, VariablesPerChunk).ToArray();
        var price = first + VariablesPerChunk;
        int[] guard = number == 0 ? [] : [-number];
        int Any() => (random.Next(3) == 0 ? _triggers[random.Next(_triggers.Length)] : own[random.Next(own.Length)])
            * (random.Next(2) == 0 ? 1 : -1);
        var chunk = new Chunk(number, [], [], []);
        for (var i = random.Next(4); i >= 0; i--)
        {
            chunk.Clauses.Add([.. guard, Any(), Any()]);
        }

        chunk.Clauses.Add([.. guard, Any(), price]);
        chunk.Costs.Add((random.Next(3), random.Next(1, 4), price));
        for (var i = random.Next(4); i > 0; i--)
        {
            var body = own[random.Next(own.Length)];
            chunk.Supports.Add((_triggers[random.Next(_triggers.Length)], body, number == 0 ? [] : [number]));
        }

        if (number == 0)
        {
            chunk.Clauses.Add([.. _triggers.Where(_ => random.Next(2) == 0).DefaultIfEmpty(1)]);
            chunk.Costs.Add((random.Next(3), random.Next(1, 4), _triggers[random.Next(_triggers.Length)]));
        }

        return chunk;
    }

    private void EncodeChunk(int number)
    {
        if (!_encoded.Add(number))
        {
            return;
        }

        var chunk = _chunks[number];
        foreach (var (priority, weight, literal) in chunk.Costs)
        {
            _optimizer!.AddCost(Map(literal), weight, priority);
        }

        foreach (var clause in chunk.Clauses)
        {
            _solver.AddClause([.. clause.Select(Map)]);
        }

        foreach (var (atom, body, dependencies) in chunk.Supports)
        {
            _solver.Supports.AddSupport(Map(atom), Map(body), [.. dependencies.Select(Map)]);
        }
    }

    private Literal Map(int literal)
    {
        var variable = Math.Abs(literal);
        if (!_literals.TryGetValue(variable, out var positive))
        {
            _literals[variable] = positive = _solver.AddLiteral();
            if (_triggers.Contains(variable))
            {
                _solver.Supports.AddAtom(positive);
                _solver.Watch(positive);
            }
        }

        return literal > 0 ? positive : !positive;
    }

    private sealed record Chunk(
        int Number,
        List<int[]> Clauses,
        List<(int Atom, int Body, int[] Dependencies)> Supports,
        List<(int Priority, long Weight, int Literal)> Costs);
}
