using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Virtuals: who uses them, who stands for them, in which version.</summary>
internal sealed class VirtualEncoder(Problem problem)
{
    private readonly Dictionary<(ChildSlot Slot, string Name), Literal> _standsFor = [];
    private readonly Dictionary<VirtualNode, List<(Literal Holds, VersionList Versions)>> _queries = [];
    private readonly HashSet<VirtualNode> _listed = [];
    private readonly Dictionary<VirtualNode, List<PackageNode>> _active = [];

    private Formulas Formulas => problem.Formulas;

    public void Announce(VirtualNode node)
    {
        if (node.Id > 0)
        {
            Formulas.Implies(node.Exists, problem.VirtualNode(node.Name, node.Id - 1).Exists);
        }

        problem.OnTrue(node.Exists, () => EncodeNode(node));
    }

    /// <summary>What a node has to do with a virtual; null if it can never depend on it.</summary>
    public VirtualSlot? Child(PackageNode node, string name)
    {
        if (node.VirtualChildren.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!node.Sources.TryGetValue(name, out var sources))
        {
            return null;
        }

        var byType = new Literal[4];
        for (int i = 0; i < 4; i++)
        {
            byType[i] = Formulas.Fresh();
        }

        var any = Formulas.Fresh();
        var uses = new Literal[problem.Facts.MaximumVirtualNodes(name)];
        for (int y = 0; y < uses.Length; y++)
        {
            uses[y] = uses.Length == 1 ? any : Formulas.Choice(GuessOrder.Provider);
        }

        var slot = new VirtualSlot(node, name, any, byType, uses);
        node.VirtualChildren.Add(name, slot);
        for (int i = 0; i < 4; i++)
        {
            var type = ChildSlot.TypeAt(i);
            Formulas.DefineOr(byType[i], [.. sources.Where(source => (source.Types & type) != 0).Select(source => source.Active)]);
        }

        Formulas.DefineOr(any, [.. byType]);
        if (uses.Length > 1)
        {
            Formulas.DefineOr(any, [.. uses]);
            problem.Solver.AddAtMostOne(uses);
            problem.Solver.Prefer(uses[0]);
        }

        for (int y = 0; y < uses.Length; y++)
        {
            var virtualNode = problem.VirtualNode(name, y);
            Formulas.Implies(uses[y], virtualNode.Exists);
            virtualNode.Clients.Add((slot, uses[y]));
            foreach (var (literal, weight) in virtualNode.CostsOfClients)
            {
                problem.Costs.Add(Formulas.And(uses[y], literal), weight, Criterion.RequirementWeight, isBuilt: true);
            }

            foreach (var provider in _active.GetValueOrDefault(virtualNode, []).ToArray())
            {
                problem.Dependencies.Child(node, provider.Name);
            }
        }

        return slot;
    }

    /// <summary>Encodes a dependency of a node that is built on a virtual.</summary>
    public void Encode(PackageNode node, string name, List<DependencySource> sources)
    {
        var slot = Child(node, name)!;
        foreach (var source in sources)
        {
            ImposeVersions(slot, source.Spec.Versions, Formulas.And(source.Active, problem.Guard(source.Origin)));
        }
    }

    /// <summary>The virtual that the slot uses has a version in the list while the literal holds.</summary>
    public void ImposeVersions(VirtualSlot slot, VersionList versions, Literal active)
    {
        if (versions.IsAny || Formulas.IsFalse(active))
        {
            return;
        }

        for (int y = 0; y < slot.Uses.Length; y++)
        {
            AddConstraint(problem.VirtualNode(slot.Name, y), Formulas.And(active, slot.Uses[y]), versions);
        }
    }

    /// <summary>The version of the virtual lies in the list; where nothing decides, either is possible.</summary>
    public Literal HasVersion(VirtualNode node, VersionList versions)
    {
        var holds = Formulas.Fresh();
        if (!_queries.TryGetValue(node, out var queries))
        {
            _queries.Add(node, queries = []);
        }

        queries.Add((holds, versions));
        foreach (var (active, constraint) in node.Constraints.ToArray())
        {
            if (constraint.Satisfies(versions))
            {
                Formulas.Implies(active, holds);
            }
        }

        AddConstraint(node, holds, versions, isQuery: true);
        return holds;
    }

