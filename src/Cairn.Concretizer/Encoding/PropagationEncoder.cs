using System.Collections.Immutable;
using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Variants and flags that are handed on to dependencies (<c>++shared</c>, <c>cflags==-g</c>).</summary>
internal sealed class PropagationEncoder(Problem problem)
{
    private readonly List<Wave> _waves = [];

    /// <summary>A variant's value is handed on from a node while the literal holds.</summary>
    public void AddSource(PackageNode node, VariantValue variant, Literal active) =>
        Start(new Wave(node, isLinkRunOnly: false, (reached, child) => ApplyVariant(child, variant, reached)), active);

    /// <summary>Flags are handed on to what the node links to or runs with.</summary>
    public void AddFlags(PackageNode node, string kind, ImmutableArray<CompilerFlag> flags, string source, Literal active) =>
        Start(new Wave(node, isLinkRunOnly: true, (reached, child) => ApplyFlags(node, child, kind, flags, source, reached)), active);

    public void NodeEncoded(PackageNode node)
    {
        foreach (var wave in _waves)
        {
            if (wave.Reached.TryGetValue(node, out var reached) && node != wave.Source)
            {
                wave.Apply(reached.Atom, node);
            }
        }
    }

    public void EdgeActivated(ChildSlot slot, PackageNode child, Literal edge)
    {
        foreach (var wave in _waves)
        {
            Pass(wave, slot, child, edge);
        }
    }

    private void Start(Wave wave, Literal active)
    {
        _waves.Add(wave);
        var origin = new OpenDisjunction(problem, problem.Formulas.Fresh());
        origin.Add(active, suffices: true);
        wave.Reached.Add(wave.Source, origin);
        Spread(wave, wave.Source);
    }

    private void Spread(Wave wave, PackageNode node)
    {
        foreach (var slot in node.Children.Values)
        {
            foreach (var (child, edge) in slot.Active.ToArray())
            {
                Pass(wave, slot, child, edge);
            }
        }
    }

    private void Pass(Wave wave, ChildSlot slot, PackageNode child, Literal edge)
    {
        if (!wave.Reached.TryGetValue(slot.Parent, out var parent))
        {
            return;
        }

        var formulas = problem.Formulas;
        var way = formulas.And(parent.Atom, edge);
        if (wave.IsLinkRunOnly)
        {
            way = formulas.And(way, formulas.Or(slot.Type(DependencyTypes.Link), slot.Type(DependencyTypes.Run)));
        }

        if (!wave.Reached.TryGetValue(child, out var reached))
        {
            reached = new OpenDisjunction(problem, formulas.Fresh());
            wave.Reached.Add(child, reached);
            reached.Add(way, suffices: true);
            if (child.IsEncoded && child != wave.Source)
            {
                wave.Apply(reached.Atom, child);
            }

            Spread(wave, child);
            return;
        }

        reached.Add(way, suffices: true);
    }

    private void ApplyVariant(PackageNode child, VariantValue variant, Literal reached)
    {
        if (!child.Variants.TryGetValue(variant.Name, out var state) || state.Definitions.Count == 0)
        {
            return;
        }

        List<Literal> known = [];
        foreach (string value in variant.Values)
        {
            var taken = problem.Variants.Value(child, variant.Name, value);
            if (problem.Formulas.IsFalse(taken))
            {
                continue;
            }

            // A definition that does not know the value is left as it is.
            List<Literal> possible = [];
            foreach (var (definition, counts) in state.Definitions)
            {
                if (definition.AcceptsAnyText || definition.Default.Contains(value) || definition.Choices.Any(choice => choice.Value == value))
                {
                    possible.Add(counts);
                }
            }

            var applies = problem.Formulas.And(reached, problem.Formulas.Or(possible));
            problem.Formulas.Clause(!applies, !child.Builds, taken);
            problem.Variants.AddReason(child, variant.Name, value, applies, isPropagated: true);
            known.Add(applies);
        }

        if (known.Count > 0)
        {
            problem.Variants.AddPropagated(child, variant.Name, variant.Values, problem.Formulas.Or(known));
        }
    }

    private void ApplyFlags(
        PackageNode origin, PackageNode child, string kind, ImmutableArray<CompilerFlag> flags, string source, Literal reached)
    {
        if (child.Facts!.IsRuntime)
        {
            return;
        }

        var own = problem.Formulas.Or([.. child.Flags.Where(each => each.Kind == kind && each.Source == "literal").Select(each => each.Active)]);
        var active = problem.Formulas.And([reached, !own, child.Builds, HasCompilersOf(origin, child)]);
        child.Flags.Add(new FlagSource(kind, flags, source, active));
    }

    /// <summary>Whatever compiles the one compiles the other: flags are words of a compiler.</summary>
    private Literal HasCompilersOf(PackageNode origin, PackageNode child)
    {
        var formulas = problem.Formulas;
        List<Literal> parts = [];
        foreach (string name in problem.Facts.Compilers.Select(compiler => compiler.Name).Distinct())
        {
            if (problem.Dependencies.Child(origin, name) is not { } slot)
            {
                continue;
            }

            var other = problem.Dependencies.Child(child, name);
            foreach (string language in ProblemFacts.Languages)
            {
                var compiles = problem.Virtuals.StandsFor(origin, slot, language);
                foreach (var (compiler, edge) in slot.Edges)
                {
                    var uses = formulas.And(compiles, edge);
                    if (!formulas.IsFalse(uses))
                    {
                        parts.Add(formulas.Or(!uses, Uses(child, other, compiler, language)));
                    }
                }
            }
        }

        return formulas.And(parts);
    }

    private Literal Uses(PackageNode node, ChildSlot? slot, PackageNode compiler, string language)
    {
        foreach (var (child, edge) in slot?.Edges ?? [])
        {
            if (ReferenceEquals(child, compiler))
            {
                return problem.Formulas.And(problem.Virtuals.StandsFor(node, slot!, language), edge);
            }
        }

        return problem.Formulas.False;
    }

    /// <summary>Something that spreads from one node along edges.</summary>
    private sealed class Wave(PackageNode source, bool isLinkRunOnly, Action<Literal, PackageNode> apply)
    {
        public PackageNode Source { get; } = source;

        public bool IsLinkRunOnly { get; } = isLinkRunOnly;

        public Action<Literal, PackageNode> Apply { get; } = apply;

        public Dictionary<PackageNode, OpenDisjunction> Reached { get; } = [];
    }
}
