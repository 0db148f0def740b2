using System.Runtime.InteropServices;

namespace Cairn.Store.Views;

/// <summary>Whether two names stand for one file, links followed, and hard links.</summary>
public static partial class FileIdentity
{
    /// <summary>True if both names lead to one file or directory.</summary>
    public static bool AreSame(string left, string right)
    {
        if (left == right || Final(left) == Final(right))
        {
            return true;
        }

        return IdentityOf(left) is { } identity && identity == IdentityOf(right);
    }

    /// <summary>What tells a file from all others while it is open somewhere, whatever its name; null if it is not there.</summary>
    public static string? NumberOf(string path) => IdentityOf(path) is var (inode, device) ? $"{device:x}-{inode:x}" : null;

    /// <summary>Gives a file a second name.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static void CreateHardLink(string source, string destination)
    {
        if (Link(source, destination) != 0)
        {
            throw new IOException($"cannot link `{source}` to `{destination}`: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    private static string Final(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (IOException)
        {
            return path; // a circle of links
        }
    }

    // The first words of `struct statx`, which is the same on every architecture (statx(2)): inode at 32, device at 136.
    private static unsafe (ulong Inode, ulong Device)? IdentityOf(string path)
    {
        const int CurrentDirectory = -100;
        const uint Inode = 0x100;
        Span<byte> buffer = stackalloc byte[256];
        fixed (byte* start = buffer)
        {
            if (Statx(CurrentDirectory, path, 0, Inode, start) != 0)
            {
                return null;
            }
        }

        return (BitConverter.ToUInt64(buffer[32..40]), BitConverter.ToUInt64(buffer[136..144]));
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string source, string destination);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int directory, string path, int flags, uint mask, byte* buffer);
}
