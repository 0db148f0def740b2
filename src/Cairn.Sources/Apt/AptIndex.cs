using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Cairn.Sources;

/// <summary>Where apt's repositories have a file.</summary>
/// <param name="Uri">The whole URI, as apt understands it.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Sha256">The digest that apt's index promises, whatever digest it was found by.</param>
public sealed record AptLocation(string Uri, long Size, Digest Sha256);

/// <summary>
/// The compact index of digests (SHA-256, and MD5 for recipes of old) to places, read whole in a few milliseconds. The form is described in
/// <c>docs/formats/apt-index.md</c>.
/// </summary>
public sealed class AptIndex
{
    private const int HeaderSize = 40;
    private const int DigestSize = 32;
    private const int EntrySize = 16;
    private const int OldDigestSize = 16;
    private const int OldRowSize = OldDigestSize + 4;
    private const int Version = 2;

    private readonly byte[] _bytes;
    private readonly int _oldCount;
    private readonly int _entries;
    private readonly int _oldRows;
    private readonly int _strings;

    private AptIndex(byte[] bytes, int count, int oldCount, DateTime createdAt)
    {
        _bytes = bytes;
        _oldCount = oldCount;
        Count = count;
        CreatedAt = createdAt;
        _entries = HeaderSize + (count * DigestSize);
        _oldRows = _entries + (count * EntrySize);
        _strings = _oldRows + (oldCount * OldRowSize);
    }

    private static ReadOnlySpan<byte> Magic => "cairnapt"u8;

    /// <summary>How many files it knows.</summary>
    public int Count { get; }

    /// <summary>When apt's lists were last read.</summary>
    public DateTime CreatedAt { get; }