    /// <summary>The virtual has a version in the list while the literal holds.</summary>
    public void AddConstraint(VirtualNode node, Literal active, VersionList versions, bool isQuery = false)
    {
        // Ranges on a line have a point in common if each two of them do.
        foreach (var (other, constraint) in node.Constraints)
        {
            if (!constraint.Intersects(versions))
            {
                Formulas.Clause(!active, !other);
            }
        }

        node.Constraints.Add((active, versions));
        if (isQuery)
        {
            return;
        }

        foreach (var (holds, wanted) in _queries.GetValueOrDefault(node, []))
        {
            if (versions.Satisfies(wanted))
            {
                Formulas.Implies(active, holds);
            }
        }
    }

    /// <summary>While the literal holds, each node that uses the virtual costs something as a requirement that is met by a later alternative.</summary>
    public void AddCostOfClients(VirtualNode node, Literal literal, int weight)
    {
        node.CostsOfClients.Add((literal, weight));
        foreach (var (_, uses) in node.Clients)
        {
            problem.Costs.Add(Formulas.And(uses, literal), weight, Criterion.RequirementWeight, isBuilt: true);
        }
    }

    /// <summary>On the edges of this slot, the child stands for the virtual.</summary>
    public Literal StandsFor(PackageNode node, ChildSlot slot, string name)
    {
        if (_standsFor.TryGetValue((slot, name), out var known))
        {
            return known;
        }

        if (Child(node, name) is not { } virtualSlot)
        {
            return Formulas.False;
        }

        List<Literal> ways = [];
        foreach (var (child, edge) in slot.Edges)
        {
            for (int y = 0; y < virtualSlot.Uses.Length; y++)
            {
                var virtualNode = problem.VirtualNode(name, y);
                List(virtualNode);
                var way = Formulas.And(virtualSlot.Uses[y], virtualNode.ProviderLiteral(child, Formulas.False));
                Formulas.Implies(way, edge);
                ways.Add(way);
            }
        }

        var literal = Formulas.Or(ways);
        _standsFor.Add((slot, name), literal);
        return literal;
    }

    /// <summary>The child on the slot's edge stands for the virtual, for whomever.</summary>
    public Literal IsProvider(ChildSlot slot, string name)
    {
        List<Literal> ways = [];
        foreach (var (child, edge) in slot.Edges)
        {
            ways.Add(Formulas.And(edge, IsProvider(child, name)));
        }

        return Formulas.Or(ways);
    }

    /// <summary>The node stands for the virtual, for whomever.</summary>
    public Literal IsProvider(PackageNode node, string name)
    {
        List<Literal> ways = [];
        for (int y = 0; y < problem.Facts.MaximumVirtualNodes(name); y++)
        {
            var virtualNode = problem.VirtualNode(name, y);
            List(virtualNode);
            ways.Add(virtualNode.ProviderLiteral(node, Formulas.False));
        }

        return Formulas.Or(ways);
    }

    /// <summary>Names those who may stand for the virtual, without looking at their recipes.</summary>
    public void List(VirtualNode node)
    {
        if (!_listed.Add(node))
        {
            return;
        }

        foreach (string name in problem.Facts.ProvidersOf(node.Name).OrderBy(name => problem.Facts.ProviderWeight(node.Name, name)))
        {
            for (int x = 0; x < problem.Facts.MaximumNodes(name); x++)
            {
                var provider = problem.Node(name, x);
                var isProvider = Formulas.Choice(GuessOrder.Provider);
                if (node.Providers.Count == 0)
                {
                    problem.Solver.Prefer(isProvider);
                }

                node.Providers.Add((provider, isProvider));
                Formulas.Implies(isProvider, node.Exists);
                Formulas.Implies(isProvider, provider.Exists);
                AddCosts(node, provider, isProvider);
                problem.OnTrue(isProvider, () => EncodeProvider(node, provider, isProvider));
            }
        }

        Formulas.AtLeastOne([!node.Exists, .. node.Providers.Select(each => each.IsProvider), node.Providers.Count == 0 ? !Nobody(node) : Formulas.False]);
        problem.Solver.AddAtMostOne([.. node.Providers.Select(each => each.IsProvider)]);
    }

    /// <summary>An edge became possible: virtuals that the child provides together are used together.</summary>
    public void EdgeActivated(ChildSlot slot, PackageNode child, Literal edge)
    {
        foreach (var together in child.Facts!.Recipe.ProvidedTogether)
        {
            var used = together.Names.Where(name => slot.Parent.Sources.ContainsKey(name) && problem.Facts.IsVirtual(name)).ToList();
            if (used.Count < 2)
            {
                continue;
            }

            var applies = problem.Conditions.Holds(child, together.When);
            foreach (string first in used)
            {
                foreach (string second in used)
                {
                    if (first != second)
                    {
                        Formulas.AtLeastOne([
                            !problem.Rule($"`{child.Name}` provides `{first}` and `{second}` only together"), !applies, !edge, !Child(slot.Parent, first)!.Any, !Child(slot.Parent, second)!.Any,
                            !IsProvider(child, first), IsProvider(child, second),
                        ]);
                    }
                }
            }
        }
    }

