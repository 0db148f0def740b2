using System.CommandLine;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn location</c>: prints where something is.</summary>
internal static class LocationCommand
{
    public static Command Create(Session session)
    {
        var command = new Command("location", "print where a package, its source, or Cairn's data is");
        AddTo(command, session);
        return command;
    }

    private static void AddTo(Command command, Session session)
    {
        var options = new LocationOptions();
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            session.Terminal.Line(new Finding(session, options, parsed).Run());
            return ExitCode.Success;
        });
    }

    private sealed class Finding(Session session, LocationOptions options, ParseResult parsed)
    {
        /// <exception cref="CairnException">What is asked for is not there.</exception>
        public string Run()
        {
            if (parsed.GetValue(options.Module))
            {
                throw new CairnException(new Diagnostic(
                    "no-python-modules", "Cairn has no Python modules on disk", null, [], "`cairn python` runs scripts that import Spack's modules"));
            }

            if (parsed.GetValue(options.Root))
            {
                return session.Places.Root;
            }

            if (parsed.GetResult(options.Environment) is { Implicit: false })
            {
                return OfEnvironment(parsed.GetValue(options.Environment));
            }

            if (parsed.GetResult(options.Repository) is { Implicit: false })
            {
                return OfRepository(parsed.GetValue(options.Repository));
            }

            if (parsed.GetValue(options.Stages))
            {
                using var sources = session.OpenSources(SilentObserver.Instance);
                return sources.Stages.Path;
            }

            var query = SpecArguments.ParseOne(parsed.GetValue(options.Specs));
            if (parsed.GetValue(options.Package))
            {
                return Path.GetDirectoryName(session.Recipes.Get(query.FullName).File)!;
            }

            return parsed.GetValue(options.Stage) ? OfStage(query, Part.Stage)
                : parsed.GetValue(options.Build) ? OfStage(query, Part.Build)
                : parsed.GetValue(options.Source) ? OfStage(query, Part.Source)
                : OfPrefix(query);
        }

        private string OfPrefix(AbstractSpec query)
        {
            var record = EnvironmentContent.OfActive(session) is { } environment
                ? InEnvironment(environment, query)
                : InstalledSpecs.Single(session, query, parsed.GetValue(options.First));
            return parsed.GetValue(options.Json)
                ? JsonText.Object(("name", record.Spec.Name), ("version", record.Spec.Version.ToString()), ("hash", record.Spec.Hash), ("prefix", record.Path ?? ""))
                : record.Path ?? "";
        }

        /// <summary>In an environment its own specs are meant.</summary>
        private Store.Database.InstallRecord InEnvironment(EnvironmentContent environment, AbstractSpec query)
        {
            var found = InstalledSpecs.Matching(session, query).Where(record => environment.Specs.ContainsKey(record.Spec.Hash)).ToList();
            return found.Count == 1 || (found.Count > 1 && parsed.GetValue(options.First)) ? found[0]
                : found.Count > 1 ? throw InstalledSpecs.Ambiguous(query, [.. found])
                : throw InstalledSpecs.NotInstalled(query);
        }

        private string OfEnvironment(string? name) => name is not null
            ? EnvironmentContent.Of(session, name).Directory
            : session.ActiveEnvironment?.Directory ?? throw new CairnException(new Diagnostic(
                "no-environment", "no environment is active", null, [], "`location -e NAME` names one"));

        private string OfRepository(string? name)
        {
            var repositories = session.Recipes.Path.All;
            var found = name is null ? repositories.FirstOrDefault() : repositories.FirstOrDefault(repository => repository.Namespace == name);
            return found?.Root ?? throw new CairnException(new Diagnostic(
                "no-repository", $"there is no repository `{name}`", null, [],
                $"the repositories are {string.Join(", ", repositories.Select(repository => repository.Namespace))}"));
        }

        private string OfStage(AbstractSpec query, Part part)
        {
            using var sources = session.OpenSources(SilentObserver.Instance);
            var spec = SpecCommand.Concretized(session, [query], options.Concretize.Read(parsed))[0];
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
    }

    private enum Part
    {
        Stage,
        Source,
        Build,
    }
}
