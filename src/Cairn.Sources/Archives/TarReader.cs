using System.Collections.Immutable;

namespace Cairn.Sources;

/// <summary>Reads tar archives of every dialect one member after the other: seventh edition, ustar, GNU and pax.</summary>
/// <remarks>
/// Our own because the safety of unpacking rests on knowing exactly what a header says: sizes in octal and base 256, long names of
/// GNU and of pax, sparse files, and an end that must be there. Nothing is written here; <see cref="UnpackTree"/> decides that.
/// </remarks>
internal sealed class TarReader(Stream stream, string archive)
{
    public const int BlockSize = 512;

    // A long name or a pax header is metadata: a megabyte is far beyond what any honest archive holds.
    private const int LargestMetadata = 1 << 20;
    private const int MostSparseRegions = 1 << 16;

    private readonly byte[] _block = new byte[BlockSize];
    private long _contentLeft;
    private int _padding;
    private bool _any;

    /// <summary>The next member, or null at the end of the archive.</summary>
    public TarMember? Next()
    {
        SkipContent();
        string? longName = null;
        string? longLink = null;
        PaxRecords? pax = null;
        while (true)
        {
            if (!ReadHeader())
            {
                return null;
            }

            byte type = _block[156];
            switch (type)
            {
                case (byte)'L':
                    longName = MemberNames.Decode(TarFields.UntilNul(ReadMetadata("long name")));
                    continue;
                case (byte)'K':
                    longLink = MemberNames.Decode(TarFields.UntilNul(ReadMetadata("long link name")));
                    continue;
                case (byte)'x' or (byte)'X':
                    pax = PaxRecords.Parse(archive, ReadMetadata("pax header"));
                    continue;
                case (byte)'g':
                    // Global headers carry comments (git archive's commit); their other keywords never name a member.
                    _ = PaxRecords.Parse(archive, ReadMetadata("global pax header"));
                    continue;
                case (byte)'V':
                    // A volume label is no file.
                    StartContent(HeaderSize());
                    SkipContent();
                    continue;
                default:
                    return ReadMember(type, longName, longLink, pax);
            }
        }
    }

    /// <summary>Reads content of the current member; zero at its end.</summary>
    /// <exception cref="DamagedArchiveException">The archive ends within the member.</exception>
    public int Read(Span<byte> buffer)
    {
        if (_contentLeft == 0)
        {
            return 0;
        }

        int read = stream.Read(buffer[..(int)Math.Min(buffer.Length, _contentLeft)]);
        if (read == 0)
        {
            throw Truncated();
        }

        _contentLeft -= read;
        return read;
    }

