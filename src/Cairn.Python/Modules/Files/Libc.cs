using System.Runtime.InteropServices;

namespace Cairn.Python.Modules.Files;

/// <summary>The system calls whose exact error numbers Python shows.</summary>
internal static partial class Libc
{
    private const string Library = "libc";

    /// <summary>Turns a failed call into the <c>OSError</c> of its error number.</summary>
    public static void Check(int result, string path, string? second = null)
    {
        if (result < 0)
        {
            throw Error(Marshal.GetLastPInvokeError(), path, second);
        }
    }

    /// <summary>The exception for an error number, as <c>[Errno 2] No such file or directory: 'path'</c>.</summary>
    public static PyRaise Error(int number, string? path = null, string? second = null)
    {
        PyRaise raise = PyRaise.OSError(number, Message(number), path);
        if (path is not null && second is not null)
        {
            raise.Value.Arguments = new PyTuple(
                [.. raise.Value.Arguments.Items[..3], PyNone.Instance, new PyStr(second)]);
        }

        return raise;
    }

    public static string Message(int number) => Marshal.GetPInvokeErrorMessage(number);

    [LibraryImport(Library, EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Rename(string from, string to);

    [LibraryImport(Library, EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Unlink(string path);

    [LibraryImport(Library, EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveDirectory(string path);

    [LibraryImport(Library, EntryPoint = "mkdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeDirectory(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "symlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeSymbolicLink(string target, string path);

    [LibraryImport(Library, EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeLink(string target, string path);

    [LibraryImport(Library, EntryPoint = "chmod", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeMode(string path, uint mode);

    [LibraryImport(Library, EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Access(string path, int mode);

    [LibraryImport(Library, EntryPoint = "umask")]
    public static partial uint Umask(uint mask);

    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "getuid")]
    public static partial uint UserId();

    [LibraryImport(Library, EntryPoint = "geteuid")]
    public static partial uint EffectiveUserId();

    [LibraryImport(Library, EntryPoint = "getgid")]
    public static partial uint GroupId();

    [LibraryImport(Library, EntryPoint = "getegid")]
    public static partial uint EffectiveGroupId();

    [LibraryImport(Library, EntryPoint = "getppid")]
    public static partial int ParentProcess();

    [LibraryImport(Library, EntryPoint = "gnu_get_libc_version")]
    private static partial nint GnuVersionText();

    /// <summary>The version of the GNU C library, or null where another one is in use.</summary>
    public static string? GnuVersion()
    {
        try
        {
            return Marshal.PtrToStringUTF8(GnuVersionText());
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport(Library, EntryPoint = "readlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint ReadLink(string path, byte* buffer, nint size);

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int ExtendedStatus(int directory, string path, int flags, uint mask, byte* buffer);

    public static unsafe string LinkTarget(string path, string? shownPath = null)
    {
        const int Size = 4096;
        byte* buffer = stackalloc byte[Size];
        nint length = ReadLink(path, buffer, Size);
        Check((int)length, shownPath ?? path);
        return System.Text.Encoding.UTF8.GetString(buffer, (int)length);
    }

    /// <summary>The state of a file, or null with the error number in <see cref="Marshal.GetLastPInvokeError"/>.</summary>
    public static unsafe FileStatus? Status(string path, bool followsLinks)
    {
        const int CurrentDirectory = -100;
        const int NoFollow = 0x100;
        const uint BasicFields = 0x7ff;
        byte* x = stackalloc byte[256];
        if (ExtendedStatus(CurrentDirectory, path, followsLinks ? 0 : NoFollow, BasicFields, x) < 0)
        {
            return null;
        }

        // struct statx (Linux, linux/stat.h): one layout for every architecture.
        return new FileStatus(
            Mode: *(ushort*)(x + 28),
            Inode: *(ulong*)(x + 32),
            Device: ((ulong)*(uint*)(x + 136) << 8) | *(uint*)(x + 140),
            Links: *(uint*)(x + 16),
            User: *(uint*)(x + 20),
            Group: *(uint*)(x + 24),
            Size: *(long*)(x + 40),
            Accessed: Time(x + 64),
            Modified: Time(x + 112),
            Changed: Time(x + 96));
    }

    private static unsafe long Time(byte* timestamp) => (*(long*)timestamp * 1_000_000_000) + *(uint*)(timestamp + 8);
}

/// <summary>What <c>stat</c> tells; times in nanoseconds since 1970.</summary>
internal readonly record struct FileStatus(
    uint Mode, ulong Inode, ulong Device, uint Links, uint User, uint Group, long Size, long Accessed, long Modified, long Changed)
{
    public bool IsDirectory => (Mode & 0xf000) == 0x4000;

    public bool IsFile => (Mode & 0xf000) == 0x8000;

    public bool IsLink => (Mode & 0xf000) == 0xa000;
}
