using System.Collections.Immutable;
using System.Globalization;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>The repositories of a session: which are configured, which are here, and how those get here that are not.</summary>
public sealed partial class Session
{
    /// <summary>How long a server may take to answer the first question.</summary>
    internal static readonly TimeSpan ServerPatience = TimeSpan.FromSeconds(30);

    private ImmutableArray<RepositoryEntry>? _repositoryEntries;
    private bool _triedBuiltIn;

    /// <summary>What the section <c>repos</c> says, in search order.</summary>
    internal ImmutableArray<RepositoryEntry> RepositoryEntries => _repositoryEntries ??= RepositoryEntry.Read(Configuration);

    /// <summary>Remembers which repositories could not be cloned.</summary>
    internal CloneFailures CloneFailures => new(Places.ClonedRepositories);

    /// <summary>The repositories that <c>repos</c> lists, in search order, as they are: nothing is cloned.</summary>
    public IEnumerable<ConfiguredRepository> ConfiguredRepositories() => RepositoryEntries.SelectMany(Open);

    /// <summary>The repository of the recipes that are embedded in this program.</summary>
    public RecipeRepository Starter() => RecipeRepository.Open(StarterRepository.Materialize(Path.Combine(Places.UserCache, "cache")));

    /// <summary>The repositories of one entry, as they are.</summary>
    internal static IEnumerable<ConfiguredRepository> Open(RepositoryEntry entry)
    {
        IEnumerable<string> folders;
        try
        {
            switch (entry)
            {
                case BrokenRepositoryEntry broken:
                    return [new ConfiguredRepository(entry, null, null, broken.Problem)];
                case GitRepositoryEntry git when !GitClones.IsThere(git.Destination):
                    return [new ConfiguredRepository(entry, git.Destination, null, null)];
                case GitRepositoryEntry git:
                    folders = git.Folders();
                    break;
                default:
                    folders = RecipeRepository.FoldersOf(((LocalRepositoryEntry)entry).Folder);
                    break;
            }
        }
        catch (CairnException exception)
        {
            return [new ConfiguredRepository(entry, null, null, exception.Diagnostic)];
        }

        return folders.Select(folder =>
        {
            try
            {
                return new ConfiguredRepository(entry, folder, RecipeRepository.Open(folder), null);
            }
            catch (CairnException exception)
            {
                return new ConfiguredRepository(entry, folder, null, exception.Diagnostic);
            }
        });
    }

    /// <summary>Clones a repository unless it is here.</summary>
    /// <exception cref="SourceException">It cannot be cloned.</exception>
    internal void Clone(GitRepositoryEntry entry)
    {
        using var progress = new CloneProgress(Terminal);
        try
        {
            Clones(progress).EnsureAsync($"the repository `{entry.Name}`", entry.Reference, entry.Destination, Cancellation).GetAwaiter().GetResult();
            CloneFailures.Forget(entry.Destination);
        }
        catch (SourceException exception)
        {
            CloneFailures.Remember(entry.Destination, Reason(exception.Diagnostic));
            throw;
        }
    }

    /// <summary>What makes and updates clones.</summary>
    internal GitClones Clones(CloneProgress progress) => new(Path.Combine(Places.ClonedRepositories, ".lock"), ServerPatience, progress.Show);

    /// <summary>
    /// Clones what nobody configured but everybody expects, <c>builtin</c>, because the repositories that are here have no answer.
    /// </summary>
    /// <returns>True if there are more recipes now than before: it is worth asking again.</returns>
    internal bool CloneBuiltIn()
    {
        if (_triedBuiltIn)
        {
            return false;
        }

        _triedBuiltIn = true;
        var waiting = WaitingBuiltIns().ToList();
        bool isCloned = waiting.Count(TryClone) > 0;
        if (isCloned)
        {
            ForgetRecipes();
        }

        return isCloned;
    }

    /// <summary>Makes the session read its recipes again.</summary>
    internal void ForgetRecipes()
    {
        _recipes = null;
        _recipeUrls = null;
        _reachable = null;
    }

    /// <summary>Entries of the defaults that are not cloned, and whose namespace nobody else has.</summary>
    private IEnumerable<GitRepositoryEntry> WaitingBuiltIns()
    {
        var builtIn = RepositoryEntries.OfType<GitRepositoryEntry>().Where(entry => entry.IsBuiltIn && !GitClones.IsThere(entry.Destination)).ToList();
        return builtIn.Count == 0 ? [] : builtIn.Where(entry => !Recipes.Namespaces.Contains(entry.Name));
    }

    /// <summary>The repositories that recipes come from, <c>starter</c> last. What was configured and is not here is cloned.</summary>
    private ImmutableArray<RecipeRepository> UsableRepositories()
    {
        foreach (var entry in RepositoryEntries.OfType<GitRepositoryEntry>().Where(entry => !entry.IsBuiltIn && !GitClones.IsThere(entry.Destination)))
        {
            TryClone(entry);
        }

        var configured = ConfiguredRepositories().ToList();
        foreach (var broken in configured.Where(repository => repository.Problem is not null))
        {
            // One broken repository must not stop the others.
            Terminal.Warning($"the repository `{broken.Folder ?? broken.Name}` is left out: {broken.Problem!.Message}");
        }

        // What everybody gets gives way to what somebody has configured under the same namespace.
        var usable = configured.Where(repository => repository.Repository is not null).ToList();
        var chosen = usable.Where(repository => !IsBuiltIn(repository)).Select(repository => repository.Repository!.Namespace).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. usable.Where(repository => !IsBuiltIn(repository) || !chosen.Contains(repository.Repository!.Namespace)).Select(repository => repository.Repository!),
            Starter(),
        ];
    }

    private static bool IsBuiltIn(ConfiguredRepository repository) => repository.Entry is GitRepositoryEntry { IsBuiltIn: true };

    private bool TryClone(GitRepositoryEntry entry)
    {
        if (CloneFailures.Find(entry.Destination) is { } failure)
        {
            // Told whole when it happened: every command of the next hour says no more than that it goes without.
            string again = (failure.Time + CloneFailures.Memory).ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture);
            Terminal.Warning($"without the repository `{entry.Name}`, which could not be fetched; not tried again before {again} (`cairn repo update {entry.Name}` tries at once)");
            return false;
        }

        try
        {
            Clone(entry);
            return true;
        }
        catch (SourceException exception)
        {
            Terminal.Warning($"{Reason(exception.Diagnostic)}. The other repositories go on; `cairn repo update {entry.Name}` tries again.");
            return false;
        }
    }

    private static string Reason(Diagnostic diagnostic) => diagnostic.Notes.IsEmpty ? diagnostic.Message : $"{diagnostic.Message}: {diagnostic.Notes[^1]}";
}
