using Cairn.Concretization.Explaining;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>Faults of requests in platform and target, which need no search.</summary>
internal static class Targets
{
    /// <summary>The first fault of a spec; null if what it asks for is possible.</summary>
    public static Diagnostic? FirstFault(ProblemFacts facts, ConcretizationRequest request, AbstractSpec spec)
    {
        var host = facts.Configuration.Host;
        if (spec.Architecture is not { } architecture)
        {
            return null;
        }

        if (architecture.Platform is { Length: > 0 } platform && platform != host.Platform)
        {
            return new Diagnostic(
                "other-platform", $"`platform={platform}` cannot be decided here: this machine is `{host.Platform}`", Caret.Under(request, $"platform={platform}"),
                "decide it on a machine of that platform");
        }

        if (architecture.Target is not { } target || target.Contains(':') || target.Contains(',') || target == "*")
        {
            return null;
        }

        var place = Caret.Under(request, $"target={target}");
        if (Microarchitectures.Find(target) is not { } known)
        {
            string? near = NearestName.Of(target, Microarchitectures.Known.Select(each => each.Name));
            return new Diagnostic("unknown-target", $"there is no target `{target}`", place, near is null ? "`cairn arch --known-targets` lists them" : $"did you mean `{near}`?");
        }

        var own = Microarchitectures.Get(host.Target);
        bool isPossible = facts.Targets.Any(choice => choice.Target.Equals(known));
        return isPossible ? null
            : !known.Family.Equals(own.Family)
                ? new Diagnostic("other-target", $"`{target}` is of the family `{known.Family.Name}`, and this machine is `{own.Family.Name}`", place, "decide it on a machine of that family")
                : new Diagnostic(
                    "other-target", $"`{target}` does not run on this machine, which is `{own.Name}`", place,
                    facts.Configuration.Targets.OnlyHostCompatible && !(known <= own)
                        ? "`-c concretizer:targets:host_compatible:false` allows targets of other machines"
                        : "`concretizer:targets` leaves it out");
    }
}
