using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Fetching;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn fetch</c>: gets and verifies sources.</summary>
internal static class FetchCommand
{
    public static Command Create(Session session)
    {
        var arguments = new SourceArguments();
        var dependencies = new Option<bool>("-D", "--dependencies") { Description = "fetch all dependencies, too" };
        var missing = new Option<bool>("-m", "--missing") { Description = "fetch only what is not installed" };
        var failFast = new Option<bool>("--fail-fast") { Description = "stop at the first failure" };
        var command = new Command("fetch", "get and verify the sources of packages") { dependencies, missing, failFast };
        arguments.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(
            session, arguments.Specs(session, parsed), arguments.Selection(parsed, parsed.GetValue(dependencies), parsed.GetValue(missing)),
            arguments.SkipsChecksums(parsed), parsed.GetValue(failFast)));
        return command;
    }

    private static async Task<int> RunAsync(
        Session session, ImmutableArray<AbstractSpec> specs, SourceSelection selection, bool skipsChecksums, bool failFast)
    {
        ImmutableArray<FetchFailure> failures;
        int wanted;
        using (var progress = new SourceProgress(session.Terminal))
        using (var sources = session.OpenSources(progress, skipsChecksums))
        {
            var requests = WantedSource.Of(session, sources, specs, selection).Select(source => source.Request)
                .DistinctBy(sources.Stages.NameOf).ToImmutableArray();
            wanted = requests.Length;
            failures = await sources.FetchAllAsync(requests, failFast, cancellation: session.Cancellation);
        }

        session.SaveRecipeCache();
        foreach (var failure in failures)
        {
            session.Terminal.Error(failure.Error.Diagnostic);
        }

        if (failures.IsEmpty)
        {
            session.Terminal.Note($"{wanted} of {wanted} fetched");
            return ExitCode.Success;
        }

        session.Terminal.ErrorLine(failFast
            ? $"\nstopped at the first failure of {wanted} packages"
            : $"\n{wanted - failures.Length} of {wanted} fetched, {failures.Length} failed");
        return ExitCode.Failure;
    }
}
