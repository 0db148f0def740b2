using System.Diagnostics;
using Cairn.Build.Processes;
using Cairn.Specs;

namespace Cairn.Build.Worker;

/// <summary>Runs one worker process and listens to it.</summary>
public sealed class WorkerProcess(WorkerProgram program)
{
    /// <summary>Runs a request to its end. If it is cancelled, the worker and everything that it started are ended at once.</summary>
    /// <returns>Null if the package is built; else why not.</returns>
    /// <exception cref="CairnException">The program was replaced and cannot be started again.</exception>
    public async Task<WorkerOutcome> RunAsync(string requestFile, string? makeFlags, Action<WorkerMessage> onMessage, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(RunningProgram.Find(program.Path))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in program.Arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList.Add(program.Command);
        start.ArgumentList.Add(requestFile);
        if (makeFlags is not null)
        {
            start.Environment["MAKEFLAGS"] = makeFlags;
        }
        else
        {
            start.Environment.Remove("MAKEFLAGS");
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program.Path} did not start");
        // Standard input stays open and silent: its end tells the worker that this process is gone.
        await using var ending = cancellation.Register(() => ProcessGroups.KillLeader(process.Id));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        WorkerMessage? last = null;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (WorkerMessage.Parse(line) is { } message)
            {
                last = message is WorkerFailed or WorkerStopped ? message : last;
                onMessage(message);
            }
        }

        await process.WaitForExitAsync(CancellationToken.None);
        // What the build left running, such as a daemon that it started, ends with it.
        ProcessGroups.KillGroup(process.Id);
        cancellation.ThrowIfCancellationRequested();
        return last switch
        {
            WorkerFailed failed => new WorkerOutcome(failed.Failure, null),
            WorkerStopped stopped => new WorkerOutcome(null, stopped.Text),
            _ when process.ExitCode == 0 => new WorkerOutcome(null, null),
            _ => new WorkerOutcome(Died(process.ExitCode, await error), null),
        };
    }

    private static Diagnostic Died(int exitCode, string error)
    {
        var how = exitCode > 128 ? $"was ended by signal {SignalName.Of(exitCode - 128)}" : $"ended with exit code {exitCode}";
        return new Diagnostic(
            "worker-died", $"the process that built it {how} without saying why", null,
            [.. error.Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(5)],
            exitCode == 137 ? "the system may have run out of memory: try fewer jobs with `-j`" : null);
    }
}

/// <summary>How to start a worker: this program again.</summary>
/// <param name="Path">The name under which the program was started (<see cref="RunningProgram"/>).</param>
/// <param name="Arguments">Options that stand before the command, so that the worker sees the same configuration.</param>
/// <param name="Command">The hidden command that runs a worker.</param>
public sealed record WorkerProgram(string Path, IReadOnlyList<string> Arguments, string Command = "build-worker");

/// <summary>How a worker ended.</summary>
/// <param name="Failure">Why the package could not be built; null if nothing failed.</param>
/// <param name="StoppedAt">Where it stopped because the user wanted that; null if it ran to the end.</param>
public sealed record WorkerOutcome(Diagnostic? Failure, string? StoppedAt);
