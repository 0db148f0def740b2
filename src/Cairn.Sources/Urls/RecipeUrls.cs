using Cairn.Recipes;

namespace Cairn.Sources;

/// <summary>Asks recipes themselves about the URLs of versions, without a concrete spec: their methods run in a world that gives facts only.</summary>
/// <param name="recipes">The recipes.</param>
/// <param name="host">The facts that recipes may ask.</param>
public sealed class RecipeUrls(RecipeRepositories recipes, HostDescription host) : IVersionUrl
{
    private readonly Lock _lock = new();
    private readonly VersionWorld _world = new(recipes, host, VersionedUrl.VersionOf, static (url, version) => VersionedUrl.Parse(url).With(version));

    /// <inheritdoc/>
    public string? UrlForVersion(RecipeMetadata recipe, Cairn.Specs.Version version) => Ask(() => _world.UrlForVersion(recipe.FullName, version.ToString()));

    /// <inheritdoc/>
    public IReadOnlyList<string> ComputedAttribute(RecipeMetadata recipe, string attribute) => Ask(() => _world.Attribute(recipe.FullName, attribute));

    /// <inheritdoc/>
    public string? UrlVersion(RecipeMetadata recipe, Cairn.Specs.Version version) => Ask(() => _world.UrlVersion(recipe.FullName, version.ToString()));

    /// <inheritdoc/>
    public IReadOnlyList<string>? Submodules(RecipeMetadata recipe, Cairn.Specs.Version version) =>
        Ask(() => _world.Submodules(recipe.FullName, version.ToString())) is { } paths ? paths : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> SparsePaths(RecipeMetadata recipe, Cairn.Specs.Version version) =>
        Ask(() => _world.SparsePaths(recipe.FullName, version.ToString()));

    private T Ask<T>(Func<T> question)
    {
        lock (_lock)
        {
            return question();
        }
    }
}
