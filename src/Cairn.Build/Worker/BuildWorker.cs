using System.Diagnostics;
using Cairn.Build.PostInstall;
using Cairn.Build.Processes;
using Cairn.Build.Wrapper;
using Cairn.Config;
using Cairn.Python;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;
using Cairn.Store.Layout;

namespace Cairn.Build.Worker;

/// <summary>Builds one package in the process of a worker (<see cref="WorkerSession"/>).</summary>
public sealed class BuildWorker(Configuration configuration, RecipeRepositories recipes, HostDescription host, string root)
{
    private const string WrapperPackage = "compiler-wrapper";

    /// <summary>Builds, or tests, what a request describes.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="tell">Hears of steps.</param>
    /// <returns>Where it stopped, if the user wanted that; null if it ran to the end.</returns>
    /// <exception cref="CairnException">It failed.</exception>
    public string? Run(BuildRequest request, Action<WorkerMessage> tell)
    {
        var spec = SpecJson.Read(File.ReadAllBytes(request.SpecFile), request.SpecFile);
        using var sources = SourceServices.FromConfiguration(
            configuration, new WorkerSourceObserver(tell), request.SkipChecksums ? TrustPolicy.NoChecksum : null);
        var places = new Dictionary<string, StagePlace>(StringComparer.Ordinal);
        var services = new WorkerServices(
            configuration, request.Jobs, [root, sources.Stages.Path],
            node => places.TryGetValue(node.Hash, out var place) ? place : PackageInquiry.PlaceOf(sources.Stages, node))
        {
            LogPath = request.LogPath,
        };
        var world = new PackageWorld(
            recipes, host, new RealHost(), spec, services.Functions,
            node => request.Prefixes.GetValueOrDefault(node.Hash) ?? node.ExternalPath ?? "",
            node => node.IsExternal || IsInstalled(request.Prefixes.GetValueOrDefault(node.Hash, "/nowhere")));
        if (request.TestSuite is not null)
        {
            Test(world, spec, request, tell);
            return null;
        }

        new SharedLinking(configuration).RequireTools();
        var package = world.Package(spec);
        package.SetAttribute(new PyStr("run_tests"), PyBool.Of(request.RunTests));
        if (spec.Variants["dev_path"] is { Values: [var directory] })
        {
            return Develop(world, spec, package, request, places, directory, tell);
        }

        world.Guard(spec, () => world.Call("cairn.worker", "ask_fetcher", package), "fetching");
        var source = SourceRequests.Of(spec, recipes, new PackageUrls(world, spec));
        tell(new WorkerStepped("fetching"));
        using var stage = sources.Stages.OpenAsync(source, sources.Supply).GetAwaiter().GetResult();
        stage.FetchAsync().GetAwaiter().GetResult();
        tell(new WorkerStaged(stage.Path));
        tell(new WorkerStepped("unpacking"));
        Expand(stage, request);
        ProvideWrapper(spec, stage.SourcePath);
        places[spec.Hash] = new StagePlace(stage.Path, stage.SourcePath, stage.ArchiveFile)
        {
            Resources = [.. stage.Resources.Select(r => new ResourcePlace(r.Name, r.Path, r.SourcePath, r.ArchiveFile))],
        };
        // Before patching: a recipe's `patch` may write the names of compilers into the sources.
        var phases = request.IsOnlySources ? [] : SetUp(world, spec, package, request, tell);
        Patch(world, spec, package, stage, !source.Patches.IsEmpty, tell);
        if (request.IsOnlySources)
        {
            return null;
        }

        if (request.KeepSource)
        {
            world.Guard(spec, () => world.Call("cairn.worker", "keep_source", package), "keeping the sources");
        }

        // Read before the phases: a build may do anything to its stage.
        var proofs = stage.Provenance;
        TellDeprecated(spec, tell);
        var stopped = RunPhases(world, spec, package, phases, request, proofs, tell);
        if (stopped is null && !request.KeepStage)
        {
            stage.Destroy();
        }

        return stopped;
    }

    /// <summary>
    /// Builds what a user works on (<c>dev_path</c>) in the directory where that is: nothing is fetched, unpacked, patched or removed there.
    /// </summary>
    private string? Develop(
        PackageWorld world, ConcreteSpec spec, PyObject package, BuildRequest request, Dictionary<string, StagePlace> places, string directory, Action<WorkerMessage> tell)
    {
        if (!Directory.Exists(directory))
        {
            throw new CairnException(new Diagnostic(
                "dev-path", $"the directory `{directory}`, in which `{spec.Name}` is developed, is not there", null, [], "name the directory with `cairn dev-build -d DIR`"));
        }

        places[spec.Hash] = new StagePlace(directory, directory, null);
        tell(new WorkerStaged(directory));
        var phases = SetUp(world, spec, package, request, tell);
        return RunPhases(world, spec, package, phases, request, [], tell);
    }

