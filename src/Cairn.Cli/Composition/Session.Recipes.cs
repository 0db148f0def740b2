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

    /// <summary>The repositories that <c>repos</c> lists, in search order: a mapping of names (Spack 1.x) or a list of paths (before).</summary>
    public IEnumerable<ConfiguredRepository> ConfiguredRepositories() => Configuration.Section("repos") switch
    {
        YamlSequence list => list.Items.OfType<YamlScalar>().SelectMany(path => Open(path.Text, path)),
        YamlMapping mapping => mapping.Entries.SelectMany(entry => Open(entry.Key, entry.Value)),
        _ => [],
    };

    /// <summary>The repository of the recipes that are embedded in this program.</summary>
    public RecipeRepository Starter() => RecipeRepository.Open(StarterRepository.Materialize(Path.Combine(Places.UserCache, "cache")));

    private RecipeRepositories CreateRecipes()
    {
        var repositories = ImmutableArray.CreateBuilder<RecipeRepository>();
        foreach (var configured in ConfiguredRepositories())
        {
            if (configured.Repository is { } repository)
            {
                repositories.Add(repository);
            }
            else
            {
                // One broken repository must not stop the others.
                Terminal.Warning($"the repository `{configured.Folder ?? configured.Name}` is left out: {configured.Problem!.Message}");
            }
        }

        repositories.Add(Starter());
        return new RecipeRepositories(
            new RecipeRepositoryPath(repositories), Host, Path.Combine(Configuration.GetPath("config:misc_cache") ?? Places.UserCache, "recipes"));
    }

    private IEnumerable<ConfiguredRepository> Open(string name, YamlNode value)
    {
        IEnumerable<string> folders;
        try
        {
            folders = FoldersOf(name, value);
        }
        catch (CairnException exception)
        {
            return [new ConfiguredRepository(name, null, null, exception.Diagnostic)];
        }

        return folders.Select(folder =>
        {
            try
            {
                return new ConfiguredRepository(name, folder, RecipeRepository.Open(folder), null);
            }
            catch (CairnException exception)
            {
                return new ConfiguredRepository(name, folder, null, exception.Diagnostic);
            }
        });
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
                throw new CairnException(new Diagnostic("bad-repository", $"`{name}` ({value.Mark}) has neither a path nor a clone here"));
        }
    }
}
