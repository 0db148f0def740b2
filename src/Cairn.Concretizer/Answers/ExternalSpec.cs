using System.Collections.Immutable;
using Cairn.Concretization.Facts;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Answers;

/// <summary>Makes concrete specs of entries under <c>externals</c>.</summary>
internal static class ExternalSpec
{
    /// <summary>The spec of an external.</summary>
    /// <param name="facts">What is known of recipes.</param>
    /// <param name="candidate">An external of the configuration.</param>
    /// <param name="existing">The specs of what it depends on.</param>
    public static ConcreteSpec Of(ProblemFacts facts, Candidate candidate, Func<Candidate, ConcreteSpec> existing)
    {
        var setting = candidate.External!;
        ConcreteSpec Spec(string? packageHash) => new()
        {
            Name = candidate.Name,
            Namespace = candidate.Namespace,
            Version = candidate.Version,
            Variants = candidate.Variants,
            CompilerFlags = FlagOrder.WithAllKinds(candidate.Flags),
            Architecture = new ConcreteArchitecture(candidate.Platform, candidate.OperatingSystem, Microarchitectures.Get(candidate.Target)),
            External = new ExternalLocation(setting.Prefix, setting.Modules, setting.ExtraAttributes),
            Dependencies = [.. candidate.Dependencies.Select(each => new ConcreteEdge(existing(each.Child), each.Types, each.Virtuals))],
            PackageHash = packageHash,
        };
        return facts.Recipes.TryGet($"{candidate.Namespace}.{candidate.Name}", out var recipe) ? Spec(HashOfPackage(facts, recipe, Spec(null), [])) : Spec(null);
    }

    /// <summary>The hash of source, patches and recipe; null for recipes that have no text.</summary>
    public static string? HashOfPackage(ProblemFacts facts, RecipeMetadata recipe, ConcreteSpec spec, ImmutableArray<(string Digest, int Level)> patches)
    {
        string? text = facts.Recipes.TextHash(spec.Name, condition => spec.Satisfies(condition));
        string? commit = spec.Variants["commit"]?.Values.FirstOrDefault();
        return text is null ? null : PackageHash.Compute(SourceIdentity.Of(recipe, spec.Version, commit), patches, text);
    }
}
