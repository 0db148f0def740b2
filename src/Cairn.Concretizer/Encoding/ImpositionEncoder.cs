using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Constraints: while a literal holds, a node must be as a spec says.</summary>
internal sealed class ImpositionEncoder(Problem problem)
{
    private Formulas Formulas => problem.Formulas;

    /// <summary>Makes a node be as the spec says while <paramref name="active"/> holds.</summary>
    /// <param name="context">Whose statement it is: dependencies that it mentions with <c>^</c> are those of this node.</param>
    /// <param name="node">The node, which must be encoded.</param>
    /// <param name="spec">What is demanded.</param>
    /// <param name="active">When.</param>
    /// <param name="source">Who demands it, for the order of compiler flags.</param>
    public void Impose(PackageNode context, PackageNode node, AbstractSpec spec, Literal active, string source)
    {
        if (Formulas.IsFalse(active))
        {
            return;
        }

        ImposeOwn(node, spec, active, source);
        foreach (var edge in spec.Dependencies)
        {
            var condition = ReferenceEquals(edge.When, AbstractSpec.Empty) || edge.When.Equals(AbstractSpec.Empty)
                ? active
                : Formulas.And(active, problem.Conditions.Holds(node, edge.When));
            if (edge.IsDirect)
            {
                ImposeDirect(node, edge, condition, source);
            }
            else
            {
                ImposeBelow(context, edge, condition, source);
            }
        }
    }

    /// <summary>What the spec says of the node itself.</summary>
    public void ImposeOwn(PackageNode node, AbstractSpec spec, Literal active, string source)
    {
        if (!string.IsNullOrEmpty(spec.Namespace) && spec.Namespace != node.Facts!.Recipe.Namespace)
        {
            Formulas.Clause(!active);
            return;
        }

        var version = problem.Versions.In(node, spec.Versions);
        Formulas.Clause(!active, version, Formulas.IsFalse(version) ? !NoVersion(node, spec.Versions) : Formulas.False);
        if (spec.Architecture is { } architecture)
        {
            if (architecture.Platform is { Length: > 0 } platform)
            {
                Formulas.Implies(active, problem.Architectures.HasPlatform(platform));
            }

            if (architecture.OperatingSystem is { Length: > 0 } os)
            {
                var has = problem.Architectures.HasOperatingSystem(node, os);
                Formulas.Clause(!active, has, Formulas.IsFalse(has) ? !problem.Rule($"nothing here has the operating system `{os}`") : Formulas.False);
            }

            if (architecture.Target is { } target)
            {
                var has = problem.Architectures.HasTarget(node, target);
                Formulas.Clause(!active, has, Formulas.IsFalse(has) ? !problem.Rule($"no target that is possible here is `{target}`") : Formulas.False);
            }
        }

        foreach (var variant in spec.Variants)
        {
            if (variant.Propagates)
            {
                problem.Propagations.AddSource(node, variant, active);
                if (node.Facts!.Variants.ContainsKey(variant.Name))
                {
                    ImposeVariant(node, variant, active);
                }
            }
            else
            {
                ImposeVariant(node, variant, active);
            }
        }

        foreach (string kind in spec.CompilerFlags.Kinds)
        {
            var flags = spec.CompilerFlags[kind];
            if (source == "literal")
            {
                ForbidOtherFlags(node, kind, flags, active);
            }

            node.Flags.Add(new FlagSource(kind, flags, source, active));
            foreach (var (candidate, isTaken) in node.Candidates)
            {
                if (!flags.All(flag => candidate.Flags[kind].Any(own => own.Text == flag.Text)))
                {
                    Formulas.Clause(!active, !isTaken);
                }
            }

            if (flags.Any(flag => flag.Propagates))
            {
                problem.Propagations.AddFlags(node, kind, [.. flags.Where(flag => flag.Propagates)], source, active);
            }
        }

        if (spec.AbstractHash is { } hash)
        {
            Formulas.AtLeastOne([!active, .. node.Candidates
                .Where(each => each.Candidate.Hash.StartsWith(hash, StringComparison.Ordinal))
                .Select(each => each.IsTaken)]);
        }
    }

    /// <summary>Requests that give one node different flags of a kind contradict each other.</summary>
    private void ForbidOtherFlags(PackageNode node, string kind, System.Collections.Immutable.ImmutableArray<CompilerFlag> flags, Literal active)
    {
        foreach (var other in node.Flags)
        {
            if (other.Source == "literal" && other.Kind == kind && !other.Flags.Select(flag => flag.Text).SequenceEqual(flags.Select(flag => flag.Text)))
            {
                Formulas.Clause(!problem.Rule($"`{node.Name}` is asked for with two kinds of `{kind}`"), !active, !other.Active);
            }
        }
    }