    /// <summary>Runs the stand-alone tests of what is installed; how they end is a message, and a failure if they fail.</summary>
    private static void Test(PackageWorld world, ConcreteSpec spec, BuildRequest request, Action<WorkerMessage> tell)
    {
        var package = world.Package(spec);
        tell(new WorkerStepped("testing"));
        var (status, failures) = world.Guard(spec, () =>
        {
            var virtuals = Operators.Values(world.Call("cairn.standalone_tests", "virtual_names", package)).Select(name => name.Str());
            var classes = virtuals.Select(name => (Name: name, Class: world.ClassOf(name))).Where(pair => pair.Class is not null)
                .Select(pair => new PyTuple([new PyStr(pair.Name), pair.Class!]));
            var own = new PyTuple([new PyStr(spec.Name), package.GetAttribute("__class__")]);
            var answer = (PyTuple)world.Call(
                "cairn.standalone_tests", "run", package, new PyStr(request.TestSuite!), PyBool.Of(request.IsDirty), new PyList([own, .. classes]));
            return (answer.Items[0].Str(), Operators.Values(answer.Items[1]).Select(message => message.Str()).ToList());
        }, "running the tests");
        tell(new WorkerNoted(status));
        if (status == "FAILED")
        {
            throw new CairnException(new Diagnostic(
                "tests-failed", $"{failures.Count} {(failures.Count == 1 ? "test" : "tests")} failed", null, [.. failures.Select(failure => failure.Split('\n')[0])],
                $"the log tells more: {request.LogPath}"));
        }
    }

    /// <summary>Fresh sources, unless the user wants to go on with what an earlier attempt left: half a build must not get into this one.</summary>
    private static void Expand(Stage stage, BuildRequest request)
    {
        if (stage.IsExpanded && !request.ReuseStage && !request.IsOnlySources)
        {
            stage.RestageAsync().GetAwaiter().GetResult();
        }
        else
        {
            stage.ExpandAsync().GetAwaiter().GetResult();
        }
    }

    private static void Patch(PackageWorld world, ConcreteSpec spec, PyObject package, Stage stage, bool hasFiles, Action<WorkerMessage> tell)
    {
        var hasMethod = world.Guard(spec, () => world.Call("cairn.worker", "has_patch_method", package).IsTrue);
        if (hasMethod || hasFiles)
        {
            tell(new WorkerStepped("patching"));
        }

        Task RunMethod(string source, CancellationToken cancellation)
        {
            world.Guard(spec, () => world.Call("cairn.worker", "patch", package, new PyStr(source)), "the recipe's `patch`");
            return Task.CompletedTask;
        }

        stage.PatchAsync(hasMethod ? RunMethod : null).GetAwaiter().GetResult();
    }

    private static List<string> SetUp(PackageWorld world, ConcreteSpec spec, PyObject package, BuildRequest request, Action<WorkerMessage> tell)
    {
        tell(new WorkerStepped("setting up"));
        return world.Guard(spec, () =>
        {
            var answer = (PyTuple)world.Call("cairn.worker", "set_up", package, PyBool.Of(request.IsDirty));
            return Operators.Values(answer.Items[0]).Select(phase => phase.Str()).ToList();
        }, "setting up the build environment");
    }

    private string? RunPhases(
        PackageWorld world, ConcreteSpec spec, PyObject package, IReadOnlyList<string> phases, BuildRequest request,
        IReadOnlyList<SourceProvenance> proofs, Action<WorkerMessage> tell)
    {
        CheckPhase(spec, phases, request.LastPhase, "--until");
        CheckPhase(spec, phases, request.StopBefore, "--stop-at");
        var times = new List<(string Phase, TimeSpan Duration)>();
        foreach (var phase in phases)
        {
            var watch = Stopwatch.StartNew();
            if (phase == request.StopBefore)
            {
                return $"before the phase `{phase}`";
            }

            tell(new WorkerStepped(phase));
            Console.WriteLine($"==> {spec.Name}: Executing phase: '{phase}'");
            world.Guard(spec, () => world.Call("cairn.worker", "run_phase", package, new PyStr(phase)), $"the phase `{phase}`");
            times.Add((phase, watch.Elapsed));
            if (phase == request.LastPhase)
            {
                return $"after the phase `{phase}`";
            }
        }

        if (!IsBundle(spec))
        {
            CheckPrefix(request.Prefix);
        }

        PlaceWrapper(spec, request.Prefix);
        world.Guard(spec, () => world.Call("cairn.worker", "archive_files", package), "keeping files of the build");
        world.Guard(spec, () => world.Call("cairn.licenses", "link", package), "linking the license");
        Finish(spec, package, request, times, proofs, tell);
        return null;
    }

