using System.Runtime.InteropServices;

namespace Cairn.Build.Scheduling;

/// <summary>GNU make's jobserver: a pipe that holds one byte for each job that may start, shared by all builds.</summary>
/// <remarks>
/// The GNU make manual, "POSIX Jobserver". The pipe form is used because make before 4.4 knows no other. Each build owns one job
/// without a byte; so a build that starts beside others takes a byte first and puts it back when it ends.
/// </remarks>
public sealed partial class Jobserver : IDisposable
{
    private const int SetFlags = 4;
    private const int NonBlocking = 0x800;

    private readonly int _readEnd;
    private readonly int _writeEnd;
    private int _borrowed;
    private bool _isDisposed;

    /// <summary>Creates a jobserver for a number of jobs in all.</summary>
    /// <exception cref="IOException">The system gives no pipe.</exception>
    public unsafe Jobserver(int jobs)
    {
        var ends = stackalloc int[2];
        if (Pipe(ends) != 0)
        {
            throw new IOException($"cannot create the jobserver's pipe: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        (_readEnd, _writeEnd) = (ends[0], ends[1]);
        Jobs = Math.Max(1, jobs);
        Put(Jobs - 1);
    }

    /// <summary>The number of jobs in all.</summary>
    public int Jobs { get; }

    /// <summary>What <c>MAKEFLAGS</c> has to say so that make takes part.</summary>
    public string MakeFlags => $" -j{Jobs} --jobserver-auth={_readEnd},{_writeEnd}";

    /// <summary>Takes the job of a build that starts beside others; false if every job is busy.</summary>
    public unsafe bool TryBorrow()
    {
        // Only this process may find the pipe empty without waiting: the flag belongs to the open file, so it is set just for the read.
        byte token;
        _ = FileControl(_readEnd, SetFlags, NonBlocking);
        var count = Read(_readEnd, &token, 1);
        _ = FileControl(_readEnd, SetFlags, 0);
        if (count != 1)
        {
            return false;
        }

        _borrowed++;
        return true;
    }

    /// <summary>Gives back what <see cref="TryBorrow"/> took.</summary>
    public void Return()
    {
        if (_borrowed > 0)
        {
            _borrowed--;
            Put(1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _ = Close(_readEnd);
            _ = Close(_writeEnd);
        }
    }

    private unsafe void Put(int tokens)
    {
        byte token = (byte)'+';
        for (var i = 0; i < tokens; i++)
        {
            _ = Write(_writeEnd, &token, 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "pipe", SetLastError = true)]
    private static unsafe partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "read")]
    private static unsafe partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int FileControl(int descriptor, int command, int argument);
}
