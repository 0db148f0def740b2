using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>A recipe that is there and cannot be evaluated.</summary>
public sealed record BrokenRecipe(string Name, Diagnostic Diagnostic);

/// <summary>
/// The recipes of real repositories, evaluated when they are asked for: each at most once, by as many threads as ask. With a cache
/// folder, results outlive the process and warm starts need no interpreter.
/// </summary>
public sealed class RecipeRepositories : IRecipeSource
{
    private readonly RecipeEvaluator _evaluator;
    private readonly RecipeCache? _cache;
    private readonly RecipeTextHashes _texts;
    private readonly ConcurrentDictionary<string, Outcome> _outcomes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(RecipeRepository Repository, string Package, string Compiler), Runtimes> _runtimes = new();
    private readonly ConcurrentDictionary<(RecipeRepository Repository, string Package, string Question), VariantAnswer> _variantAnswers = new();
    private readonly ConcurrentDictionary<RecipeMetadata, RecipeMetadata> _configured = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RecipeRepository, Lazy<IReadOnlyList<CachedProvider>>> _found;
    private readonly Lazy<ProviderIndex> _providers;

    /// <summary>Takes repositories in search order.</summary>
    /// <param name="path">The repositories.</param>
    /// <param name="host">The facts that recipes may ask.</param>
    /// <param name="cacheFolder">Where results are kept, or null to keep none.</param>
    public RecipeRepositories(RecipeRepositoryPath path, HostDescription host, string? cacheFolder = null)
    {
        Path = path;
        _evaluator = new RecipeEvaluator(path, host);
        _cache = cacheFolder is null ? null : new RecipeCache(cacheFolder, path, host);
        _texts = new RecipeTextHashes(path, cacheFolder);
        _found = path.All.ToDictionary(
            repository => repository,
            repository => new Lazy<IReadOnlyList<CachedProvider>>(() => _cache?.Providers(repository) ?? ProviderIndex.Find(this, repository)));
        _providers = new Lazy<ProviderIndex>(() => ProviderIndex.Merge(path, repository => _found[repository].Value));
        Namespaces = [.. path.All.Select(repository => repository.Namespace)];
    }

    /// <summary>The repositories.</summary>
    public RecipeRepositoryPath Path { get; }

    /// <summary>Class attributes that the configuration sets, by package (<c>packages:NAME:package_attributes</c>). What is kept of recipes is without them.</summary>
    public Lazy<ImmutableDictionary<string, RecipeAttributes>> ConfiguredAttributes { get; init; } = new(ImmutableDictionary<string, RecipeAttributes>.Empty);

