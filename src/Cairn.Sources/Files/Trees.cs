namespace Cairn.Sources;

/// <summary>Deleting and moving trees of files.</summary>
internal static class Trees
{
    /// <summary>Deletes a file, a link or a whole tree; nothing happens if it does not exist. Links are never followed.</summary>
    /// <exception cref="SourceException">Something can't be deleted.</exception>
    public static void Delete(string path) => DiskFailure.Guard("deleting", path, () =>
    {
        FileSystemInfo? found = Find(path);
        if (found is DirectoryInfo && found.LinkTarget is null)
        {
            MakeWritable(path);
            Directory.Delete(path, recursive: true);
        }
        else
        {
            found?.Delete();
        }
    });

    /// <summary>Renames a file, link or tree.</summary>
    /// <exception cref="SourceException">It can't be moved.</exception>
    public static void Move(string from, string to) => DiskFailure.Guard("moving", from, () =>
    {
        if (Directory.Exists(from) && new DirectoryInfo(from).LinkTarget is null)
        {
            Directory.Move(from, to);
        }
        else
        {
            File.Move(from, to);
        }
    });

    /// <summary>Copies a file, link or tree with modes, times and links as they are.</summary>
    /// <exception cref="SourceException">It can't be copied.</exception>
    public static void Copy(string from, string to) => DiskFailure.Guard("copying to", to, () => CopyEntry(Find(from) ?? new FileInfo(from), to));

    /// <summary>True if something of this name exists, be it a link that leads nowhere.</summary>
    public static bool Exists(string path) => Find(path) is not null;

    private static void CopyEntry(FileSystemInfo from, string to)
    {
        if (from.LinkTarget is { } target)
        {
            File.CreateSymbolicLink(to, target);
        }
        else if (from is DirectoryInfo directory)
        {
            Directory.CreateDirectory(to);
            foreach (FileSystemInfo entry in directory.EnumerateFileSystemInfos())
            {
                CopyEntry(entry, Path.Combine(to, entry.Name));
            }

            File.SetUnixFileMode(to, directory.UnixFileMode);
            Directory.SetLastWriteTimeUtc(to, directory.LastWriteTimeUtc);
        }
        else
        {
            File.Copy(from.FullName, to);
        }
    }

    private static FileSystemInfo? Find(string path)
    {
        DirectoryInfo directory = new(path);
        if (directory.Exists)
        {
            return directory;
        }

        FileInfo file = new(path);
        return file.Exists || file.LinkTarget is not null ? file : null;
    }

    /// <summary>Builds leave read-only directories (Go's module cache does); their owner can still remove them.</summary>
    private static void MakeWritable(string root)
    {
        const UnixFileMode Needed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Stack<string> pending = new([root]);
        while (pending.TryPop(out string? directory))
        {
            UnixFileMode mode = File.GetUnixFileMode(directory);
            if ((mode & Needed) != Needed)
            {
                File.SetUnixFileMode(directory, mode | Needed);
            }

            foreach (DirectoryInfo child in new DirectoryInfo(directory).EnumerateDirectories())
            {
                if (child.LinkTarget is null)
                {
                    pending.Push(child.FullName);
                }
            }
        }
    }
}
