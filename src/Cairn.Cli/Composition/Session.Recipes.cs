using System.Collections.Immutable;
using Cairn.Config.Yaml;
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

    private RecipeRepositories CreateRecipes()
    {
        var repositories = ImmutableArray.CreateBuilder<RecipeRepository>();
        foreach (var folder in ConfiguredRepositories())
        {
            try
            {
                repositories.Add(RecipeRepository.Open(folder));
            }
            catch (CairnException exception)
            {
                // One broken repository must not stop the others.
                Terminal.Warning($"the repository `{folder}` is left out: {exception.Diagnostic.Message}");
            }
        }

        repositories.Add(RecipeRepository.Open(StarterRepository.Materialize(Path.Combine(Places.UserCache, "cache"))));
        return new RecipeRepositories(
            new RecipeRepositoryPath(repositories), Host, Path.Combine(Configuration.GetPath("config:misc_cache") ?? Places.UserCache, "recipes"));
    }

    /// <summary>The folders that <c>repos</c> lists, in search order: a mapping of names (Spack 1.x) or a list of paths (before).</summary>
    private IEnumerable<string> ConfiguredRepositories()
    {
        switch (Configuration.Section("repos"))
        {
            case YamlSequence list:
                return list.Items.OfType<YamlScalar>().SelectMany(path => RecipeRepository.FoldersOf(Configuration.Expand(path)));
            case YamlMapping mapping:
                return mapping.Entries.SelectMany(entry => FoldersOf(entry.Key, entry.Value));
            default:
                return [];
        }
    }

    private IEnumerable<string> FoldersOf(string name, YamlNode value)
    {
        switch (value)
        {
            case YamlScalar { IsNull: false } path:
                return RecipeRepository.FoldersOf(Configuration.Expand(path));
            case YamlMapping described when described["destination"] is YamlScalar destination:
                var clone = Configuration.Expand(destination);
                return described["paths"] is YamlSequence paths
                    ? paths.Items.OfType<YamlScalar>().Select(path => Path.Combine(clone, path.Text))
                    : RecipeRepository.FoldersOf(clone);
            default:
                Terminal.Warning($"the repository `{name}` ({value.Mark}) has neither a path nor a clone here and is left out");
                return [];
        }
    }
}