    private void ImposeVariant(PackageNode node, VariantValue variant, Literal active)
    {
        foreach (string value in variant.Values)
        {
            var taken = problem.Variants.Value(node, variant.Name, value);
            Formulas.Clause(!active, taken, Formulas.IsFalse(taken) ? !Impossible(node, variant.Name, value) : Formulas.False);
            problem.Variants.AddReason(node, variant.Name, value, active);
        }

        if (variant.Values.IsEmpty)
        {
            // `name=*`: the variant must exist.
            Formulas.Implies(active, node.Variants.TryGetValue(variant.Name, out var state) ? state.IsDefined : !problem.Rule($"`{node.Name}` has no variant `{variant.Name}`"));
        }

        if (variant.IsConcrete && variant.Type == VariantType.Multiple)
        {
            problem.Variants.AddExact(node, variant.Name, variant.Values, active);
        }
    }

    private Literal NoVersion(PackageNode node, VersionList versions) => problem.Rule(
        $"no version of `{node.Name}` that can be had is `@{versions}`",
        VersionCollector.HasDeprecated(node.Facts!.Recipe, versions) && !problem.Facts.Options.AllowsDeprecated ? "use `--deprecated` to allow deprecated versions" : null);

    /// <summary>The switch of the fact that a variant cannot have a value.</summary>
    private Literal Impossible(PackageNode node, string name, string value) => node.Facts!.Variants.ContainsKey(name)
        ? problem.Rule($"the variant `{name}` of `{node.Name}` does not take the value `{value}`")
        : problem.Rule($"`{node.Name}` has no variant `{name}`");

    /// <summary><c>%name</c>: the node itself depends on it.</summary>
    private void ImposeDirect(PackageNode node, DependencyEdge edge, Literal active, string source)
    {
        string name = edge.Spec.Name;
        bool isVirtual = problem.Facts.IsVirtual(name);
        active = Formulas.And(active, !problem.Conditions.WasBuiltWith(node, edge, isVirtual));
        if (isVirtual)
        {
            // `%c`, or `%mpi@3`: the node must use the virtual.
            if (problem.Virtuals.Child(node, name) is not { } virtualSlot)
            {
                Formulas.Clause(!active);
                return;
            }

            Formulas.Implies(active, virtualSlot.Any);
            problem.Virtuals.ImposeVersions(virtualSlot, edge.Spec.Versions, active);
            return;
        }

        if (problem.Dependencies.Child(node, name) is not { } slot)
        {
            Formulas.Clause(!active);
            return;
        }

        Formulas.Implies(active, slot.Any);
        foreach (string virtualName in edge.Virtuals)
        {
            Formulas.Implies(active, problem.Virtuals.StandsFor(node, slot, virtualName));
        }

        for (int i = 0; i < 4; i++)
        {
            if ((edge.Types & ChildSlot.TypeAt(i)) != 0)
            {
                Formulas.Implies(active, slot.ByType[i]);
            }
        }

        if (!SpecTree.IsBare(edge.Spec))
        {
            slot.ForEachEdge((child, literal) => Impose(node, child, edge.Spec, Formulas.And(active, literal), source));
        }
    }

    /// <summary><c>^name</c> in a statement of <paramref name="context"/>: a direct dependency of it.</summary>
    private void ImposeBelow(PackageNode context, DependencyEdge edge, Literal active, string source)
    {
        string name = edge.Spec.Name;
        if (problem.Facts.IsVirtual(name))
        {
            if (problem.Virtuals.Child(context, name) is { } virtualSlot)
            {
                Formulas.Implies(active, virtualSlot.Any);
                problem.Virtuals.ImposeVersions(virtualSlot, edge.Spec.Versions, active);
            }
            else
            {
                Formulas.Clause(!active);
            }

            return;
        }

        if (problem.Dependencies.Child(context, name) is not { } slot)
        {
            Formulas.Clause(!active);
            return;
        }

        Formulas.Implies(active, slot.Any);
        foreach (string virtualName in edge.Virtuals)
        {
            Formulas.Implies(active, problem.Virtuals.IsProvider(slot, virtualName));
        }

        if (!SpecTree.IsBare(edge.Spec))
        {
            slot.ForEachEdge((child, literal) => Impose(context, child, edge.Spec, Formulas.And(active, literal), source));
        }
    }
}
