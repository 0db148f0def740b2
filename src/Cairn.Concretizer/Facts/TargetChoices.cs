using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>A target that nodes may have.</summary>
/// <param name="Target">The microarchitecture.</param>
/// <param name="Weight">The cost of choosing it.</param>
internal sealed record TargetChoice(Microarchitecture Target, int Weight);

/// <summary>The targets of a solve in the order of Spack's <c>target_defaults</c>.</summary>
internal static class TargetChoices
{
    public static ImmutableArray<TargetChoice> For(
        ConcretizerConfiguration configuration, IEnumerable<AbstractSpec> requested, IReadOnlyCollection<Candidate> compilers)
    {
        var host = Microarchitectures.Get(configuration.Host.Target);
        List<Microarchitecture> targets = [host, .. host.Ancestors];
        if (!configuration.Targets.OnlyHostCompatible)
        {
            targets.AddRange(Microarchitectures.Known
                .Where(target => target.Family.Equals(host.Family) && !targets.Contains(target))
                .OrderByDescending(target => target.Ancestors.Length));
        }

        if (configuration.Targets.OnlyGeneric)
        {
            targets.RemoveAll(target => !target.IsGeneric);
        }

        foreach (var spec in requested)
        {
            if (spec.Architecture?.Target is { } name && !configuration.Targets.OnlyHostCompatible
                && Microarchitectures.Find(name) is { } target && !targets.Contains(target))
            {
                targets.Add(target);
                targets.AddRange(target.Ancestors.Where(ancestor => !targets.Contains(ancestor)));
            }
        }

        // Targets that no compiler supports are there for explicit requests only.
        int rank = 0;
        var weighted = targets.Select(target =>
        {
            bool isSupported = target.Equals(host.Family)
                || compilers.Any(compiler => target.SupportBy(compiler.Name, compiler.Version.DottedNumericText).IsSupported);
            return new TargetChoice(target, isSupported ? rank++ : 100);
        }).ToList();

        var order = weighted.OrderBy(choice => choice.Weight).ThenBy(choice => choice.Target.Name, StringComparer.Ordinal).ToList();
        var wanted = configuration.ForAll.Targets;
        if (!wanted.IsEmpty)
        {
            order = [.. order.OrderBy(choice => Rank(wanted, choice.Target))];
        }

        return [.. order.Select((choice, index) => choice with { Weight = index })];
    }

    private static double Rank(ImmutableArray<string> wanted, Microarchitecture target)
    {
        for (int i = 0; i < wanted.Length; i++)
        {
            if (TargetPattern.Allows(wanted[i], target))
            {
                return wanted[i] == target.Name ? i - 0.5 : i;
            }
        }

        return wanted.Length;
    }
}
