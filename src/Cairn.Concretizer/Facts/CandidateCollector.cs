using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Gathers what exists: the externals of the configuration, the system's C libraries, and installed specs that may be reused.</summary>
internal static class CandidateCollector
{
    public static List<Candidate> Collect(ProblemFacts facts)
    {
        List<Candidate> candidates = [];
        Externals(facts, candidates);
        Libcs(facts, candidates);
        Reusable(facts, candidates);
        return candidates;
    }

    private static void Externals(ProblemFacts facts, List<Candidate> candidates)
    {
        Dictionary<string, Candidate> byId = [];
        List<(Candidate Candidate, ExternalSetting Setting)> made = [];
        foreach (var (entry, settings) in facts.Configuration.Packages.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var external in settings.Externals)
            {
                if (ExternalNode.TryMake(facts, entry, external) is { } candidate && IsSelected(facts.Configuration.Reuse, candidate))
                {
                    made.Add((candidate, external));
                    candidates.Add(candidate);
                    if (external.Id is { } id)
                    {
                        byId[id] = candidate;
                    }
                }
            }
        }

        foreach (var (candidate, setting) in made)
        {
            candidate.Dependencies = [.. ExternalNode.Dependencies(facts, candidate, setting, byId, candidates)];
        }
    }

    private static void Libcs(ProblemFacts facts, List<Candidate> candidates)
    {
        foreach (var libc in facts.Configuration.Host.Libcs)
        {
            if (!facts.Recipes.Contains(libc.Package))
            {
                continue;
            }

            var setting = new ExternalSetting($"{libc.Package}@={libc.Version}") { Prefix = libc.Prefix };
            if (!candidates.Any(known => known.Name == libc.Package && known.Version.ToString() == libc.Version)
                && ExternalNode.TryMake(facts, libc.Package, setting) is { } candidate)
            {
                candidates.Add(candidate);
            }
        }
    }

    /// <summary>Externals count whatever may be reused, unless `reuse:from` says which of them do.</summary>
    private static bool IsSelected(ReuseSettings settings, Candidate candidate)
    {
        bool isLimited = false;
        foreach (var source in settings.Sources)
        {
            if (source.Kind == ReuseSourceKind.External)
            {
                isLimited = true;
                if (source.Selects(constraint => CandidateMatch.Satisfies(candidate, constraint)))
                {
                    return true;
                }
            }
        }

        return !isLimited;
    }

    private static void Reusable(ProblemFacts facts, List<Candidate> candidates)
    {
        ReusablePool pool = new(candidates);
        ReuseFilter filter = new(facts, pool);
        foreach (var spec in facts.Options.Given)
        {
            if (filter.CanBeReused(spec))
            {
                ReusableSpec.Offer(facts, spec, pool);
            }
        }

        var mode = facts.Configuration.Reuse.Mode;
        if (mode == ReuseMode.None)
        {
            return;
        }

        foreach (var spec in facts.Options.Reusable)
        {
            if (!filter.CanBeReused(spec) || !filter.HasKnownExternals(spec) || (mode == ReuseMode.Dependencies && filter.HoldsRequest(spec)))
            {
                continue;
            }

            ReusableSpec.Offer(facts, spec, pool);
        }
    }
}
