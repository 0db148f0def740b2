using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Python;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Build.Worker;

/// <summary>
/// What the packages of one solved DAG need from the outside. Their recipes' methods are asked in a world that gives facts of the
/// machine and nothing else, so this may run in the process of the user; what changes files (<c>patch()</c>) runs in workers only.
/// </summary>
/// <param name="configuration">The merged configuration.</param>
/// <param name="recipes">The recipes.</param>
/// <param name="host">The facts that recipes may ask.</param>
/// <param name="root">The root of the DAG.</param>
/// <param name="stages">Where packages are built.</param>
public sealed class PackageSources(
    Configuration configuration, RecipeRepositories recipes, HostDescription host, ConcreteSpec root, StageRoot stages)
{
    private readonly ILookup<string, ConcreteSpec> _dependents = root.Traverse()
        .SelectMany(node => node.Dependencies.Select(edge => (edge.Node.Hash, Dependent: node)))
        .DistinctBy(pair => (pair.Hash, pair.Dependent.Hash))
        .ToLookup(pair => pair.Hash, pair => pair.Dependent, StringComparer.Ordinal);

    private PackageWorld? _world;

    private PackageWorld World => _world ??= new PackageWorld(
        recipes, host, new LoadHost(host.ToFacts(), host.CurrentDirectory), root,
        new WorkerServices(configuration, 1, [], PlaceOf).Functions,
        node => node.ExternalPath ?? "", node => node.IsExternal);

    /// <summary>The request for one node's sources.</summary>
    /// <exception cref="CairnException">Its recipe is missing or broken, or does not say where the source is.</exception>
    public SourceRequest RequestOf(ConcreteSpec node) =>
        SourceRequests.Of(node, recipes, new PackageUrls(World, node), _dependents[node.Hash]);

    /// <summary>The directory in which a node is built, which its build system may choose; the directory need not exist.</summary>
    /// <exception cref="CairnException">The recipe fails.</exception>
    public string BuildDirectoryOf(ConcreteSpec node)
    {
        var source = PlaceOf(node).SourcePath;
        return World.Guard(node, () =>
            World.Call("spack.builder", "create", World.Package(node)).TryGetAttribute(new PyStr("build_directory")) is { } directory and not PyNone
                ? Path.GetFullPath(directory.Str(), source)
                : source);
    }

    private StagePlace PlaceOf(ConcreteSpec node)
    {
        var request = new SourceRequest(node.Name, node.Version.ToString(), node.Hash, new NoOrigin());
        return new StagePlace(stages.PathOf(request), stages.SourcePathOf(request), null);
    }
}
