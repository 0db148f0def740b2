using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>A directive that speaks of a variant which the package does not have.</summary>
/// <param name="Text">What is wrong, as a clause.</param>
/// <param name="Place">Where the directive stands.</param>
internal sealed record RecipeFault(string Text, DirectivePlace Place);

/// <summary>Finds conditions of a recipe that can never mean anything, which Spack refuses (<c>prevalidate_variant_value</c>).</summary>
internal static class RecipeFaults
{
    public static ImmutableArray<RecipeFault> Of(PackageFacts facts)
    {
        var faults = ImmutableArray.CreateBuilder<RecipeFault>();
        void Check(AbstractSpec spec, string directive, DirectivePlace place, string? subject = null)
        {
            if (spec.Variants.IsEmpty || (spec.Name.Length > 0 && spec.Name != facts.Name))
            {
                return;
            }

            foreach (var variant in spec.Variants)
            {
                if (!variant.Propagates && !variant.Values.IsEmpty && !VariantValue.IsReservedName(variant.Name) && !facts.Variants.ContainsKey(variant.Name))
                {
                    faults.Add(new RecipeFault($"`{facts.Name}` has no variant `{variant.Name}`, but {directive}{(subject is null ? "" : $" `{subject}`")} speaks of it", place));
                }
            }
        }

        var recipe = facts.Recipe;
        foreach (var conflict in recipe.Conflicts)
        {
            Check(conflict.When, "a conflict", conflict.Place);
            Check(conflict.Spec, "a conflict", conflict.Place);
        }

        foreach (var requirement in recipe.Requirements)
        {
            Check(requirement.When, "a requirement", requirement.Place);
            foreach (var alternative in requirement.Alternatives)
            {
                Check(alternative, "a requirement", requirement.Place);
            }
        }

        foreach (var dependency in recipe.Dependencies)
        {
            Check(
                dependency.When, "the dependency on", dependency.Places.IsDefaultOrEmpty ? DirectivePlace.Unknown : dependency.Places[0], dependency.Name);
        }

        foreach (var provided in recipe.Provided)
        {
            Check(provided.When, "the way in which it provides", provided.Place, provided.Virtual.Name);
        }

        return faults.ToImmutable();
    }
}
