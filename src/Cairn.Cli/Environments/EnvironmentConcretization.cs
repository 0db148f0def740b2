using System.Collections.Immutable;
using Cairn.Cli.Commands;
using Cairn.Cli.Composition;
using Cairn.Concretization;
using Cairn.Concretization.Environments;
using Cairn.Specs;
using Cairn.Store.Environments;
using Cairn.Store.Locks;

namespace Cairn.Cli.Environments;

/// <summary>Decides the active environment and keeps its lock file up to date.</summary>
internal static class EnvironmentConcretization
{
    // As long as Spack uses for an environment; a solve takes a second, an install that has just begun may write first.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    /// <summary>Decides what the environment wants, without writing anything.</summary>
    /// <exception cref="CairnException">There is no answer; the message says why.</exception>
    public static EnvironmentAnswer Decide(Session session, ActiveEnvironment environment, ConcretizeOptions options) =>
        Decide(session, environment, environment.Requests(session), options);

    private static EnvironmentAnswer Decide(
        Session session, ActiveEnvironment environment, ImmutableArray<ConcretizationRequest> requests, ConcretizeOptions options)
    {
        var force = options.Force || session.Configuration.GetBoolean("concretizer:force", false);
        var kept = force ? [] : Kept(environment);
        environment.ReadIncluded(session);
        var included = environment.IncludedRoots.Select(root => new ConcretizationRequest(AbstractSpec.Parse(root.Text), null) { Kept = root.Spec });
        return EnvironmentSolve.Run(asked => session.Concretize(asked, options), session.ConcretizerConfiguration.Unify, requests, kept, [.. included]);
    }

    /// <summary>Decides what the environment wants and writes the lock file if anything changed.</summary>
    /// <exception cref="CairnException">There is no answer, or the file can't be written; the message says why.</exception>
    public static EnvironmentAnswer Update(Session session, ActiveEnvironment environment, ConcretizeOptions options) =>
        Update(session, environment, options, []);

    /// <summary>The same with more specs; those that it does not want yet are written into its file, once there is an answer.</summary>
    /// <exception cref="CairnException">There is no answer, or a file can't be written; the message says why.</exception>
    public static EnvironmentAnswer Update(Session session, ActiveEnvironment environment, ConcretizeOptions options, ImmutableArray<AbstractSpec> added)
    {
        using var transactions = environment.OpenTransactionLock(session);
        using var held = transactions.Acquire(LockKind.Exclusive, 0, 0, s_patience, $"the environment `{environment.Name}`", session.Cancellation);
        var requests = environment.Requests(session);
        var wanted = requests.Select(request => request.Spec).ToHashSet();
        var fresh = added.Where(wanted.Add).ToList();
        var answer = Decide(session, environment, [.. requests, .. fresh.Select(SpecCommand.RequestFor)], options);
        if (fresh.Count > 0)
        {
            EnvironmentRoots.Add(environment.Manifest, fresh);
            session.Terminal.Note($"added {string.Join(", ", fresh.Select(spec => $"`{spec.ToString().Trim()}`"))} to {environment.Manifest.File}");
        }

        var decided = new EnvironmentLock(answer.Roots.Select(root => new LockedRoot(root.Request.Spec.ToQualifiedString(), root.Spec)), environment.Included);
        if (!IsSame(environment, decided, options.Force))
        {
            environment.WriteLock(decided);
        }

        return answer;
    }

    /// <summary>The answers that stand in the lock file.</summary>
    private static Dictionary<AbstractSpec, ConcreteSpec> Kept(ActiveEnvironment environment)
    {
        Dictionary<AbstractSpec, ConcreteSpec> kept = [];
        foreach (var root in environment.ReadLock()?.Roots ?? [])
        {
            kept[AbstractSpec.Parse(root.Text)] = root.Spec;
        }

        return kept;
    }

    /// <summary>True if the file says just that already. A forced decision overwrites whatever is there, even what can't be read.</summary>
    private static bool IsSame(ActiveEnvironment environment, EnvironmentLock decided, bool isForced) =>
        !isForced && environment.ReadLock() is var old && Content(old?.Roots, old?.Included).SequenceEqual(Content(decided.Roots, decided.Included));

    private static IEnumerable<(string, string, string)> Content(ImmutableArray<LockedRoot>? own, ImmutableArray<IncludedEnvironment>? included) =>
        (own ?? []).Select(root => ("", root.Text, root.Spec.Hash)).Concat((included ?? []).SelectMany(other => other.Flattened())
            .SelectMany(other => other.Roots.Select(root => (other.Path, root.Text, root.Spec.Hash)).Prepend((other.Path, "", ""))));
}
