namespace Cairn.Sources;

/// <summary>What an archive may at most unpack to, so that a small file can't fill a disk.</summary>
/// <param name="Bytes">Bytes of content in all.</param>
/// <param name="Members">Files, directories and links in all.</param>
public sealed record UnpackLimits(long Bytes, int Members)
{
    private const long Gibibyte = 1L << 30;

    /// <summary>
    /// The usual limits: two gibibytes and two hundred times the archive's own size, at most a tebibyte. The largest real source
    /// archives unpack to tens of times their size; a bomb to thousands.
    /// </summary>
    public static UnpackLimits For(long archiveSize) =>
        new((long)Math.Min(1024d * Gibibyte, (2d * Gibibyte) + (200d * archiveSize)), 4_000_000);
}

/// <summary>What was unpacked.</summary>
/// <param name="Members">Files, directories and links.</param>
/// <param name="Bytes">Bytes of content.</param>
public sealed record UnpackSummary(int Members, long Bytes);
