using System.Runtime.InteropServices;
using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Dependencies: which nodes a node depends on, how, and what it demands of them.</summary>
internal sealed class DependencyEncoder(Problem problem)
{
    /// <summary>In place of words that nobody will read: most solves succeed.</summary>
    private static readonly Origin Untold = new Origin.Rule("");

    private readonly Dictionary<PackageNode, List<(Literal Literal, int Weight)>> _versionCosts = [];

    private Formulas Formulas => problem.Formulas;

    /// <summary>Lists who says that the node depends on what, without working out when.</summary>
    public void CollectSources(PackageNode node)
    {
        var facts = node.Facts!;
        foreach (var declared in facts.Recipe.Dependencies)
        {
            var types = HasTests(node) ? declared.Types : declared.Types & ~DependencyTypes.Test;
            if (types != DependencyTypes.None && !IsImpossible(declared.When))
            {
                AddSource(node, declared.Name, new DependencySource(
                    declared.Spec, types,
                    () => Formulas.And(node.Builds, problem.Conditions.Holds(node, declared.When)),
                    problem.Explains ? OriginOf(node, declared) : Untold));
            }
        }

        foreach (var (candidate, taken) in node.Candidates)
        {
            foreach (var dependency in candidate.Dependencies)
            {
                var types = dependency.Types & (DependencyTypes.Link | DependencyTypes.Run);
                if (types != DependencyTypes.None && !CandidateEncoder.IsSolvedAnew(dependency.Child.Name, dependency.Virtuals))
                {
                    AddSource(node, dependency.Child.Name, new DependencySource(
                        new AbstractSpec { Name = dependency.Child.Name }, types, () => problem.Candidates.Matters(node, dependency, taken),
                        problem.Explains ? new Origin.Rule($"`{node.Name}` as it is installed uses `{dependency.Child.Name}`") : Untold));
                }
            }
        }

        foreach (var injected in problem.Facts.Runtimes.Injected)
        {
            string compiler = injected.When.Dependencies[0].Spec.Name;
            if (injected.Spec.Name != node.Name && MayDependOn(node, compiler))
            {
                var origin = new Origin.Rule(injected.Description);
                AddSource(node, injected.Spec.Name, new DependencySource(injected.Spec, injected.Types, () => Injected(node, injected), origin));
            }
        }
    }

