using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Requirements, strong preferences and conflicts of the configuration, and <c>requires</c> of recipes: groups of alternatives.</summary>
internal sealed class RequirementEncoder(Problem problem)
{
    private Formulas Formulas => problem.Formulas;

    public void Encode(PackageNode node)
    {
        foreach (var rule in RequirementRules.For(problem.Facts, node.Facts!))
        {
            var active = problem.Conditions.Holds(node, rule.When);
            if (rule.RootClosure is { } root)
            {
                active = Formulas.And(active, problem.Reachability.IsBelow(root, node));
            }

            active = Formulas.And(active, problem.Guard(rule.Origin));
            if (Formulas.IsFalse(active))
            {
                continue;
            }

            List<Literal> met = [.. rule.Alternatives.Select(alternative => Meets(node, alternative, active))];
            Group(rule, active, met);
        }
    }

    public void EncodeVirtual(VirtualNode node)
    {
        foreach (var rule in RequirementRules.ForVirtual(problem.Facts, node.Name))
        {
            var holds = rule.IsUnconditional ? node.Exists : Formulas.And(node.Exists, Holds(node, rule.When));
            var active = Formulas.And(holds, problem.Guard(rule.Origin));
            if (Formulas.IsFalse(active))
            {
                continue;
            }

            List<Literal> met = [.. rule.Alternatives.Select(alternative => MeetsVirtual(node, alternative))];
            Group(rule, active, met, node);
        }
    }

    /// <summary>A condition on a virtual: it speaks of its version, of the package that stands for it, and of what that depends on.</summary>
    private Literal Holds(VirtualNode node, AbstractSpec when)
    {
        if ((when.Name.Length > 0 && when.Name != node.Name) || !SpecTree.SaysNothing(new AbstractSpec { Variants = when.Variants, CompilerFlags = when.CompilerFlags, Architecture = when.Architecture, AbstractHash = when.AbstractHash }))
        {
            return Formulas.False;
        }

        List<Literal> parts = [node.Exists];
        if (!when.Versions.IsAny)
        {
            parts.Add(problem.Virtuals.HasVersion(node, when.Versions));
        }

        foreach (var edge in when.Dependencies)
        {
            var provider = edge.Spec.WithoutDependencies();
            var below = AbstractSpec.Empty.WithDependency(edge);
            parts.Add(OfProvider(node, each => each.Name == provider.Name ? problem.Conditions.Matches(each, provider) : problem.Conditions.Holds(each, below)));
        }

        return Formulas.And(parts);
    }

    /// <summary>A literal that holds exactly if something does of the package that stands for the virtual.</summary>
    private Literal OfProvider(VirtualNode node, Func<PackageNode, Literal> holds)
    {
        problem.Virtuals.List(node);
        var literal = Formulas.Fresh();
        List<Literal> clause = [!literal];
        foreach (var (provider, isProvider) in node.Providers)
        {
            clause.Add(isProvider);
            problem.OnTrue(isProvider, () =>
            {
                problem.Nodes.Ensure(provider);
                var matches = holds(provider);
                Formulas.Clause(!isProvider, !literal, matches);
                Formulas.Clause(!isProvider, !matches, literal);
            });
        }

        Formulas.AtLeastOne(clause);
        return literal;
    }

    private void Group(RequirementRule rule, Literal active, List<Literal> met, VirtualNode? of = null)
    {
        Formulas.AtLeastOne([!active, .. met]);
        if (!rule.IsAnyOf)
        {
            for (int i = 0; i < met.Count; i++)
            {
                for (int j = i + 1; j < met.Count; j++)
                {
                    Formulas.Clause(!active, !met[i], !met[j]);
                }
            }
        }

        // The first alternative that holds decides the cost: one more for each before it that does not.
        var none = active;
        for (int i = 0; i + 1 < met.Count; i++)
        {
            none = Formulas.And(none, !met[i]);
            if (of is not null && ProblemFacts.IsLanguage(of.Name))
            {
                // A compiler that is less wanted counts for each package that it compiles.
                problem.Virtuals.AddCostOfClients(of, none, rule.WeightFactor);
            }
            else
            {
                problem.Costs.Add(none, rule.WeightFactor, Criterion.RequirementWeight, isBuilt: true);
            }
        }
    }

    private Literal Meets(PackageNode node, AbstractSpec alternative, Literal active)
    {
        var plain = WithoutFlags(alternative);
        List<Literal> parts = [problem.Conditions.Holds(node, plain)];
        foreach (var edge in alternative.Dependencies)
        {
            if (!ReferenceEquals(edge.When, AbstractSpec.Empty) && !edge.When.Equals(AbstractSpec.Empty))
            {
                var unconditional = AbstractSpec.Empty.WithDependency(edge.With(when: AbstractSpec.Empty));
                parts.Add(Formulas.Or(!problem.Conditions.Holds(node, edge.When), problem.Conditions.Holds(node, unconditional)));
            }
        }

        var met = Formulas.And(parts);
        var imposed = Formulas.And(met, active);
        AddReasons(node, alternative, imposed);
        foreach (var edge in alternative.Dependencies)
        {
            if (!edge.Spec.Variants.IsEmpty && problem.Dependencies.Child(node, edge.Spec.Name) is { } slot)
            {
                slot.ForEachEdge((child, literal) => AddReasons(child, edge.Spec, Formulas.And(imposed, literal)));
            }
        }

        foreach (string kind in alternative.CompilerFlags.Kinds)
        {
            node.Flags.Add(new FlagSource(kind, alternative.CompilerFlags[kind], $"{node.Name}_req", Formulas.And(imposed, node.Builds)));
        }

        return met;
    }

    private Literal MeetsVirtual(VirtualNode node, AbstractSpec alternative)
    {
        if (alternative.Name.Length == 0 || alternative.Name == node.Name)
        {
            return alternative.Versions.IsAny ? node.Exists : Formulas.And(node.Exists, problem.Virtuals.HasVersion(node, alternative.Versions));
        }

        var met = Formulas.Fresh();
        List<Literal> clause = [!met];
        foreach (var (provider, isProvider) in node.Providers)
        {
            if (provider.Name != alternative.Name)
            {
                continue;
            }

            clause.Add(isProvider);
            var spec = alternative.WithoutDependencies();
            problem.OnTrue(isProvider, () =>
            {
                problem.Nodes.Ensure(provider);
                var matches = problem.Conditions.Matches(provider, spec);
                Formulas.Clause(!isProvider, !met, matches);
                Formulas.Clause(!isProvider, !matches, met);
                AddReasons(provider, spec, Formulas.And(isProvider, met));
            });
        }

        Formulas.AtLeastOne(clause);
        return met;
    }

    /// <summary>What is required is no fault, even if it isn't the default.</summary>
    private void AddReasons(PackageNode node, AbstractSpec spec, Literal active)
    {
        foreach (var variant in spec.Variants)
        {
            foreach (string value in variant.Values)
            {
                problem.Variants.AddReason(node, variant.Name, value, active);
            }
        }
    }

    private static AbstractSpec WithoutFlags(AbstractSpec spec) => spec.CompilerFlags.IsEmpty ? spec : new AbstractSpec
    {
        Name = spec.Name, Namespace = spec.Namespace, Versions = spec.Versions, Variants = spec.Variants,
        Architecture = spec.Architecture, AbstractHash = spec.AbstractHash, Dependencies = spec.Dependencies,
    };
}
