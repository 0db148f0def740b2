using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>
/// The world in which the methods of packages run: the real files, environment and processes of this machine, and the nodes of one
/// solved DAG as objects. Used by one thread; it changes the environment and the directory of the process.
/// </summary>
public sealed class PackageWorld : IDagServices
{
    private const long Steps = long.MaxValue;

    private readonly RecipeRepositories _repositories;
    private readonly RecipeSession _session;
    private readonly ConcreteDag _dag;
    private readonly Func<ConcreteSpec, string> _prefixOf;
    private readonly Func<ConcreteSpec, bool> _isInstalled;
    private readonly Dictionary<string, PyObject> _packages = new(StringComparer.Ordinal);

    /// <summary>Makes the world of a DAG.</summary>
    /// <param name="repositories">Where the recipes are.</param>
    /// <param name="host">The facts that recipes may ask.</param>
    /// <param name="realHost">The machine.</param>
    /// <param name="root">The root of the DAG.</param>
    /// <param name="services">What the functions of the Package API need from the engine, by the names under which the module
    /// <c>_cairn</c> has them.</param>
    /// <param name="prefixOf">The prefix of a node.</param>
    /// <param name="isInstalled">Whether a node is installed.</param>
    /// <param name="otherRoots">Further roots whose nodes are asked, too.</param>
    public PackageWorld(
        RecipeRepositories repositories,
        HostDescription host,
        Host realHost,
        ConcreteSpec root,
        IReadOnlyDictionary<string, NativeBody> services,
        Func<ConcreteSpec, string> prefixOf,
        Func<ConcreteSpec, bool> isInstalled,
        IEnumerable<ConcreteSpec>? otherRoots = null)
    {
        _repositories = repositories;
        _prefixOf = prefixOf;
        _isInstalled = isInstalled;
        _session = new RecipeSession(
            new RecipeModules(repositories.Path), new SpecLiterals(), host, realHost, new EvaluationLimits { Steps = Steps }, services);
        _dag = new ConcreteDag(root, this, otherRoots ?? []);
        Virtuals = new RecipeVirtuals(repositories);
    }

    /// <summary>The interpreter.</summary>
    public Realm Realm => _session.Realm;

    /// <inheritdoc/>
    public IVirtualPackages Virtuals { get; }

    /// <summary>The spec object of a node of the DAG.</summary>
    public PyObject Spec(ConcreteSpec node) => _dag.Of(node);

    /// <summary>The package of a node of the DAG.</summary>
    /// <exception cref="CairnException">Its recipe is missing or broken.</exception>
    public PyObject Package(ConcreteSpec node) => Guard(node, () => PackageOf(_dag.Of(node)));

    /// <summary>The class of a recipe, such as that of a virtual package; null if there is no such recipe.</summary>
    /// <exception cref="CairnException">The recipe is broken.</exception>
    public PyObject? ClassOf(string name) =>
        _repositories.Path.TryFind(name, out var repository, out var found) ? _session.Guarded(repository, found, type => type) : null;

    /// <summary>The node whose package this is.</summary>
    public static ConcreteSpec NodeOf(PyObject package) => ((ConcreteSpecObject)package.GetAttribute("spec")).Node;

    /// <summary>Runs something of a package; what its recipe raises becomes a domain failure that names the recipe's line.</summary>
    /// <param name="node">The node whose package it is.</param>
    /// <param name="action">What to run.</param>
    /// <param name="activity">What is going on, for messages, such as <c>the phase `build`</c>.</param>
    /// <exception cref="CairnException">The recipe failed.</exception>
    public T Guard<T>(ConcreteSpec node, Func<T> action, string? activity = null) =>
        _session.Guarded(node.FullName, action, activity);

    /// <summary>Calls a function of an embedded Python module.</summary>
    /// <exception cref="PyRaise">It raised.</exception>
    public PyObject Call(string module, string function, params PyObject[] arguments) =>
        Realm.Import(module).GetAttribute(function).Call(Realm, arguments);

    string IDagServices.PrefixOf(ConcreteSpec node) => _prefixOf(node);

    bool IDagServices.IsInstalled(ConcreteSpec node) => _isInstalled(node);

    PyObject IDagServices.Query(ConcreteSpecObject node, string attribute) => Call("cairn.queries", attribute, node);

    PyObject IDagServices.PackageOf(ConcreteSpecObject node) => PackageOf(node);

    private PyObject PackageOf(ConcreteSpecObject node)
    {
        if (_packages.TryGetValue(node.Node.Hash, out var package))
        {
            return package;
        }

        if (!_repositories.Path.TryFind(node.Node.FullName, out var repository, out var name)
            && !_repositories.Path.TryFind(node.Node.Name, out repository, out name))
        {
            throw UnknownRecipe.Error(_repositories, node.Node.FullName);
        }

        package = _repositories.Configured(name, _session.ClassOf(repository, name)).Call(Realm, _dag.Of(node.Node));
        _packages.Add(node.Node.Hash, package);
        return package;
    }
}
