using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>One solved DAG as the methods of recipes see it: every node is one object, so that what recipes set on it stays.</summary>
internal sealed class ConcreteDag
{
    private readonly Dictionary<string, ConcreteSpecObject> _objects = new(StringComparer.Ordinal);
    private readonly Dependents _dependents;
    private readonly IDagServices _services;

    /// <param name="root">The root.</param>
    /// <param name="services">What nodes cannot know by themselves.</param>
    /// <param name="otherRoots">Further roots.</param>
    public ConcreteDag(ConcreteSpec root, IDagServices services, IEnumerable<ConcreteSpec> otherRoots)
    {
        Root = root;
        _services = services;
        _dependents = Dependents.Of([root, .. otherRoots]);
    }

    /// <summary>The root.</summary>
    public ConcreteSpec Root { get; }

    /// <summary>Which names are virtual.</summary>
    public IVirtualPackages Virtuals => _services.Virtuals;

    /// <summary>The object of a node.</summary>
    public ConcreteSpecObject Of(ConcreteSpec node)
    {
        if (!_objects.TryGetValue(node.Hash, out var found))
        {
            found = new ConcreteSpecObject(this, node, new PyDict());
            _objects.Add(node.Hash, found);
        }

        return found;
    }

    /// <summary>The object of a node that was looked up under a name: it remembers the name, and shares everything else.</summary>
    public ConcreteSpecObject Queried(ConcreteSpec node, string name, ImmutableArray<string> parameters)
    {
        var found = Of(node);
        var query = new SpecQuery(name, parameters, Virtuals.IsVirtual(name));
        found.LastQuery = query;
        return new ConcreteSpecObject(this, node, found.Attributes!) { LastQuery = query };
    }

    /// <summary>The nodes that depend on a node, and how.</summary>
    public IEnumerable<ConcreteSpec> DependentsOf(ConcreteSpec node, DependencyTypes types) => _dependents.On(node, types);

    /// <summary>The prefix of a node.</summary>
    public string PrefixOf(ConcreteSpec node) => _services.PrefixOf(node);

    /// <summary>True if a node is installed.</summary>
    public bool IsInstalled(ConcreteSpec node) => _services.IsInstalled(node);

    /// <summary>What the package of a node answers about itself: its <c>prefix</c>, <c>libs</c>, <c>headers</c>….</summary>
    public PyObject Query(ConcreteSpecObject node, string attribute) => _services.Query(node, attribute);

    /// <summary>The package of a node: the instance of its recipe's class, made when it is first asked for.</summary>
    public PyObject PackageOf(ConcreteSpecObject node) => _services.PackageOf(node);
}

/// <summary>What the nodes of a DAG cannot know by themselves.</summary>
internal interface IDagServices
{
    /// <summary>Which names are virtual and who provides them.</summary>
    IVirtualPackages Virtuals { get; }

    /// <summary>The prefix of a node.</summary>
    string PrefixOf(ConcreteSpec node);

    /// <summary>True if a node is installed.</summary>
    bool IsInstalled(ConcreteSpec node);

    /// <summary>What the package of a node answers about itself.</summary>
    PyObject Query(ConcreteSpecObject node, string attribute);

    /// <summary>The instance of a recipe's class for a node; the same at every call.</summary>
    PyObject PackageOf(ConcreteSpecObject node);
}

/// <summary>Under which name a node was looked up: <c>spec["hdf5:hl,fortran"]</c>.</summary>
/// <param name="Name">The name of a package or virtual.</param>
/// <param name="Parameters">What stands behind the colon.</param>
/// <param name="IsVirtual">True if the name is a virtual's.</param>
internal sealed record SpecQuery(string Name, ImmutableArray<string> Parameters, bool IsVirtual);
