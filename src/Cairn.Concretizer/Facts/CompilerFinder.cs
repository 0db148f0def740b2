using System.Collections.Immutable;

namespace Cairn.Concretization.Facts;

/// <summary>Which of the things that exist are compilers.</summary>
internal static class CompilerFinder
{
    /// <summary>Externals and installed specs of packages that stand for a language, sorted by name and version.</summary>
    public static ImmutableArray<Candidate> Find(ProblemFacts facts, IEnumerable<Candidate> candidates)
    {
        HashSet<string> names = [];
        foreach (string language in ProblemFacts.Languages)
        {
            if (facts.Recipes.IsVirtual(language))
            {
                names.UnionWith(facts.Recipes.Providers(language).Select(provider => provider.Name));
            }
        }

        return
        [
            .. candidates.Where(candidate => names.Contains(candidate.Name))
                .OrderBy(candidate => candidate.Name, StringComparer.Ordinal)
                .ThenBy(candidate => candidate.Version),
        ];
    }
}
