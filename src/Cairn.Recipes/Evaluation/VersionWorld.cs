using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>
/// Asks the methods of packages what they say about a version, without a concrete spec and without touching the machine: the host of
/// this world gives facts only, and steps are bounded. For one thread.
/// </summary>
public sealed class VersionWorld
{
    private const string Module = "cairn.urls";

    private readonly RecipeRepositories _repositories;
    private readonly RecipeSession _session;
    private (RecipeRepository Repository, string Package)? _last;

    /// <summary>Makes the world.</summary>
    /// <param name="repositories">Where the recipes are.</param>
    /// <param name="host">The facts that recipes may ask.</param>
    /// <param name="versionInUrl">The version that a URL names; null if none can be seen.</param>
    /// <param name="urlWithVersion">A URL with another version put in.</param>
    public VersionWorld(
        RecipeRepositories repositories, HostDescription host, Func<string, string?> versionInUrl, Func<string, string, string> urlWithVersion)
    {
        _repositories = repositories;
        Dictionary<string, NativeBody> services = new(StringComparer.Ordinal)
        {
            ["parse_version"] = (_, arguments) => new PyStr(versionInUrl(arguments.Positional[0].Str()) ?? ""),
            ["substitute_version"] = (_, arguments) => new PyStr(urlWithVersion(arguments.Positional[0].Str(), arguments.Positional[1].Str())),
        };
        _session = new RecipeSession(
            new RecipeModules(repositories.Path), new SpecLiterals(), host, new LoadHost(host.ToFacts(), host.CurrentDirectory),
            new EvaluationLimits { Steps = 20_000_000 }, services);
    }

    /// <summary>What the recipe's own <c>url_for_version</c> answers; null if it has none, or if it answers nothing.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="version">The version.</param>
    /// <param name="isDecided">
    /// False if the package's own spec is to have no version: so it is where versions are only listed. A method that asks
    /// <c>self.spec.satisfies(…)</c> instead of its argument answers something else then.
    /// </param>
    /// <exception cref="CairnException">The recipe is missing or broken, or its method fails.</exception>
    public string? UrlForVersion(string recipe, string version, bool isDecided = true) => Text(With(recipe, type =>
        _session.Realm.Import(Module).GetAttribute("custom_url_for_version")
            .Call(_session.Realm, Package(type, recipe, isDecided ? version : null), new PyStr(version))));

    /// <summary>What the recipe's own <c>url_version</c> makes of a version; null if it has none.</summary>
    /// <exception cref="CairnException">The recipe is missing or broken, or its method fails.</exception>
    public string? UrlVersion(string recipe, string version) => Text(Ask("custom_url_version", recipe, version));

    /// <summary>The submodules that a function of the recipe wants; null for all.</summary>
    /// <exception cref="CairnException">The recipe is missing or broken, or its method fails.</exception>
    public ImmutableArray<string>? Submodules(string recipe, string version) =>
        Ask("submodules_of", recipe, version) is var found && found is PyNone ? null : Texts(found);

    /// <summary>The directories of its repository that a function of the recipe wants; none means all.</summary>
    /// <exception cref="CairnException">The recipe is missing or broken, or its method fails.</exception>
    public ImmutableArray<string> SparsePaths(string recipe, string version) => Texts(Ask("sparse_paths_of", recipe, version));

    /// <summary>The texts of an attribute that the recipe computes; none if it has no such attribute.</summary>
    /// <exception cref="CairnException">The recipe is missing or broken, or computing it fails.</exception>
    public ImmutableArray<string> Attribute(string recipe, string attribute) => With(recipe, type =>
        Package(type, recipe, null).TryGetAttribute(new PyStr(attribute)) switch
        {
            null => [],
            var value => Texts(value),
        });

    private static string? Text(PyObject value) => value is PyNone ? null : value.Str();

    private static ImmutableArray<string> Texts(PyObject value) => value switch
    {
        PyNone => [],
        PyStr text => [text.Value],
        _ => [.. Operators.Values(value).Select(item => item.Str())],
    };

    private PyObject Ask(string function, string recipe, string version) => With(recipe, type =>
        _session.Realm.Import(Module).GetAttribute(function).Call(_session.Realm, Package(type, recipe, version), new PyStr(version)));

    private PyObject Package(PyType type, string recipe, string? version)
    {
        string name = recipe[(recipe.LastIndexOf('.') + 1)..];
        AbstractSpec spec = new() { Name = name };
        return type.Call(_session.Realm, new SpecObject(version is null ? spec : spec.WithVersions(VersionList.Of(Specs.Version.Parse(version)))));
    }

    private T With<T>(string recipe, Func<PyType, T> action)
    {
        if (!_repositories.Path.TryFind(recipe, out var repository, out string name))
        {
            throw UnknownRecipe.Error(_repositories, recipe);
        }

        // Thousands of recipes may be asked one after the other: only the last one stays loaded.
        if (_last is { } last && last != (repository, name))
        {
            _session.Forget(last.Repository, last.Package);
        }

        _last = (repository, name);
        return _session.Guarded(repository, name, type => action(_repositories.Configured(name, type)));
    }
}
