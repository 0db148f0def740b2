using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Environments;

namespace Cairn.Cli.Environments;

/// <summary>What an environment was decided to hold, for commands that look at what is installed.</summary>
internal sealed class EnvironmentContent
{
    private readonly Lazy<ImmutableDictionary<string, ConcreteSpec>> _specs;

    private EnvironmentContent(ActiveEnvironment environment)
    {
        Environment = environment;
        var decided = environment.ReadLock() ?? new EnvironmentLock([]);
        Roots = decided.Roots;
        IncludedRoots = [.. decided.IncludedRoots];
        _specs = new Lazy<ImmutableDictionary<string, ConcreteSpec>>(() =>
            DagTraversal.Nodes(AllRoots.Select(root => root.Spec)).DistinctBy(node => node.Hash).ToImmutableDictionary(node => node.Hash, StringComparer.Ordinal));
    }

    /// <summary>The environment.</summary>
    public ActiveEnvironment Environment { get; }

    /// <summary>The name by which users know it.</summary>
    public string Name => Environment.Name;

    /// <summary>Its directory.</summary>
    public string Directory => Environment.Directory;

    /// <summary>What the user asked for, each with the answer; nothing if nothing was decided yet.</summary>
    public ImmutableArray<LockedRoot> Roots { get; }

    /// <summary>What it took over from other environments.</summary>
    public ImmutableArray<LockedRoot> IncludedRoots { get; }

    /// <summary>What the user asked for here and in the environments that are included.</summary>
    public ImmutableArray<LockedRoot> AllRoots => Roots.AddRange(IncludedRoots);

    /// <summary>Every spec by DAG hash.</summary>
    public ImmutableDictionary<string, ConcreteSpec> Specs => _specs.Value;

    /// <summary>The content of the active environment; null if none is active.</summary>
    public static EnvironmentContent? OfActive(Session session) => session.ActiveEnvironment is { } active ? new EnvironmentContent(active) : null;

    /// <summary>The content of the environment of a name or a directory.</summary>
    /// <exception cref="CairnException">There is none.</exception>
    public static EnvironmentContent Of(Session session, string nameOrDirectory) =>
        new(EnvironmentPlaces.Find(nameOrDirectory, () => EnvironmentPlaces.Root(session.Configuration, session.Places)));

    /// <summary>The environments with names.</summary>
    public static IEnumerable<EnvironmentContent> Named(Session session)
    {
        var root = EnvironmentPlaces.Root(session.Configuration, session.Places);
        return System.IO.Directory.Exists(root)
            ? System.IO.Directory.EnumerateDirectories(root).Where(Config.Environments.EnvironmentManifest.IsIn).Order(StringComparer.Ordinal)
                .Select(directory => new EnvironmentContent(new ActiveEnvironment(directory, Path.GetFileName(directory))))
            : [];
    }
}
