using System.Collections.Immutable;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Variants: which definition counts, which values are taken, and what it costs to leave the defaults.</summary>
internal sealed class VariantEncoder(Problem problem)
{
    private readonly PropagatedValues _propagated = new(problem);
    private readonly VariantValueEncoder _values = new(problem);

    private Formulas Formulas => problem.Formulas;

    public void Encode(PackageNode node)
    {
        // First every variant's existence and values, then the rules, which may speak of other variants.
        foreach (var (name, definitions) in node.Facts!.Variants)
        {
            Declare(node, name, definitions);
        }

        foreach (var (name, definitions) in node.Facts.Variants)
        {
            Define(node, node.Variants[name], definitions);
        }
    }

    /// <summary>The literal that says the node has this value; false if it never can.</summary>
    public Literal Value(PackageNode node, string name, string value)
    {
        if (!node.Variants.TryGetValue(name, out var state))
        {
            state = DeclareForeign(node, name);
        }

        return (state.Find(value) ?? AddValue(node, state, value))?.IsTaken ?? Formulas.False;
    }

    /// <summary>Notes that something asks for a value.</summary>
    public void AddReason(PackageNode node, string name, string value, Literal reason, bool isPropagated = false)
    {
        if (Formulas.IsFalse(reason) || !node.Variants.TryGetValue(name, out var state) || state.Find(value) is not { } taken)
        {
            return;
        }

        if (!isPropagated)
        {
            state.Demands.Add(reason);
            state.Demanded?.Add(reason, suffices: false);
        }

        taken.Reasons.Add(reason);
        if (taken.IsSet is { } isSet)
        {
            Formulas.Implies(reason, isSet);
            taken.SetReasons?.Add(reason, suffices: false);
        }
    }

    /// <summary>No values but these while the literal holds.</summary>
    public void AddExact(PackageNode node, string name, IReadOnlyCollection<string> values, Literal active)
    {
        if (!node.Variants.TryGetValue(name, out var state))
        {
            return;
        }

        state.Exact.Add((active, values));
        foreach (var value in state.Values)
        {
            if (!values.Contains(value.Value))
            {
                Formulas.Implies(active, !value.IsTaken);
            }
        }
    }

    /// <summary>Values are handed on to the node while the literal holds.</summary>
    public void AddPropagated(PackageNode node, string name, IReadOnlyCollection<string> values, Literal active) =>
        _propagated.Add(node.Variants[name], node, values, active);

    /// <summary>The value was asked for by somebody.</summary>
    /// <remarks>That it needs a reason is said only when it first becomes true: for most values it never does.</remarks>
    public Literal IsSet(VariantValueState value)
    {
        if (value.IsSet is { } known)
        {
            return known;
        }

        var isSet = Formulas.Fresh();
        value.IsSet = isSet;
        foreach (var reason in value.Reasons)
        {
            Formulas.Implies(reason, isSet);
        }

        problem.OnTrue(isSet, () =>
        {
            value.SetReasons = new OpenDisjunction(problem, isSet);
            foreach (var reason in value.Reasons)
            {
                value.SetReasons.Add(reason, suffices: false);
            }
        });
        return isSet;
    }

    private void Declare(PackageNode node, string name, ImmutableArray<VariantDefinition> definitions)
    {
        bool isUnconditional = definitions.Any(definition => IsEmpty(definition.When));
        var state = new VariantState(name, isUnconditional ? node.Exists : Formulas.Fresh());
        node.Variants.Add(name, state);
        if (definitions.All(definition => definition.Kind != VariantKind.Multiple))
        {
            state.Single = new AtMostOneGroup(problem.Solver);
        }

        foreach (var definition in definitions)
        {
            // A default of the configuration need not be listed where the recipe takes any value.
            foreach (string value in ConfiguredDefaults(node, definition).Concat(definition.Default).Concat(definition.Choices.Select(choice => choice.Value)))
            {
                if (state.Find(value) is null)
                {
                    MakeValue(node, state, value);
                }
            }
        }
    }

    private IEnumerable<string> ConfiguredDefaults(PackageNode node, VariantDefinition definition) =>
        node.Facts!.Defaults.TryGetValue(definition.Name, out var values)
            ? values.Where(value => VariantRules.Accepts(problem.Facts.Recipes, node.Facts.Recipe, definition, value))
            : [];

