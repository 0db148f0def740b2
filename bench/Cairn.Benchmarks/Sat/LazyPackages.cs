using Cairn.Sat;

namespace Cairn.Benchmarks.Sat;

/// <summary>
/// A made-up package universe in the shape of the real one: packages with versions, switches and conditional dependencies, encoded
/// when a node first becomes true; versions, switches and the number of nodes cost something.
/// </summary>
internal sealed class LazyPackages : ILazyEncoder
{
    private const int Versions = 10;
    private const int Switches = 5;
    private const int Edges = 8;
    private const int Basic = 60;

    private readonly int _count;
    private readonly int _seed;
    private readonly Package?[] _packages;
    private readonly Dictionary<Literal, int> _packageOfNode = [];
    private readonly Dictionary<Literal, int> _supportCount = [];

    public LazyPackages(int count, int seed)
    {
        (_count, _seed) = (count, seed);
        _packages = new Package?[count];
        Optimizer = new Optimizer(Solver);
        Solver.Encoder = this;
        var root = Solver.AddLiteral("root");
        Solver.AddClause(root);
        Solver.Supports.AddSupport(Declare(0).Node, root);
        Solver.AddClause(Declare(0).Node);
    }

    public Solver Solver { get; } = new();

    public Optimizer Optimizer { get; }

    public int EncodedPackages { get; private set; }

    public void Encode(Literal literal)
    {
        if (Solver.Supports.AtomOfOpenLiteral(literal) is { } atom)
        {
            FindSupport(atom);
        }
        else
        {
            EncodePackage(_packageOfNode[literal]);
        }
    }

    /// <summary>Whatever may support the atom is reached through packages that are declared already: encodes those, ring by ring.</summary>
    private void FindSupport(Literal atom)
    {
        var supports = _supportCount.GetValueOrDefault(atom);
        while (_supportCount.GetValueOrDefault(atom) == supports)
        {
            var ring = _packages.Where(package => package is { IsEncoded: false }).ToArray();
            if (ring.Length == 0)
            {
                Solver.Supports.Close(atom);
                return;
            }

            foreach (var package in ring)
            {
                EncodePackage(package!.Number);
            }
        }
    }

    private Package Declare(int number)
    {
        if (_packages[number] is { } known)
        {
            return known;
        }

        var node = Solver.AddLiteral($"node {number}");
        var package = new Package(
            number,
            node,
            [.. Enumerable.Range(0, Versions).Select(_ => Solver.AddLiteral())],
            [.. Enumerable.Range(0, Switches).Select(_ => Solver.AddLiteral())]);
        _packages[number] = package;
        _packageOfNode[node] = number;
        Solver.Supports.AddAtom(node);
        Solver.Watch(node);
        return package;
    }

    private void EncodePackage(int number)
    {
        var package = Declare(number);
        if (package.IsEncoded)
        {
            return;
        }

        package.IsEncoded = true;
        EncodedPackages++;
        var random = new SatInstances.Generator(_seed + (number * 31));
        Solver.AddAtMostOne(package.VersionIs);
        Solver.AddClause([!package.Node, .. package.VersionIs]);
        Solver.Prefer(package.VersionIs[0]);
        Optimizer.AddCost(package.Node, 1, 1);
        for (var v = 1; v < Versions; v++)
        {
            Optimizer.AddCost(package.VersionIs[v], v, number == 0 ? 4 : 3);
        }

        for (var i = 0; i < Switches; i++)
        {
            var on = package.SwitchIsOn[i];
            if (package.IsOnByDefault[i] = random.Next(2) == 0)
            {
                Solver.Prefer(on);
                var off = Solver.AddLiteral();
                Solver.AddClause(!package.Node, on, off);
                Optimizer.AddCost(off, 1, 2);
            }
            else
            {
                Optimizer.AddCost(on, 1, 2);
            }
        }

        for (var e = 0; e < Edges; e++)
        {
            AddEdge(package, e, random);
        }
    }

    private void AddEdge(Package package, int index, SatInstances.Generator random)
    {
        // Packages always depend on a few basic ones of higher number, and on any others if a switch is set, mostly against its
        // default: the closure is large, the answer small. Circles occur.
        var isBasic = index < 3;
        var number = isBasic ? Math.Max(package.Number, _count - Basic) + 1 + random.Next(Basic / 3) : random.Next(_count);
        if (number == package.Number || number >= _count)
        {
            return;
        }

        var target = Declare(number);
        var edge = Solver.AddLiteral();
        Solver.AddClause(!edge, package.Node);
        var position = random.Next(Switches);
        var byDefault = package.IsOnByDefault[position] ? package.SwitchIsOn[position] : !package.SwitchIsOn[position];
        Literal[] condition = isBasic ? []
            : random.Next(8) == 0 ? [byDefault, !package.VersionIs[random.Next(Versions)]]
            : [!byDefault];
        Solver.AddClause([!package.Node, .. condition.Select(literal => !literal), edge]);
        foreach (var literal in condition)
        {
            Solver.AddClause(!edge, literal);
        }

        Solver.Supports.AddSupport(target.Node, edge, package.Node);
        _supportCount[target.Node] = _supportCount.GetValueOrDefault(target.Node) + 1;
        Solver.AddClause(!edge, target.Node);
        if (random.Next(2) == 0)
        {
            // Mostly "this or newer", at times "this or older"; the newest is first.
            var limit = 2 + random.Next(Versions - 4);
            Solver.AddClause([!edge, .. random.Next(8) == 0 ? target.VersionIs[1..] : target.VersionIs[..limit]]);
        }

        if (random.Next(6) == 0)
        {
            var on = target.SwitchIsOn[random.Next(Switches)];
            if (!isBasic)
            {
                Solver.AddClause(!edge, random.Next(2) == 0 ? on : !on);
            }
        }
    }

    private sealed record Package(int Number, Literal Node, Literal[] VersionIs, Literal[] SwitchIsOn)
    {
        public bool IsEncoded { get; set; }

        public bool[] IsOnByDefault { get; } = new bool[Switches];
    }
}
