using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Cairn.Recipes;

/// <summary>
/// The recipe cache: one file per repository with the metadata of its recipes. An entry counts only while the recipe's file, the files
/// of the recipes that it inherits from and all build systems are as they were; anything else is evaluated again. The few recipes that
/// ask for the working directory count only there. Files are replaced whole, so any number of processes may share the folder.
/// </summary>
internal sealed class RecipeCache
{
    private readonly ImmutableArray<RepositoryCache> _repositories;

    public RecipeCache(string folder, RecipeRepositoryPath path, HostDescription host)
    {
        // The compiled engine takes part: another build may understand recipes differently.
        string engine = typeof(RecipeCache).Module.ModuleVersionId.ToString();
        _repositories = [.. path.All.Select(repository => new RepositoryCache(folder, repository, path, $"{engine}|{host with { CurrentDirectory = "" }}", host.CurrentDirectory))];
    }

    /// <summary>The metadata of a recipe, or null if it must be evaluated.</summary>
    public RecipeMetadata? Find(RecipeRepository repository, string package) => Of(repository)?.Find(package);

    /// <summary>True if a text among the attributes of a recipe or of its versions is wanted; null if the recipe must be evaluated to tell.</summary>
    public bool? HasText(RecipeRepository repository, string package, Func<string, bool> isWanted) => Of(repository)?.HasText(package, isWanted);

    /// <summary>All that the recipes of a repository provide, or null if any of them changed since that was found.</summary>
    public IReadOnlyList<CachedProvider>? Providers(RecipeRepository repository) => Of(repository)?.Providers();

    /// <summary>What a recipe says of runtimes of a compiler that is as a text says, or null if that is not known.</summary>
    public CachedRuntime? Runtimes(RecipeRepository repository, string package, string compiler) => Of(repository)?.Runtimes(package, compiler);

    /// <summary>What a function of a recipe said of values of a variant, or null if that is not known.</summary>
    public CachedVariantAnswer? VariantAnswer(RecipeRepository repository, string package, string question) =>
        Of(repository)?.VariantAnswer(package, question);

    /// <summary>Writes the files of those repositories of which something was evaluated.</summary>
    public void Save(RecipeRepositories recipes)
    {
        var evaluated = recipes.Evaluated.ToLookup(entry => entry.Value.Namespace, entry => entry.Value, StringComparer.Ordinal);
        foreach (var repository in _repositories)
        {
            repository.Save(recipes, [.. evaluated[repository.Repository.Namespace]]);
        }
    }

    private RepositoryCache? Of(RecipeRepository repository) => _repositories.FirstOrDefault(cache => ReferenceEquals(cache.Repository, repository));
}

/// <summary>The cache of one repository.</summary>
internal sealed class RepositoryCache
{
    private readonly string _path;
    private readonly string _key;
    private readonly string _directory;
    private readonly RecipeRepositoryPath _search;
    private readonly Lazy<CacheFile?> _file;
    private readonly ConcurrentDictionary<string, FileStamp> _stamps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _served = new(StringComparer.Ordinal);

