using System.Formats.Tar;
using System.IO.Compression;

namespace Cairn.Sources;

/// <summary>Packs a checkout for a mirror: the same tree gives the same bytes, so that mirrors can be compared.</summary>
internal static class CheckoutArchive
{
    /// <summary>Packs a tree.</summary>
    /// <param name="source">The checkout.</param>
    /// <param name="directory">The name of the archive's directory.</param>
    /// <param name="target">The archive; it appears whole or not at all.</param>
    /// <param name="exclude">The name of the version control's own directories, which hold passwords and times.</param>
    /// <exception cref="SourceException">The tree can't be read or the archive not be written.</exception>
    public static void Pack(string source, string directory, string target, string? exclude) => DiskFailure.Guard("writing", target, () =>
    {
        string partial = target + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using (FileStream file = new(partial, FileMode.Create, FileAccess.Write))
        using (GZipStream gzip = new(file, CompressionLevel.Optimal))
        using (TarWriter tar = new(gzip, TarEntryFormat.Pax))
        {
            Add(tar, new DirectoryInfo(source), directory, exclude);
        }

        File.Move(partial, target, overwrite: true);
    });

    private static void Add(TarWriter tar, DirectoryInfo folder, string name, string? exclude)
    {
        tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, name + "/") { Mode = Mode(folder), ModificationTime = DateTimeOffset.UnixEpoch });
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            string path = $"{name}/{entry.Name}";
            if (entry.Name == exclude)
            {
                continue;
            }

            if (entry.LinkTarget is { } link)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, path) { LinkName = link, ModificationTime = DateTimeOffset.UnixEpoch });
            }
            else if (entry is DirectoryInfo child)
            {
                Add(tar, child, path, exclude);
            }
            else
            {
                using FileStream content = File.OpenRead(entry.FullName);
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = content, Mode = Mode(entry), ModificationTime = DateTimeOffset.UnixEpoch });
            }
        }
    }

    /// <summary>Only whether it can be executed matters; the rest depends on who checked it out.</summary>
    private static UnixFileMode Mode(FileSystemInfo entry) => entry is DirectoryInfo || entry.UnixFileMode.HasFlag(UnixFileMode.UserExecute)
        ? (UnixFileMode)0x1ED
        : (UnixFileMode)0x1A4;
}
