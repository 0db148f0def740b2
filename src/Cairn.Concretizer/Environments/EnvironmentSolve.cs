using System.Collections.Immutable;
using Cairn.Specs;

namespace Cairn.Concretization.Environments;

/// <summary>A root of an environment with its answer.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="Spec">The answer.</param>
/// <param name="IsNew">False if the answer was there before.</param>
public sealed record EnvironmentRoot(ConcretizationRequest Request, ConcreteSpec Spec, bool IsNew);

/// <summary>What became of an environment.</summary>
/// <param name="Roots">The roots in their order.</param>
/// <param name="Result">The solve that decided the new ones; null if none were new.</param>
public sealed record EnvironmentAnswer(ImmutableArray<EnvironmentRoot> Roots, ConcretizationResult? Result);

/// <summary>Decides the roots of an environment and keeps what was decided before.</summary>
/// <remarks>
/// Spack docs, "Concretizing": a root that stands in the lock file keeps its answer. New roots are solved with those answers given,
/// so that the environment stays one (<c>unify: true</c>) or is as much one as possible (<c>when_possible</c>); for themselves
/// otherwise.
/// </remarks>
public static class EnvironmentSolve
{
    /// <summary>Decides the roots.</summary>
    /// <param name="solve">Solves some of them, as <paramref name="unify"/> says.</param>
    /// <param name="unify">How roots are solved.</param>
    /// <param name="requests">All roots of the environment.</param>
    /// <param name="kept">The answers that stay, by what was asked for.</param>
    /// <param name="included">Roots that other environments decided; they are given like those that stay, and are no roots of this one.</param>
    /// <exception cref="CairnException">There is no answer; the message says why.</exception>
    public static EnvironmentAnswer Run(
        Func<ImmutableArray<ConcretizationRequest>, ConcretizationResult> solve,
        UnifyMode unify,
        ImmutableArray<ConcretizationRequest> requests,
        IReadOnlyDictionary<AbstractSpec, ConcreteSpec> kept,
        ImmutableArray<ConcretizationRequest> included = default)
    {
        ImmutableArray<ConcretizationRequest> others = included.IsDefault || unify == UnifyMode.Separately ? [] : included;
        var old = requests.Where(request => kept.ContainsKey(request.Spec)).ToList();
        if (old.Count == requests.Length)
        {
            return new EnvironmentAnswer([.. requests.Select(request => new EnvironmentRoot(request, kept[request.Spec], false))], null);
        }

        var solved = unify == UnifyMode.Separately
            ? requests.Where(request => !kept.ContainsKey(request.Spec))
            : requests.Select(request => kept.TryGetValue(request.Spec, out var spec) ? request with { Kept = spec } : request);
        var asked = solved.ToImmutableArray();
        var result = solve(asked.AddRange(others));
        if (result.Failure is { } failure)
        {
            throw new CairnException(Enlarged(failure, unify, requests.Length + others.Length, old.Count));
        }

        var answers = asked.Zip(result.Roots).ToDictionary(pair => pair.First.Spec, pair => pair.Second!);
        return new EnvironmentAnswer(
            [
                .. requests.Select(request => kept.TryGetValue(request.Spec, out var spec)
                    ? new EnvironmentRoot(request, spec, false)
                    : new EnvironmentRoot(request, answers[request.Spec], true)),
            ],
            result);
    }

    /// <summary>Several roots may only clash because they are solved as one.</summary>
    private static Diagnostic Enlarged(Diagnostic failure, UnifyMode unify, int roots, int kept)
    {
        if (unify == UnifyMode.Separately || roots < 2 || failure.Code != "unsatisfiable")
        {
            return failure;
        }

        List<string> ways = failure.Hint is null ? [] : [failure.Hint];
        if (kept > 0)
        {
            ways.Add("`cairn concretize --force` may change what was decided before");
        }

        if (unify == UnifyMode.Together)
        {
            ways.Add("`concretizer:unify: when_possible` lets roots differ where they must");
        }

        return failure with { Hint = ways.Count == 0 ? null : string.Join("; or ", ways) };
    }
}
