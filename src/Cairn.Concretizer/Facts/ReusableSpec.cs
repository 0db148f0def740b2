using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Installed specs, and specs from files, as nodes that may be taken instead of building.</summary>
internal static class ReusableSpec
{
    /// <summary>Spack, <c>_is_reusable</c>: no development builds, no externals that the configuration no longer names, no foreign C library.</summary>
    public static bool CanBeReused(ProblemFacts facts, ConcreteSpec spec)
    {
        if (spec.Variants["dev_path"] is not null || spec.Name == "compiler-wrapper" || spec.IsExternal)
        {
            return false;
        }

        if (!facts.Recipes.Contains(spec.FullName))
        {
            return false;
        }

        foreach (var node in spec.Traverse(types: DependencyTypes.Link | DependencyTypes.Run))
        {
            if (node.Name == "gcc" && !spec.Traverse().Any(below => below.Name == "gcc-runtime"))
            {
                return false;
            }

            foreach (var edge in node.Dependencies.Where(edge => edge.Virtuals.Contains("libc")))
            {
                if (!IsCompatibleLibc(facts, edge.Node))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Adds the spec and all that it links to or runs with.</summary>
    public static Candidate Add(ProblemFacts facts, ConcreteSpec spec, Dictionary<string, Candidate> byHash, List<Candidate> all)
    {
        if (byHash.TryGetValue(spec.Hash, out var known))
        {
            return known;
        }

        var external = spec.External is { } location
            ? all.FirstOrDefault(other => other.External is not null && other.Name == spec.Name && other.Version.Equals(spec.Version)
                && other.External.Prefix == location.Path)
            : null;
        if (external is not null)
        {
            byHash.Add(spec.Hash, external);
            return external;
        }

        var candidate = new Candidate
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
        byHash.Add(spec.Hash, candidate);
        candidate.Dependencies =
        [
            .. spec.Dependencies.Select(edge => new CandidateDependency(Add(facts, edge.Node, byHash, all), edge.Types, edge.Virtuals)),
        ];
        if (facts.Recipes.Contains(spec.FullName))
        {
            all.Add(candidate);
        }

        return candidate;
    }

    private static bool IsCompatibleLibc(ProblemFacts facts, ConcreteSpec libc) => facts.Configuration.Host.Libcs.Any(own =>
        own.Package == libc.Name && own.Prefix == libc.ExternalPath && Cairn.Specs.Version.Parse(own.Version).CompareTo(libc.Version) >= 0);
}
