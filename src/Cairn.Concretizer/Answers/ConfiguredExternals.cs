using System.Collections.Immutable;
using Cairn.Concretization.Answers;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>
/// The externals of a configuration as the concretizer sees them: with the target that <c>packages.yaml</c> requires, the variants that are
/// completed, and the C libraries of the system.
/// </summary>
public static class ConfiguredExternals
{
    /// <summary>All of them.</summary>
    /// <exception cref="CairnException">An entry has no exact version, or depends on what is not one external.</exception>
    public static ImmutableArray<ConcreteSpec> Of(IRecipeSource recipes, ConcretizerConfiguration configuration)
    {
        var facts = new ProblemFacts(recipes, configuration, ConcretizationOptions.Default, []);
        Dictionary<Candidate, ConcreteSpec> known = [];
        return [.. facts.ConfiguredExternals.Select(Spec)];

        ConcreteSpec Spec(Candidate candidate)
        {
            if (!known.TryGetValue(candidate, out var spec))
            {
                known[candidate] = spec = ExternalSpec.Of(facts, candidate, Spec);
            }

            return spec;
        }
    }
}
