using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cairn.Cli.Installing;

/// <summary>Keys that matter while packages are built.</summary>
internal enum TerminalKey
{
    /// <summary>Choose the next package.</summary>
    Next,

    /// <summary>Choose the one before.</summary>
    Previous,

    /// <summary>Open the log, or leave it.</summary>
    Log,

    /// <summary>Leave the log.</summary>
    Back,
}

/// <summary>Hears single keys of the terminal, without echo, while this process is in its foreground; gives it back as it was.</summary>
/// <remarks>.NET's own console reads single keys only while a read is going on and echoes what comes in between, so <c>stty</c> is asked.</remarks>
internal sealed partial class TerminalKeys : IDisposable
{
    private const string Device = "/dev/tty";

    private readonly string _before;
    private readonly Action<TerminalKey> _onKey;
    private volatile bool _isClosed;

    private TerminalKeys(string before, Action<TerminalKey> onKey)
    {
        _before = before;
        _onKey = onKey;
        new Thread(Listen) { IsBackground = true, Name = "keys" }.Start();
    }

    /// <summary>Starts to listen; null where there is no terminal to listen to, or others are using it.</summary>
    public static TerminalKeys? TryOpen(Action<TerminalKey> onKey)
    {
        // In the background a change of the terminal would stop this process.
        if (Console.IsInputRedirected || ForegroundGroup(0) != OwnGroup() || Stty("-g") is not { Length: > 0 } before || Stty("-echo", "-icanon", "min", "0", "time", "2") is null)
        {
            return null;
        }

        return new TerminalKeys(before, onKey);
    }

    public void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            Stty(_before);
        }
    }

    private void Listen()
    {
        try
        {
            using var device = new FileStream(Device, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            while (!_isClosed)
            {
                // Reading ends without a key after a fifth of a second, as the terminal was told.
                if (device.ReadByte() is var code && code >= 0 && KeyOf(code) is { } key)
                {
                    _onKey(key);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The terminal is gone; the build goes on without keys.
        }
    }

    private static TerminalKey? KeyOf(int code) => (char)code switch
    {
        'n' or 'j' or '\t' => TerminalKey.Next,
        'p' or 'k' => TerminalKey.Previous,
        'v' or 'l' or '\n' or '\r' => TerminalKey.Log,
        'q' or 'b' => TerminalKey.Back,
        _ => null,
    };

    private static string? Stty(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("stty", ["-F", Device, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // a system without stty has no keys
        }
    }

    [LibraryImport("libc", EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport("libc", EntryPoint = "getpgrp")]
    private static partial int OwnGroup();
}
