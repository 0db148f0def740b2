using System.Runtime.InteropServices;
using Cairn.Specs;

namespace Cairn.Store.Files;

/// <summary>The kind of file system below a directory: some need a word of advice.</summary>
/// <param name="Type">Its name in <c>/proc/self/mounts</c>, such as <c>ext4</c>, <c>nfs4</c>, <c>lustre</c>.</param>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="Options">Its mount options.</param>
/// <param name="FreeBytes">The space that this user may still fill.</param>
/// <param name="FreeInodes">The number of files that may still be created; -1 if the file system does not count them.</param>
public sealed partial record FileSystemKind(string Type, string MountPoint, string[] Options, long FreeBytes, long FreeInodes)
{
    /// <summary>True for a file system of a network or a cluster.</summary>
    public bool IsShared => Type is "nfs" or "nfs4" or "lustre" or "gpfs" or "beegfs" or "beegfs_nodev" or "ceph" or "cifs" or "smb3" or "panfs" or "pvfs2" or "orangefs" or "9p" or "afs"
        || Type.StartsWith("fuse", StringComparison.Ordinal);

    /// <summary>The file system of a directory, or of the nearest one above it that is there.</summary>
    public static FileSystemKind Of(string directory)
    {
        var path = Path.GetFullPath(directory);
        while (!Directory.Exists(path))
        {
            path = Path.GetDirectoryName(path) ?? "/";
        }

        var best = (Type: "unknown", Mount: "/", Options: Array.Empty<string>());
        foreach (var line in File.ReadLines("/proc/self/mounts"))
        {
            var fields = line.Split(' ');
            var mount = fields.Length > 3 ? fields[1].Replace("\\040", " ", StringComparison.Ordinal) : "";
            // The last one that is mounted over a place counts.
            if (mount.Length > 0 && (path == mount || path.StartsWith(mount.TrimEnd('/') + "/", StringComparison.Ordinal)) && mount.Length >= best.Mount.Length)
            {
                best = (fields[2], mount, fields[3].Split(','));
            }
        }

        var (bytes, inodes) = FreeBelow(path);
        return new FileSystemKind(best.Type, best.Mount, best.Options, bytes, inodes);
    }

    private static unsafe (long Bytes, long Inodes) FreeBelow(string path)
    {
        // struct statvfs of 64-bit Linux: eleven longs and six ints.
        var fields = stackalloc ulong[16];
        if (StatVfs(path, fields) != 0)
        {
            throw new CairnException(new Diagnostic("file-system", $"cannot ask for the file system of `{path}`: {Marshal.GetLastPInvokeErrorMessage()}"));
        }

        var (fragment, available, files, freeFiles) = (fields[1], fields[4], fields[5], fields[7]);
        return ((long)(available * fragment), files == 0 ? -1 : (long)freeFiles);
    }

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatVfs(string path, ulong* fields);
}