    /// <summary>Reads an index; null if there is none or it is not whole, which is cured by building it anew.</summary>
    public static AptIndex? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        byte[] bytes = DiskFailure.Guard("reading", path, () => File.ReadAllBytes(path));
        if (bytes.Length < HeaderSize
            || !bytes.AsSpan().StartsWith(Magic)
            || BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)) != Version
            || BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24)) != bytes.Length)
        {
            return null;
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        int oldCount = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(32));
        long seconds = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16));
        return count < 0 || oldCount < 0 || HeaderSize + ((long)count * (DigestSize + EntrySize)) + ((long)oldCount * OldRowSize) > bytes.Length
            ? null
            : new AptIndex(bytes, count, oldCount, DateTime.UnixEpoch.AddSeconds(seconds));
    }

    /// <summary>Finds the places of a file by its SHA-256 or MD5; repositories overlap, so there may be several.</summary>
    public ImmutableArray<AptLocation> Find(Digest digest) => digest.Algorithm switch
    {
        DigestAlgorithm.Sha256 => [.. Rows(HeaderSize, DigestSize, DigestSize, Count, Convert.FromHexString(digest.Hex)).Select(LocationAt)],
        DigestAlgorithm.Md5 => [.. Rows(_oldRows, OldRowSize, OldDigestSize, _oldCount, Convert.FromHexString(digest.Hex))
            .Select(row => LocationAt(BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(_oldRows + (row * OldRowSize) + OldDigestSize))))],
        _ => [],
    };

    /// <summary>True if a file of this digest is known.</summary>
    public bool Contains(Digest digest) => !Find(digest).IsEmpty;

    /// <summary>Writes an index; it appears whole or not at all.</summary>
    internal static void Write(string path, DateTime createdAt, IEnumerable<(string Root, IndexedSource Source)> files)
    {
        List<(byte[] Digest, byte[] Old, long Size, string Root, string Path, int Order)> entries =
            [.. files.DistinctBy(f => (f.Root, f.Source.Path)).Select((f, order) => (f.Source.Sha256, f.Source.Md5, f.Source.Size, f.Root, f.Source.Path, order))];

        // Among equals the order of apt's lists stays: the main archive before updates and security.
        entries.Sort(static (a, b) => a.Digest.AsSpan().SequenceCompareTo(b.Digest) is not 0 and var order ? order : a.Order.CompareTo(b.Order));
        using MemoryStream strings = new();
        Dictionary<string, int> offsets = new(StringComparer.Ordinal);
        List<(byte[] Digest, int Position)> old = [.. entries.Select((entry, position) => (entry.Old, position)).Where(row => row.Old.Length == OldDigestSize)];
        old.Sort(static (a, b) => a.Digest.AsSpan().SequenceCompareTo(b.Digest) is not 0 and var order ? order : a.Position.CompareTo(b.Position));
        int oldRows = HeaderSize + (entries.Count * (DigestSize + EntrySize));
        byte[] tables = new byte[oldRows + (old.Count * OldRowSize)];
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i].Digest.CopyTo(tables.AsSpan(HeaderSize + (i * DigestSize)));
            Span<byte> entry = tables.AsSpan(HeaderSize + (entries.Count * DigestSize) + (i * EntrySize), EntrySize);
            BinaryPrimitives.WriteInt64LittleEndian(entry, entries[i].Size);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], Intern(strings, offsets, entries[i].Root));
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], Intern(strings, offsets, entries[i].Path));
        }

        for (int i = 0; i < old.Count; i++)
        {
            Span<byte> row = tables.AsSpan(oldRows + (i * OldRowSize), OldRowSize);
            old[i].Digest.CopyTo(row);
            BinaryPrimitives.WriteInt32LittleEndian(row[OldDigestSize..], old[i].Position);
        }

        Magic.CopyTo(tables);
        BinaryPrimitives.WriteInt32LittleEndian(tables.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(tables.AsSpan(12), entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(tables.AsSpan(16), (long)(createdAt - DateTime.UnixEpoch).TotalSeconds);
        BinaryPrimitives.WriteInt64LittleEndian(tables.AsSpan(24), tables.Length + strings.Length);
        BinaryPrimitives.WriteInt32LittleEndian(tables.AsSpan(32), old.Count);
        string temporary = $"{path}.{Environment.ProcessId}.part";
        DiskFailure.Guard("writing", path, () =>
        {
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write))
            {
                file.Write(tables);
                strings.Position = 0;
                strings.CopyTo(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        });
    }

    private static int Intern(MemoryStream strings, Dictionary<string, int> offsets, string text)
    {
        if (!offsets.TryGetValue(text, out int offset))
        {
            offset = (int)strings.Length;
            offsets[text] = offset;
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Span<byte> length = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16LittleEndian(length, checked((ushort)bytes.Length));
            strings.Write(length);
            strings.Write(bytes);
        }

        return offset;
    }

    /// <summary>The numbers of the rows of a sorted table that begin with a digest.</summary>
    private List<int> Rows(int table, int rowSize, int digestSize, int count, byte[] digest)
    {
        int low = 0;
        int high = count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _bytes.AsSpan(table + (middle * rowSize), digestSize).SequenceCompareTo(digest) < 0 ? (middle + 1, high) : (low, middle);
        }

        List<int> rows = [];
        for (int row = low; row < count && _bytes.AsSpan(table + (row * rowSize), digestSize).SequenceEqual(digest); row++)
        {
            rows.Add(row);
        }

        return rows;
    }

    private AptLocation LocationAt(int position)
    {
        ReadOnlySpan<byte> entry = _bytes.AsSpan(_entries + (position * EntrySize), EntrySize);
        string root = Text(BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
        string path = Text(BinaryPrimitives.ReadInt32LittleEndian(entry[12..]));
        string sha256 = Convert.ToHexStringLower(_bytes.AsSpan(HeaderSize + (position * DigestSize), DigestSize));
        return new AptLocation($"{root.TrimEnd('/')}/{path}", BinaryPrimitives.ReadInt64LittleEndian(entry), Digest.Parse(sha256));
    }

    private string Text(int offset)
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_strings + offset));
        return Encoding.UTF8.GetString(_bytes, _strings + offset + 2, length);
    }
}
