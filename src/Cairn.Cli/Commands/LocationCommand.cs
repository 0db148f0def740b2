using System.CommandLine;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn location</c>: prints where something is.</summary>
internal static class LocationCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("the package");
        var install = new Option<bool>("-i", "--install-dir") { Description = "the prefix of an installed package (the default)" };
        var root = new Option<bool>("-r", "--cairn-root", "--spack-root") { Description = "the root of Cairn's own data" };
        var package = new Option<bool>("-p", "--package-dir") { Description = "the directory of the package's recipe" };
        var stage = new Option<bool>("-s", "--stage-dir") { Description = "the directory in which the package is staged" };
        var source = new Option<bool>("-c", "--source-dir") { Description = "the package's unpacked source; it must be staged" };
        var build = new Option<bool>("-b", "--build-dir") { Description = "the directory in which the package is built; it must be staged" };
        var stages = new Option<bool>("-S", "--stages") { Description = "the directory of all stages" };
        var json = new Option<bool>("--json") { Description = "print a JSON object" };
        var concretize = new ConcretizeArguments();
        var command = new Command("location", "print where a package, its source, or Cairn's data is") { specs, install, root, package, stage, source, build, stages, json };
        concretize.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(root))
            {
                return Tell(session, session.Places.Root);
            }

            if (parsed.GetValue(stages))
            {
                using var sources = session.OpenSources(SilentObserver.Instance);
                return Tell(session, sources.Stages.Path);
            }

            var queries = SpecArguments.Parse(parsed.GetValue(specs));
            if (queries.Length != 1)
            {
                session.Terminal.ErrorLine($"error: `cairn location` takes one spec, not {queries.Length}");
                return ExitCode.Usage;
            }

            if (parsed.GetValue(package))
            {
                return Tell(session, Path.GetDirectoryName(session.Recipes.Get(queries[0].FullName).File)!);
            }

            return parsed.GetValue(stage) || parsed.GetValue(source) || parsed.GetValue(build)
                ? Tell(session, PlaceOf(session, queries[0], concretize.Read(parsed), parsed.GetValue(build) ? Part.Build : parsed.GetValue(source) ? Part.Source : Part.Stage))
                : TellPrefix(session, queries[0], parsed.GetValue(json));
        });
        return command;
    }

    private static int Tell(Session session, string path)
    {
        session.Terminal.Line(path);
        return ExitCode.Success;
    }

    private static int TellPrefix(Session session, AbstractSpec query, bool json)
    {
        var record = InstalledSpecs.Single(session.Database.Read(session.Cancellation), query);
        return Tell(session, json
            ? JsonText.Object(("name", record.Spec.Name), ("version", record.Spec.Version.ToString()), ("hash", record.Spec.Hash), ("prefix", record.Path ?? ""))
            : record.Path ?? "");
    }

    /// <exception cref="CairnException">The spec has no answer, or what is asked for is not there.</exception>
    private static string PlaceOf(Session session, AbstractSpec query, ConcretizeOptions options, Part part)
    {
        using var sources = session.OpenSources(SilentObserver.Instance);
        var spec = SpecCommand.Concretized(session, [query], options)[0];
        var request = new SourceRequest(spec.Name, spec.Version.ToString(), spec.Hash, new NoOrigin());
        var stage = sources.Stages.PathOf(request);
        if (part == Part.Stage)
        {
            return stage;
        }

        if (!Directory.Exists(sources.Stages.SourcePathOf(request)))
        {
            throw new CairnException(new Diagnostic(
                "not-staged", $"the source of `{spec.Name}@{spec.Version}` is not unpacked", null, [$"its stage would be `{stage}`"],
                $"`cairn stage {query}` unpacks it"));
        }

        return part == Part.Source
            ? sources.Stages.SourcePathOf(request)
            : new PackageSources(session.Configuration, session.Recipes, session.Host, spec, sources.Stages).BuildDirectoryOf(spec);
    }

    private enum Part
    {
        Stage,
        Source,
        Build,
    }
}
