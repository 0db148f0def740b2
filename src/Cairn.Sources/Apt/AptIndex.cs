using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace Cairn.Sources;

/// <summary>Where apt's repositories have a file.</summary>
/// <param name="Uri">The whole URI, as apt understands it.</param>
/// <param name="Size">The size in bytes.</param>
public sealed record AptLocation(string Uri, long Size);

/// <summary>
/// The compact index SHA-256 → place, read whole in a few milliseconds. The form is described in <c>docs/formats/apt-index.md</c>.
/// </summary>
public sealed class AptIndex
{
    private const int HeaderSize = 40;
    private const int DigestSize = 32;
    private const int EntrySize = 16;
    private const int Version = 1;

    private readonly byte[] _bytes;
    private readonly int _entries;
    private readonly int _strings;

    private AptIndex(byte[] bytes, int count, DateTime createdAt)
    {
        _bytes = bytes;
        Count = count;
        CreatedAt = createdAt;
        _entries = HeaderSize + (count * DigestSize);
        _strings = _entries + (count * EntrySize);
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
        long seconds = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16));
        return count < 0 || HeaderSize + ((long)count * (DigestSize + EntrySize)) > bytes.Length
            ? null
            : new AptIndex(bytes, count, DateTime.UnixEpoch.AddSeconds(seconds));
    }

    /// <summary>Finds the places of a file by its digest; repositories overlap, so there may be several.</summary>
    public ImmutableArray<AptLocation> Find(Digest digest)
    {
        if (digest.Algorithm != DigestAlgorithm.Sha256)
        {
            return [];
        }

        byte[] wanted = Convert.FromHexString(digest.Hex);
        ImmutableArray<AptLocation>.Builder places = ImmutableArray.CreateBuilder<AptLocation>();
        for (int position = FirstPosition(wanted); position < Count && DigestAt(position).SequenceEqual(wanted); position++)
        {
            ReadOnlySpan<byte> entry = _bytes.AsSpan(_entries + (position * EntrySize), EntrySize);
            long size = BinaryPrimitives.ReadInt64LittleEndian(entry);
            string root = Text(BinaryPrimitives.ReadInt32LittleEndian(entry[8..]));
            string path = Text(BinaryPrimitives.ReadInt32LittleEndian(entry[12..]));
            places.Add(new AptLocation($"{root.TrimEnd('/')}/{path}", size));
        }

        return places.ToImmutable();
    }

    /// <summary>True if a file of this digest is known.</summary>
    public bool Contains(Digest digest) => !Find(digest).IsEmpty;

    /// <summary>Writes an index; it appears whole or not at all.</summary>
    internal static void Write(string path, DateTime createdAt, IEnumerable<(string Root, IndexedSource Source)> files)
    {
        List<(byte[] Digest, long Size, string Root, string Path, int Order)> entries =
            [.. files.DistinctBy(f => (f.Root, f.Source.Path)).Select((f, order) => (f.Source.Sha256, f.Source.Size, f.Root, f.Source.Path, order))];

        // Among equals the order of apt's lists stays: the main archive before updates and security.
        entries.Sort(static (a, b) => a.Digest.AsSpan().SequenceCompareTo(b.Digest) is not 0 and var order ? order : a.Order.CompareTo(b.Order));
        using MemoryStream strings = new();
        Dictionary<string, int> offsets = new(StringComparer.Ordinal);
        byte[] tables = new byte[HeaderSize + (entries.Count * (DigestSize + EntrySize))];
        for (int i = 0; i < entries.Count; i++)
        {
            entries[i].Digest.CopyTo(tables.AsSpan(HeaderSize + (i * DigestSize)));
            Span<byte> entry = tables.AsSpan(HeaderSize + (entries.Count * DigestSize) + (i * EntrySize), EntrySize);
            BinaryPrimitives.WriteInt64LittleEndian(entry, entries[i].Size);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], Intern(strings, offsets, entries[i].Root));
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], Intern(strings, offsets, entries[i].Path));
        }

        Magic.CopyTo(tables);
        BinaryPrimitives.WriteInt32LittleEndian(tables.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(tables.AsSpan(12), entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(tables.AsSpan(16), (long)(createdAt - DateTime.UnixEpoch).TotalSeconds);
        BinaryPrimitives.WriteInt64LittleEndian(tables.AsSpan(24), tables.Length + strings.Length);
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

    private ReadOnlySpan<byte> DigestAt(int position) => _bytes.AsSpan(HeaderSize + (position * DigestSize), DigestSize);

    private int FirstPosition(ReadOnlySpan<byte> digest)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = DigestAt(middle).SequenceCompareTo(digest) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private string Text(int offset)
    {
        int length = BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(_strings + offset));
        return Encoding.UTF8.GetString(_bytes, _strings + offset + 2, length);
    }
}
