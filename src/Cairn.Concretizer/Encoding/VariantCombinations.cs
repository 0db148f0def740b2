using Cairn.Recipes;
using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>Which values of a variant that may be multi-valued exclude each other.</summary>
internal static class VariantCombinations
{
    /// <summary>Forbids what cannot be taken together: anything beside <c>none</c>, values of disjoint sets, several values of a definition that takes one.</summary>
    public static void Encode(Problem problem, PackageNode node, VariantState state)
    {
        if (state.Find("none") is { } none)
        {
            foreach (var other in state.Values)
            {
                if (!ReferenceEquals(other, none))
                {
                    problem.Formulas.Clause(!node.Builds, !none.IsTaken, !other.IsTaken);
                }
            }
        }

        foreach (var (definition, counts) in state.Definitions)
        {
            var active = problem.Formulas.And(counts, node.Builds);
            if (definition.Kind != VariantKind.Multiple)
            {
                foreach (var (left, right) in Pairs([.. state.Values]))
                {
                    problem.Formulas.Clause(!active, !left.IsTaken, !right.IsTaken);
                }
            }

            if (definition.Values is not VariantValues.DisjointSets sets)
            {
                continue;
            }

            List<Literal> inSet = [];
            foreach (var set in sets.Sets)
            {
                var any = problem.Formulas.Fresh();
                foreach (string value in set.Select(choice => choice.Value))
                {
                    if (state.Find(value) is { } member)
                    {
                        problem.Formulas.Clause(!active, !member.IsTaken, any);
                    }
                }

                inSet.Add(any);
            }

            problem.Solver.AddAtMostOne([.. inSet]);
        }
    }

    /// <summary>A value came up that no definition lists: it stands beside <c>none</c> no more than others do.</summary>
    public static void Add(Problem problem, PackageNode node, VariantState state, VariantValueState added)
    {
        foreach (var other in state.Values)
        {
            if (ReferenceEquals(other, added))
            {
                continue;
            }

            if (other.Value == "none" || added.Value == "none")
            {
                problem.Formulas.Clause(!node.Builds, !other.IsTaken, !added.IsTaken);
            }

            foreach (var (definition, counts) in state.Definitions)
            {
                if (definition.Kind != VariantKind.Multiple)
                {
                    problem.Formulas.Clause(!counts, !node.Builds, !other.IsTaken, !added.IsTaken);
                }
            }
        }
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
}
