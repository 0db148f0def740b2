namespace Cairn.Sources;

/// <summary>What an archive is once it is decompressed.</summary>
public enum ArchiveContainer
{
    /// <summary>A tape archive: ustar, GNU, pax or the seventh edition's.</summary>
    Tar,

    /// <summary>A zip file.</summary>
    Zip,

    /// <summary>One compressed file.</summary>
    SingleFile,
}

/// <summary>How an archive is compressed.</summary>
public enum Compression
{
    /// <summary>Not at all (a zip file compresses its members itself).</summary>
    None,

    /// <summary>gzip.</summary>
    Gzip,

    /// <summary>bzip2.</summary>
    Bzip2,

    /// <summary>xz.</summary>
    Xz,

    /// <summary>The older form of xz, without a magic number.</summary>
    Lzma,

    /// <summary>lzip.</summary>
    Lzip,

    /// <summary>Zstandard.</summary>
    Zstandard,

    /// <summary>The old <c>compress</c>, ending in <c>.Z</c>.</summary>
    Compress,
}

/// <summary>The form of an archive.</summary>
public readonly record struct ArchiveFormat(ArchiveContainer Container, Compression Compression)
{
    private const int TarMagicOffset = 257;

    /// <summary>The format that an extension such as <c>tar.gz</c> names, or null if it names none.</summary>
    public static ArchiveFormat? FromExtension(string extension)
    {
        string ext = extension.TrimStart('.').ToLowerInvariant();
        return ext switch
        {
            "tar" => new(ArchiveContainer.Tar, Compression.None),
            "tar.gz" or "tgz" => new(ArchiveContainer.Tar, Compression.Gzip),
            "tar.bz2" or "tbz" or "tbz2" => new(ArchiveContainer.Tar, Compression.Bzip2),
            "tar.xz" or "txz" => new(ArchiveContainer.Tar, Compression.Xz),
            "tar.lzma" or "tlz" => new(ArchiveContainer.Tar, Compression.Lzma),
            "tar.lz" => new(ArchiveContainer.Tar, Compression.Lzip),
            "tar.zst" or "tzst" or "tar.zstd" => new(ArchiveContainer.Tar, Compression.Zstandard),
            "tar.z" => new(ArchiveContainer.Tar, Compression.Compress),
            "zip" => new(ArchiveContainer.Zip, Compression.None),
            "gz" => new(ArchiveContainer.SingleFile, Compression.Gzip),
            "bz2" => new(ArchiveContainer.SingleFile, Compression.Bzip2),
            "xz" => new(ArchiveContainer.SingleFile, Compression.Xz),
            "lzma" => new(ArchiveContainer.SingleFile, Compression.Lzma),
            "lz" => new(ArchiveContainer.SingleFile, Compression.Lzip),
            "zst" or "zstd" => new(ArchiveContainer.SingleFile, Compression.Zstandard),
            "z" => new(ArchiveContainer.SingleFile, Compression.Compress),
            _ => null,
        };
    }

    /// <summary>
    /// The format of a file: its first bytes tell the compression (servers rename and recompress), the extension tells
    /// whether a compressed file is one file or a tar; without an extension the content tells that as well.
    /// </summary>
    /// <exception cref="DamagedArchiveException">The file is no archive.</exception>
    public static ArchiveFormat Detect(string path, string? extension)
    {
        byte[] head = DiskFailure.Guard("reading", path, () => ReadHead(path));
        ArchiveFormat? named = string.IsNullOrEmpty(extension) ? null : FromExtension(extension);
        if (head.AsSpan().StartsWith("PK\x03\x04"u8) || head.AsSpan().StartsWith("PK\x05\x06"u8))
        {
            return new ArchiveFormat(ArchiveContainer.Zip, Compression.None);
        }

        Compression compression = CompressionOf(head);
        if (compression == Compression.None)
        {
            if (LooksLikeTar(head))
            {
                return new ArchiveFormat(ArchiveContainer.Tar, Compression.None);
            }

            if (named?.Compression is Compression.Lzma)
            {
                return named.Value;
            }

            throw new DamagedArchiveException(
                path,
                named is null ? "is no archive that Cairn knows" : $"is no `{extension}` archive",
                HintFor(head));
        }

        if (named is not null && named.Value.Container != ArchiveContainer.Zip)
        {
            return new ArchiveFormat(named.Value.Container, compression);
        }

        return new ArchiveFormat(ContainsTar(path, compression) ? ArchiveContainer.Tar : ArchiveContainer.SingleFile, compression);
    }

    /// <summary>The compression that the first bytes of a file tell, or <see cref="Compression.None"/>.</summary>
    internal static Compression CompressionOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            return Compression.Gzip;
        }

        if (head.Length > 3 && head.StartsWith("BZh"u8) && head[3] is >= (byte)'1' and <= (byte)'9')
        {
            return Compression.Bzip2;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0]))
        {
            return Compression.Xz;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x28, 0xb5, 0x2f, 0xfd]))
        {
            return Compression.Zstandard;
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x9d]))
        {
            return Compression.Compress;
        }

        if (head.StartsWith("LZIP"u8))
        {
            return Compression.Lzip;
        }

        // The lzma form has no magic number; this is how it starts with every usual preset: the default properties byte, a
        // dictionary of whole megabytes, and a size that is unknown or below a terabyte.
        return head.Length > 13 && head[0] == 0x5d && head[1] == 0 && head[2] == 0 && (head[12] is 0 or 0xff)
            ? Compression.Lzma
            : Compression.None;
    }

    private static bool ContainsTar(string path, Compression compression)
    {
        using DecompressedStream content = DecompressedStream.Open(path, compression);
        byte[] block = new byte[TarReader.BlockSize];
        return content.ReadAtLeast(block, block.Length, throwOnEndOfStream: false) == block.Length && LooksLikeTar(block);
    }

    private static bool LooksLikeTar(ReadOnlySpan<byte> head) =>
        head.Length >= TarReader.BlockSize
        && (head[TarMagicOffset..].StartsWith("ustar"u8) || TarFields.HasValidChecksum(head[..TarReader.BlockSize]));

    private static byte[] ReadHead(string path)
    {
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[TarReader.BlockSize];
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read];
    }

    private static string? HintFor(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> start = head.TrimStart(" \t\r\n"u8);
        return start.StartsWith("<!"u8) || start.StartsWith("<html"u8) || start.StartsWith("<HTML"u8)
            ? "it is an HTML page: the URL is broken or a gateway answers in its place"
            : null;
    }
}
