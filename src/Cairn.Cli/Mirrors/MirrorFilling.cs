using Cairn.Cli.Presentation;
using Cairn.Sources;

namespace Cairn.Cli.Mirrors;

/// <summary>Puts sources into a mirror, several at once, and counts what became of them.</summary>
internal sealed class MirrorFilling(string root, SourceServices sources, int jobs)
{
    private readonly MirrorBuilder _builder = new(root, sources.Supply);
    private int _added;
    private int _present;

    /// <summary>What could not be had, with the reason.</summary>
    public List<MirrorReport> Failures { get; } = [];

    public Task RunAsync(IEnumerable<SourceRequest> requests, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs), CancellationToken = cancellation };
        return Parallel.ForEachAsync(requests, options, async (request, token) =>
        {
            foreach (var report in await _builder.AddAsync(request, token))
            {
                Count(report);
            }
        });
    }

    /// <summary>Tells what became of everything.</summary>
    public int Report(Terminal terminal)
    {
        foreach (var failure in Failures.OrderBy(failure => failure.Subject, StringComparer.Ordinal))
        {
            terminal.ErrorLine($"{failure.Subject}: {failure.Reason!.Message}");
            foreach (string note in failure.Reason.Notes)
            {
                terminal.ErrorLine($"   = {note}");
            }
        }

        terminal.Line($"{_added} added, {_present} there before, {Failures.Count} could not be had; mirror: {root}");
        return Failures.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private void Count(MirrorReport report)
    {
        lock (Failures)
        {
            switch (report.Outcome)
            {
                case MirrorOutcome.Added:
                    _added++;
                    break;
                case MirrorOutcome.Present:
                    _present++;
                    break;
                case MirrorOutcome.Failed:
                    Failures.Add(report);
                    break;
            }
        }
    }
}
