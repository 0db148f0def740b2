using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Cairn.Recipes;

/// <summary>States of files below one directory.</summary>
internal class DirectoryStamps(RepositoryTree tree, string directory) : IDisposable
{
    /// <summary>The state of a file, by its path below the directory.</summary>
    public virtual FileStamp Of(string relativePath) => tree.Stamp(Path.Combine(directory, relativePath));

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(isDisposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what is held.</summary>
    protected virtual void Dispose(bool isDisposing)
    {
    }
}

/// <summary>
/// The states of files below a directory that is held open. Every decision asks for all recipes' files, of which there are thousands:
/// the kernel is asked itself, with paths that begin at the directory, for a fraction of the time that <see cref="FileInfo"/> takes.
/// </summary>
internal sealed class OpenDirectoryStamps : DirectoryStamps
{
    private readonly SafeFileHandle _directory;

    private OpenDirectoryStamps(RepositoryTree tree, string path, SafeFileHandle directory)
        : base(tree, path) => _directory = directory;

    /// <summary>Opens the directory; where that does not work, paths are asked for one by one.</summary>
    public static DirectoryStamps Open(RepositoryTree tree, string directory) =>
        KernelStamps.OpenDirectory(directory) is { } handle ? new OpenDirectoryStamps(tree, directory, handle) : new DirectoryStamps(tree, directory);

    /// <inheritdoc/>
    public override FileStamp Of(string relativePath) => KernelStamps.Of(_directory, relativePath) ?? base.Of(relativePath);

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        _directory.Dispose();
        base.Dispose(isDisposing);
    }
}

/// <summary>States of files as the kernel's <c>statx</c> gives them. Links are followed: what they lead to is what is read.</summary>
internal static partial class KernelStamps
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int OpenPath = 0x200000; // O_PATH
    private const int CloseOnExec = 0x80000; // O_CLOEXEC
    private const uint Wanted = 0x1 | 0x40 | 0x200; // STATX_TYPE, STATX_MTIME, STATX_SIZE
    private const int NoEntry = 2; // ENOENT
    private const int NotDirectory = 20; // ENOTDIR
    private const int FormatMask = 0xF000; // S_IFMT
    private const int DirectoryFormat = 0x4000; // S_IFDIR
    private const int NanosecondsPerTick = 100;

    /// <summary>A directory to ask below; null where there is no such call, or no such directory.</summary>
    public static SafeFileHandle? OpenDirectory(string path)
    {
        int descriptor = OperatingSystem.IsLinux() ? Open(path, OpenPath | CloseOnExec, 0) : -1;
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>The state of a file; null if the kernel does not tell.</summary>
    public static FileStamp? Of(string path) => OperatingSystem.IsLinux() ? Ask(CurrentDirectory, path) : null;

    /// <summary>The state of a file below an open directory; null if the kernel does not tell.</summary>
    public static FileStamp? Of(SafeFileHandle directory, string relativePath) => Ask((int)directory.DangerousGetHandle(), relativePath);

    private static FileStamp? Ask(int directory, string path)
    {
        try
        {
            if (Statx(directory, path, 0, Wanted, out var status) != 0)
            {
                return Marshal.GetLastPInvokeError() is NoEntry or NotDirectory ? FileStamp.Missing : null;
            }

            return (status.Mode & FormatMask) == DirectoryFormat
                ? FileStamp.Missing
                : new FileStamp(status.Size, DateTime.UnixEpoch.Ticks + (status.Seconds * TimeSpan.TicksPerSecond) + (status.Nanoseconds / NanosecondsPerTick));
        }
        catch (EntryPointNotFoundException)
        {
            return null; // a C library from before 2018
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out FileStatus status);

    /// <summary>The parts of <c>struct statx</c> that count here; it is laid out alike on every machine.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private readonly struct FileStatus
    {
        [FieldOffset(28)]
        public readonly ushort Mode;

        [FieldOffset(40)]
        public readonly long Size;

        [FieldOffset(112)]
        public readonly long Seconds;

        [FieldOffset(120)]
        public readonly uint Nanoseconds;
    }
}
