using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn stage</c>: fetches and unpacks sources, and prints where they are.</summary>
internal static class StageCommand
{
    public static Command Create(Session session)
    {
        var arguments = new SourceArguments();
        var json = new Option<bool>("--json") { Description = "print one JSON object a package" };
        var path = new Option<string?>("-p", "--path") { Description = "the directory to use as stage (one package only)", HelpName = "PATH" };
        var skip = new Option<bool>("-s", "--skip-installed") { Description = "leave out what is installed" };
        var exclude = new Option<string[]>("-e", "--exclude") { Description = "leave out packages that satisfy a spec", HelpName = "SPEC" };
        var command = new Command("stage", "unpack sources, ready for patching and building") { json, path, skip, exclude };
        arguments.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(
            session, arguments.Specs(session, parsed), arguments.Selection(parsed, missing: parsed.GetValue(skip)), arguments.SkipsChecksums(parsed),
            parsed.GetValue(path) is { } folder ? Path.GetFullPath(folder) : null,
            [.. (parsed.GetValue(exclude) ?? []).Select(spec => AbstractSpec.Parse(spec))], parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(
        Session session, ImmutableArray<AbstractSpec> specs, SourceSelection selection, bool skipsChecksums, string? path,
        ImmutableArray<AbstractSpec> excluded, bool json)
    {
        if (path is not null && specs.Length != 1)
        {
            session.Terminal.ErrorLine($"error: `--path` takes one spec, not {specs.Length}: every package needs a directory of its own");
            return ExitCode.Usage;
        }

        using var progress = new SourceProgress(session.Terminal);
        using var sources = session.OpenSources(progress, skipsChecksums);
        var wanted = WantedSource.Of(session, sources, specs, selection);
        session.SaveRecipeCache();
        foreach (var source in wanted.Where(source => !IsExcluded(source, excluded)))
        {
            using var stage = await sources.Stages.OpenAsync(source.Request, sources.Supply, path: path, cancellation: session.Cancellation);
            await stage.ExpandAsync(session.Cancellation);
            Print(session, source.Request, stage, json);
        }

        return ExitCode.Success;
    }

    private static bool IsExcluded(WantedSource source, ImmutableArray<AbstractSpec> excluded) => excluded.Any(spec =>
        source.Spec?.Satisfies(spec) ?? AbstractSpec.Parse($"{source.Request.Name}@={source.Request.Version}").Satisfies(spec));

    /// <summary>Tells where a stage and its source are.</summary>
    public static void Print(Session session, SourceRequest request, Stage stage, bool json) => session.Terminal.Line(json
        ? JsonText.Object(
            ("name", request.Name), ("version", request.Version), ("hash", request.Hash), ("stage", stage.Path), ("source", stage.SourcePath),
            ("archive", stage.ArchiveFile))
        : stage.SourcePath);
}