    /// <summary>A misspelt phase would let everything be installed.</summary>
    private static void CheckPhase(ConcreteSpec spec, IReadOnlyList<string> phases, string? wanted, string option)
    {
        if (wanted is not null && !phases.Contains(wanted))
        {
            throw new CairnException(new Diagnostic(
                "no-such-phase", $"`{spec.Name}@{spec.Version}` has no phase `{wanted}`, which `{option}` names", null, [],
                $"its phases are {string.Join(", ", phases.Select(phase => $"`{phase}`"))}"));
        }
    }

    /// <summary>Makes the prefix what it is to be for ever: scripts and libraries that work, provenance, permissions.</summary>
    private void Finish(
        ConcreteSpec spec, PyObject package, BuildRequest request, List<(string Phase, TimeSpan Duration)> times, IReadOnlyList<SourceProvenance> proofs, Action<WorkerMessage> tell)
    {
        tell(new WorkerStepped("post-install"));
        new LongShebangs(root).Filter(request.Prefix);
        new SharedLinking(configuration).Apply(
            request.Prefix, Operators.Values(package.GetAttribute("non_bindable_shared_objects")).Select(name => name.Str()), tell);
        var provenance = new Provenance(spec, request.Prefix);
        provenance.WriteEnvironment(host);
        provenance.WriteTimes(times);
        provenance.WriteSources(proofs, IsDeprecated(spec));
        provenance.WriteRecipes(recipes, node => request.Prefixes.GetValueOrDefault(node.Hash));
        PrefixPermissions.Of(configuration, spec.Name).Apply(request.Prefix);
    }

    private bool IsDeprecated(ConcreteSpec spec) =>
        recipes.TryGet(spec.FullName, out var recipe) && recipe.FindVersion(spec.Version) is { IsDeprecated: true };

    private void TellDeprecated(ConcreteSpec spec, Action<WorkerMessage> tell)
    {
        if (IsDeprecated(spec))
        {
            tell(new WorkerNoted($"warning: {spec.Name}@{spec.Version} is deprecated by its recipe: it may have known faults or be dropped soon"));
        }
    }

    private static bool IsInstalled(string prefix) =>
        File.Exists(InstallLayout.SpecFileOf(prefix)) && !File.Exists(InstallLayout.IncompleteMarkOf(prefix));

    /// <summary>True for what exists for the sake of its dependencies and may install nothing.</summary>
    private static bool IsBundle(ConcreteSpec spec) =>
        spec.Variants.TryGet("build_system", out var buildSystem) && buildSystem.Values is ["bundle"];

    private static void CheckPrefix(string prefix)
    {
        var mark = InstallLayout.IncompleteMarkOf(prefix);
        if (Directory.EnumerateFileSystemEntries(prefix).All(path => path == mark || Path.GetFileName(path) == InstallLayout.MetadataDirectory))
        {
            throw new CairnException(new Diagnostic(
                "nothing-installed", "the recipe installed nothing", null, [$"all phases ended without an error, but `{prefix}` is empty"],
                "the recipe's `install` has to put files below its `prefix`"));
        }
    }

    /// <summary>The program that Cairn brings is the source of the compiler wrapper, under the name of the script that recipes look for.</summary>
    private void ProvideWrapper(ConcreteSpec spec, string sourcePath)
    {
        if (spec.Name == WrapperPackage && FindHostCompiler() is { } compiler)
        {
            Directory.CreateDirectory(sourcePath);
            Wrapper.Install(Path.Combine(sourcePath, "cc.sh"), compiler);
        }
    }

    /// <summary>Whatever the recipe of the compiler wrapper installed, such as a placeholder: the program takes its place.</summary>
    private void PlaceWrapper(ConcreteSpec spec, string prefix)
    {
        var path = Path.Combine(prefix, "libexec", "spack", "cc");
        if (spec.Name == WrapperPackage && File.Exists(path) && FindHostCompiler() is { } compiler)
        {
            Wrapper.Install(path, compiler);
        }
    }

    private CompilerWrapper Wrapper => new(Path.Combine(configuration.Variables.Places.UserCache, "cache", "wrapper"));

    private static string? FindHostCompiler() => SearchPath.Find("cc", "gcc", "clang");
}