    public RepositoryCache(string folder, RecipeRepository repository, RecipeRepositoryPath search, string engine, string directory)
    {
        Repository = repository;
        _directory = directory;
        _search = search;
        _key = $"{engine}|{repository.Namespace}={repository.Root}@{repository.Api}";
        string name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repository.Root)))[..16];
        _path = Path.Combine(folder, $"{repository.Namespace}-{name}.recipes");
        _file = new Lazy<CacheFile?>(Open);
        repository.KnownNames = KnownNames;
    }

    public RecipeRepository Repository { get; }

    /// <summary>The metadata of a recipe, or null if it is not cached or has changed.</summary>
    public RecipeMetadata? Find(string package)
    {
        if (_file.Value is not { } file || file.Find(package) is not { } entry || !IsCurrent(file, entry))
        {
            return null;
        }

        var recipe = file.Decode(entry);
        if (recipe is not null)
        {
            _served[package] = true;
        }

        return recipe;
    }

    /// <summary>True if a text among the attributes of a recipe or of its versions is wanted; null if it is not cached or has changed.</summary>
    public bool? HasText(string package, Func<string, bool> isWanted) =>
        _file.Value is { } file && file.Find(package) is { } entry && IsCurrent(file, entry) ? file.HasText(entry, isWanted) : null;

    /// <summary>The providers, or null if they are not known or any recipe has changed.</summary>
    public IReadOnlyList<CachedProvider>? Providers()
    {
        if (_file.Value is not { HasProviders: true } file || file.DirectoryTicks != DirectoryTicks())
        {
            return null;
        }

        var names = file.Names;
        using var stamps = Repository.Tree.StampsBelow(Repository.PackagesDirectory);
        bool isCurrent = file.Count == 0 || Parallel.ForEach(Partitioner.Create(0, file.Count), (range, state) =>
        {
            for (int number = range.Item1; number < range.Item2 && !state.IsStopped; number++)
            {
                if (stamps.Of(Repository.RecipeFileBelow(names[number])) != file.Stamp(number))
                {
                    state.Stop();
                }
            }
        }).IsCompleted;
        return isCurrent ? (IReadOnlyList<CachedProvider>)file.Providers() : null;
    }

    /// <summary>What a recipe says of runtimes of a compiler that is as a text says, or null if that is not known or the recipe has changed.</summary>
    public CachedRuntime? Runtimes(string package, string compiler) =>
        _file.Value is { } file && file.Find(package) is { } entry && IsCurrent(file, entry)
            ? file.Runtimes.FirstOrDefault(runtime => runtime.Package == package && runtime.Compiler == compiler)
            : null;

    /// <summary>What a function of a recipe said of values of a variant, or null if that is not known or the recipe has changed.</summary>
    public CachedVariantAnswer? VariantAnswer(string package, string question) =>
        _file.Value is { } file && file.Find(package) is { } entry && IsCurrent(file, entry)
            ? file.VariantAnswers.FirstOrDefault(answer => answer.Package == package && answer.Question == question)
            : null;

    /// <summary>Writes what is new together with what still holds.</summary>
    public void Save(RecipeRepositories recipes, ImmutableArray<RecipeMetadata> evaluated)
    {
        bool learnsProviders = recipes.ProvidersOf(Repository) is not null && _file.Value is not { HasProviders: true };
        if (!learnsProviders && !recipes.NewRuntimes(Repository).Any() && !recipes.NewVariantAnswers(Repository).Any() && evaluated.All(recipe => _served.ContainsKey(recipe.Name)))
        {
            return;
        }

        try
        {
            CacheFile.Write(_path, _key, Content(recipes, evaluated));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without a writable folder every start is a cold one; that is slower, not wrong.
        }
    }

    private CacheFile? Open()
    {
        var file = CacheFile.TryOpen(_path, _key);
        return file is null || file.Files.Take(file.SharedFileCount).All(shared => Stamp(shared.Path) == shared.Stamp) ? file : null;
    }

    private ImmutableArray<string>? KnownNames() =>
        _file.Value is { } file && file.DirectoryTicks == DirectoryTicks() ? file.Names : null;

    private bool IsCurrent(CacheFile file, CachedRecipe entry) =>
        entry.Offset > 0
        && (entry.Directory is null || entry.Directory == _directory)
        && Repository.Tree.Stamp(Repository.RecipeFile(entry.Name)) == entry.Stamp
        && entry.UsedFiles.All(number => number < file.Files.Length && Stamp(file.Files[number].Path) == file.Files[number].Stamp);

    private FileStamp Stamp(string path) => _stamps.GetOrAdd(path, key =>
        (_search.All.FirstOrDefault(repository => key.StartsWith(repository.Root, StringComparison.Ordinal)) ?? Repository).Tree.Stamp(key));

    private long DirectoryTicks() =>
        Directory.Exists(Repository.PackagesDirectory) ? Directory.GetLastWriteTimeUtc(Repository.PackagesDirectory).Ticks : 0;

    private CacheContent Content(RecipeRepositories recipes, ImmutableArray<RecipeMetadata> evaluated)
    {
        long ticks = DirectoryTicks();
        var files = new List<(string Path, FileStamp Stamp)>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);

        // What is kept of the old file depends on the build systems that it names, loaded by this process or not.
        var old = _file.Value;
        foreach (string shared in recipes.SharedFiles().Concat(old?.Files.Take(old.SharedFileCount).Select(file => file.Path) ?? []))
        {
            Number(shared);
        }

        int sharedCount = files.Count;
        var known = evaluated.ToDictionary(recipe => recipe.Name, StringComparer.Ordinal);
        var entries = new List<RecipeToCache>();
        using var stamps = Repository.Tree.StampsBelow(Repository.PackagesDirectory);
        foreach (string name in Repository.Names)
        {
            var stamp = stamps.Of(Repository.RecipeFileBelow(name));
            RecipeMetadata? metadata = null;
            ImmutableArray<string> used = [];
            string? directory = null;
            if (known.TryGetValue(name, out var recipe) && !_served.ContainsKey(name))
            {
                (metadata, used) = (recipe, recipes.UsedFiles(recipe.FullName));
                directory = recipes.AskedForDirectory(recipe.FullName) ? _directory : null;
            }
            else if (old?.Find(name) is { } entry && IsCurrent(old, entry))
            {
                metadata = recipe ?? old.Decode(entry);
                directory = entry.Directory;
                used = [.. entry.UsedFiles.Select(number => old.Files[number].Path)];
            }

            entries.Add(new RecipeToCache(name, stamp, metadata, [.. used.Select(Number)], directory));
        }

        return new CacheContent(
            ticks, sharedCount, files, entries, recipes.ProvidersOf(Repository),
            [.. (old?.Runtimes ?? []).Where(runtime => IsKept(runtime.Package)).Concat(recipes.NewRuntimes(Repository))
                .DistinctBy(runtime => (runtime.Package, runtime.Compiler))],
            [.. (old?.VariantAnswers ?? []).Where(answer => IsKept(answer.Package)).Concat(recipes.NewVariantAnswers(Repository))
                .DistinctBy(answer => (answer.Package, answer.Question))]);

        bool IsKept(string package) => old!.Find(package) is { } entry && IsCurrent(old, entry);

        int Number(string path)
        {
            if (!numbers.TryGetValue(path, out int number))
            {
                numbers[path] = number = files.Count;
                files.Add((path, Stamp(path)));
            }

            return number;
        }
    }
}
