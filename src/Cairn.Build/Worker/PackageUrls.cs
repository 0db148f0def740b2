using Cairn.Python;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Build.Worker;

/// <summary>Asks the package of one node what only its recipe's methods can tell about its sources.</summary>
/// <param name="world">The world of the node's DAG.</param>
/// <param name="node">The node.</param>
public sealed class PackageUrls(PackageWorld world, ConcreteSpec node) : IVersionUrl
{
    /// <inheritdoc/>
    public string? UrlForVersion(RecipeMetadata recipe, Specs.Version version) => TextOf(Ask("custom_url_for_version", version));

    /// <inheritdoc/>
    public IReadOnlyList<string> ComputedAttribute(RecipeMetadata recipe, string attribute) => world.Guard(node, () =>
    {
        var value = world.Package(node).TryGetAttribute(new PyStr(attribute));
        return value switch
        {
            null or PyNone => [],
            PyStr text => [text.Value],
            _ => TextsOf(value),
        };
    });

    /// <inheritdoc/>
    public string? UrlVersion(RecipeMetadata recipe, Specs.Version version) => TextOf(Ask("custom_url_version", version));

    /// <inheritdoc/>
    public IReadOnlyList<string>? Submodules(RecipeMetadata recipe, Specs.Version version) => Ask("submodules_of", version) is var found && found is PyNone ? null : TextsOf(found);

    /// <inheritdoc/>
    public IReadOnlyList<string> SparsePaths(RecipeMetadata recipe, Specs.Version version) => TextsOf(Ask("sparse_paths_of", version));

    private PyObject Ask(string function, Specs.Version version) =>
        world.Guard(node, () => world.Call("cairn.urls", function, world.Package(node), new PyStr(version.ToString())));

    private static string? TextOf(PyObject value) => value is PyNone ? null : value.Str();

    private static List<string> TextsOf(PyObject value) => value is PyNone ? [] : [.. Operators.Values(value).Select(item => item.Str())];
}