    private void EncodeNode(VirtualNode node)
    {
        if (node.IsEncoded)
        {
            return;
        }

        node.IsEncoded = true;
        List(node);
        if (node.Id > 0)
        {
            problem.Costs.Add(node.Exists, node.Id, Criterion.DuplicateNodes, isBuilt: false);
        }

        problem.Requirements.EncodeVirtual(node);
    }

    /// <summary>The switch of the fact that a package stands for a virtual only under conditions.</summary>
    private Literal OnlyWhen(VirtualNode node, PackageNode provider)
    {
        if (!problem.Explains)
        {
            return Formulas.True;
        }

        var statements = provider.Facts!.Recipe.Provided.Where(provided => provided.Virtual.Name == node.Name).ToList();
        string when = string.Join("` or `", statements.Select(provided => provided.When.ToString().Trim()).Distinct());
        return problem.Guard(new Origin.Directive(provider.Name, $"`{provider.Name}` provides `{node.Name}` only when `{when}`", statements[0].Place));
    }

    private Literal Nobody(VirtualNode node) => ProblemFacts.IsLanguage(node.Name)
        ? problem.Rule(
            $"no compiler that is installed or configured stands for `{node.Name}`",
            "`cairn compiler find` looks for compilers; others are described under `packages:NAME:externals`")
        : problem.Rule($"no package stands for `{node.Name}`");

    private void EncodeProvider(VirtualNode node, PackageNode provider, Literal isProvider)
    {
        problem.Nodes.Ensure(provider);
        bool isLanguage = ProblemFacts.IsLanguage(node.Name);
        if (isLanguage)
        {
            // Only compilers that exist can compile.
            var guard = problem.Rule($"only a compiler that exists can stand for `{node.Name}`, so `{provider.Name}` must be an external or installed");
            Formulas.Clause(!guard, !isProvider, !provider.Builds);
        }

        List<Literal> ways = [!isProvider, !OnlyWhen(node, provider)];
        foreach (var provided in provider.Facts!.Recipe.Provided)
        {
            if (provided.Virtual.Name != node.Name)
            {
                continue;
            }

            var holds = problem.Conditions.Holds(provider, provided.When);
            ways.Add(holds);
            if (!provided.Virtual.Versions.IsAny)
            {
                AddConstraint(node, Formulas.And(holds, isProvider), provided.Virtual.Versions);
            }
        }

        Formulas.AtLeastOne(ways);
        PreferRoots(node, provider, isProvider, isLanguage);
        if (!_active.TryGetValue(node, out var active))
        {
            _active.Add(node, active = []);
        }

        active.Add(provider);
        foreach (var (slot, _) in node.Clients.ToArray())
        {
            problem.Dependencies.Child(slot.Parent, provider.Name);
        }
    }

    /// <summary>The cost of a provider is known without its recipe; known early, it keeps the search from trying it.</summary>
    private void AddCosts(VirtualNode node, PackageNode provider, Literal isProvider)
    {
        bool isLanguage = ProblemFacts.IsLanguage(node.Name);
        int weight = problem.Facts.ProviderWeight(node.Name, provider.Name);
        var (forRoot, otherwise) = isLanguage ? (Criterion.Compilers, Criterion.Compilers)
            : node.Name == "fortran-rt" ? (Criterion.RuntimeProviders, Criterion.RuntimeProviders)
            : (Criterion.RootProviders, Criterion.Providers);
        problem.Costs.AddForNode(provider, isProvider, weight, forRoot, otherwise);
    }

    /// <summary>If a root can stand for the virtual, nobody else does (Spack: "choose the provider among root specs, if possible").</summary>
    private void PreferRoots(VirtualNode node, PackageNode provider, Literal isProvider, bool isLanguage)
    {
        if (isLanguage || node.Id > 0 || problem.Requests.IsExplicitRoot(provider.Name))
        {
            return;
        }

        foreach (string root in problem.Requests.ExplicitRoots)
        {
            if (root == provider.Name || !problem.Facts.ProvidersOf(node.Name).Contains(root))
            {
                continue;
            }

            var rootNode = problem.Node(root, 0);
            problem.Nodes.Ensure(rootNode);
            foreach (var provided in rootNode.Facts!.Recipe.Provided.Where(each => each.Virtual.Name == node.Name))
            {
                Formulas.Clause(!isProvider, !problem.Conditions.Holds(rootNode, provided.When));
            }
        }
    }
}