    /// <summary>True if the recipe, or what a compiler brings, names the package or a virtual that it can stand for.</summary>
    public bool MayDependOn(PackageNode node, string name)
    {
        if (node.Sources.ContainsKey(name))
        {
            return true;
        }

        foreach (string source in node.Sources.Keys)
        {
            if (problem.Facts.IsVirtual(source) && problem.Facts.ProvidersOf(source).Contains(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the node has to do with packages of this name; null if it can never depend on one.</summary>
    public ChildSlot? Child(PackageNode node, string name)
    {
        if (node.Children.TryGetValue(name, out var known))
        {
            return known;
        }

        return MayDependOn(node, name) ? Make(node, name) : null;
    }

    /// <summary>Encodes all dependencies of a node that is built.</summary>
    public void Encode(PackageNode node)
    {
        foreach (var (name, sources) in node.Sources)
        {
            if (sources.TrueForAll(source => Formulas.IsFalse(source.Active)))
            {
                continue;
            }

            if (problem.Facts.IsVirtual(name))
            {
                problem.Virtuals.Encode(node, name, sources);
            }
            else
            {
                if (!problem.Facts.Recipes.Contains(name))
                {
                    // A recipe that names something unknown can only be built without it.
                    foreach (var source in sources)
                    {
                        Formulas.Clause(!source.Active, !problem.Guard(Unknown(source, name)));
                    }

                    continue;
                }

                Demand(node, Child(node, name)!, sources);
            }
        }
    }

    /// <summary>A statement about a package that is nowhere.</summary>
    private static Origin Unknown(DependencySource source, string name) => source.Origin is Origin.Directive directive
        ? directive with { Text = $"{directive.Text}, and no repository has a package `{name}`" }
        : source.Origin;

    /// <summary>What being further from the best version costs once per edge (build tools only).</summary>
    public void AddVersionCostOnEdges(PackageNode node, Literal literal, int weight)
    {
        if (!_versionCosts.TryGetValue(node, out var costs))
        {
            _versionCosts.Add(node, costs = []);
        }

        costs.Add((literal, weight));
        foreach (var (_, edge) in node.Parents)
        {
            AddVersionCost(node, edge, literal, weight);
        }
    }

    private void Demand(PackageNode node, ChildSlot slot, List<DependencySource> sources)
    {
        foreach (var source in sources)
        {
            if (SpecTree.IsBare(source.Spec) || Formulas.IsFalse(source.Active))
            {
                continue;
            }

            // While a failure is traced, what is demanded of a dependency can be switched off, but not the dependency itself:
            // without it there would be nothing to speak of.
            var active = Formulas.And(source.Active, problem.Guard(source.Origin));
            slot.ForEachEdge((child, edge) => problem.Impositions.Impose(node, child, source.Spec, Formulas.And(active, edge), node.Name));
        }
    }

    private ChildSlot Make(PackageNode node, string name)
    {
        var sources = node.Sources.GetValueOrDefault(name, []);
        List<string> virtuals = [];
        foreach (string source in node.Sources.Keys)
        {
            if (source != name && problem.Facts.IsVirtual(source) && problem.Facts.ProvidersOf(source).Contains(name))
            {
                virtuals.Add(source);
            }
        }

        // Conditions may come back to this very slot, so its literals must be there before they are asked for.
        var any = Formulas.Fresh();
        var byType = new Literal[4];
        for (int i = 0; i < 4; i++)
        {
            byType[i] = Formulas.Fresh();
        }

        int count = problem.Facts.MaximumNodes(name);
        List<(PackageNode, Literal)> edges = [];
        for (int x = 0; x < count; x++)
        {
            var child = problem.Node(name, x);
            edges.Add((child, ReferenceEquals(child, node) ? Formulas.False : count == 1 ? any : Formulas.Choice(GuessOrder.Provider)));
        }

        var slot = new ChildSlot(node, name, any, byType, edges);
        node.Children.Add(name, slot);
        for (int i = 0; i < 4; i++)
        {
            var type = ChildSlot.TypeAt(i);
            List<Literal> reasons = [];
            foreach (var source in sources)
            {
                if ((source.Types & type) != 0)
                {
                    reasons.Add(source.Active);
                }
            }

            foreach (string virtualName in virtuals)
            {
                var virtualSlot = problem.Virtuals.Child(node, virtualName)!;
                reasons.Add(Formulas.And(problem.Virtuals.StandsFor(node, slot, virtualName), virtualSlot.ByType[i]));
            }

            Formulas.DefineOr(byType[i], CollectionsMarshal.AsSpan(reasons));
        }

        Formulas.DefineOr(any, byType);
        if (count > 1)
        {
            var choices = edges.Select(edge => edge.Item2).Where(edge => !Formulas.IsFalse(edge)).ToArray();
            Formulas.AtLeastOne([!any, .. choices]);
            problem.Solver.AddAtMostOne(choices);
            problem.Solver.Prefer(choices[0]);
        }

        foreach (var (child, edge) in edges)
        {
            Formulas.Implies(edge, any);
            Formulas.Implies(edge, child.Exists);
            problem.OnTrue(edge, () => Activate(slot, child, edge));
        }

        return slot;
    }

    /// <summary>An edge became possible: what it means for both ends is encoded.</summary>
    public void Activate(ChildSlot slot, PackageNode child, Literal edge)
    {
        if (slot.IsActive(child))
        {
            return;
        }

        problem.Nodes.Ensure(child);
        child.Parents.Add((slot, edge));
        if (_versionCosts.TryGetValue(child, out var costs))
        {
            foreach (var (literal, weight) in costs)
            {
                AddVersionCost(child, edge, literal, weight);
            }
        }

        var notBuild = Formulas.Or(Formulas.Or(slot.Type(DependencyTypes.Link), slot.Type(DependencyTypes.Run)), slot.Type(DependencyTypes.Test));
        problem.Architectures.Link(slot.Parent, child, Formulas.And(edge, notBuild));
        child.UsedAsLibrary?.Add(Formulas.And(edge, slot.Type(DependencyTypes.Link)), suffices: true);
        if (child.Name == slot.Parent.Name)
        {
            child.BuildsItself?.Add(edge, suffices: true);
        }

        problem.Virtuals.EdgeActivated(slot, child, edge);
        problem.Compilers.EdgeActivated(slot, child, edge);
        problem.Unification.EdgeActivated(slot, child, edge);
        problem.Propagations.EdgeActivated(slot, child, edge);
        slot.Activate(child, edge);
    }

    private void AddVersionCost(PackageNode child, Literal edge, Literal literal, int weight) =>
        problem.Costs.Add(Formulas.And(Formulas.And(edge, literal), !child.IsRoot), weight, Criterion.VersionsOnEdges, isBuilt: false);

    private Literal Injected(PackageNode node, InjectedDependency injected)
    {
        List<Literal> parts = [node.Builds, problem.Conditions.HoldsForEdges(node, injected.When)];
        if (injected.Compiler is { } compiler && Child(node, compiler.Name) is { } slot)
        {
            List<Literal> ways = [];
            foreach (var (child, edge) in slot.Edges)
            {
                foreach (var (candidate, taken) in child.Candidates)
                {
                    if (candidate.Hash == compiler.Hash)
                    {
                        ways.Add(Formulas.And(edge, taken));
                    }
                }
            }

            parts.Add(Formulas.Or(ways));
        }

        return Formulas.And(parts);
    }

    private static Origin.Directive OriginOf(PackageNode node, DependencyDeclaration declared)
    {
        string when = declared.When.ToString().Trim();
        return new Origin.Directive(
            node.Name,
            $"`{node.Name}` depends on `{declared.Spec.ToString().Trim()}`{(when.Length > 0 ? $" when `{when}`" : "")}",
            declared.Places.IsDefaultOrEmpty ? DirectivePlace.Unknown : declared.Places[0]);
    }

    private bool HasTests(PackageNode node) => problem.Facts.Options.Tests switch
    {
        TestDependencies.All => true,
        TestDependencies.Roots => problem.Facts.Requests.Any(request => request.Spec.Name == node.Name),
        _ => false,
    };

    /// <summary>Conditions on another platform need not be looked at.</summary>
    private bool IsImpossible(AbstractSpec when) =>
        when.Architecture?.Platform is { Length: > 0 } platform && platform != problem.Facts.Configuration.Host.Platform;

    private static void AddSource(PackageNode node, string name, DependencySource source)
    {
        if (!node.Sources.TryGetValue(name, out var list))
        {
            node.Sources.Add(name, list = []);
        }

        list.Add(source);
    }
}
