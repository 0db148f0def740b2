using System.Runtime.InteropServices;

namespace Cairn.Build.Scheduling;

/// <summary>GNU make's jobserver: a pipe that holds one byte for each job that may start, shared by all builds.</summary>
/// <remarks>
/// The GNU make manual, "POSIX Jobserver". The pipe is a named one where the file system has such, so that both forms lead to the same
/// jobs: make before 4.4 gets two inherited descriptors, newer makes and ninja get the name. Each build owns one job without a byte; so
/// a build that starts beside others takes a byte first and puts it back when it ends.
/// </remarks>
public sealed partial class Jobserver : IDisposable
{
    private const int ReadOnly = 0;
    private const int ReadWrite = 2;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const uint OwnerOnly = 0x180;
    private const string FilePrefix = "jobserver-";

    private readonly string? _path;
    private readonly int _readEnd;
    private readonly int _writeEnd;
    private readonly int _ownEnd;
    private int _borrowed;
    private bool _isDisposed;

    /// <summary>Creates a jobserver.</summary>
    /// <param name="jobs">The number of jobs in all.</param>
    /// <param name="directory">Where a named pipe may be made; null for one without a name.</param>
    /// <exception cref="IOException">The system gives no pipe.</exception>
    public unsafe Jobserver(int jobs, string? directory = null)
    {
        var path = directory is null ? null : Path.Combine(directory, $"{FilePrefix}{Environment.ProcessId}");
        if (path is not null)
        {
            DeleteAbandoned(directory!);
            File.Delete(path);
            _path = MakeFifo(path, OwnerOnly) == 0 ? path : null;
        }

        if (_path is not null)
        {
            // Read and write: opening one end alone would wait for the other.
            _readEnd = _writeEnd = Open(_path, ReadWrite);
        }
        else
        {
            var ends = stackalloc int[2];
            if (Pipe(ends) != 0)
            {
                throw new IOException($"cannot create the jobserver's pipe: {Marshal.GetLastPInvokeErrorMessage()}");
            }

            (_readEnd, _writeEnd) = (ends[0], ends[1]);
        }

        // An open file of our own: that it does not wait must not be seen by the builds, which share the other one.
        _ownEnd = Open(_path ?? $"/proc/self/fd/{_readEnd}", ReadOnly | NonBlocking | CloseOnExec);
        if (_readEnd < 0 || _ownEnd < 0)
        {
            throw new IOException($"cannot open the jobserver's pipe: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        Jobs = Math.Max(1, jobs);
        Put(Jobs - 1);
    }

    /// <summary>The number of jobs in all.</summary>
    public int Jobs { get; }

    /// <summary>The jobs that this process holds beside the first.</summary>
    public int Borrowed => _borrowed;

    /// <summary>What <c>MAKEFLAGS</c> has to say so that any make takes part.</summary>
    public string MakeFlags => $" -j{Jobs} --jobserver-auth={_readEnd},{_writeEnd}";

    /// <summary>What <c>MAKEFLAGS</c> has to say for make since 4.4 and ninja since 1.13; null if the pipe has no name.</summary>
    public string? NamedMakeFlags => _path is null ? null : $" -j{Jobs} --jobserver-auth=fifo:{_path}";

    /// <summary>Takes the job of a build that starts beside others; false if every job is busy.</summary>
    public bool TryBorrow()
    {
        if (!Take())
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

    /// <summary>Makes all jobs free that this process does not hold. Only while nothing is built: a make that was killed took its jobs with it.</summary>
    public void Refill()
    {
        while (Take())
        {
        }

        Put(Jobs - 1 - _borrowed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _ = Close(_ownEnd);
            _ = Close(_readEnd);
            if (_writeEnd != _readEnd)
            {
                _ = Close(_writeEnd);
            }

            if (_path is not null)
            {
                File.Delete(_path);
            }
        }
    }

    /// <summary>Removes the pipes of processes that were killed.</summary>
    private static void DeleteAbandoned(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, FilePrefix + "*"))
        {
            if (int.TryParse(Path.GetFileName(file)[FilePrefix.Length..], out var process) && !Directory.Exists($"/proc/{process}"))
            {
                File.Delete(file);
            }
        }
    }

    private unsafe bool Take()
    {
        byte token;
        return Read(_ownEnd, &token, 1) == 1;
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

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static unsafe partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    private static unsafe partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
