namespace Cairn.Sources;

/// <summary>
/// The tree that an archive is unpacked into. It alone writes, it begins empty, and it knows every name that it created, so that
/// the question "would this write through a link?" is answered from memory and not by asking the disk.
/// </summary>
internal sealed partial class UnpackTree
{
    private readonly string _archive;
    private readonly string _root;
    private readonly UnpackLimits _limits;
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly List<(string Path, DateTime Time)> _directoryTimes = [];
    private readonly byte[] _buffer = new byte[1 << 17];
    private string _lastParent = "";
    private long _bytes;
    private int _members;

    /// <summary>Begins a tree.</summary>
    /// <param name="archive">The archive's path, for messages.</param>
    /// <param name="root">A directory that exists and is empty.</param>
    /// <param name="limits">What may be written at most.</param>
    public UnpackTree(string archive, string root, UnpackLimits limits)
    {
        _archive = archive;
        _root = root;
        _limits = limits;
    }

    private enum NodeKind
    {
        Directory,
        File,
        Link,
    }

    /// <summary>Reads content; zero at the end.</summary>
    public delegate int ContentReader(Span<byte> buffer);

    public UnpackSummary Summary => new(_members, _bytes);

    public void AddDirectory(string name, int mode, DateTime? modified)
    {
        string[] parts = MemberNames.Split(_archive, name);
        Count(name);
        if (parts.Length == 0)
        {
            return;
        }

        string path = EnsureParent(name, parts);
        if (_nodes.TryGetValue(path, out Node? existing))
        {
            if (existing.Kind != NodeKind.Directory)
            {
                throw new HostileArchiveException(_archive, name, $"is a directory where an earlier member is a {Describe(existing.Kind)}");
            }
        }
        else
        {
            // The owner must be able to work in every directory; the kernel applies the umask.
            UnixFileMode permissions = (UnixFileMode)(mode & 0x1FF) | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            string full = FullPath(path);
            DiskFailure.Guard("creating", full, () => Directory.CreateDirectory(full, permissions));
            _nodes[path] = new Node(NodeKind.Directory, "");
        }

        if (modified is { } time)
        {
            _directoryTimes.Add((path, time));
        }
    }

    /// <summary>Writes a file; what <paramref name="read"/> gives must be as long as <paramref name="size"/> says.</summary>
    public void AddFile(string name, int mode, DateTime? modified, long size, ContentReader read) =>
        AddFile(name, mode, modified, size, [new SparseRegion(0, size)], read);

    /// <summary>Writes a file of which only some stretches are given; the rest is a hole.</summary>
    public void AddFile(string name, int mode, DateTime? modified, long size, IReadOnlyList<SparseRegion> regions, ContentReader read)
    {
        string path = NewName(name);
        if (_nodes.TryGetValue(path, out Node? existing))
        {
            RequireSameContent(name, path, existing, size, regions, read);
            return;
        }

        CountBytes(name, size);
        string full = FullPath(path);
        DiskFailure.Guard("writing", full, () => WriteFile(name, full, mode, modified, size, regions, read));
        _nodes[path] = new Node(NodeKind.File, "");
    }

