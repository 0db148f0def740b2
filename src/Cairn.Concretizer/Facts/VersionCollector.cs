using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Gathers the versions that a package may have, from all who may name one.</summary>
internal static class VersionCollector
{
    public static ImmutableArray<VersionChoice> Collect(ProblemFacts facts, RecipeMetadata recipe, ImmutableArray<Candidate> candidates)
    {
        Dictionary<Version, VersionChoice> choices = [];
        HashSet<Version> deprecated = [];
        var isReachable = facts.Options.IsReachable;
        foreach (var declared in recipe.Versions)
        {
            if (isReachable is not null && !isReachable(recipe, declared))
            {
                continue;
            }

            if (declared.IsDeprecated)
            {
                deprecated.Add(declared.Version);
                if (!facts.Options.AllowsDeprecated)
                {
                    continue;
                }
            }

            choices.TryAdd(declared.Version, new VersionChoice(declared.Version, true, declared.IsDeprecated));
        }

        foreach (var candidate in candidates)
        {
            choices.TryAdd(candidate.Version, new VersionChoice(candidate.Version, false, deprecated.Contains(candidate.Version)));
        }

        var preferred = Preferred(facts, recipe, choices);
        foreach (var version in preferred)
        {
            choices.TryAdd(version, new VersionChoice(version, version.IsGit && isReachable is null, false));
        }

        foreach (var version in AdHoc(facts, recipe.Name))
        {
            // What no recipe declares has no digest by which a source could be found, and what one declares was asked for above.
            if (isReachable is not null)
            {
                choices.TryAdd(version, new VersionChoice(version, false, deprecated.Contains(version)));
            }
            else if (!deprecated.Contains(version) || facts.Options.AllowsDeprecated)
            {
                bool isKnown = choices.TryGetValue(version, out var known) && known.CanBeBuilt;
                if (!isKnown)
                {
                    choices[version] = new VersionChoice(version, true, deprecated.Contains(version));
                }
            }
        }

        foreach (var version in facts.Runtimes.VersionsOf(recipe.Name))
        {
            choices[version] = new VersionChoice(version, true, false);
        }

        var ordered = choices.Values.OrderBy(choice => choice.Version, new VersionPreference(recipe)).ToList();
        return [.. preferred.Select(version => choices[version]).Concat(ordered).DistinctBy(choice => choice.Version)];
    }

    /// <summary>Deprecated versions of a recipe that lie in a list.</summary>
    public static bool HasDeprecated(RecipeMetadata recipe, VersionList versions) =>
        recipe.Versions.Any(declared => declared.IsDeprecated && declared.Version.Satisfies(versions));

    private static List<Version> Preferred(ProblemFacts facts, RecipeMetadata recipe, Dictionary<Version, VersionChoice> choices)
    {
        List<Version> preferred = [];
        foreach (string text in facts.Configuration.For(recipe.Name).Versions)
        {
            var wanted = VersionList.Parse(text);
            if (wanted.Concrete is { IsGit: true } git)
            {
                preferred.Add(git);
                continue;
            }

            var matches = choices.Keys.Where(version => version.Satisfies(wanted)).OrderDescending().ToList();
            if (matches.Count == 0)
            {
                throw new CairnException(new Diagnostic(
                    "unknown-version",
                    $"`packages.yaml` prefers version `{text}` of `{recipe.Name}`, which no known version satisfies"));
            }

            preferred.AddRange(matches);
        }

        return [.. preferred.Distinct()];
    }

    /// <summary>Exact versions that requests and requirements name.</summary>
    private static IEnumerable<Version> AdHoc(ProblemFacts facts, string name)
    {
        foreach (var spec in facts.RequestedSpecs)
        {
            if (spec.Name == name && spec.Versions.Concrete is { } version)
            {
                yield return version;
            }
        }

        foreach (var requirement in facts.Configuration.For(name).Requirements)
        {
            foreach (string text in requirement.Specs)
            {
                var spec = AbstractSpec.Parse(text, facts.Configuration.SpecOptions);
                if ((spec.Name.Length == 0 || spec.Name == name) && spec.Versions.Concrete is { } version)
                {
                    yield return version;
                }
            }
        }
    }
}
