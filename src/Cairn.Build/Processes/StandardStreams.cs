using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Cairn.Build.Processes;

/// <summary>Leads standard output and error of this process, and of all that it starts, into a log file.</summary>
public static partial class StandardStreams
{
    private const int Input = 0;
    private const int Output = 1;
    private const int Error = 2;
    private const int DuplicateCloseOnExec = 1030;

    /// <summary>Sends both streams to a file and returns a stream to where standard output went before, for messages to the parent.</summary>
    /// <exception cref="IOException">The log cannot be opened.</exception>
    public static Stream RedirectTo(string logPath)
    {
        var kept = FileControl(Output, DuplicateCloseOnExec, 3);
        if (kept < 0)
        {
            throw new IOException($"cannot keep standard output: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        using (var log = File.OpenHandle(logPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            var descriptor = (int)log.DangerousGetHandle();
            if (Duplicate(descriptor, Output) < 0 || Duplicate(descriptor, Error) < 0)
            {
                throw new IOException($"cannot write to `{logPath}`: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }

        return new FileStream(new SafeFileHandle(kept, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>
    /// Ends this process's group when the parent is gone: the parent holds the other end of standard input and never writes to it. What
    /// the build starts reads nothing.
    /// </summary>
    /// <remarks>The system's own signal for this goes off when the parent's *thread* ends, which is too early.</remarks>
    /// <exception cref="IOException">Standard input cannot be replaced.</exception>
    public static void EndWithParent()
    {
        var kept = FileControl(Input, DuplicateCloseOnExec, 3);
        using (var nothing = File.OpenHandle("/dev/null"))
        {
            if (kept < 0 || Duplicate((int)nothing.DangerousGetHandle(), Input) < 0)
            {
                throw new IOException($"cannot replace standard input: {Marshal.GetLastPInvokeErrorMessage()}");
            }
        }

        new Thread(() =>
        {
            using var lifeline = new FileStream(new SafeFileHandle(kept, ownsHandle: true), FileAccess.Read, bufferSize: 0);
            if (lifeline.ReadByte() < 0)
            {
                ProcessGroups.KillOwnGroup();
            }
        }) { IsBackground = true, Name = "parent" }.Start();
    }

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int descriptor, int asDescriptor);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileControl(int descriptor, int command, int argument);
}