    /// <inheritdoc/>
    public ImmutableArray<string> Namespaces { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => Path.Names;

    /// <inheritdoc/>
    public IReadOnlyList<string> VirtualNames => _providers.Value.VirtualNames;

    /// <summary>A world of recipes as texts, for tests: names and the texts of their <c>package.py</c>.</summary>
    public static RecipeRepositories FromTexts(params IEnumerable<(string Name, string Text)> recipes) => new(
        new RecipeRepositoryPath([RecipeRepository.FromTexts(
            "test", recipes.Select(recipe => KeyValuePair.Create(recipe.Name, recipe.Text)))]),
        new HostDescription());

    /// <inheritdoc/>
    public bool Contains(string name) => Path.TryFind(name, out _, out _);

    /// <inheritdoc/>
    public bool TryGet(string name, [NotNullWhen(true)] out RecipeMetadata? recipe)
    {
        recipe = Path.TryFind(name, out var repository, out string package) ? Load(repository, package).Value : null;
        if (recipe is not null && ConfiguredAttributes.Value.TryGetValue(recipe.Name, out var configured))
        {
            recipe = _configured.GetOrAdd(recipe, found => found.WithAttributes(found.Attributes.With(configured)));
        }

        return recipe is not null;
    }

    /// <summary>Gives the class of a recipe the attributes that the configuration sets.</summary>
    internal PyType Configured(string package, PyType type)
    {
        if (ConfiguredAttributes.Value.TryGetValue(package, out var configured))
        {
            foreach (var (name, value) in configured.All)
            {
                type.SetAttribute(new PyStr(name), DirectiveResults.Value(value));
            }
        }

        return type;
    }

    /// <inheritdoc/>
    public bool IsVirtual(string name) => _providers.Value.IsVirtual(name);

    /// <inheritdoc/>
    public ImmutableArray<VirtualProvider> Providers(string virtualName) => _providers.Value.Of(virtualName);

    /// <inheritdoc/>
    public ImmutableArray<RuntimeConstraint> RuntimeConstraints(AbstractSpec compiler) =>
        Path.TryFind(compiler.FullName, out var repository, out string package) && Load(repository, package).Value.HasRuntimeConstraints
            ? _runtimes.GetOrAdd((repository, package, compiler.ToString()), key => RuntimesOf(repository, package, compiler, key.Compiler)).Known.Constraints
            : [];

    /// <inheritdoc/>
    public string? AcceptsVariantValue(RecipeMetadata recipe, VariantDefinition variant, ImmutableArray<string> values) =>
        Path.TryFind(recipe.FullName, out var repository, out string package)
            ? _variantAnswers.GetOrAdd(
                (repository, package, $"{variant.Name}|{variant.When}|{string.Join('\n', values)}"),
                key => VariantAnswerOf(repository, package, variant, values, key.Question)).Known.Refusal
            : null;

    /// <inheritdoc/>
    public string PatchDigest(PatchDeclaration patch) => Path.TryFind(patch.Owner, out var repository, out _)
        ? PatchDigests.Of(patch, repository.Tree)
        : PatchDigests.Of(patch, RepositoryTree.Disk);

    /// <inheritdoc/>
    public string? TextHash(string name, Func<AbstractSpec, bool> holds) => _texts.Of(name, holds);

    /// <summary>Evaluates every recipe that answers to its unqualified name, in parallel.</summary>
    /// <param name="workers">The number of threads; the number of processors by default.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>Those that are broken, by name.</returns>
    public ImmutableArray<BrokenRecipe> LoadAll(int? workers = null, CancellationToken cancellation = default)
    {
        var names = Path.Names;
        Load(names, workers ?? Environment.ProcessorCount, cancellation);
        return
        [
            .. names.Select(name => (name, Path.TryFind(name, out var repository, out _) ? _outcomes[Key(repository, name)].Failure : null))
                .Where(outcome => outcome.Item2 is not null)
                .Select(outcome => new BrokenRecipe(outcome.name, outcome.Item2!.Diagnostic)),
        ];
    }

    /// <summary>
    /// The recipes, by name, that mention a wanted text among their attributes or those of their versions, such as a digest. Cached ones that
    /// don't are not decoded, which makes a question to all recipes cheap; broken ones are left out.
    /// </summary>
    public ImmutableArray<RecipeMetadata> Mentioning(Func<string, bool> isWanted, CancellationToken cancellation = default)
    {
        var names = Path.Names;
        var answers = new bool?[names.Length];
        Parallel.For(0, names.Length, new ParallelOptions { CancellationToken = cancellation }, number =>
            answers[number] = Path.TryFind(names[number], out var repository, out string package) ? _cache?.HasText(repository, package, isWanted) : false);
        Load([.. names.Where((_, number) => answers[number] is not false)], Environment.ProcessorCount, cancellation);
        var found = ImmutableArray.CreateBuilder<RecipeMetadata>();
        for (var number = 0; number < names.Length; number++)
        {
            if (answers[number] is not false && Path.TryFind(names[number], out var repository, out string package)
                && _outcomes[Key(repository, package)].Recipe is { } recipe && (answers[number] is true || recipe.Mentions(isWanted)))
            {
                found.Add(recipe);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Writes what was evaluated to the cache folder, if there is one and there is news.</summary>
    public void SaveCache()
    {
        if (_cache is null)
        {
            return;
        }

        foreach (var (repository, providers) in _found)
        {
            // With everything evaluated the providers cost next to nothing.
            if (repository.Names.All(name => _outcomes.ContainsKey(Key(repository, name))))
            {
                _ = providers.Value;
            }
        }

        _cache.Save(this);
        _texts.Save();
    }

    internal void Load(IReadOnlyCollection<string> names, int workers, CancellationToken cancellation)
    {
        var queue = new ConcurrentQueue<string>(names);
        void Work()
        {
            while (queue.TryDequeue(out string? name))
            {
                cancellation.ThrowIfCancellationRequested();
                if (Path.TryFind(name, out var repository, out string package))
                {
                    Outcome(repository, package);
                }
            }
        }

        if (workers <= 1)
        {
            Work();
            return;
        }

        // Threads of our own: recipes nest deeply, and the pool's stacks are small.
        var failures = new ConcurrentQueue<Exception>();
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(
            () =>
            {
                try
                {
                    Work();
                }
                catch (Exception failure)
                {
                    failures.Enqueue(failure);
                }
            },
            RecipeEvaluator.StackSize)).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (failures.TryDequeue(out var first))
        {
            throw first is OperationCanceledException ? first : new InvalidOperationException("evaluating recipes failed", first);
        }
    }

    /// <summary>The outcomes so far, for the cache.</summary>
    internal IEnumerable<KeyValuePair<string, RecipeMetadata>> Evaluated =>
        _outcomes.Where(outcome => outcome.Value.Recipe is not null).Select(outcome => KeyValuePair.Create(outcome.Key, outcome.Value.Recipe!));

    /// <summary>What compilers' recipes were asked of runtimes and the cache did not know, for the cache.</summary>
    internal IEnumerable<CachedRuntime> NewRuntimes(RecipeRepository repository) =>
        _runtimes.Where(each => each.Key.Repository == repository && each.Value.IsNew).Select(each => each.Value.Known)
            .OrderBy(each => each.Package, StringComparer.Ordinal).ThenBy(each => each.Compiler, StringComparer.Ordinal);

    /// <summary>What functions of recipes said of values of variants and the cache did not know, for the cache.</summary>
    internal IEnumerable<CachedVariantAnswer> NewVariantAnswers(RecipeRepository repository) =>
        _variantAnswers.Where(each => each.Key.Repository == repository && each.Value.IsNew).Select(each => each.Value.Known)
            .OrderBy(each => each.Package, StringComparer.Ordinal).ThenBy(each => each.Question, StringComparer.Ordinal);

    /// <summary>The files that concern all recipes, for the cache.</summary>
    internal ImmutableArray<string> SharedFiles() => _evaluator.SharedFiles();

    /// <summary>All that recipes of one repository provide, if that was asked for; for the cache.</summary>
    internal IReadOnlyList<CachedProvider>? ProvidersOf(RecipeRepository repository) =>
        _found[repository] is { IsValueCreated: true } found ? found.Value : null;

    /// <summary>The files besides its own that a recipe was evaluated from, for the cache.</summary>
    internal ImmutableArray<string> UsedFiles(string fullName) => _evaluator.UsedFiles(fullName);

    /// <summary>True if a recipe that was evaluated here depends on the working directory, for the cache.</summary>
    internal bool AskedForDirectory(string fullName) => _evaluator.AskedForDirectory(fullName);

    private Runtimes RuntimesOf(RecipeRepository repository, string package, AbstractSpec compiler, string text) =>
        _cache?.Runtimes(repository, package, text) is { } known
            ? new Runtimes(known, IsNew: false)
            : new Runtimes(new CachedRuntime(package, text, _evaluator.RuntimeConstraints(repository, package, compiler)), IsNew: true);

    private VariantAnswer VariantAnswerOf(
        RecipeRepository repository, string package, VariantDefinition variant, ImmutableArray<string> values, string question) =>
        _cache?.VariantAnswer(repository, package, question) is { } known
            ? new VariantAnswer(known, IsNew: false)
            : new VariantAnswer(
                new CachedVariantAnswer(package, question, _evaluator.AcceptsVariantValue(repository, package, variant, values)), IsNew: true);

    private static string Key(RecipeRepository repository, string package) => $"{repository.Namespace}.{package}";

    private Outcome Load(RecipeRepository repository, string package) => Outcome(repository, package);

    private Outcome Outcome(RecipeRepository repository, string package)
    {
        string key = Key(repository, package);
        if (_outcomes.TryGetValue(key, out var known))
        {
            return known;
        }

        Outcome outcome;
        try
        {
            outcome = new Outcome(_cache?.Find(repository, package) ?? _evaluator.Evaluate(repository, package), null);
        }
        catch (CairnException failure)
        {
            outcome = new Outcome(null, failure);
        }

        return _outcomes.GetOrAdd(key, outcome);
    }
}

/// <summary>What came of evaluating a recipe.</summary>
internal sealed record Outcome(RecipeMetadata? Recipe, CairnException? Failure)
{
    /// <summary>The metadata.</summary>
    /// <exception cref="CairnException">The recipe is broken.</exception>
    public RecipeMetadata Value => Recipe ?? throw new CairnException(Failure!.Diagnostic, Failure);
}

/// <summary>What a compiler's recipe says of runtimes, and whether the recipe itself had to be asked.</summary>
internal sealed record Runtimes(CachedRuntime Known, bool IsNew);

/// <summary>What a function of a recipe said of values of a variant, and whether the recipe itself had to be asked.</summary>
internal sealed record VariantAnswer(CachedVariantAnswer Known, bool IsNew);
