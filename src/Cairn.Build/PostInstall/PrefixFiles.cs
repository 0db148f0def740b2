namespace Cairn.Build.PostInstall;

/// <summary>The files of a prefix, without those that Cairn itself puts there, and without following links.</summary>
internal static class PrefixFiles
{
    private static readonly EnumerationOptions Below = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>All entries below a directory; links are entries, never ways.</summary>
    public static IEnumerable<FileSystemInfo> All(string directory)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", Below))
        {
            yield return entry;
            if (entry is DirectoryInfo { LinkTarget: null })
            {
                foreach (var below in All(entry.FullName))
                {
                    yield return below;
                }
            }
        }
    }

    /// <summary>The regular files that the package installed.</summary>
    public static IEnumerable<FileInfo> OfPackage(string prefix)
    {
        var metadata = Store.Layout.InstallLayout.MetadataOf(prefix) + "/";
        return All(prefix).OfType<FileInfo>().Where(file => file.LinkTarget is null && !file.FullName.StartsWith(metadata, StringComparison.Ordinal));
    }
}
