using System.Runtime.InteropServices;

namespace Cairn.Build.PostInstall;

/// <summary>What the system knows about a directory entry itself: statx(2), whose form is the same on every architecture.</summary>
/// <param name="Mode">Type and permissions.</param>
/// <param name="Owner">The user's number.</param>
/// <param name="Group">The group's number.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="ModificationTime">When its content was changed, in seconds since 1970.</param>
internal readonly partial record struct FileStatus(int Mode, uint Owner, uint Group, long Size, double ModificationTime)
{
    private const int WorkingDirectory = -100;
    private const int NoFollow = 0x100;
    private const int BasicFields = 0x7ff;

    /// <summary>Asks for an entry; a link is not followed.</summary>
    /// <exception cref="IOException">The system refuses.</exception>
    public static unsafe FileStatus Of(string path)
    {
        var buffer = stackalloc byte[256];
        if (Ask(WorkingDirectory, path, NoFollow, BasicFields, buffer) != 0)
        {
            throw new IOException($"cannot ask for the status of `{path}`: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var fields = new ReadOnlySpan<byte>(buffer, 256);
        return new FileStatus(
            MemoryMarshal.Read<ushort>(fields[28..]),
            MemoryMarshal.Read<uint>(fields[20..]),
            MemoryMarshal.Read<uint>(fields[24..]),
            MemoryMarshal.Read<long>(fields[40..]),
            MemoryMarshal.Read<long>(fields[112..]) + (1e-9 * MemoryMarshal.Read<uint>(fields[120..])));
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Ask(int directory, string path, int flags, uint mask, byte* buffer);
}
