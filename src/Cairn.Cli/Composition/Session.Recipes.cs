using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>The recipes of a session.</summary>
public sealed partial class Session
{
    private RecipeRepositories? _recipes;
    private HostDescription? _host;

    /// <summary>The facts of this machine that recipes may ask.</summary>
    public HostDescription Host => _host ??= HostDescription.OfThisMachine(HostPlatform.OperatingSystem, Microarchitectures.Host().Name);

    /// <summary>The recipes of all repositories, <c>starter</c> last.</summary>
    public RecipeRepositories Recipes => _recipes ??= CreateRecipes();

    /// <summary>Keeps what was learnt from recipes for the next run. A cache that cannot be written is no failure of the command.</summary>
    public void SaveRecipeCache() => _recipes?.SaveCache();

    private RecipeRepositories CreateRecipes() => new(
        new RecipeRepositoryPath(UsableRepositories()), Host, Path.Combine(Configuration.GetPath("config:misc_cache") ?? Places.UserCache, "recipes"));
}
