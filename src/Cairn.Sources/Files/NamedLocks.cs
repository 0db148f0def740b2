using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Cairn.Sources;

/// <summary>
/// Locks by name, all of them bytes of one file: the byte is chosen by the name's SHA-1, as Spack chooses it for its stages, so that both
/// engines can share a stage root.
/// </summary>
/// <remarks>
/// On Linux these are open-file-description locks: they exclude Spack's (POSIX) locks, other processes, and other holders in this process,
/// and closing another descriptor of the file does not drop them as it does with POSIX locks.
/// </remarks>
public sealed partial class NamedLocks
{
    private const int SetOpenFileLock = 37;
    private const short WriteLock = 1;
    private const int TryAgain = 11;
    private const int AccessDenied = 13;
    private const int Interrupted = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private readonly string _path;

    /// <summary>Uses the lock file <paramref name="path"/>, which is created on first use.</summary>
    public NamedLocks(string path) => _path = path;

    /// <summary>Waits for the lock of a name.</summary>
    /// <param name="name">What is locked.</param>
    /// <param name="timeout">How long to wait; forever if null.</param>
    /// <param name="waiting">Called once if somebody else holds it.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Disposing it gives the lock back.</returns>
    /// <exception cref="SourceException">The time is over, or the lock file can't be used.</exception>
    public async Task<IDisposable> AcquireAsync(
        string name, TimeSpan? timeout = null, Action? waiting = null, CancellationToken cancellation = default)
    {
        FileStream file = DiskFailure.Guard("opening", _path, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            return new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0);
        });
        try
        {
            long position = PositionOf(name);
            DateTime end = timeout is { } limit ? DateTime.UtcNow + limit : DateTime.MaxValue;
            bool told = false;
            while (!TryLock(file, position, _path))
            {
                if (DateTime.UtcNow >= end)
                {
                    throw new SourceException(
                        "source-locked",
                        $"another process works on `{name}` and did not finish within {timeout!.Value.TotalSeconds:0} s",
                        [$"the lock is a byte of `{_path}`"],
                        "wait for it, or end it, and run the command again");
                }

                if (!told)
                {
                    waiting?.Invoke();
                    told = true;
                }

                await Task.Delay(Poll, cancellation).ConfigureAwait(false);
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The byte of a name: the first 63 bits of its SHA-1, as Spack computes it.</summary>
    internal static long PositionOf(string name)
    {
#pragma warning disable CA5350 // Not for security: the byte must be the one that Spack takes.
        byte[] digest = SHA1.HashData(Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350
        return (long)(BinaryPrimitives.ReadUInt64BigEndian(digest) >> 1);
    }

    /// <returns>False if somebody else holds it.</returns>
    /// <exception cref="SourceException">The file system has no locks: waiting would never end.</exception>
    private static bool TryLock(FileStream file, long position, string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            try
            {
                file.Lock(position, 1);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }

        FileLock request = new() { Type = WriteLock, Start = position, Length = 1 };
        bool added = false;
        try
        {
            file.SafeFileHandle.DangerousAddRef(ref added);
            if (ControlFile((int)file.SafeFileHandle.DangerousGetHandle(), SetOpenFileLock, ref request) == 0)
            {
                return true;
            }

            int error = Marshal.GetLastPInvokeError();
            return error is TryAgain or AccessDenied or Interrupted ? false : throw new SourceException(
                "source-no-locks",
                $"cannot lock `{path}`: {Marshal.GetPInvokeErrorMessage(error)}",
                ["downloads and stages are shared by processes, which needs locks"],
                "choose a file system with locks for `config:source_cache` and `config:build_stage` (on Lustre: mount it with `flock`)");
        }
        finally
        {
            if (added)
            {
                file.SafeFileHandle.DangerousRelease();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int ControlFile(int descriptor, int command, ref FileLock request);

    /// <summary>The kernel's <c>struct flock</c> on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileLock
    {
        public short Type;
        public short Whence;
        public long Start;
        public long Length;
        public int Process;
    }
}
