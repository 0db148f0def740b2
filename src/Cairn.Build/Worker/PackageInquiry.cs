using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Python;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Build.Worker;

/// <summary>Asks the methods of packages, without building: for debugging recipes and for entering the environment of a build.</summary>
/// <remarks>Methods may change this process's environment and directory: ask, then end.</remarks>
public sealed class PackageInquiry(
    Configuration configuration, RecipeRepositories recipes, HostDescription host, InstallLayout layout, Func<ConcreteSpec, string> prefixOf)
{
    /// <summary>The environment in which a package is built, tested or run.</summary>
    /// <param name="spec">The package; what it depends on has to be installed.</param>
    /// <param name="isDirty">True to keep what the user's environment has.</param>
    /// <param name="context"><c>build</c>, <c>test</c> or <c>run</c>.</param>
    /// <exception cref="CairnException">A recipe fails.</exception>
    public ImmutableSortedDictionary<string, string> EnvironmentOf(ConcreteSpec spec, bool isDirty, string context)
    {
        using var sources = SourceServices.FromConfiguration(configuration, SilentObserver.Instance, null);
        var world = WorldOf(spec, sources.Stages);
        return world.Guard(
            spec,
            () => Operators.Values(world.Call("cairn.methods", "environment", world.Package(spec), PyBool.Of(isDirty), new PyStr(context)))
                .Select(entry => entry.Str().Split('=', 2))
                .ToImmutableSortedDictionary(entry => entry[0], entry => entry[1], StringComparer.Ordinal),
            "setting up the environment");
    }

    /// <summary>What a package says about the license that it needs.</summary>
    /// <exception cref="CairnException">Its recipe fails.</exception>
    public LicenseNeed LicenseOf(ConcreteSpec spec)
    {
        using var sources = SourceServices.FromConfiguration(configuration, SilentObserver.Instance, null);
        var world = WorldOf(spec, sources.Stages);
        return world.Guard(spec, () =>
        {
            var parts = ((PyTuple)world.Call("cairn.licenses", "wanted", world.Package(spec))).Items;
            ImmutableArray<string> Texts(int index) => [.. Operators.Values(parts[index]).Select(value => value.Str())];
            return new LicenseNeed(spec, parts[0].Str() is { Length: > 0 } file ? file : null, Texts(1), Texts(2), parts[3].Str() is { Length: > 0 } url ? url : null, parts[4].Str());
        });
    }

    /// <summary>A world for the methods of installed packages.</summary>
    /// <param name="roots">The roots of the DAGs in which they are; at least one.</param>
    public PackageWorld WorldOf(IReadOnlyList<ConcreteSpec> roots)
    {
        using var sources = SourceServices.FromConfiguration(configuration, SilentObserver.Instance, null);
        return WorldOf(roots[0], sources.Stages, roots.Skip(1));
    }

    /// <summary>What the recipes of installed nodes of a DAG say about using them, as JSON that <c>RecipeAnswers</c> reads.</summary>
    /// <param name="world">A world in which the nodes are.</param>
    /// <param name="wanted">The nodes; they are asked in this order.</param>
    /// <exception cref="CairnException">A recipe is missing or fails.</exception>
    public static IEnumerable<(ConcreteSpec Node, string Answers)> AnswersOf(PackageWorld world, IReadOnlyList<ConcreteSpec> wanted)
    {
        var prepared = new HashSet<ConcreteSpec>();
        foreach (var node in wanted)
        {
            if (!prepared.Contains(node))
            {
                // Names in the modules of recipes are set for all that runs with a node: once for most of a DAG.
                world.Guard(node, () => world.Call("cairn.answers", "prepare", world.Spec(node)), "setting up its run environment");
                prepared.UnionWith(node.Traverse(types: DependencyTypes.Link | DependencyTypes.Run));
            }

            yield return (node, world.Guard(node, () => world.Call("cairn.answers", "of", world.Spec(node)).Str(), "setting up its run environment"));
        }
    }

    /// <summary>What the methods of the nodes of a DAG compute: a JSON object for each, paths written as <c>$store</c> and <c>$stage</c>.</summary>
    /// <param name="root">The root of the DAG.</param>
    /// <param name="isWanted">Whether a node is wanted.</param>
    public IEnumerable<(ConcreteSpec Node, string Results)> MethodsOf(ConcreteSpec root, Predicate<ConcreteSpec> isWanted)
    {
        using var sources = SourceServices.FromConfiguration(configuration, SilentObserver.Instance, null);
        var world = WorldOf(root, sources.Stages);
        foreach (var node in root.Traverse().DistinctBy(node => node.Hash).Where(node => !node.IsExternal && isWanted(node)))
        {
            string results;
            try
            {
                results = world.Guard(node, () => world.Call("cairn.methods", "answers", world.Package(node)).Str());
            }
            catch (CairnException exception)
            {
                results = $$"""{"error": "{{System.Text.Json.JsonEncodedText.Encode(exception.Diagnostic.Message)}}"}""";
            }

            yield return (node, results
                .Replace(PlaceOf(sources.Stages, node).Path, "$stage", StringComparison.Ordinal)
                .Replace(layout.Root, "$store", StringComparison.Ordinal)
                .Replace(configuration.Variables.Places.Root, "$spack", StringComparison.Ordinal));
        }
    }

    /// <summary>Where a node that is not being built would be built.</summary>
    internal static StagePlace PlaceOf(StageRoot stages, ConcreteSpec node)
    {
        var request = new SourceRequest(node.Name, node.Version.ToString(), node.Hash, new NoOrigin());
        return new StagePlace(stages.PathOf(request), stages.SourcePathOf(request), null);
    }

    private PackageWorld WorldOf(ConcreteSpec root, StageRoot stages, IEnumerable<ConcreteSpec>? otherRoots = null)
    {
        var jobs = Math.Min(configuration.GetInteger("config:build_jobs", 16), Environment.ProcessorCount);
        var services = new WorkerServices(configuration, jobs, [layout.Root, stages.Path], node => PlaceOf(stages, node));
        return new PackageWorld(
            recipes, host, new RealHost(), root, services.Functions, node => node.ExternalPath ?? prefixOf(node),
            node => node.IsExternal || File.Exists(InstallLayout.SpecFileOf(prefixOf(node))), otherRoots);
    }
}