    /// <summary>Reads what stands behind the end of the archive, so that a damaged compressed stream is noticed.</summary>
    public void Drain(long limit)
    {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            total += read;
            if (total > limit)
            {
                throw new DamagedArchiveException(archive, $"has more than {limit} bytes behind its end");
            }
        }
    }

    private TarMember ReadMember(byte type, string? longName, string? longLink, PaxRecords? pax)
    {
        string name = pax?.SparseName ?? pax?.Path ?? longName ?? HeaderName();
        string link = pax?.LinkPath ?? longLink ?? MemberNames.Decode(TarFields.UntilNul(_block.AsSpan(157, 100)));
        long size = pax?.Number(archive, "size") ?? HeaderSize();
        TarMemberKind kind = type switch
        {
            // Before ustar a directory was a file whose name ends in a slash.
            0 or (byte)'0' or (byte)'7' => name.EndsWith('/') ? TarMemberKind.Directory : TarMemberKind.File,
            (byte)'S' => TarMemberKind.File,
            (byte)'1' => TarMemberKind.HardLink,
            (byte)'2' => TarMemberKind.SymbolicLink,
            (byte)'3' or (byte)'4' => TarMemberKind.Device,
            (byte)'5' or (byte)'D' => TarMemberKind.Directory,
            (byte)'6' => TarMemberKind.Pipe,
            _ => TarMemberKind.Other,
        };

        DateTime? modified = pax?.ModifiedAt() ?? HeaderTime();
        int mode = TarFields.TryNumber(_block.AsSpan(100, 8), out long bits) ? (int)(bits & 0xFFF) : 0x1A4;
        ImmutableArray<SparseRegion> sparse = default;
        long realSize = size;
        if (type == (byte)'S')
        {
            long declared = Number(_block.AsSpan(483, 12), "size of a sparse file");
            sparse = ReadOldSparseMap();
            realSize = declared;
        }

        // A hard link has no content on the tape, whatever its size field says (GNU tar reads it so).
        StartContent(kind == TarMemberKind.HardLink ? 0 : size);
        if (kind == TarMemberKind.File && pax is { HasSparseMapInContent: true })
        {
            realSize = pax.Number(archive, "GNU.sparse.realsize") ?? size;
            sparse = ReadSparseMapFromContent();
        }
        else if (kind == TarMemberKind.File && pax?.SparseRegions is { } regions)
        {
            realSize = pax.Number(archive, "GNU.sparse.size") ?? size;
            sparse = [.. regions];
        }

        if (!sparse.IsDefault)
        {
            CheckSparse(name, sparse, realSize);
        }

        return new TarMember(name, kind, _contentLeft, realSize, link, mode, modified, sparse);
    }

    private bool ReadHeader()
    {
        int read = stream.ReadAtLeast(_block, BlockSize, throwOnEndOfStream: false);
        if (read < BlockSize)
        {
            throw Truncated();
        }

        // One block of zeros ends the archive; writers add a second one and padding.
        if (!_block.AsSpan().ContainsAnyExcept((byte)0))
        {
            return false;
        }

        if (!TarFields.HasValidChecksum(_block))
        {
            throw new DamagedArchiveException(archive, _any ? "has a damaged tar header" : "is no tar archive");
        }

        _any = true;
        return true;
    }

    private string HeaderName()
    {
        string name = MemberNames.Decode(TarFields.UntilNul(_block.AsSpan(0, 100)));

        // Only POSIX ustar (magic with a NUL) has a prefix; GNU keeps times there.
        if (!_block.AsSpan(257, 6).SequenceEqual("ustar\0"u8))
        {
            return name;
        }

        ReadOnlySpan<byte> prefix = TarFields.UntilNul(_block.AsSpan(345, 155));
        return prefix.IsEmpty ? name : $"{MemberNames.Decode(prefix)}/{name}";
    }

    private long HeaderSize() => Number(_block.AsSpan(124, 12), "size");

    private DateTime? HeaderTime() =>
        TarFields.TryNumber(_block.AsSpan(136, 12), out long seconds) && seconds is > -60_000_000_000 and < 200_000_000_000
            ? DateTime.UnixEpoch.AddSeconds(seconds)
            : null;

    private ReadOnlySpan<byte> ReadMetadata(string what)
    {
        long size = HeaderSize();
        if (size > LargestMetadata)
        {
            throw new DamagedArchiveException(archive, $"has a {what} of {size} bytes");
        }

        StartContent(size);
        byte[] content = new byte[size];
        int filled = 0;
        while (filled < content.Length)
        {
            filled += Read(content.AsSpan(filled));
        }

        SkipContent();
        return content;
    }

    private void StartContent(long size)
    {
        _contentLeft = size;
        _padding = (int)((BlockSize - (size % BlockSize)) % BlockSize);
    }

    private void SkipContent()
    {
        Span<byte> scratch = stackalloc byte[4096];
        while (_contentLeft > 0)
        {
            Read(scratch);
        }

        while (_padding > 0)
        {
            int read = stream.Read(scratch[.._padding]);
            if (read == 0)
            {
                throw Truncated();
            }

            _padding -= read;
        }
    }

    private ImmutableArray<SparseRegion> ReadOldSparseMap()
    {
        ImmutableArray<SparseRegion>.Builder regions = ImmutableArray.CreateBuilder<SparseRegion>();
        AddOldRegions(_block.AsSpan(386, 96), regions);
        bool more = _block[482] != 0;
        byte[] extension = new byte[BlockSize];
        while (more)
        {
            if (stream.ReadAtLeast(extension, BlockSize, throwOnEndOfStream: false) < BlockSize)
            {
                throw Truncated();
            }

            AddOldRegions(extension.AsSpan(0, 504), regions);
            more = extension[504] != 0;
        }

        return regions.ToImmutable();
    }

    private void AddOldRegions(ReadOnlySpan<byte> table, ImmutableArray<SparseRegion>.Builder regions)
    {
        for (; table.Length >= 24 && table[0] != 0; table = table[24..])
        {
            regions.Add(new SparseRegion(Number(table[..12], "sparse map"), Number(table.Slice(12, 12), "sparse map")));
            if (regions.Count > MostSparseRegions)
            {
                throw new DamagedArchiveException(archive, "has a sparse map of more than 65536 stretches");
            }
        }
    }

    private ImmutableArray<SparseRegion> ReadSparseMapFromContent()
    {
        long before = _contentLeft;
        long count = ReadMapNumber();
        if (count > MostSparseRegions)
        {
            throw new DamagedArchiveException(archive, "has a sparse map of more than 65536 stretches");
        }

        ImmutableArray<SparseRegion>.Builder regions = ImmutableArray.CreateBuilder<SparseRegion>((int)count);
        for (long i = 0; i < count; i++)
        {
            regions.Add(new SparseRegion(ReadMapNumber(), ReadMapNumber()));
        }

        // The map is padded to whole blocks.
        long padding = (BlockSize - ((before - _contentLeft) % BlockSize)) % BlockSize;
        Span<byte> scratch = stackalloc byte[BlockSize];
        while (padding > 0)
        {
            int read = Read(scratch[..(int)padding]);
            if (read == 0)
            {
                throw new DamagedArchiveException(archive, "has a malformed sparse map");
            }

            padding -= read;
        }

        return regions.ToImmutable();
    }

    private long ReadMapNumber()
    {
        Span<byte> digit = stackalloc byte[1];
        long value = 0;
        for (int digits = 0; digits < 19; digits++)
        {
            if (Read(digit) == 0)
            {
                break;
            }

            if (digit[0] == (byte)'\n' && digits > 0)
            {
                return value;
            }

            if (!char.IsAsciiDigit((char)digit[0]))
            {
                break;
            }

            value = checked((value * 10) + (digit[0] - '0'));
        }

        throw new DamagedArchiveException(archive, "has a malformed sparse map");
    }

    private void CheckSparse(string name, ImmutableArray<SparseRegion> regions, long size)
    {
        long end = 0;
        long stored = 0;
        foreach (SparseRegion region in regions)
        {
            if (region.Offset < end || region.Length < 0 || region.Offset > size || region.Length > size - region.Offset)
            {
                throw new HostileArchiveException(archive, name, "has a sparse map that does not fit its size");
            }

            end = region.Offset + region.Length;
            stored += region.Length;
        }

        if (stored != _contentLeft)
        {
            throw new HostileArchiveException(archive, name, "has a sparse map that does not fit its content");
        }
    }

    private long Number(ReadOnlySpan<byte> field, string what) =>
        TarFields.TryNumber(field, out long value) && value >= 0
            ? value
            : throw new DamagedArchiveException(archive, $"has a tar header with an impossible {what}");

    private DamagedArchiveException Truncated() =>
        new(archive, "is truncated", "fetch it again: `cairn clean --stage`, and `cairn clean --downloads` if its digest is unknown");
}
