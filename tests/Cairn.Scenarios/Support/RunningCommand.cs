using System.Diagnostics;
using System.Text;

namespace Cairn.Scenarios.Support;

/// <summary>A command that was started and may still run.</summary>
public sealed class RunningCommand : IDisposable
{
    // A hang must fail the test, not the whole run; real builds on a busy machine take minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(14);

    private readonly Process _process;
    private readonly string _command;
    private readonly Task<string> _output;
    private readonly StringBuilder _errorSoFar = new();
    private readonly Task<string> _error;

    public RunningCommand(ProcessStartInfo start, string command)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _command = command;
        _process = Process.Start(start)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _error = ReadErrorAsync();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Its process id; `env` became the program itself.</summary>
    public int Id => _process.Id;

    /// <summary>Sends a signal to this one process, as a terminal's Ctrl-C or the system would.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<CommandResult> ResultAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        return new CommandResult(_command, _process.ExitCode, await _output, await _error);
    }

    /// <summary>Waits until something is true that the command brings about; fails if the command ends before.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            HasExited.ShouldBeFalse(HasExited ? (await ResultAsync()).ToString() : "");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until the command has said something on standard error.</summary>
    public Task UntilErrorAsync(string words) => UntilAsync(() =>
    {
        lock (_errorSoFar)
        {
            return _errorSoFar.ToString().Contains(words, StringComparison.Ordinal);
        }
    });

    private async Task<string> ReadErrorAsync()
    {
        var characters = new char[4096];
        int count;
        while ((count = await _process.StandardError.ReadAsync(characters)) > 0)
        {
            lock (_errorSoFar)
            {
                _errorSoFar.Append(characters, 0, count);
            }
        }

        return _errorSoFar.ToString();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
