using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Which values a recipe's variants take.</summary>
internal static class VariantRules
{
    /// <summary>The definitions of the variant that accept all its values.</summary>
    public static IEnumerable<VariantDefinition> DefinitionsThatAccept(IRecipeSource recipes, RecipeMetadata recipe, VariantValue variant)
    {
        foreach (var definition in recipe.VariantDefinitions(variant.Name))
        {
            if (definition.Kind != VariantKind.Multiple && variant.Values.Length > 1)
            {
                continue;
            }

            if (variant.Values.All(value => Accepts(recipes, recipe, definition, value))
                && (!definition.HasGroupValidator || recipes.AcceptsVariantValue(recipe, definition, variant.Values) is null))
            {
                yield return definition;
            }
        }
    }

    /// <summary>True if one value is allowed by itself.</summary>
    public static bool Accepts(IRecipeSource recipes, RecipeMetadata recipe, VariantDefinition definition, string value) => definition.Values switch
    {
        VariantValues.Anything => definition.Kind != VariantKind.Boolean || value is "True" or "False",
        VariantValues.Predicate => recipes.AcceptsVariantValue(recipe, definition, [value]) is null,
        VariantValues.Listed listed => listed.Choices.Any(choice => choice.Value == value),
        VariantValues.DisjointSets sets => sets.Sets.Any(set => set.Any(choice => choice.Value == value)),
        _ => false,
    };

    /// <summary>The default values of a definition.</summary>
    public static ImmutableArray<string> Defaults(VariantDefinition definition) => definition.Default;
}
