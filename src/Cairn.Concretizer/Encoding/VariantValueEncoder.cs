using Cairn.Concretization.Explaining;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>One value of a variant: when it may be taken, what it demands, and what it costs.</summary>
internal sealed class VariantValueEncoder(Problem problem)
{
    /// <summary>The cost of a value that a recipe does not list (Spack, <c>possible_variant_penalty</c>).</summary>
    private const int UnlistedPenalty = 100;

    private Formulas Formulas => problem.Formulas;

    /// <summary>What one value demands, and what it costs.</summary>
    public void Encode(PackageNode node, VariantState state, VariantValueState value, List<Literal> allowed)
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
        var unasked = Formulas.And([value.IsTaken, counts, !problem.Variants.IsSet(value)]);
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
                clause.Add(problem.Variants.IsSet(other));
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

    private static bool IsEmpty(AbstractSpec spec) => ReferenceEquals(spec, AbstractSpec.Empty) || spec.Equals(AbstractSpec.Empty);
}
