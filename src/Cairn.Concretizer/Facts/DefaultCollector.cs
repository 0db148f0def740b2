using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Values that take the place of the recipe's defaults: those of the request, else those of <c>packages.yaml</c>.</summary>
internal static class DefaultCollector
{
    public static ImmutableDictionary<string, ImmutableArray<string>> Collect(ProblemFacts facts, RecipeMetadata recipe)
    {
        var defaults = ImmutableDictionary.CreateBuilder<string, ImmutableArray<string>>();
        string text = facts.Configuration.For(recipe.Name).Variants;
        if (text.Length == 0)
        {
            text = facts.Configuration.ForAll.Variants;
        }

        if (text.Length > 0)
        {
            foreach (var variant in AbstractSpec.Parse(text).Variants)
            {
                if (VariantRules.DefinitionsThatAccept(facts.Recipes, recipe, variant).Any())
                {
                    defaults[variant.Name] = variant.Values;
                }
            }
        }

        foreach (var spec in facts.RequestedSpecs)
        {
            if (spec.Name == recipe.Name)
            {
                foreach (var variant in spec.Variants)
                {
                    if (!variant.Values.IsEmpty)
                    {
                        defaults[variant.Name] = variant.Values;
                    }
                }
            }
        }

        return defaults.ToImmutable();
    }
}
