using Cairn.Recipes;

namespace Cairn.Sources;

/// <summary>What only running a recipe can tell about its URLs.</summary>
public interface IVersionUrl
{
    /// <summary>What the recipe's own <c>url_for_version</c> answers; null if it has none, or if it answers nothing.</summary>
    string? UrlForVersion(RecipeMetadata recipe, Cairn.Specs.Version version);

    /// <summary>The value of an attribute that the recipe computes (<c>url</c>, <c>urls</c>, <c>list_url</c> as properties); empty if it has none.</summary>
    IReadOnlyList<string> ComputedAttribute(RecipeMetadata recipe, string attribute);

    /// <summary>What <c>url_version</c> makes of a version where the recipe has such a method; null where it has none.</summary>
    string? UrlVersion(RecipeMetadata recipe, Cairn.Specs.Version version) => null;

    /// <summary>The submodules that a callable of the recipe wants for a version; null if all are wanted.</summary>
    IReadOnlyList<string>? Submodules(RecipeMetadata recipe, Cairn.Specs.Version version) => null;

    /// <summary>The sparse paths that a callable of the recipe wants.</summary>
    IReadOnlyList<string> SparsePaths(RecipeMetadata recipe, Cairn.Specs.Version version) => [];
}

/// <summary>For recipes that have nothing to run, and for callers without an interpreter.</summary>
public sealed class DeclaredUrlsOnly : IVersionUrl
{
    /// <summary>The one instance.</summary>
    public static readonly DeclaredUrlsOnly Instance = new();

    /// <inheritdoc/>
    public string? UrlForVersion(RecipeMetadata recipe, Cairn.Specs.Version version) => null;

    /// <inheritdoc/>
    public IReadOnlyList<string> ComputedAttribute(RecipeMetadata recipe, string attribute) => [];
}
