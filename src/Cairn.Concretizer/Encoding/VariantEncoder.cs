using System.Collections.Immutable;
using Cairn.Concretization.Explaining;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Variants: which definition counts, which values are taken, and what it costs to leave the defaults.</summary>
internal sealed class VariantEncoder(Problem problem)
{
    /// <summary>The cost of a value that a recipe does not list (Spack, <c>possible_variant_penalty</c>).</summary>
    private const int UnlistedPenalty = 100;

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

    /// <summary>Values are handed on to the node: where nobody else asks for values, there are no others, not even the default.</summary>
    public void AddPropagated(PackageNode node, string name, IReadOnlyCollection<string> values, Literal active)
    {
        var state = node.Variants[name];
        if (state.Single is not null)
        {
            return;
        }

        if (state.Demanded is null)
        {
            state.Demanded = new OpenDisjunction(problem, Formulas.Fresh());
            state.Demands.ForEach(demand => state.Demanded.Add(demand, suffices: false));
        }

        foreach (string value in values)
        {
            Propagated(state, value).Add(active, suffices: false);
        }

        state.Propagations.Add((active, values));
        foreach (var value in state.Values)
        {
            ForbidBeside(node, state, value, active, values);
        }
    }

    private void ForbidBeside(PackageNode node, VariantState state, VariantValueState value, Literal active, IReadOnlyCollection<string> values)
    {
        if (!values.Contains(value.Value))
        {
            Formulas.Clause(!active, !node.Builds, !value.IsTaken, state.Demanded!.Atom, Propagated(state, value.Value).Atom);
        }
    }

