using System.Collections.Concurrent;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>What the comparison of specs has to know about virtual packages, out of recipes.</summary>
public sealed class RecipeVirtuals(IRecipeSource recipes) : IVirtualPackages
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<ProvidedVirtuals>?> _provided = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsVirtual(string name) => recipes.IsVirtual(name);

    /// <inheritdoc/>
    public IReadOnlyList<ProvidedVirtuals>? ProvidedBy(string fullName) => _provided.GetOrAdd(fullName, Find);

    /// <inheritdoc/>
    public IReadOnlyList<string> ProvidersOf(string virtualName) =>
        [.. recipes.Providers(virtualName).Select(provider => provider.Name).Distinct()];

    private IReadOnlyList<ProvidedVirtuals>? Find(string fullName) => recipes.TryGet(fullName, out var recipe)
        ? [.. recipe.Provided.GroupBy(provided => provided.When)
            .Select(group => new ProvidedVirtuals(group.Key, [.. group.Select(provided => provided.Virtual)]))]
        : null;
}
