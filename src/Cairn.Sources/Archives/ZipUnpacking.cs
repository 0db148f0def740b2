using System.IO.Compression;
using System.Text;
using ICSharpCode.SharpZipLib.Checksum;

namespace Cairn.Sources;

/// <summary>Unpacks zip files by their central directory.</summary>
internal static class ZipUnpacking
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int DirectoryType = 0x4000;
    private const int LinkType = 0xA000;
    private const int LongestLinkTarget = 4096;

    public static void Unpack(string archive, UnpackTree tree, CancellationToken cancellation)
    {
        try
        {
            using FileStream file = DiskFailure.Guard("reading", archive, () => File.OpenRead(archive));
            using ZipArchive zip = new(file, ZipArchiveMode.Read, leaveOpen: false, Encoding.Latin1);
            foreach (ZipArchiveEntry entry in zip.Entries)
            {
                cancellation.ThrowIfCancellationRequested();
                UnpackEntry(archive, entry, tree);
            }
        }
        catch (InvalidDataException error)
        {
            throw new DamagedArchiveException(archive, $"is damaged: {error.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static void UnpackEntry(string archive, ZipArchiveEntry entry, UnpackTree tree)
    {
        // Archives made on Windows against the rules separate with backslashes only; such names have no slash at all.
        string name = entry.FullName.Contains('/') ? entry.FullName : entry.FullName.Replace('\\', '/');
        int attributes = entry.ExternalAttributes >> 16;
        int type = attributes & TypeMask;
        int mode = attributes & 0x1FF;
        if (name.EndsWith('/') || type == DirectoryType)
        {
            tree.AddDirectory(name, mode == 0 ? 0x1FF : mode, null);
            return;
        }

        if (entry.IsEncrypted)
        {
            throw new DamagedArchiveException(archive, $"holds the encrypted member `{MemberNames.Printable(name)}`");
        }

        switch (type)
        {
            case LinkType:
                tree.AddSymbolicLink(name, ReadLinkTarget(archive, entry));
                return;
            case 0 or RegularFile:
                Crc32 crc = new();
                using (Stream content = entry.Open())
                {
                    tree.AddFile(name, mode == 0 ? 0x1B6 : mode, ModifiedAt(entry), entry.Length, buffer =>
                    {
                        int read = content.Read(buffer);
                        Update(crc, buffer[..read]);
                        return read;
                    });
                }

                if ((uint)crc.Value != entry.Crc32)
                {
                    throw new DamagedArchiveException(archive, $"is damaged: wrong checksum of member `{MemberNames.Printable(name)}`");
                }

                return;
            default:
                throw new HostileArchiveException(archive, name, "is of a kind that source archives don't have");
        }
    }

    private static string ReadLinkTarget(string archive, ZipArchiveEntry entry)
    {
        if (entry.Length > LongestLinkTarget)
        {
            throw new HostileArchiveException(archive, entry.FullName, $"is a link whose target has {entry.Length} bytes");
        }

        using Stream content = entry.Open();
        byte[] target = new byte[LongestLinkTarget + 1];
        int length = content.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (length != entry.Length)
        {
            throw new HostileArchiveException(archive, entry.FullName, "does not have the size that it announces");
        }

        return MemberNames.Decode(target.AsSpan(0, length));
    }

    private static DateTime? ModifiedAt(ZipArchiveEntry entry)
    {
        // Zip times carry no zone; taken as UTC so that every machine sees the same.
        DateTime local = entry.LastWriteTime.DateTime;
        return local.Year > 1980 ? DateTime.SpecifyKind(local, DateTimeKind.Utc) : null;
    }

    private static void Update(Crc32 crc, ReadOnlySpan<byte> content)
    {
        foreach (byte value in content)
        {
            crc.Update(value);
        }
    }
}
