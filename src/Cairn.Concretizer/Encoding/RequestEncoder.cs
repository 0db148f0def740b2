using System.Collections.Immutable;
using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>What the user asks for: roots, and what is said of them and of nodes below them.</summary>
internal sealed class RequestEncoder
{
    private readonly Problem _problem;
    private readonly Dictionary<string, Literal> _rootsOfVirtuals = new(StringComparer.Ordinal);
    private Literal? _someRootIsBuilt;

    public RequestEncoder(Problem problem)
    {
        _problem = problem;
        foreach (var request in problem.Facts.Requests)
        {
            if (problem.Facts.IsVirtual(request.Spec.Name))
            {
                VirtualRoots.Add(request.Spec.Name);
            }
            else
            {
                ExplicitRoots.Add(request.Spec.Name);
            }
        }
    }

    /// <summary>Names of roots that are packages.</summary>
    public SortedSet<string> ExplicitRoots { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of roots that are virtuals.</summary>
    public SortedSet<string> VirtualRoots { get; } = new(StringComparer.Ordinal);

    /// <summary>By request: it is solved. Always true unless requests may be left out.</summary>
    public ImmutableArray<Literal> Solved { get; private set; } = [];

    /// <summary>Something is built. Whatever is built has only what is built above it, up to a root.</summary>
    public Literal SomeRootIsBuilt => _someRootIsBuilt ??= Formulas.Or([.. RootNodes().Select(node => Formulas.And(node.IsRoot, node.Builds))]);

    private Formulas Formulas => _problem.Formulas;

    public bool IsExplicitRoot(string name) => ExplicitRoots.Contains(name);

    /// <summary>The literal that says a node is a root.</summary>
    public Literal RootLiteral(string name, int id)
    {
        if (id > 0)
        {
            return Formulas.False;
        }

        if (ExplicitRoots.Contains(name))
        {
            return _problem.Facts.AllowsUnsolved ? Formulas.Fresh() : Formulas.True;
        }

        if (!VirtualRoots.Any(root => _problem.Facts.ProvidersOf(root).Contains(name)))
        {
            return Formulas.False;
        }

        if (!_rootsOfVirtuals.TryGetValue(name, out var literal))
        {
            _rootsOfVirtuals.Add(name, literal = Formulas.Fresh());
        }

        return literal;
    }

    public void Encode()
    {
        List<Literal> solved = [];
        foreach (var request in _problem.Facts.Requests)
        {
            var literal = Formulas.True;
            if (_problem.Facts.AllowsUnsolved)
            {
                literal = Formulas.Fresh();
                _problem.Solver.Prefer(literal);
                _problem.Solver.SetPriority(literal.Variable, GuessOrder.Request);
                _problem.Costs.Add(!literal, 1, Criterion.UnsolvedInputs, isBuilt: true);
            }

            solved.Add(literal);
        }

        Solved = [.. solved];
        if (_problem.Facts.AllowsUnsolved)
        {
            Formulas.AtLeastOne(solved);
        }

        foreach (string name in VirtualRoots)
        {
            _problem.Virtuals.List(_problem.VirtualNode(name, 0));
        }

        DefineRoots();
        for (int i = 0; i < Solved.Length; i++)
        {
            EncodeRequest(_problem.Facts.Requests[i], Solved[i]);
        }
    }

    private IEnumerable<PackageNode> RootNodes() =>
        ExplicitRoots.Concat(VirtualRoots.SelectMany(root => _problem.Facts.ProvidersOf(root))).Distinct().Select(name => _problem.Node(name, 0));

    /// <summary>Who stands for a virtual root is a root; with requests that may be left out, a root is one whose request is solved.</summary>
    private void DefineRoots()
    {
        foreach (var (name, isRoot) in _rootsOfVirtuals)
        {
            List<Literal> ways = [];
            foreach (string root in VirtualRoots)
            {
                var virtualNode = _problem.VirtualNode(root, 0);
                ways.Add(virtualNode.ProviderLiteral(_problem.Node(name, 0), Formulas.False));
            }

            Formulas.DefineOr(isRoot, [.. ways]);
        }

        if (_problem.Facts.AllowsUnsolved)
        {
            foreach (string name in ExplicitRoots)
            {
                List<Literal> ways = [];
                for (int i = 0; i < Solved.Length; i++)
                {
                    if (_problem.Facts.Requests[i].Spec.Name == name)
                    {
                        ways.Add(Solved[i]);
                    }
                }

                Formulas.DefineOr(_problem.Node(name, 0).IsRoot, [.. ways]);
            }
        }
    }

    private void EncodeRequest(ConcretizationRequest request, Literal solved)
    {
        var spec = request.Spec;
        if (_problem.Facts.IsVirtual(spec.Name))
        {
            var virtualNode = _problem.VirtualNode(spec.Name, 0);
            Formulas.Implies(solved, virtualNode.Exists);
            var guard = Formulas.And(solved, _problem.Guard(new Origin.Request(spec, "", $"@{spec.Versions}", request.Location)));
            if (!spec.Versions.IsAny)
            {
                _problem.Virtuals.AddConstraint(virtualNode, guard, spec.Versions);
            }

            foreach (var edge in spec.Dependencies)
            {
                if (!edge.IsDirect)
                {
                    EncodeBelow(request, null, edge, solved);
                }
            }

            EncodeProvider(request, virtualNode, solved);
            return;
        }

        var root = _problem.Node(spec.Name, 0);
        Formulas.Implies(solved, root.Exists);
        _problem.Nodes.Ensure(root);
        var own = spec.WithoutDependencies();
        if (!SpecTree.SaysNothing(own))
        {
            Impose(request, "", root, own, solved);
        }

        foreach (var edge in spec.Dependencies)
        {
            if (edge.Propagation == Propagation.Preference)
            {
                continue;
            }

            if (!edge.IsDirect)
            {
                EncodeBelow(request, root, edge, solved);
                continue;
            }

            ImposeDirect(request, root, edge, solved);
        }
    }

    /// <summary>Whatever a request says of a virtual, its version aside, is said of the package that stands for it.</summary>
    private void EncodeProvider(ConcretizationRequest request, VirtualNode virtualNode, Literal solved)
    {
        var spec = request.Spec;
        var own = new AbstractSpec { Architecture = spec.Architecture, CompilerFlags = spec.CompilerFlags, AbstractHash = spec.AbstractHash, Namespace = spec.Namespace };
        var direct = spec.Dependencies.Where(edge => edge is { IsDirect: true, Propagation: Propagation.None }).ToList();
        if (SpecTree.SaysNothing(own) && direct.Count == 0)
        {
            return;
        }

        foreach (var (provider, isProvider) in virtualNode.Providers)
        {
            _problem.OnTrue(isProvider, () =>
            {
                _problem.Nodes.Ensure(provider);
                var active = Formulas.And(solved, isProvider);
                if (!SpecTree.SaysNothing(own))
                {
                    Impose(request, "", provider, own, active);
                }

                foreach (var edge in direct)
                {
                    ImposeDirect(request, provider, edge, active);
                }
            });
        }
    }

    private void ImposeDirect(ConcretizationRequest request, PackageNode node, DependencyEdge edge, Literal active)
    {
        var origin = new Origin.Request(request.Spec, RequestParts.OwnerOf(edge), "", request.Location);
        _problem.Impositions.Impose(node, node, AbstractSpec.Empty.WithDependency(edge), Formulas.And(active, _problem.Guard(origin)), "literal");
    }

    /// <summary>What a request says of a node; while a failure is traced, one thing after the other, so that just what clashes is named.</summary>
    private void Impose(ConcretizationRequest request, string owner, PackageNode node, AbstractSpec spec, Literal active)
    {
        if (!_problem.Explains)
        {
            _problem.Impositions.Impose(node, node, spec, active, "literal");
            return;
        }

        foreach (var part in RequestParts.Of(spec))
        {
            var origin = new Origin.Request(request.Spec, owner, part.ToString().Trim(), request.Location);
            _problem.Impositions.Impose(node, node, part, Formulas.And(active, _problem.Guard(origin)), "literal");
        }
    }

    /// <summary><c>root ^name…</c>: a node below the root, or a direct dependency of whatever kind.</summary>
    private void EncodeBelow(ConcretizationRequest request, PackageNode? root, DependencyEdge edge, Literal solved)
    {
        string name = edge.Spec.Name;
        var origin = new Origin.Request(request.Spec, RequestParts.OwnerOf(edge), "", request.Location);
        var active = Formulas.And(solved, _problem.Guard(origin));
        if (root is not null && !ReferenceEquals(edge.When, AbstractSpec.Empty) && !edge.When.Equals(AbstractSpec.Empty))
        {
            active = Formulas.And(active, _problem.Conditions.Holds(root, edge.When));
        }

        string rootName = request.Spec.Name;
        if (_problem.Facts.IsVirtual(name))
        {
            EncodeVirtualBelow(rootName, root, edge, active);
            return;
        }

        int count = _problem.Facts.MaximumNodes(name);
        var chosen = new Literal[count];
        for (int x = 0; x < count; x++)
        {
            chosen[x] = count == 1 ? active : Formulas.Fresh();
        }

        Formulas.AtLeastOne([!active, .. chosen]);
        if (count > 1)
        {
            _problem.Solver.AddAtMostOne(chosen);
            _problem.Solver.Prefer(chosen[0]);
        }

        var slot = root is null ? null : _problem.Dependencies.Child(root, name);
        for (int x = 0; x < count; x++)
        {
            var node = _problem.Node(name, x);
            var choice = chosen[x];
            Formulas.Implies(choice, active);
            Formulas.Implies(choice, node.Exists);
            List<Literal> ways = [!choice];
            if (slot is not null)
            {
                ways.Add(slot.Edges[x].Edge);
            }

            if (x == 0)
            {
                ways.Add(_problem.Reachability.Reached(rootName, name));
            }

            Formulas.AtLeastOne(ways);
            foreach (string virtualName in edge.Virtuals)
            {
                var virtualNode = _problem.VirtualNode(virtualName, 0);
                _problem.Virtuals.List(virtualNode);
                Formulas.Implies(choice, virtualNode.ProviderLiteral(node, Formulas.False));
            }

            if (!SpecTree.IsBare(edge.Spec))
            {
                _problem.OnTrue(choice, () =>
                {
                    _problem.Nodes.Ensure(node);
                    Impose(request, origin.Owner, node, edge.Spec, choice);
                });
            }
        }
    }

    private void EncodeVirtualBelow(string rootName, PackageNode? root, DependencyEdge edge, Literal active)
    {
        string name = edge.Spec.Name;
        var virtualNode = _problem.VirtualNode(name, 0);
        Formulas.Implies(active, virtualNode.Exists);
        List<Literal> ways = [!active, _problem.Reachability.Reached(rootName, name)];
        if (root is not null && _problem.Virtuals.Child(root, name) is { } slot)
        {
            ways.Add(slot.Any);
        }

        Formulas.AtLeastOne(ways);
        if (!edge.Spec.Versions.IsAny)
        {
            _problem.Virtuals.AddConstraint(virtualNode, active, edge.Spec.Versions);
        }
    }
}
