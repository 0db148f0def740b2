using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The hashes of the recipes' texts, each computed at most once and kept beside the recipe cache.</summary>
internal sealed class RecipeTextHashes(RecipeRepositoryPath path, string? folder)
{
    private readonly ConcurrentDictionary<RecipeRepository, Lazy<TextHashFile>> _files = new();
    private readonly ConcurrentDictionary<string, ReducedSource> _sources = new(StringComparer.Ordinal);

    /// <summary>The hash of a recipe's text for a node, or null if there is no recipe of that name.</summary>
    /// <param name="name">The package without a namespace: the first repository that has it answers, as in Spack, which looks nowhere else.</param>
    /// <param name="holds">Which conditions the node fulfils.</param>
    /// <exception cref="CairnException">The recipe's file cannot be read.</exception>
    public string? Of(string name, Func<AbstractSpec, bool> holds)
    {
        if (!path.TryFind(name, out var repository, out string package))
        {
            return null;
        }

        var file = _files.GetOrAdd(repository, key => new Lazy<TextHashFile>(() => TextHashFile.Open(folder, key))).Value;
        var stamp = repository.Tree.Stamp(repository.RecipeFile(package));
        ReducedSource? source = null;
        if (file.Find(package, stamp) is not { } known)
        {
            source = Source(repository, package);
            known = file.Add(package, stamp, source.Conditions);
        }

        string outcomes = RecipeText.Outcomes(known.Conditions, holds);
        if (!known.Hashes.TryGetValue(outcomes, out string? hash))
        {
            source ??= Source(repository, package);
            hash = known.Hashes.GetOrAdd(outcomes, RecipeText.Hash(source, known.Conditions, outcomes));
            file.HasNews = true;
        }

        return hash;
    }

    /// <summary>Keeps what is new for the next process.</summary>
    public void Save()
    {
        foreach (var file in _files.Values)
        {
            file.Value.Save();
        }
    }

    private ReducedSource Source(RecipeRepository repository, string package) =>
        _sources.GetOrAdd($"{repository.Namespace}.{package}", _ => RecipeText.Reduce(repository, package));
}

/// <summary>What is known of one recipe's text.</summary>
/// <param name="Stamp">The state of the file that it was read from.</param>
/// <param name="Conditions">The conditions of its methods.</param>
/// <param name="Hashes">The hash for each outcome of the conditions that came up.</param>
internal sealed record TextHashes(FileStamp Stamp, ImmutableArray<string> Conditions, ConcurrentDictionary<string, string> Hashes);
