using System.Collections.Immutable;
using Cairn.Build.Detection;
using Cairn.Cli.Commands;
using Cairn.Cli.Environments;
using Cairn.Cli.Fetching;
using Cairn.Concretization;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>What a session decides specs with.</summary>
public sealed partial class Session
{
    private ConcretizerConfiguration? _concretizerConfiguration;
    private SpecParserOptions? _specOptions;
    private readonly Dictionary<string, ConcreteSpec> _givenSpecs = new(StringComparer.Ordinal);
    private bool _pausedCollections;

    /// <summary>The settings of the concretizer: configuration, host, and what was found on the host if nobody configured a compiler.</summary>
    public ConcretizerConfiguration ConcretizerConfiguration => _concretizerConfiguration ??= CreateConcretizerConfiguration();

    /// <summary>Decides specs.</summary>
    /// <param name="requests">The roots.</param>
    /// <param name="options">Choices of the command line.</param>
    public ConcretizationResult Concretize(ImmutableArray<ConcretizationRequest> requests, ConcretizeOptions options)
    {
        requests = [.. requests.Select(request => request with { Spec = WithHashes(request.Spec) })];
        var result = ConcretizeWithThese(requests, options);

        // No answer may mean that the recipe with the answer is in `builtin`, which is not here yet.
        return result.Failure is not null && CloneBuiltIn() ? ConcretizeWithThese(requests, options) : result;
    }

    /// <summary>Lets the first solve of a process run without collections of garbage, as far as its memory goes.</summary>
    /// <remarks>Nearly all that a solve makes lives until its end, so that a collection, which looks at all of it, finds nothing.</remarks>
    private IDisposable? PauseCollections()
    {
        if (_pausedCollections)
        {
            return null;
        }

        _pausedCollections = true;
        return CollectionPause.Begin();
    }

    private ConcretizationResult ConcretizeWithThese(ImmutableArray<ConcretizationRequest> requests, ConcretizeOptions options)
    {
        var configuration = ConcretizerConfiguration with { Reuse = options.Fresh ? new ReuseSettings() : ConcretizerConfiguration.Reuse };
        if (options.ReuseDependencies || options.Reuse)
        {
            var mode = options.Reuse ? ReuseMode.Everything : ReuseMode.Dependencies;
            configuration = configuration with { Reuse = configuration.Reuse with { Mode = mode } };
        }

        var reusable = configuration.Reuse.Select(source => ReusableFrom(source, options.Force || Configuration.GetBoolean("concretizer:force", false)));
        var reachable = options.OnlyReachable || Configuration.GetBoolean("concretizer:reachable", false) ? Reachable : null;
        var concretizer = new Concretizer(Recipes, configuration);
        var choices = new ConcretizationOptions
        {
            Reusable = reusable,
            Given = [.. _givenSpecs.Values],
            AllowsDeprecated = options.AllowsDeprecated || Configuration.GetBoolean("config:deprecated", false),
            Tests = options.Tests,
            Record = options.DumpTo is { } file ? problem => ProblemFile.Write(problem, file) : null,
            IsReachable = reachable is null ? null : reachable.IsReachable,
        };
        using var pause = PauseCollections();
        var result = concretizer.Solve(requests, choices, Cancellation);
        if (reachable is not null && result.Failure is { } failure)
        {
            // What would be taken if everything could be had shows what is missing.
            var otherwise = concretizer.Solve(requests, choices with { IsReachable = null }, Cancellation);
            result = result with { Failure = reachable.Explain(failure, otherwise) };
        }

        SaveRecipeCache();
        return result;
    }

    /// <summary>How specs are read: with the tool chains of the configuration.</summary>
    public SpecParserOptions SpecOptions => _specOptions ??= ToolchainReader.SpecOptions(Configuration) with { ReadSpecFile = ReadSpecFile };

    /// <summary>The spec that was read from a file and has this hash; null if none has.</summary>
    public ConcreteSpec? GivenSpec(string hash) => _givenSpecs.GetValueOrDefault(hash);

    /// <summary>Hashes of what is installed or was read from a file, written out, each with the name of its package.</summary>
    /// <exception cref="CairnException">Nothing has such a hash, or several specs do.</exception>
    private AbstractSpec WithHashes(AbstractSpec spec)
    {
        var dependencies = spec.Dependencies.Any(HasHash) ? [.. spec.Dependencies.Select(edge => edge.WithSpec(WithHashes(edge.Spec)))] : spec.Dependencies;
        if (spec.AbstractHash is not { } hash)
        {
            return dependencies == spec.Dependencies ? spec : spec.WithDependencies(dependencies);
        }

        var found = GivenSpec(hash) ?? InstalledSpecs.Single(this, new AbstractSpec { Name = spec.Name, AbstractHash = hash }).Spec;
        foreach (var node in found.Traverse())
        {
            _givenSpecs.TryAdd(node.Hash, node);
        }

        return new AbstractSpec
        {
            Name = found.Name, Namespace = spec.Namespace, Versions = spec.Versions, Variants = spec.Variants, CompilerFlags = spec.CompilerFlags,
            Architecture = spec.Architecture, AbstractHash = found.Hash, Dependencies = dependencies,
        };
    }

