using System.Collections.Immutable;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Fetching;

/// <summary>Patches the source of a package in a process of its own: a recipe's <c>patch()</c> may do anything to files and environment.</summary>
internal sealed class PatchWorker(Session session, ISourceObserver observer)
{
    /// <summary>Fetches, unpacks and patches.</summary>
    /// <exception cref="CairnException">Something can't be had, is wrong, or a patch does not apply.</exception>
    public async Task RunAsync(ConcreteSpec spec, bool skipsChecksums)
    {
        var folder = Directory.CreateTempSubdirectory("cairn-patch-").FullName;
        try
        {
            var specFile = Path.Combine(folder, "spec.json");
            await File.WriteAllBytesAsync(specFile, SpecJson.Write(spec), session.Cancellation);
            var requestFile = Path.Combine(folder, "request.json");
            new BuildRequest
            {
                SpecFile = specFile,
                Prefix = session.Layout.PrefixOf(spec),
                LogPath = Path.Combine(folder, "log"),
                Prefixes = spec.Traverse().DistinctBy(node => node.Hash)
                    .ToImmutableDictionary(node => node.Hash, node => node.ExternalPath ?? session.Layout.PrefixOf(node), StringComparer.Ordinal),
                IsOnlySources = true,
                SkipChecksums = skipsChecksums,
            }.Write(requestFile);
            var worker = new WorkerProcess(new WorkerProgram(Environment.ProcessPath!, session.GlobalArguments));
            var outcome = await worker.RunAsync(requestFile, null, message => Tell(spec, message), session.Cancellation);
            if (outcome.Failure is { } failure)
            {
                throw new CairnException(failure);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Tell(ConcreteSpec spec, WorkerMessage message)
    {
        var subject = $"{spec.Name}@{spec.Version}";
        switch (message)
        {
            case WorkerStepped step:
                observer.Observe(new SourceWorkStarted(subject, step.Text));
                break;
            case WorkerNoted note:
                observer.Observe(new SourceWarned(subject, note.Text.StartsWith("warning: ", StringComparison.Ordinal) ? note.Text["warning: ".Length..] : note.Text));
                break;
        }
    }
}
