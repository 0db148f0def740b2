using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Rules about the compilers of a node.</summary>
internal sealed class CompilerEncoder(Problem problem)
{
    private readonly Dictionary<PackageNode, OpenDisjunction> _usedByOthers = [];
    private readonly Dictionary<string, Literal> _inUse = new(StringComparer.Ordinal);

    private Formulas Formulas => problem.Formulas;

    /// <summary>C and C++ come from one compiler; each further compiler of a node costs.</summary>
    public void Encode(PackageNode node)
    {
        var names = problem.Facts.Compilers.Select(compiler => compiler.Name).Distinct().ToList();
        if (names.Count > 1)
        {
            Mix(node, names);
        }
    }

    /// <summary>An edge became possible that may be one to a compiler.</summary>
    public void EdgeActivated(ChildSlot slot, PackageNode child, Literal edge)
    {
        if (child.Candidates.Count == 0 || !problem.Facts.Compilers.Any(compiler => compiler.Name == child.Name))
        {
            return;
        }

        RequireTargetSupport(slot, child, edge);
        AddCostOnEdge(child, edge);
        UseElsewhere(slot, child, edge);
        problem.ReusedCompilers.EdgeActivated(slot, child, edge);
        foreach (var constraint in problem.Facts.Runtimes.Required)
        {
            if (constraint.When.Name == slot.Parent.Name)
            {
                var holds = problem.Conditions.Holds(slot.Parent, constraint.When);
                problem.Impositions.Impose(slot.Parent, slot.Parent, constraint.Imposed, Formulas.And(holds, slot.Parent.Builds), child.Name);
            }
        }

        AddFlags(slot, child, edge);
    }

    private void Mix(PackageNode node, List<string> names)
    {
        List<Literal> used = [];
        for (int i = 0; i < names.Count; i++)
        {
            if (problem.Dependencies.Child(node, names[i]) is not { } slot)
            {
                continue;
            }

            var c = problem.Virtuals.StandsFor(node, slot, "c");
            var languages = ProblemFacts.Languages.Select(language => problem.Virtuals.StandsFor(node, slot, language)).ToList();
            var uses = Formulas.Or(languages);
            foreach (var other in used)
            {
                problem.Costs.AddForNode(
                    node, Formulas.And(uses, other), 1, Criterion.CompilersPerNode, Criterion.CompilersPerNode);
            }

            used.Add(uses);
            foreach (string other in names)
            {
                if (other != names[i] && problem.Dependencies.Child(node, other) is { } otherSlot)
                {
                    Formulas.Clause(!problem.Rule($"`{node.Name}` is compiled by one compiler for C and C++"), !c, !problem.Virtuals.StandsFor(node, otherSlot, "cxx"));
                }
            }
        }
    }

    private void RequireTargetSupport(ChildSlot slot, PackageNode compiler, Literal edge)
    {
        var targets = problem.Facts.Targets;
        foreach (var (candidate, taken) in compiler.Candidates)
        {
            for (int i = 0; i < targets.Length; i++)
            {
                var target = targets[i].Target;
                if (Formulas.IsFalse(slot.Parent.Targets[i]) || target.Equals(target.Family)
                    || target.SupportBy(candidate.Name, candidate.Version.DottedNumericText).IsSupported)
                {
                    continue;
                }

                foreach (string language in ProblemFacts.Languages)
                {
                    if (slot.Parent.Sources.ContainsKey(language))
                    {
                        Formulas.Clause(
                            !problem.Rule($"`{candidate.Name}@{candidate.Version}` cannot compile for `{target.Name}`"), !edge, !taken, !slot.Parent.Targets[i], !problem.Virtuals.StandsFor(slot.Parent, slot, language), !slot.Parent.Builds);
                    }
                }
            }
        }
    }

    private void AddCostOnEdge(PackageNode compiler, Literal edge)
    {
        foreach (string language in ProblemFacts.Languages)
        {
            int weight = problem.Facts.ProviderWeight(language, compiler.Name);
            if (weight == 0 || problem.Facts.MaximumVirtualNodes(language) < 2)
            {
                continue;
            }

            for (int y = 0; y < problem.Facts.MaximumVirtualNodes(language); y++)
            {
                var node = problem.VirtualNode(language, y);
                problem.Virtuals.List(node);
                var provides = node.ProviderLiteral(compiler, Formulas.False);
                problem.Costs.Add(
                    Formulas.And(Formulas.And(edge, provides), !compiler.IsRoot), weight, Criterion.ProvidersOnEdges, isBuilt: false);
            }
        }
    }

    /// <summary>Where anything is compiled with a compiler, the one whose runtime is in the DAG compiles something else too.</summary>
    private void UseElsewhere(ChildSlot slot, PackageNode compiler, Literal edge)
    {
        var isInUse = IsInUse(compiler.Name);
        if (slot.Parent.Name == $"{compiler.Name}-runtime")
        {
            Formulas.Clause(
                !problem.Rule($"`{slot.Parent.Name}` comes from the `{compiler.Name}` that compiles something else"), !edge, !isInUse, UsedByOthers(compiler).Atom);
        }
        else
        {
            UsedByOthers(compiler).Add(Formulas.And(edge, slot.Type(DependencyTypes.Build)), suffices: false);
            var languages = ProblemFacts.Languages.Select(language => problem.Virtuals.StandsFor(slot.Parent, slot, language)).ToList();
            Formulas.Implies(Formulas.And(edge, Formulas.Or(languages)), isInUse);
        }
    }

    /// <summary>Something is compiled with a compiler of that name.</summary>
    private Literal IsInUse(string name)
    {
        if (!_inUse.TryGetValue(name, out var literal))
        {
            _inUse.Add(name, literal = Formulas.Fresh());
        }

        return literal;
    }

    private OpenDisjunction UsedByOthers(PackageNode compiler)
    {
        if (!_usedByOthers.TryGetValue(compiler, out var used))
        {
            _usedByOthers.Add(compiler, used = new OpenDisjunction(problem, Formulas.Fresh(), isPatient: true));
        }

        return used;
    }

    /// <summary>Flags that the configuration gives to all that a compiler compiles.</summary>
    private void AddFlags(ChildSlot slot, PackageNode compiler, Literal edge)
    {
        foreach (var (candidate, taken) in compiler.Candidates)
        {
            if (candidate.External?.ExtraAttributes["flags"] is not PlainMapping flags)
            {
                continue;
            }

            var active = Formulas.And(Formulas.And(edge, taken), slot.Type(DependencyTypes.Build));
            foreach (var (kind, text) in flags.Entries)
            {
                if (text is PlainText { Text: var value })
                {
                    slot.Parent.Flags.Add(new FlagSource(kind, CompilerFlags.Tokenize(value), "compiler", active));
                }
            }
        }
    }
}