    private static bool HasHash(DependencyEdge edge) => edge.Spec.AbstractHash is not null || edge.Spec.Dependencies.Any(HasHash);

    /// <summary>A file among specs stands for the spec in it, which is known by its hash from now on.</summary>
    private AbstractSpec ReadSpecFile(string path)
    {
        var spec = SpecFiles.Read(path);
        foreach (var node in spec.Traverse())
        {
            _givenSpecs[node.Hash] = node;
        }

        return new AbstractSpec { Name = spec.Name, Namespace = spec.Namespace, AbstractHash = spec.Hash };
    }

    /// <summary>What a source of reusable specs has. Binary caches cannot be read yet, so they have nothing.</summary>
    /// <param name="source">The source.</param>
    /// <param name="isForced">True if the active environment is decided anew, so that what it holds counts no more.</param>
    private IEnumerable<ConcreteSpec> ReusableFrom(ReuseSource source, bool isForced) => source.Kind switch
    {
        ReuseSourceKind.Local => Database.Read(Cancellation).Values.Where(record => record.IsInstalled).Select(record => record.Spec),
        ReuseSourceKind.Environment when source.Path is { } path => ReusableOf(path),
        ReuseSourceKind.Environment => DagTraversal.Nodes((isForced ? [] : ActiveEnvironment?.ReadLock()?.Roots ?? [])
            .Concat(ActiveEnvironment?.IncludedRoots ?? []).Select(root => root.Spec)),
        _ => [],
    };

    /// <summary>What an environment offers; of one that the active environment includes, the copy that this holds.</summary>
    private IEnumerable<ConcreteSpec> ReusableOf(string environment)
    {
        var other = EnvironmentContent.Of(this, environment);
        return ActiveEnvironment?.Included.FirstOrDefault(included => included.Path == other.Directory) is { } copy
            ? DagTraversal.Nodes(copy.Flattened().SelectMany(inner => inner.Roots).Select(root => root.Spec))
            : other.Specs.Values;
    }

    private ConcretizerConfiguration CreateConcretizerConfiguration()
    {
        var architecture = ConcreteArchitecture.Host();
        var libc = HostLibc.Find();
        var host = new HostSettings(architecture.Platform, architecture.OperatingSystem, architecture.Target.Name)
        {
            Libcs = libc is { } found ? [new LibcSettings(found.Package, found.Version, "/usr", [])] : [],
        };
        var configuration = Configuration;
        if (!HasCompilers(configuration.Section("packages")))
        {
            configuration = configuration.WithScopes(configuration.Scopes.Insert(1, DetectedScope()));
        }

        return ConcretizerConfigurationReader.Read(configuration, host);
    }

    internal static bool HasCompilers(YamlNode? packages) =>
        packages is YamlMapping mapping && mapping.Entries.Any(entry =>
            entry.Value is YamlMapping settings && settings["externals"] is YamlSequence externals
            && externals.Items.OfType<YamlMapping>().Any(external => external["extra_attributes"] is YamlMapping extra && extra["compilers"] is not null));

    /// <summary>What was found on the host, as a scope right above the defaults; looked for once and kept until <c>compiler find</c> looks again.</summary>
    internal DirectoryScope DetectedScope()
    {
        var scope = new DirectoryScope("detected", Path.GetDirectoryName(HostDetection.FileOf(this))!);
        if (!HostDetection.IsUpToDate(this, scope.FileOf("packages")))
        {
            if (OldCompilers.Section(this) is { } section)
            {
                Terminal.Warning(new Diagnostic(
                    "configuration-deprecated", "the section `compilers` is deprecated: its compilers are taken for externals",
                    new SourceLocation(section.Items[0].Mark.File, section.Items[0].Mark.Line, section.Items[0].Mark.Column, null), [],
                    "`cairn compiler find` lists the compilers of the system in packages.yaml; then the section has no effect"));
            }
            else
            {
                Terminal.Note("no compiler is configured: looking for compilers and build tools of the system (once)");
            }

            HostDetection.Write(this, scope.FileOf("packages"));
        }

        return scope;
    }
}

/// <summary>Choices of the command line about concretization.</summary>
/// <param name="Fresh">True to reuse nothing.</param>
/// <param name="ReuseDependencies">True to reuse dependencies but not roots.</param>
/// <param name="AllowsDeprecated">True to allow deprecated versions.</param>
/// <param name="OnlyReachable">True to take only versions whose sources can be had without asking upstream.</param>
public sealed record ConcretizeOptions(bool Fresh = false, bool ReuseDependencies = false, bool AllowsDeprecated = false, bool OnlyReachable = false)
{
    /// <summary>Where the problem is written for <c>solve --replay</c>, or null.</summary>
    public string? DumpTo { get; init; }

    /// <summary>True to reuse what is installed even where the configuration says otherwise.</summary>
    public bool Reuse { get; init; }

    /// <summary>True to decide anew what the lock file of an environment holds.</summary>
    public bool Force { get; init; }

    /// <summary>Whose test dependencies are decided too.</summary>
    public TestDependencies Tests { get; init; }
}
