using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>An installation that a recipe recognised on the host.</summary>
/// <param name="Spec">What it is, as a spec.</param>
/// <param name="Prefix">Where it is.</param>
/// <param name="Modules">Modules that make it available.</param>
/// <param name="ExtraAttributes">What else is known, such as the paths of compilers.</param>
public sealed record DetectedInstallation(string Spec, string Prefix, ImmutableArray<string> Modules, PlainMapping ExtraAttributes);

/// <summary>Asks classes of recipes without a DAG, above all how they recognise installations: real files and processes. For one thread.</summary>
public sealed class DetectionWorld
{
    private readonly RecipeRepositories _repositories;
    private readonly RecipeSession _session;

    /// <summary>Makes the world.</summary>
    /// <param name="repositories">Where the recipes are.</param>
    /// <param name="host">The facts that recipes may ask.</param>
    /// <param name="realHost">The machine.</param>
    public DetectionWorld(RecipeRepositories repositories, HostDescription host, Host realHost)
    {
        _repositories = repositories;
        _session = new RecipeSession(
            new RecipeModules(repositories.Path), new SpecLiterals(), host, realHost, new EvaluationLimits { Steps = long.MaxValue });
    }

    /// <summary>The regular expressions (Python's) for the names of a package's programs, or else of its libraries.</summary>
    /// <exception cref="CairnException">The recipe is missing or broken.</exception>
    public (ImmutableArray<string> Programs, ImmutableArray<string> Libraries) Patterns(string recipe) => With(recipe, type =>
    {
        var found = (PyTuple)Call("patterns", type);
        return (Texts(found.Items[0]), Texts(found.Items[1]));
    });

    /// <summary>Asks a recipe what some files of one directory are.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="prefix">The prefix of an installation whose recipe does not say it.</param>
    /// <param name="files">Paths of programs or libraries in it whose names match.</param>
    /// <param name="refused">What the recipe looked at and did not accept, with its reasons.</param>
    /// <exception cref="CairnException">The recipe is missing or broken.</exception>
    public ImmutableArray<DetectedInstallation> Detect(
        string recipe, string directory, string prefix, IEnumerable<string> files, out ImmutableArray<string> refused)
    {
        var answer = With(recipe, type => (PyTuple)Call("detect", type, new PyStr(directory), new PyStr(prefix), PyList.OfStrings(files)));
        refused = Texts(answer.Items[1]);
        return [.. Operators.Values(answer.Items[0]).Select(Installation)];
    }

    /// <summary>The names of a recipe's stand-alone tests.</summary>
    /// <exception cref="CairnException">The recipe is missing or broken.</exception>
    public ImmutableArray<string> TestsOf(string recipe) => With(recipe, type =>
        Texts(_session.Realm.Import("cairn.standalone_tests").GetAttribute("names").Call(_session.Realm, type)));

    private static DetectedInstallation Installation(PyObject found)
    {
        var parts = (PyTuple)found;
        return new DetectedInstallation(
            parts.Items[0].Str(), parts.Items[1].Str(), [.. Operators.Values(parts.Items[2]).Select(module => module.Str())], (PlainMapping)PlainObjects.FromPython(parts.Items[3]));
    }

    private static ImmutableArray<string> Texts(PyObject values) => [.. Operators.Values(values).Select(value => value.Str())];

    private PyObject Call(string function, params PyObject[] arguments) =>
        _session.Realm.Import("cairn.detection").GetAttribute(function).Call(_session.Realm, arguments);

    private T With<T>(string recipe, Func<PyType, T> action) => _repositories.Path.TryFind(recipe, out var repository, out var name)
        ? _session.Guarded(repository, name, action)
        : throw UnknownRecipe.Error(_repositories, recipe);
}