    /// <summary>Writes a file whose size shows only at its end.</summary>
    public void AddStream(string name, int mode, Stream content, long limit, CancellationToken cancellation)
    {
        string path = NewName(name);
        string full = FullPath(path);
        DiskFailure.Guard("writing", full, () =>
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = (UnixFileMode)mode };
            using FileStream file = new(full, options);
            int got;
            while ((got = content.Read(_buffer)) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (got > limit - _bytes)
                {
                    throw new HostileArchiveException(_archive, name, $"unpacks to more than {limit} bytes");
                }

                _bytes += got;
                file.Write(_buffer, 0, got);
            }
        });
        _nodes[path] = new Node(NodeKind.File, "");
    }

    public void AddSymbolicLink(string name, string target)
    {
        string path = NewName(name);
        if (target.Length == 0 || target.Contains('\0'))
        {
            throw new HostileArchiveException(_archive, name, "is a link that leads nowhere");
        }

        if (_nodes.TryGetValue(path, out Node? existing))
        {
            if (existing.Kind != NodeKind.Link || existing.Target != target)
            {
                throw Duplicate(name, existing.Kind);
            }

            return;
        }

        if (target[0] == '/')
        {
            throw new HostileArchiveException(_archive, name, $"is a link that leads outside, to `{MemberNames.Printable(target)}`");
        }

        string full = FullPath(path);
        DiskFailure.Guard("creating", full, () => File.CreateSymbolicLink(full, target));
        _nodes[path] = new Node(NodeKind.Link, target);
    }

    /// <summary>Gives an earlier file of the same archive another name.</summary>
    public void AddHardLink(string name, string target)
    {
        string path = NewName(name);
        string[] targetParts;
        try
        {
            targetParts = MemberNames.Split(_archive, target);
        }
        catch (HostileArchiveException)
        {
            throw new HostileArchiveException(_archive, name, $"is a hard link that leads outside, to `{MemberNames.Printable(target)}`");
        }

        string targetPath = string.Join('/', targetParts);
        if (!_nodes.TryGetValue(targetPath, out Node? earlier))
        {
            throw new HostileArchiveException(_archive, name, $"is a hard link to `{MemberNames.Printable(target)}`, which is no earlier member");
        }

        if (path == targetPath)
        {
            return;
        }

        if (_nodes.TryGetValue(path, out Node? existing))
        {
            throw Duplicate(name, existing.Kind);
        }

        switch (earlier.Kind)
        {
            case NodeKind.Link:
                // A hard link to a symbolic link is another symbolic link of the same text, judged at its own place.
                string copy = FullPath(path);
                DiskFailure.Guard("creating", copy, () => File.CreateSymbolicLink(copy, earlier.Target));
                _nodes[path] = new Node(NodeKind.Link, earlier.Target);
                return;
            case NodeKind.File:
                CreateHardLink(FullPath(targetPath), FullPath(path));
                _nodes[path] = new Node(NodeKind.File, "");
                return;
            default:
                throw new HostileArchiveException(_archive, name, "is a hard link to a directory");
        }
    }

    /// <summary>Refuses links that lead outside once all of them are known, and sets the directories' times.</summary>
    public void Finish()
    {
        foreach ((string path, Node node) in _nodes)
        {
            if (node.Kind == NodeKind.Link && LeadsOutside(path, node.Target))
            {
                throw new HostileArchiveException(_archive, path, $"is a link that leads outside, to `{MemberNames.Printable(node.Target)}`");
            }
        }

        for (int i = _directoryTimes.Count - 1; i >= 0; i--)
        {
            (string path, DateTime time) = _directoryTimes[i];
            string full = FullPath(path);
            DiskFailure.Guard("setting the time of", full, () => Directory.SetLastWriteTimeUtc(full, time));
        }
    }

    private string NewName(string name)
    {
        string[] parts = MemberNames.Split(_archive, name);
        if (parts.Length == 0)
        {
            throw new HostileArchiveException(_archive, name, "replaces the directory that the archive is unpacked into");
        }

        Count(name);
        return EnsureParent(name, parts);
    }

    private string EnsureParent(string name, string[] parts)
    {
        string path = string.Join('/', parts);
        if (parts.Length == 1)
        {
            return path;
        }

        string parent = path[..^(parts[^1].Length + 1)];
        if (parent == _lastParent)
        {
            return path;
        }

        int end = 0;
        for (int i = 0; i < parts.Length - 1; i++)
        {
            end += parts[i].Length + (i == 0 ? 0 : 1);
            string ancestor = path[..end];
            if (_nodes.TryGetValue(ancestor, out Node? node))
            {
                switch (node.Kind)
                {
                    case NodeKind.Link:
                        throw new HostileArchiveException(
                            _archive, name, $"would be written through the link `{MemberNames.Printable(ancestor)}` -> `{MemberNames.Printable(node.Target)}`");
                    case NodeKind.File:
                        throw new HostileArchiveException(_archive, name, $"lies below the file `{MemberNames.Printable(ancestor)}`");
                    default:
                        continue;
                }
            }

            string full = FullPath(ancestor);
            DiskFailure.Guard("creating", full, () => Directory.CreateDirectory(full));
            _nodes[ancestor] = new Node(NodeKind.Directory, "");
        }

        _lastParent = parent;
        return path;
    }

    private bool WriteFile(string name, string full, int mode, DateTime? modified, long size, IReadOnlyList<SparseRegion> regions, ContentReader read)
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
            UnixCreateMode = (UnixFileMode)(mode & 0x1FF) | UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using FileStream file = new(full, options);
        foreach (SparseRegion region in regions)
        {
            long left = region.Length;
            long offset = region.Offset;
            while (left > 0)
            {
                int got = read(_buffer.AsSpan(0, (int)Math.Min(_buffer.Length, left)));
                if (got == 0)
                {
                    throw new HostileArchiveException(_archive, name, $"holds less than the {size} bytes that it announces");
                }

                RandomAccess.Write(file.SafeFileHandle, _buffer.AsSpan(0, got), offset);
                offset += got;
                left -= got;
            }
        }

        if (read(_buffer.AsSpan(0, 1)) != 0)
        {
            throw new HostileArchiveException(_archive, name, $"holds more than the {size} bytes that it announces");
        }

        if (regions.Count == 0 || regions[^1].Offset + regions[^1].Length < size)
        {
            RandomAccess.SetLength(file.SafeFileHandle, size);
        }

        if (modified is { } time)
        {
            File.SetLastWriteTimeUtc(file.SafeFileHandle, time);
        }

        return true;
    }

    /// <summary>A file that appears twice is harmless if both are equal, as in archives that were appended to; otherwise one hides the other.</summary>
    private void RequireSameContent(string name, string path, Node existing, long size, IReadOnlyList<SparseRegion> regions, ContentReader read)
    {
        if (existing.Kind != NodeKind.File || regions is not [{ Offset: 0 } single] || single.Length != size)
        {
            throw Duplicate(name, existing.Kind);
        }

        string full = FullPath(path);
        bool same = DiskFailure.Guard("reading", full, () =>
        {
            using FileStream earlier = new(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (earlier.Length != size)
            {
                return false;
            }

            byte[] other = new byte[_buffer.Length];
            int got;
            while ((got = read(_buffer)) > 0)
            {
                earlier.ReadExactly(other, 0, got);
                if (!_buffer.AsSpan(0, got).SequenceEqual(other.AsSpan(0, got)))
                {
                    return false;
                }
            }

            return true;
        });
        if (!same)
        {
            throw Duplicate(name, existing.Kind);
        }
    }

    private HostileArchiveException Duplicate(string name, NodeKind earlier) =>
        new(_archive, name, $"appears twice with different content (the earlier one is a {Describe(earlier)})");

    private static string Describe(NodeKind kind) => kind switch
    {
        NodeKind.Directory => "directory",
        NodeKind.File => "file",
        _ => "link",
    };

    private void Count(string name)
    {
        if (++_members > _limits.Members)
        {
            throw new HostileArchiveException(_archive, name, $"is one more than the {_limits.Members} members that an archive may have");
        }
    }

    private void CountBytes(string name, long size)
    {
        if (size < 0 || size > _limits.Bytes - _bytes)
        {
            throw new HostileArchiveException(
                _archive, name, $"announces {size} bytes; unpacked the archive would be larger than {_limits.Bytes} bytes");
        }

        _bytes += size;
    }

    private string FullPath(string path) => $"{_root}/{path}";

    private sealed record Node(NodeKind Kind, string Target);
}