    private OpenDisjunction Propagated(VariantState state, string value)
    {
        if (!state.Propagated.TryGetValue(value, out var propagated))
        {
            state.Propagated.Add(value, propagated = new OpenDisjunction(problem, Formulas.Fresh()));
        }

        return propagated;
    }

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
            foreach (string value in definition.Default.Concat(definition.Choices.Select(choice => choice.Value)))
            {
                if (state.Find(value) is null)
                {
                    MakeValue(node, state, value);
                }
            }
        }
    }

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
            ForbidBeside(node, state, made, active, values);
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
        Finish(node, state, added, allowed);
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
            Formulas.DefineOr(state.IsDefined, applies);
        }

        bool isOpen = definitions.Any(definition => definition.AcceptsAnyText);
        var needsValue = Formulas.And(state.IsDefined, node.Builds);
        List<Literal> some = [!needsValue];
        foreach (var value in state.Values.ToList())
        {
            List<Literal> allowed = [];
            foreach (var (definition, counts) in state.Definitions)
            {
                if (definition.Default.Contains(value.Value) || definition.Choices.Any(choice => choice.Value == value.Value))
                {
                    allowed.Add(counts);
                }
            }

            Finish(node, state, value, allowed);
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
            Combine(node, state);
        }
    }

    /// <summary>What one value demands, and what it costs.</summary>
    private void Finish(PackageNode node, VariantState state, VariantValueState value, List<Literal> allowed)
    {
        Formulas.AtLeastOne([!value.IsTaken, !node.Builds, !ExistsOnlyIf(node, state), .. allowed]);
        var defaults = node.Facts!.Defaults;
        bool isAlwaysDefault = true;
        foreach (var (definition, counts) in state.Definitions)
        {
            if (Formulas.IsFalse(counts))
            {
                continue;
            }

            var ownDefaults = defaults.TryGetValue(state.Name, out var overriding) ? overriding : definition.Default;
            bool isDefault = ownDefaults.Contains(value.Value);
            Conditional(node, definition, value, counts);
            if (isDefault)
            {
                if (definition.Kind == VariantKind.Multiple)
                {
                    AddUnusedDefault(node, value, counts);
                }

                if (definition.IsSticky)
                {
                    Stick(node, state, value, counts);
                }

                continue;
            }

            isAlwaysDefault = false;
            int penalty = Penalty(definition, value.Value);
            AddPenalty(node, value, counts, penalty);
        }

        value.IsAlwaysDefault = isAlwaysDefault;
        if (isAlwaysDefault)
        {
            problem.Solver.Prefer(value.IsTaken);
        }
        else if (state.Definitions.Any(each => (defaults.TryGetValue(state.Name, out var over) ? over : each.Definition.Default).Contains(value.Value)))
        {
            problem.Solver.Prefer(value.IsTaken);
        }
    }

    /// <summary>The switch of the fact that a variant is only there under conditions; always on unless a failure is traced.</summary>
    private Literal ExistsOnlyIf(PackageNode node, VariantState state)
    {
        if (!problem.Explains || state.Definitions.Any(each => IsEmpty(each.Definition.When)))
        {
            return Formulas.True;
        }

        string when = string.Join("` or `", state.Definitions.Select(each => each.Definition.When.ToString().Trim()).Distinct());
        return problem.Guard(new Origin.Directive(
            node.Name, $"`{node.Name}` has the variant `{state.Name}` only when `{when}`", state.Definitions[0].Definition.Place));
    }

    /// <summary>A value with a condition imposes the condition when it is taken.</summary>
    private void Conditional(PackageNode node, VariantDefinition definition, VariantValueState value, Literal counts)
    {
        var choices = definition.Values switch
        {
            VariantValues.Listed listed => listed.Choices,
            VariantValues.DisjointSets sets => sets.Sets.SelectMany(set => set),
            _ => [],
        };
        foreach (var choice in choices)
        {
            if (choice.Value != value.Value || !choice.IsConditional)
            {
                continue;
            }

            var origin = new Origin.Directive(
                node.Name, $"`{node.Name}` has the value `{definition.Name}={choice.Value}` only when `{choice.When}`", definition.Place);
            var active = Formulas.And(Formulas.And(value.IsTaken, counts), problem.Guard(origin));
            if (choice.When is null)
            {
                Formulas.Implies(node.Builds, !active);
            }
            else if (!IsEmpty(choice.When))
            {
                problem.Impositions.Impose(node, node, choice.When, active, node.Name);
            }
        }
    }

    private void AddPenalty(PackageNode node, VariantValueState value, Literal counts, int penalty)
    {
        var unasked = Formulas.And([value.IsTaken, counts, !IsSet(value)]);
        problem.Costs.AddForNode(node, unasked, penalty, Criterion.RootVariants, Criterion.Variants);
    }

    private void AddUnusedDefault(PackageNode node, VariantValueState value, Literal counts)
    {
        var unused = Formulas.And(Formulas.And(counts, node.Exists), !value.IsTaken);
        problem.Costs.AddForNode(node, unused, 1, Criterion.RootUnusedDefaults, Criterion.UnusedDefaults);
    }

    /// <summary>A sticky variant keeps its default unless somebody asks for something else.</summary>
    private void Stick(PackageNode node, VariantState state, VariantValueState value, Literal counts)
    {
        var sticks = Formulas.And(counts, StickyGuard(node, state, value));
        var mustHave = Formulas.And(Formulas.And(sticks, node.Builds), !value.IsTaken);
        problem.OnTrue(mustHave, () =>
        {
            List<Literal> clause = [!mustHave];
            foreach (var other in state.Values)
            {
                clause.Add(IsSet(other));
            }

            Formulas.AtLeastOne(clause);
        });
    }

    /// <summary>The switch of the fact that a variant keeps its default; always on unless a failure is traced.</summary>
    private Literal StickyGuard(PackageNode node, VariantState state, VariantValueState value)
    {
        if (!problem.Explains)
        {
            return Formulas.True;
        }

        string text = new VariantValue(VariantType.Single, state.Name, [value.Value]).ToString().Trim();
        if (value.Value is "True" or "False")
        {
            text = $"{(value.Value == "True" ? '+' : '~')}{state.Name}";
        }

        return problem.Guard(new Origin.Sticky(
            node.Name, state.Name, $"`{node.Name}` keeps `{text}` unless another value is asked for", state.Definitions[0].Definition.Place));
    }

    /// <summary>Which values of a multi-valued variant exclude each other.</summary>
    private void Combine(PackageNode node, VariantState state)
    {
        if (state.Find("none") is { } none)
        {
            foreach (var other in state.Values)
            {
                if (!ReferenceEquals(other, none))
                {
                    Formulas.Clause(!node.Builds, !none.IsTaken, !other.IsTaken);
                }
            }
        }

        foreach (var (definition, counts) in state.Definitions)
        {
            var active = Formulas.And(counts, node.Builds);
            if (definition.Kind != VariantKind.Multiple)
            {
                foreach (var (left, right) in Pairs([.. state.Values]))
                {
                    Formulas.Clause(!active, !left.IsTaken, !right.IsTaken);
                }
            }

            if (definition.Values is not VariantValues.DisjointSets sets)
            {
                continue;
            }

            List<Literal> inSet = [];
            foreach (var set in sets.Sets)
            {
                var any = Formulas.Fresh();
                foreach (string value in set.Select(choice => choice.Value))
                {
                    if (state.Find(value) is { } member)
                    {
                        Formulas.Clause(!active, !member.IsTaken, any);
                    }
                }

                inSet.Add(any);
            }

            problem.Solver.AddAtMostOne([.. inSet]);
        }
    }

    private static int Penalty(VariantDefinition definition, string value)
    {
        // The recipe's defaults come first, then its other values in their order.
        int index = definition.Default.IndexOf(value);
        if (index >= 0)
        {
            return index + 1;
        }

        int penalty = definition.Default.Length + 1;
        foreach (string listed in definition.Values switch
        {
            VariantValues.Listed list => list.Choices.Select(choice => choice.Value),
            VariantValues.DisjointSets sets => sets.Sets.SelectMany(set => set).Select(choice => choice.Value),
            _ => [],
        })
        {
            if (listed == value)
            {
                return penalty;
            }

            if (!definition.Default.Contains(listed))
            {
                penalty++;
            }
        }

        return UnlistedPenalty;
    }

    private static IEnumerable<(T Left, T Right)> Pairs<T>(IReadOnlyList<T> items)
    {
        for (int i = 0; i < items.Count; i++)
        {
            for (int j = i + 1; j < items.Count; j++)
            {
                yield return (items[i], items[j]);
            }
        }
    }

    private static bool IsEmpty(AbstractSpec spec) => ReferenceEquals(spec, AbstractSpec.Empty) || spec.Equals(AbstractSpec.Empty);
}
