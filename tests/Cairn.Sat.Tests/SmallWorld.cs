namespace Cairn.Sat.Tests;

/// <summary>A random problem that is small enough to try every assignment: the independent judge of the engine's answers.</summary>
internal sealed class SmallWorld
{
    public int Variables { get; private init; }

    /// <summary>Of four worlds two are searched without backjumps, one with short and one with far ones.</summary>
    public int FarthestBackjump { get; private init; }

    public List<int[]> Clauses { get; } = [];

    public List<int[]> Groups { get; } = [];

    public List<(int Atom, int Body, int[] Dependencies)> Supports { get; } = [];

    public HashSet<int> Atoms { get; } = [];

    public List<(int Priority, long Weight, int Literal)> Costs { get; } = [];

    public static SmallWorld Random(int seed, int variables, int clauses, int groups = 0, int costs = 0, int levels = 1)
    {
        var random = new Random(seed);
        var world = new SmallWorld { Variables = variables, FarthestBackjump = FarthestBackjumpOf(seed) };
        for (var i = 0; i < clauses; i++)
        {
            world.Clauses.Add(world.Literals(random, random.Next(1, 100) switch { < 6 => 1, < 40 => 2, < 90 => 3, _ => 5 }));
        }

        for (var i = 0; i < groups; i++)
        {
            world.Groups.Add([.. world.Literals(random, random.Next(2, 6)).DistinctBy(Math.Abs)]);
        }

        for (var i = 0; i < costs; i++)
        {
            var weight = random.Next(8) == 0 ? -random.Next(1, 4) : random.Next(1, random.Next(2, 12));
            world.Costs.Add((random.Next(levels), weight, world.Literal(random)));
        }

        return world;
    }

    public static int FarthestBackjumpOf(int seed) => (seed & 3) switch { 0 => 100, 1 => 1, _ => 0 };

    /// <summary>Adds atoms with random supports among themselves; bodies are variables of the world.</summary>
    public SmallWorld WithSupports(int seed, int atoms, int supports)
    {
        var random = new Random(seed);
        var members = Enumerable.Range(1, Variables).OrderBy(_ => random.Next()).Take(atoms).ToArray();
        Atoms.UnionWith(members);
        for (var i = 0; i < supports; i++)
        {
            var dependencies = Enumerable.Range(0, random.Next(3)).Select(_ => members[random.Next(members.Length)]).Distinct().ToArray();
            Supports.Add((members[random.Next(members.Length)], Literal(random), dependencies));
        }

        return this;
    }

    public int Literal(Random random) => random.Next(1, Variables + 1) * (random.Next(2) == 0 ? 1 : -1);

    public int[] Literals(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Literal(random))];

    /// <summary>Every model, as bit sets of the true variables.</summary>
    public IEnumerable<int> Models(IReadOnlyList<int> assumptions) =>
        Enumerable.Range(0, 1 << Variables).Where(bits => IsModel(bits) && assumptions.All(a => Holds(bits, a)));

    public bool IsModel(int bits) =>
        Clauses.All(clause => clause.Any(literal => Holds(bits, literal)))
        && Groups.All(group => group.Count(literal => Holds(bits, literal)) <= 1)
        && Supports.All(s => !Holds(bits, s.Body) || s.Dependencies.All(d => Holds(bits, d)))
        && IsFounded(bits);

    public static bool Holds(int bits, int literal) => ((bits >> (Math.Abs(literal) - 1)) & 1) == (literal > 0 ? 1 : 0);

    public static int Bits(Model model, int variables) =>
        Enumerable.Range(0, variables).Sum(v => model[new VariableId(v)] ? 1 << v : 0);

    public long[] CostVector(int bits) =>
        [.. Costs.Select(c => c.Priority).Distinct().OrderDescending().Select(
            p => Costs.Where(c => c.Priority == p && Holds(bits, c.Literal)).Sum(c => c.Weight))];

    public long[]? BestCost(IReadOnlyList<int> assumptions)
    {
        long[]? best = null;
        foreach (var bits in Models(assumptions))
        {
            var cost = CostVector(bits);
            if (best is null || cost.AsSpan().SequenceCompareTo(best) < 0)
            {
                best = cost;
            }
        }

        return best;
    }

    /// <summary>States the world to a fresh solver.</summary>
    public (Solver Solver, Optimizer Optimizer) Load(SatProblem? recorder = null)
    {
        var solver = new Solver { Recorder = recorder, FarthestBackjump = FarthestBackjump };
        var optimizer = new Optimizer(solver);
        for (var i = 0; i < Variables; i++)
        {
            solver.AddVariable();
        }

        Clauses.ForEach(clause => solver.AddClause(Of(clause)));
        Groups.ForEach(group => solver.AddAtMostOne(Of(group)));
        foreach (var atom in Atoms)
        {
            solver.Supports.AddAtom(Of(atom));
        }

        Supports.ForEach(s => solver.Supports.AddSupport(Of(s.Atom), Of(s.Body), Of(s.Dependencies)));
        Costs.ForEach(c => optimizer.AddCost(Of(c.Literal), c.Weight, c.Priority));
        return (solver, optimizer);
    }

    public static Literal Of(int literal) =>
        literal > 0 ? new VariableId(literal - 1).Positive : new VariableId(-literal - 1).Negative;

    public static Literal[] Of(IEnumerable<int> literals) => [.. literals.Select(Of)];

    public static int From(Literal literal) => (literal.Variable.Value + 1) * (literal.IsNegated ? -1 : 1);

    private bool IsFounded(int bits)
    {
        var founded = new HashSet<int>();
        while (true)
        {
            var next = Supports.FirstOrDefault(
                s => !founded.Contains(s.Atom) && Holds(bits, s.Body) && s.Dependencies.All(founded.Contains));
            if (next.Atom == 0)
            {
                break;
            }

            founded.Add(next.Atom);
        }

        return Atoms.All(atom => !Holds(bits, atom) || founded.Contains(atom));
    }
}
