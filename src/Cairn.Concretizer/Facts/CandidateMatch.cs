using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Whether something that exists is as a spec demands.</summary>
internal static class CandidateMatch
{
    public static bool Satisfies(Candidate candidate, AbstractSpec spec)
    {
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
