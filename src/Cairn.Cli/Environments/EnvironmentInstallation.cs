using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Environments;

/// <summary>What an installation may change in the environment that it works in.</summary>
internal enum EnvironmentChange
{
    /// <summary>Roots that are not decided are decided first; the file stays as it is.</summary>
    Decide,

    /// <summary>Specs of the command line become roots.</summary>
    AddRoots,

    /// <summary>Nothing: what the lock file holds counts.</summary>
    Nothing,
}

/// <summary>What <c>install</c> has to install in an environment.</summary>
/// <remarks>
/// Spack docs, "Installing an Environment": without specs, all of it; with specs, whatever in it matches them; with <c>--add</c> they are
/// added to the file and all of it is installed. Only roots of the environment are recorded as asked for.
/// </remarks>
/// <param name="Specs">What has to be installed.</param>
/// <param name="Roots">The DAG hashes of the environment's roots.</param>
internal sealed record EnvironmentInstallation(ImmutableArray<ConcreteSpec> Specs, ImmutableHashSet<string> Roots)
{
    /// <summary>Decides what is not decided yet, as far as that is allowed, and chooses.</summary>
    /// <exception cref="CairnException">There is no answer, or nothing in the environment matches.</exception>
    public static EnvironmentInstallation Prepare(
        Session session, ActiveEnvironment environment, ImmutableArray<AbstractSpec> specs, EnvironmentChange change, ConcretizeOptions concretize)
    {
        ImmutableArray<ConcreteSpec> own = change == EnvironmentChange.Nothing
            ? [.. (environment.ReadLock()?.Roots ?? []).Select(root => root.Spec)]
            : [.. EnvironmentConcretization.Update(session, environment, concretize, change == EnvironmentChange.AddRoots ? specs : []).Roots.Select(root => root.Spec)];
        ImmutableArray<ConcreteSpec> roots = [.. own, .. environment.IncludedRoots.Select(root => root.Spec)];
        if (roots.IsEmpty && specs.IsEmpty)
        {
            session.Terminal.Note(
                $"the environment `{environment.Name}` has nothing to install{(change == EnvironmentChange.Nothing ? ": nothing of it is decided; `cairn concretize` does that" : "")}");
        }

        var hashes = roots.Select(root => root.Hash).ToImmutableHashSet(StringComparer.Ordinal);
        return specs.IsEmpty || change == EnvironmentChange.AddRoots
            ? new EnvironmentInstallation(roots, hashes)
            : new EnvironmentInstallation([.. specs.SelectMany(spec => Matching(environment, roots, spec)).DistinctBy(spec => spec.Hash)], hashes);
    }

    /// <summary>What a spec means in an environment, as far as that is decided: a root, else a dependency; null if nothing matches it.</summary>
    /// <exception cref="CairnException">It may mean several things.</exception>
    public static ConcreteSpec? Single(ActiveEnvironment environment, AbstractSpec wanted)
    {
        var roots = (environment.ReadLock()?.Roots ?? []).Select(root => root.Spec).Concat(environment.IncludedRoots.Select(root => root.Spec)).ToList();
        foreach (var candidates in new[] { roots, DagTraversal.Nodes(roots) })
        {
            var matching = candidates.Where(node => node.Satisfies(wanted)).DistinctBy(node => node.Hash).ToList();
            if (matching.Count > 1)
            {
                throw new CairnException(new Diagnostic(
                    "ambiguous", $"several packages of the environment `{environment.Name}` match `{wanted.ToString().Trim()}`", null,
                    [.. matching.Select(node => $"{node.Name}@{node.Version}/{node.ShortHash()}")], "name one by its hash, as in `/abcdefg`"));
            }

            if (matching.Count == 1)
            {
                return matching[0];
            }
        }

        return null;
    }

    private static List<ConcreteSpec> Matching(ActiveEnvironment environment, ImmutableArray<ConcreteSpec> roots, AbstractSpec wanted)
    {
        var matching = DagTraversal.Nodes(roots).Where(node => node.Satisfies(wanted)).ToList();
        return matching.Count > 0
            ? matching
            : throw new CairnException(new Diagnostic(
                "not-in-environment", $"nothing in the environment `{environment.Name}` matches `{wanted.ToString().Trim()}`", null, [],
                $"`cairn -e {environment.Name} install --add {SpecQuoting.QuoteIfNeeded(wanted.ToString().Trim())}` adds it to {environment.Manifest.File}; `cairn -E install` installs it outside"));
    }
}
