using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn restage</c>: brings sources back to how they were unpacked.</summary>
internal static class RestageCommand
{
    public static Command Create(Session session)
    {
        var arguments = new SourceArguments();
        var command = new Command("restage", "bring sources back to how they were unpacked");
        arguments.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(session, arguments.Specs(session, parsed), arguments.Selection(parsed), arguments.SkipsChecksums(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(Session session, ImmutableArray<AbstractSpec> specs, SourceSelection selection, bool skipsChecksums)
    {
        using var progress = new SourceProgress(session.Terminal);
        using var sources = session.OpenSources(progress, skipsChecksums);
        var wanted = WantedSource.Of(session, sources, specs, selection);
        session.SaveRecipeCache();
        foreach (var source in wanted)
        {
            using var stage = await sources.Stages.OpenAsync(source.Request, sources.Supply, cancellation: session.Cancellation);
            await stage.RestageAsync(session.Cancellation);
            StageCommand.Print(session, source.Request, stage, json: false);
        }

        return ExitCode.Success;
    }
}
