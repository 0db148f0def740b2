namespace Cairn.Sources;

/// <summary>Unpacks a file to a directory and finds the archive's own directory in it.</summary>
internal static class ExpandedArchive
{
    private const string Container = "spack-expanded-archive";

    /// <summary>
    /// Unpacks into <paramref name="target"/>. An archive that holds one directory becomes that directory; hidden entries beside it, which
    /// macOS leaves in archives, go next to it. One that holds several entries is taken as it is (Spack: exploding archives).
    /// </summary>
    /// <returns>The name of the archive's own directory; null if it has none.</returns>
    public static string? Expand(string archive, string? extension, string singleFileName, string folder, string target, CancellationToken cancellation)
    {
        string container = Path.Combine(folder, Container);
        Trees.Delete(container);
        ArchiveFormat format = ArchiveFormat.Detect(archive, extension);
        ArchiveUnpacker.Unpack(archive, format, container, singleFileName, cancellation: cancellation);
        string[] entries = DiskFailure.Guard("reading", container, () => Directory.GetFileSystemEntries(container));
        string[] visible = [.. entries.Where(e => !Path.GetFileName(e).StartsWith('.'))];
        if (visible is not [var only] || !Directory.Exists(only) || new DirectoryInfo(only).LinkTarget is not null)
        {
            Trees.Move(container, target);
            return null;
        }

        foreach (string hidden in entries.Where(e => e != only))
        {
            string beside = Path.Combine(folder, Path.GetFileName(hidden));
            Trees.Delete(beside);
            Trees.Move(hidden, beside);
        }

        Trees.Move(only, target);
        Trees.Delete(container);
        return Path.GetFileName(only);
    }
}
