using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Recipes that a program put together: tiny worlds of tests, or the embedded starter set once evaluated.</summary>
public sealed class InMemoryRecipes : IRecipeSource
{
    private readonly FrozenDictionary<string, RecipeMetadata> _recipes;
    private readonly FrozenDictionary<string, ImmutableArray<VirtualProvider>> _providers;
    private readonly ImmutableArray<string> _names;

    /// <summary>Takes recipes; of two with one name the earlier one wins unqualified look-ups.</summary>
    public InMemoryRecipes(IEnumerable<RecipeMetadata> recipes)
    {
        ImmutableArray<RecipeMetadata> all = [.. recipes];
        Namespaces = [.. all.Select(recipe => recipe.Namespace).Distinct(StringComparer.Ordinal)];
        var byName = new Dictionary<string, RecipeMetadata>(StringComparer.Ordinal);
        foreach (var recipe in all)
        {
            byName.TryAdd(recipe.Name, recipe);
            byName[recipe.FullName] = recipe;
        }

        _recipes = byName.ToFrozenDictionary(StringComparer.Ordinal);
        _names = [.. all.Select(recipe => recipe.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _providers = all.Where(recipe => ReferenceEquals(byName[recipe.Name], recipe))
            .SelectMany(recipe => recipe.Provided.Select(provided => new VirtualProvider(recipe.FullName, provided)))
            .GroupBy(provider => provider.Provided.Virtual.Name!, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        VirtualNames = [.. _providers.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>Takes builders as they stand.</summary>
    public InMemoryRecipes(params IEnumerable<RecipeBuilder> recipes)
        : this(recipes.Select(recipe => recipe.Build()))
    {
    }

    /// <summary>What <see cref="RuntimeConstraints"/> answers, by the compiler's name.</summary>
    public IReadOnlyDictionary<string, Func<AbstractSpec, ImmutableArray<RuntimeConstraint>>> Runtimes { get; init; } =
        FrozenDictionary<string, Func<AbstractSpec, ImmutableArray<RuntimeConstraint>>>.Empty;

    /// <inheritdoc/>
    public ImmutableArray<string> Namespaces { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => _names;

    /// <inheritdoc/>
    public IReadOnlyList<string> VirtualNames { get; }

    /// <inheritdoc/>
    public bool Contains(string name) => _recipes.ContainsKey(name);

    /// <inheritdoc/>
    public bool TryGet(string name, [NotNullWhen(true)] out RecipeMetadata? recipe) => _recipes.TryGetValue(name, out recipe);

    /// <inheritdoc/>
    public bool IsVirtual(string name) => _providers.ContainsKey(name);

    /// <inheritdoc/>
    public ImmutableArray<VirtualProvider> Providers(string virtualName) => _providers.GetValueOrDefault(virtualName, []);

    /// <inheritdoc/>
    public ImmutableArray<RuntimeConstraint> RuntimeConstraints(AbstractSpec compiler) =>
        compiler.Name is { } name && Runtimes.TryGetValue(name, out var rules) ? rules(compiler) : [];

    /// <inheritdoc/>
    public string? AcceptsVariantValue(RecipeMetadata recipe, VariantDefinition variant, ImmutableArray<string> values) => null;

    /// <inheritdoc/>
    /// <exception cref="CairnException">The patch is a file without a known place.</exception>
    public string PatchDigest(PatchDeclaration patch) => PatchDigests.Of(patch, RepositoryTree.Disk);

    /// <inheritdoc/>
    public string? TextHash(string name, Func<AbstractSpec, bool> holds) => null;
}