    private void MakeValue(PackageNode node, VariantState state, string value)
    {
        var taken = Formulas.Choice(GuessOrder.Attribute);
        var made = new VariantValueState(value, taken);
        state.Add(made);
        Formulas.Implies(taken, node.Exists);
        state.Single?.Add(taken);
        foreach (var (active, values) in state.Exact)
        {
            if (!values.Contains(value))
            {
                Formulas.Implies(active, !taken);
            }
        }

        foreach (var (active, values) in state.Propagations)
        {
            _propagated.ForbidBeside(node, state, made, active, values);
        }

        foreach (var (candidate, isTaken) in node.Candidates)
        {
            bool has = candidate.Variants.TryGet(state.Name, out var existing) && existing.Contains(value);
            Formulas.Implies(isTaken, has ? taken : !taken);
        }
    }

    /// <summary>A variant that the recipe does not define; only what exists, or the engine's own variants, can have it.</summary>
    private VariantState DeclareForeign(PackageNode node, string name)
    {
        bool isAutomatic = name is "dev_path" or "commit" or "patches";
        var state = new VariantState(name, isAutomatic ? node.Exists : Formulas.False);
        node.Variants.Add(name, state);
        if (isAutomatic && name != "patches")
        {
            state.Single = new AtMostOneGroup(problem.Solver);
        }

        foreach (var (candidate, _) in node.Candidates)
        {
            foreach (string value in candidate.Variants[name]?.Values ?? [])
            {
                if (state.Find(value) is null)
                {
                    MakeValue(node, state, value);
                    if (!isAutomatic)
                    {
                        Formulas.Implies(node.Builds, !state.Find(value)!.IsTaken);
                    }
                }
            }
        }

        return state;
    }

    /// <summary>A value that came up in some spec; null if no definition accepts it.</summary>
    private VariantValueState? AddValue(PackageNode node, VariantState state, string value)
    {
        if (state.Definitions.Count == 0 && Formulas.IsFalse(state.IsDefined))
        {
            return null;
        }

        if (state.Definitions.Count == 0)
        {
            // One of the engine's own variants: it springs into being when it is asked for.
            MakeValue(node, state, value);
            var made = state.Find(value)!;
            Formulas.Implies(Formulas.And(made.IsTaken, node.Builds), IsSet(made));
            if (state.Name == "commit")
            {
                problem.Versions.RequireCommit(node, made.IsTaken, value);
            }

            return made;
        }

        List<Literal> allowed = [];
        foreach (var (definition, counts) in state.Definitions)
        {
            if (definition.AcceptsAnyText && VariantRules.Accepts(problem.Facts.Recipes, node.Facts!.Recipe, definition, value))
            {
                allowed.Add(counts);
            }
        }

        if (allowed.Count == 0)
        {
            return null;
        }

        MakeValue(node, state, value);
        var added = state.Find(value)!;
        _values.Encode(node, state, added, allowed);
        if (state.Single is null)
        {
            VariantCombinations.Add(problem, node, state, added);
        }

        state.SomeValue?.Add(added.IsTaken, suffices: false);
        return added;
    }

    private void Define(PackageNode node, VariantState state, ImmutableArray<VariantDefinition> definitions)
    {
        // Of several definitions that apply, the last one counts.
        List<Literal> applies = [.. definitions.Select(definition => problem.Conditions.Holds(node, definition.When))];
        for (int i = 0; i < definitions.Length; i++)
        {
            List<Literal> counts = [applies[i], .. applies.Skip(i + 1).Select(later => !later)];
            state.Definitions.Add((definitions[i], Formulas.And(counts)));
        }

        if (state.IsDefined != node.Exists)
        {
            Formulas.DefineOr(state.IsDefined, [.. applies]);
        }

        bool isOpen = definitions.Any(definition => definition.AcceptsAnyText);
        var needsValue = Formulas.And(state.IsDefined, node.Builds);
        List<Literal> some = [!needsValue];
        foreach (var value in state.Values.ToList())
        {
            List<Literal> allowed = [];
            foreach (var (definition, counts) in state.Definitions)
            {
                if (definition.Default.Contains(value.Value) || ConfiguredDefaults(node, definition).Contains(value.Value) || definition.Choices.Any(choice => choice.Value == value.Value))
                {
                    allowed.Add(counts);
                }
            }

            _values.Encode(node, state, value, allowed);
            some.Add(value.IsTaken);
        }

        if (isOpen)
        {
            state.SomeValue = new OpenDisjunction(problem, needsValue);
            foreach (var value in state.Values)
            {
                state.SomeValue.Add(value.IsTaken, suffices: false);
            }
        }
        else
        {
            Formulas.AtLeastOne(some);
        }

        if (state.Single is null)
        {
            VariantCombinations.Encode(problem, node, state);
        }
    }

    private static bool IsEmpty(AbstractSpec spec) => ReferenceEquals(spec, AbstractSpec.Empty) || spec.Equals(AbstractSpec.Empty);
}
