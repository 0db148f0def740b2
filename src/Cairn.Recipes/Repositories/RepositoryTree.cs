using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Cairn.Recipes;

/// <summary>Where the files of a repository are: on disk, or in memory for embedded recipes and tests.</summary>
internal abstract class RepositoryTree
{
    /// <summary>The file system.</summary>
    public static RepositoryTree Disk { get; } = new DiskTree();

    public abstract bool HasFile(string path);

    public abstract bool HasDirectory(string path);

    /// <summary>The names of the directories directly below a directory.</summary>
    public abstract IEnumerable<string> Directories(string path);

    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public abstract string ReadText(string path);

    /// <summary>Reads a file into a buffer, which grows if need be.</summary>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public abstract int Read(string path, ref byte[] buffer);

    /// <summary>The SHA-256 of a file's content.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public abstract string Digest(string path);

    /// <summary>What tells one state of the file from another.</summary>
    public abstract FileStamp Stamp(string path);

    /// <summary>The same for many files below one directory; any number of threads may ask.</summary>
    public virtual DirectoryStamps StampsBelow(string directory) => new(this, directory);

    private sealed class DiskTree : RepositoryTree
    {
        public override bool HasFile(string path) => File.Exists(path);

        public override bool HasDirectory(string path) => Directory.Exists(path);

        public override IEnumerable<string> Directories(string path) =>
            Directory.EnumerateDirectories(path).Select(directory => Path.GetFileName(directory));

        public override string ReadText(string path) => File.ReadAllText(path);

        public override int Read(string path, ref byte[] buffer)
        {
            // Sharing with everybody spares a lock that nobody looks at.
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            int read = 0;
            while (true)
            {
                if (read == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                int more = RandomAccess.Read(file, buffer.AsSpan(read), read);
                if (more == 0)
                {
                    return read;
                }

                read += more;
            }
        }

        public override string Digest(string path)
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }

        public override FileStamp Stamp(string path)
        {
            if (KernelStamps.Of(path) is { } known)
            {
                return known;
            }

            var file = new FileInfo(path);
            return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks) : FileStamp.Missing;
        }

        public override DirectoryStamps StampsBelow(string directory) => OpenDirectoryStamps.Open(this, directory);
    }
}

/// <summary>Size and time of change of a file.</summary>
internal readonly record struct FileStamp(long Size, long Ticks)
{
    /// <summary>There is no file.</summary>
    public static FileStamp Missing => new(-1, 0);
}

/// <summary>Files that are texts in memory.</summary>
internal sealed class MemoryTree : RepositoryTree
{
    private readonly FrozenDictionary<string, string> _files;
    private readonly FrozenDictionary<string, string[]> _directories;

    /// <summary>Takes texts by absolute path.</summary>
    public MemoryTree(IEnumerable<KeyValuePair<string, string>> files)
    {
        _files = files.ToFrozenDictionary(StringComparer.Ordinal);
        var below = new Dictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (string file in _files.Keys)
        {
            string path = file;
            for (string? parent = Path.GetDirectoryName(path); parent is not null; parent = Path.GetDirectoryName(path))
            {
                if (!below.TryGetValue(parent, out var names))
                {
                    below[parent] = names = new SortedSet<string>(StringComparer.Ordinal);
                }

                if (path != file)
                {
                    names.Add(Path.GetFileName(path));
                }

                path = parent;
            }
        }

        _directories = below.ToFrozenDictionary(entry => entry.Key, entry => entry.Value.ToArray(), StringComparer.Ordinal);
    }

    public override bool HasFile(string path) => _files.ContainsKey(path);

    public override bool HasDirectory(string path) => _directories.ContainsKey(path);

    public override IEnumerable<string> Directories(string path) => _directories.GetValueOrDefault(path, []);

    public override int Read(string path, ref byte[] buffer)
    {
        buffer = Encoding.UTF8.GetBytes(ReadText(path));
        return buffer.Length;
    }

    public override string ReadText(string path) =>
        _files.TryGetValue(path, out string? text) ? text : throw new FileNotFoundException($"no file `{path}`", path);

    public override string Digest(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ReadText(path))));

    public override FileStamp Stamp(string path) =>
        _files.TryGetValue(path, out string? text) ? new FileStamp(text.Length, text.GetHashCode(StringComparison.Ordinal)) : FileStamp.Missing;
}
