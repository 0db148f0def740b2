using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Whether something that exists is as a spec demands.</summary>
internal static class CandidateMatch
{
    /// <summary>True if the candidate was built with something that is as the edge says; link and run dependencies are nodes of their own.</summary>
    public static bool WasBuiltWith(Candidate candidate, DependencyEdge edge, bool isVirtual)
    {
        foreach (var dependency in candidate.Dependencies)
        {
            if ((dependency.Types & (DependencyTypes.Link | DependencyTypes.Run)) == 0 && (edge.Types & ~dependency.Types) == 0
                && edge.Virtuals.All(dependency.Virtuals.Contains)
                && (isVirtual ? dependency.Virtuals.Contains(edge.Spec.Name) : Satisfies(dependency.Child, edge.Spec)))
            {
                return true;
            }
        }

        return false;
    }

    public static bool Satisfies(Candidate candidate, AbstractSpec spec)
    {
        if (candidate.Spec is { } finished && spec.Versions.Concrete is not { IsGit: true })
        {
            return finished.Satisfies(spec);
        }

        if (spec.Name.Length > 0 && spec.Name != candidate.Name)
        {
            return false;
        }

        if (!string.IsNullOrEmpty(spec.Namespace) && spec.Namespace != candidate.Namespace)
        {
            return false;
        }

        if (!spec.Versions.IsAny && !candidate.Version.Satisfies(spec.Versions))
        {
            return false;
        }

        foreach (var wanted in spec.Variants)
        {
            if (!candidate.Variants.TryGet(wanted.Name, out var value) || !wanted.Values.All(value.Contains))
            {
                return false;
            }
        }

        if (spec.Architecture is { } architecture
            && ((architecture.Platform is { Length: > 0 } platform && platform != candidate.Platform)
                || (architecture.OperatingSystem is { Length: > 0 } os && os != candidate.OperatingSystem)
                || (architecture.Target is { } target && !TargetPattern.Allows(target, Microarchitectures.Get(candidate.Target)))))
        {
            return false;
        }

        return candidate.Flags.Satisfies(spec.CompilerFlags)
            && spec.Dependencies.All(edge => candidate.Dependencies.Any(dependency => Satisfies(dependency.Child, edge.Spec)));
    }
}
