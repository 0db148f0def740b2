using Cairn.Recipes;

namespace Cairn.Cli.Commands;

/// <summary>Something in a recipe that works and could be better.</summary>
internal sealed record StyleFinding(DirectivePlace Place, string Code, string Message);

/// <summary>Looks at what a recipe says with the eyes of its reviewer.</summary>
internal sealed class RecipeStyle(RecipeRepositories recipes)
{
    private static readonly string[] s_strongDigests = ["sha256", "sha384", "sha512"];
    private static readonly string[] s_weakDigests = ["md5", "sha1", "sha224", "checksum"];
    private static readonly string[] s_repositories = ["git", "svn", "hg", "cvs", "branch", "tag", "commit", "revision"];

    /// <summary>What could be better, in the order of the recipe's parts.</summary>
    public IEnumerable<StyleFinding> Examine(RecipeMetadata recipe) =>
        Attributes(recipe).Concat(Order(recipe)).Concat(Digests(recipe)).Concat(Names(recipe));

    private static IEnumerable<StyleFinding> Attributes(RecipeMetadata recipe)
    {
        var place = new DirectivePlace(recipe.File, 1);
        if (recipe.Description is null)
        {
            yield return new StyleFinding(place, "missing-description", $"`{recipe.Name}` has no description");
        }

        if (recipe.Attributes["homepage"] is null)
        {
            yield return new StyleFinding(place, "missing-homepage", $"`{recipe.Name}` has no homepage");
        }

        if (recipe.HasCode && recipe.Licenses.IsEmpty)
        {
            yield return new StyleFinding(place, "missing-license", $"`{recipe.Name}` names no licence");
        }
    }

    /// <summary>Newest first, among versions of one kind: deprecated ones often stand in a block of their own. One finding a recipe.</summary>
    private static IEnumerable<StyleFinding> Order(RecipeMetadata recipe)
    {
        foreach (var kind in recipe.Versions.Where(version => !version.Version.IsDevelop).GroupBy(version => (version.IsDeprecated, version.IsPreferred)))
        {
            var previous = kind.First();
            foreach (var version in kind.Skip(1))
            {
                if (version.Version > previous.Version)
                {
                    yield return new StyleFinding(version.Place, "version-order", $"version {version.Version} stands after {previous.Version}: newest come first");
                    break;
                }

                previous = version;
            }
        }
    }

    private static IEnumerable<StyleFinding> Digests(RecipeMetadata recipe)
    {
        if (!recipe.HasCode)
        {
            yield break;
        }

        foreach (var version in recipe.Versions)
        {
            bool Has(string key) => version[key] is not null;
            if (Array.Exists(s_strongDigests, Has) || Array.Exists(s_repositories, Has))
            {
                continue;
            }

            yield return Array.Exists(s_weakDigests, Has)
                ? new StyleFinding(version.Place, "weak-digest", $"version {version.Version} has no SHA-256, only an older digest")
                : new StyleFinding(version.Place, "missing-digest", $"version {version.Version} has no digest");
        }
    }

    private IEnumerable<StyleFinding> Names(RecipeMetadata recipe)
    {
        foreach (var dependency in recipe.Dependencies)
        {
            if (!recipes.Contains(dependency.Name) && !recipes.IsVirtual(dependency.Name))
            {
                yield return new StyleFinding(
                    dependency.Places.IsEmpty ? new DirectivePlace(recipe.File, 1) : dependency.Places[0], "unknown-dependency", $"there is no package `{dependency.Name}`");
            }
        }
    }
}
