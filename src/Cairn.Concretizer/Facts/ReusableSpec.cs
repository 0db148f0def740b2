using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Installed specs, and specs from files, as nodes that may be taken instead of building.</summary>
internal static class ReusableSpec
{
    /// <summary>Offers the spec and all that it links to or runs with; what it was built with is known, but not offered.</summary>
    public static void Offer(ProblemFacts facts, ConcreteSpec spec, ReusablePool pool)
    {
        var candidate = Known(spec, pool);
        if (candidate.Spec is null || !pool.Offered.Add(candidate))
        {
            return;
        }

        foreach (var edge in spec.Dependencies)
        {
            if ((edge.Types & (DependencyTypes.Link | DependencyTypes.Run)) != 0)
            {
                Offer(facts, edge.Node, pool);
            }
        }

        // A runtime is decided anew, also below what exists; an existing one serves only who asks for it.
        bool isRuntime = spec.Name == "gcc-runtime" && facts.Requests.All(request => request.Spec.Name != spec.Name);
        if (facts.Recipes.Contains(spec.FullName) && !isRuntime)
        {
            pool.All.Add(candidate);
        }
    }

    /// <summary>The candidate for a spec: what was gathered already, or a new one with what is below it.</summary>
    public static Candidate Known(ConcreteSpec spec, ReusablePool pool)
    {
        if (pool.ByHash.TryGetValue(spec.Hash, out var known))
        {
            return known;
        }

        var candidate = spec.External is { } location
            ? pool.All.FirstOrDefault(other => other.External is not null && other.Name == spec.Name && other.Version.Equals(spec.Version)
                && other.External.Prefix == location.Path)
            : null;
        candidate ??= new Candidate
        {
            Name = spec.Name,
            Namespace = spec.Namespace ?? "",
            Version = spec.Version,
            Variants = spec.Variants,
            Flags = spec.CompilerFlags,
            Platform = spec.Platform,
            OperatingSystem = spec.OperatingSystem,
            Target = spec.Target.Name,
            Spec = spec,
            Hash = spec.Hash,
        };
        pool.ByHash.Add(spec.Hash, candidate);
        if (candidate.Spec is not null)
        {
            candidate.Dependencies = [.. spec.Dependencies.Select(edge => new CandidateDependency(Known(edge.Node, pool), edge.Types, edge.Virtuals))];
        }

        return candidate;
    }
}

/// <summary>What may be reused, while it is gathered.</summary>
/// <param name="All">Everything that exists: externals first.</param>
internal sealed record ReusablePool(List<Candidate> All)
{
    /// <summary>Everything that is known, offered or not.</summary>
    public Dictionary<string, Candidate> ByHash { get; } = new(StringComparer.Ordinal);

    /// <summary>What was offered already.</summary>
    public HashSet<Candidate> Offered { get; } = [];
}
