namespace Cairn.Sources;

/// <summary>Unpacks archives by a loop of our own: nothing is written outside the destination, whatever the archive says.</summary>
public static class ArchiveUnpacker
{
    // Tapes are padded to their record size; nothing honest is larger.
    private const long LargestTrailer = 1 << 26;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="archive">The archive's path.</param>
    /// <param name="format">Its form, usually of <see cref="ArchiveFormat.Detect"/>.</param>
    /// <param name="destination">A directory that is empty or does not exist; removed again when anything fails.</param>
    /// <param name="singleFileName">The name of the file that a single compressed file becomes.</param>
    /// <param name="limits">What may be written at most; the usual limits where null.</param>
    /// <param name="cancellation">Stops between members and leaves nothing.</param>
    /// <exception cref="HostileArchiveException">The archive tries to write elsewhere or too much.</exception>
    /// <exception cref="DamagedArchiveException">The archive is truncated or damaged.</exception>
    /// <exception cref="SourceException">The disk is full, or a tool is missing.</exception>
    public static UnpackSummary Unpack(
        string archive,
        ArchiveFormat format,
        string destination,
        string? singleFileName = null,
        UnpackLimits? limits = null,
        CancellationToken cancellation = default)
    {
        long size = DiskFailure.Guard("reading", archive, () => new FileInfo(archive).Length);
        DiskFailure.Guard("creating", destination, () => Directory.CreateDirectory(destination));
        if (Directory.EnumerateFileSystemEntries(destination).Any())
        {
            throw new ArgumentException($"`{destination}` is not empty", nameof(destination));
        }

        UnpackTree tree = new(archive, destination, limits ?? UnpackLimits.For(size));
        try
        {
            switch (format.Container)
            {
                case ArchiveContainer.Tar:
                    UnpackTar(archive, format.Compression, tree, cancellation);
                    break;
                case ArchiveContainer.Zip:
                    ZipUnpacking.Unpack(archive, tree, cancellation);
                    break;
                case ArchiveContainer.SingleFile:
                    UnpackSingle(archive, format.Compression, singleFileName ?? Path.GetFileNameWithoutExtension(archive), tree, limits ?? UnpackLimits.For(size), cancellation);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(format));
            }

            tree.Finish();
            return tree.Summary;
        }
        catch
        {
            Trees.Delete(destination);
            throw;
        }
    }

    private static void UnpackTar(string archive, Compression compression, UnpackTree tree, CancellationToken cancellation)
    {
        using PrefetchStream stream = new(DecompressedStream.Open(archive, compression), cancellation);
        TarReader reader = new(stream, archive);
        while (reader.Next() is { } member)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (member.Kind)
            {
                case TarMemberKind.Directory:
                    tree.AddDirectory(member.Name, member.Mode, member.ModifiedAt);
                    break;
                case TarMemberKind.File when member.IsSparse:
                    tree.AddFile(member.Name, member.Mode, member.ModifiedAt, member.Size, member.Sparse, reader.Read);
                    break;
                case TarMemberKind.File:
                    tree.AddFile(member.Name, member.Mode, member.ModifiedAt, member.Size, reader.Read);
                    break;
                case TarMemberKind.SymbolicLink:
                    tree.AddSymbolicLink(member.Name, member.LinkTarget);
                    break;
                case TarMemberKind.HardLink:
                    tree.AddHardLink(member.Name, member.LinkTarget);
                    break;
                case TarMemberKind.Device:
                    throw new HostileArchiveException(archive, member.Name, "is a device");
                case TarMemberKind.Pipe:
                    throw new HostileArchiveException(archive, member.Name, "is a named pipe");
                default:
                    throw new HostileArchiveException(archive, member.Name, "is of a kind that source archives don't have");
            }
        }

        reader.Drain(LargestTrailer);
    }

    private static void UnpackSingle(
        string archive, Compression compression, string name, UnpackTree tree, UnpackLimits limits, CancellationToken cancellation)
    {
        using DecompressedStream content = DecompressedStream.Open(archive, compression);

        // How long the content is shows only at its end, so the limit is watched while it is written.
        tree.AddStream(name, 0x1B6, content, limits.Bytes, cancellation);
    }
}
