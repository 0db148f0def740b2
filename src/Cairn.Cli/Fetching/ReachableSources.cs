using System.Collections.Concurrent;
using System.Collections.Frozen;
using Cairn.Cli.Composition;
using Cairn.Concretization;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Fetching;

/// <summary>Answers which versions of a recipe can be had without asking upstream.</summary>
/// <remarks>
/// Cache, mirrors of the file system and apt's archive answer from memory. Mirrors behind HTTP have no list: all versions of a recipe
/// are asked for at once, when the first of them is looked at.
/// </remarks>
internal sealed class ReachableSources(Session session)
{
    private const int QuestionsAtOnce = 16;
    private const int MostMissing = 8;

    private readonly Lazy<ReachableIndex> _index = new(() => Load(session));
    private readonly ConcurrentDictionary<string, FrozenSet<Specs.Version>> _remote = new(StringComparer.Ordinal);

    /// <summary>What can be had from places that have a list.</summary>
    public ReachableIndex Index => _index.Value;

    /// <summary>True if a declared version can be had.</summary>
    public bool IsReachable(RecipeMetadata recipe, VersionDeclaration version) =>
        Index.IsReachable(recipe, version)
        || (!Index.RemoteMirrors.IsEmpty && _remote.GetOrAdd(recipe.FullName, _ => AskMirrors(recipe)).Contains(version.Version));

    /// <summary>A failure to decide a spec among what can be had, with what is missing.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="otherwise">The answer if everything could be had.</param>
    public Diagnostic Explain(Diagnostic failure, ConcretizationResult otherwise)
    {
        if (otherwise.Failure is not null)
        {
            return failure; // it has another reason
        }

        var missing = otherwise.Roots.OfType<ConcreteSpec>().SelectMany(root => root.Traverse()).DistinctBy(node => node.Hash)
            .Where(node => !node.IsExternal && !IsReachable(node)).OrderBy(node => node.Name, StringComparer.Ordinal).ToList();
        return failure with
        {
            Notes =
            [
                .. failure.Notes,
                "only versions whose sources can be had from cache, mirrors or `apt-source:` count (`--reachable`, `concretizer:reachable`)",
                .. missing.Take(MostMissing).Select(Describe),
                .. missing.Count > MostMissing ? [$"and {missing.Count - MostMissing} more"] : Array.Empty<string>(),
            ],
            Hint = missing.Count == 0
                ? failure.Hint
                : $"put the missing sources into a mirror (`cairn mirror create` where there is internet), or describe installations of the system as `externals` in `packages.yaml`, such as `{missing[0].Name}`",
        };
    }

    private string Describe(ConcreteSpec node)
    {
        var others = session.Recipes.Get(node.FullName) is { } recipe
            ? recipe.Versions.Where(version => IsReachable(recipe, version)).Select(version => version.Version.ToString()).ToList()
            : [];
        return others.Count == 0
            ? $"no version of `{node.Name}` can be had (the answer would have {node.Version})"
            : $"`{node.Name}@{node.Version}` cannot be had, only {string.Join(", ", others.Take(MostMissing))}";
    }

    private bool IsReachable(ConcreteSpec node)
    {
        var recipe = session.Recipes.Get(node.FullName);
        return !recipe.HasCode || (recipe.FindVersion(node.Version) is { } declared && IsReachable(recipe, declared));
    }

    private static ReachableIndex Load(Session session)
    {
        using var progress = new SourceProgress(session.Terminal);
        var sources = session.KeepOpen(session.OpenSources(progress));
        return sources.ReachableAsync(session.Cancellation).GetAwaiter().GetResult();
    }

    private FrozenSet<Specs.Version> AskMirrors(RecipeMetadata recipe)
    {
        var found = new ConcurrentBag<Specs.Version>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce, CancellationToken = session.Cancellation };
        Parallel.ForEachAsync(recipe.Versions, options, async (version, cancellation) =>
        {
            if (await AreReachableAsync(Needs(recipe, version), cancellation))
            {
                found.Add(version.Version);
            }
        }).GetAwaiter().GetResult();
        return found.ToFrozenSet();
    }

    private async Task<bool> AreReachableAsync(IReadOnlyList<SourceOrigin> needs, CancellationToken cancellation)
    {
        foreach (var need in needs)
        {
            if (!await Index.IsReachableAsync(need, cancellation))
            {
                return false;
            }
        }

        return needs.Count > 0;
    }

    /// <summary>What a version needs; nothing where the recipe can't tell: nobody can ask a mirror for that.</summary>
    private List<SourceOrigin> Needs(RecipeMetadata recipe, VersionDeclaration version)
    {
        try
        {
            return [.. ReachableVersions.Needs(recipe, version, session.RecipeUrls)];
        }
        catch (CairnException)
        {
            return [];
        }
    }
}
