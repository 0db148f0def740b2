namespace Cairn.Sources;

/// <summary>
/// The cache of downloaded sources on this machine, in Spack's layout. A file appears in it complete and verified, by renaming, so that it
/// never holds a wrong one however a process ends; what it holds is verified again whenever it is used.
/// </summary>
public sealed class SourceCache
{
    private readonly NamedLocks _locks;

    /// <summary>Uses the directory <paramref name="root"/> (<c>config:source_cache</c>), which is created on first use.</summary>
    public SourceCache(string root)
    {
        Root = root;
        _locks = new NamedLocks(Path.Combine(root, ".cairn-lock"));
    }

    /// <summary>The directory.</summary>
    public string Root { get; }

    /// <summary>The file of a source, whether it exists or not.</summary>
    public string PathOf(SourceLayout layout) => Path.Combine(Root, layout.StoragePath);

    /// <summary>The file of a source if it is there; whether it is right is for the caller to verify.</summary>
    public string? Find(SourceLayout layout)
    {
        string path = PathOf(layout);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Waits until nobody else fetches the same source.</summary>
    /// <exception cref="SourceException">The cache can't be written.</exception>
    public Task<IDisposable> LockAsync(SourceLayout layout, Action? waiting = null, CancellationToken cancellation = default)
    {
        string path = PathOf(layout);
        DiskFailure.Guard("creating", path, () => Directory.CreateDirectory(Path.GetDirectoryName(path)!));
        return _locks.AcquireAsync(layout.StoragePath, waiting: waiting, cancellation: cancellation);
    }

    /// <summary>Takes a complete file into the cache.</summary>
    /// <param name="layout">Where it belongs.</param>
    /// <param name="file">The file, in the cache's own file system; it is moved.</param>
    /// <param name="proof">Its proof, without which nothing enters.</param>
    /// <exception cref="SourceException">The cache can't be written.</exception>
    public string Store(SourceLayout layout, string file, SourceProof proof)
    {
        if (proof is Waiver)
        {
            throw new ArgumentException("an unverified file does not enter the cache", nameof(proof));
        }

        string path = PathOf(layout);
        DiskFailure.Guard("storing", path, () => File.Move(file, path, overwrite: true));
        return path;
    }

    /// <summary>True if the cache can be written by this user.</summary>
    /// <exception cref="SourceException">Its disk is full.</exception>
    public bool IsWritable()
    {
        try
        {
            Directory.CreateDirectory(Root);
            string probe = Path.Combine(Root, $".cairn-probe-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (IOException error) when (DiskFailure.IsDiskFull(error))
        {
            throw DiskFailure.Describe("writing to", Root, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A cache that others maintain: it is read, and downloads go to the stage.
            return false;
        }
    }

    /// <summary>Removes everything that was downloaded (<c>cairn clean --downloads</c>); what else lies in the directory stays.</summary>
    /// <returns>How many files there were, and their size.</returns>
    public (int Files, long Bytes) Clear()
    {
        string folder = Path.Combine(Root, "_source-cache");
        if (!Directory.Exists(folder))
        {
            return (0, 0);
        }

        int files = 0;
        long bytes = 0;
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            files++;
            bytes += file.Length;
        }

        Trees.Delete(folder);
        return (files, bytes);
    }

    /// <summary>The digests of all archives in the cache, in hexadecimal digits, read from the names alone.</summary>
    public IReadOnlySet<string> Digests() => DigestsBelow(Root);

    /// <summary>The places of packed checkouts below a cache or mirror in the file system, as <see cref="SourceLayout.Path"/> names them.</summary>
    internal static IEnumerable<string> CheckoutsBelow(string root)
    {
        string[] folders = [.. new[] { "git", "hg", "svn" }.Select(system => Path.Combine(root, "_source-cache", system)).Where(Directory.Exists)];
        return folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.tar.gz", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'));
    }

    /// <summary>The digests below a cache or mirror in the file system.</summary>
    internal static IReadOnlySet<string> DigestsBelow(string root)
    {
        HashSet<string> digests = new(StringComparer.Ordinal);
        string archives = Path.Combine(root, "_source-cache", "archive");
        if (!Directory.Exists(archives))
        {
            return digests;
        }

        foreach (string file in Directory.EnumerateFiles(archives, "*", SearchOption.AllDirectories))
        {
            string name = Path.GetFileName(file);
            int dot = name.IndexOf('.');
            string hex = dot < 0 ? name : name[..dot];
            if (!name.EndsWith(".part", StringComparison.Ordinal) && !name.EndsWith(".from", StringComparison.Ordinal) && Digest.TryParse(hex) is not null)
            {
                digests.Add(hex);
            }
        }

        return digests;
    }
}
