using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn patch</c>: unpacks and patches sources, and prints where they are.</summary>
internal static class PatchCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("whose source", ArgumentArity.OneOrMore);
        var concretize = new ConcretizeArguments();
        var noChecksum = new Option<bool>("-n", "--no-checksum") { Description = "take sources whose digest is not known, without comparing digests (unsafe)" };
        var json = new Option<bool>("--json") { Description = "print one JSON object a package" };
        var command = new Command("patch", "unpack sources and apply their patches") { specs, noChecksum, json };
        concretize.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(
            session, SpecArguments.Parse(parsed.GetValue(specs), session.SpecOptions), concretize.Read(parsed), parsed.GetValue(noChecksum), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(
        Session session, ImmutableArray<AbstractSpec> specs, ConcretizeOptions concretize, bool skipsChecksums, bool json)
    {
        using var progress = new SourceProgress(session.Terminal);
        using var sources = session.OpenSources(progress, skipsChecksums);
        var wanted = WantedSource.Of(session, sources, specs, new SourceSelection(concretize));
        session.SaveRecipeCache();
        foreach (var source in wanted)
        {
            await new PatchWorker(session, progress).RunAsync(source.Spec!, skipsChecksums);
            using var stage = await sources.Stages.OpenAsync(source.Request, sources.Supply, cancellation: session.Cancellation);
            StageCommand.Print(session, source.Request, stage, json);
        }

        return ExitCode.Success;
    }
}
