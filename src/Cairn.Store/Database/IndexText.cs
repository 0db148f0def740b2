using System.Globalization;
using System.Text;

namespace Cairn.Store.Database;

/// <summary>The bytes of an <c>index.json</c> and where in them each record stands; none of them is decoded.</summary>
/// <remarks>
/// Who wants one package of 5,000 should not pay for the others: the places of all records are found in a few milliseconds, and a
/// writer copies the text of what it leaves alone. Only the form that both engines write is understood: version 8, no blanks, keys of
/// 32 characters, <c>spec</c> as the first member. Everything else is read and written as a whole (<see cref="DatabaseFile"/>).
/// </remarks>
internal sealed class IndexText
{
    private const int HashLength = 32;
    private const int KeyLength = HashLength + 2;

    private readonly byte[] _bytes;
    private readonly Dictionary<string, Range> _records;

    private IndexText(byte[] bytes, Dictionary<string, Range> records) => (_bytes, _records) = (bytes, records);

    private static ReadOnlySpan<byte> Head => "{\"database\":{\"version\":\"8\",\"installs\":{"u8;

    private static ReadOnlySpan<byte> Tail => "}}}"u8;

    // What follows the characters of a key: `"hash":{"spec":{…`.
    private static ReadOnlySpan<byte> AfterKey => "\":{\"spec\":{"u8;

    private static ReadOnlySpan<byte> BeforeName => "{\"spec\":{\"name\":\""u8;

    private static ReadOnlySpan<byte> BeforeCount => ",\"ref_count\":"u8;

    /// <summary>The hashes of all records.</summary>
    public IReadOnlyCollection<string> Hashes => _records.Keys;

    /// <summary>Finds the records of a file; null if it has another form.</summary>
    public static IndexText? TryOf(byte[] bytes)
    {
        var text = bytes.AsSpan().TrimEnd("\n"u8);
        if (!text.StartsWith(Head) || !text.EndsWith(Tail))
        {
            return null;
        }

        var records = new Dictionary<string, Range>(StringComparer.Ordinal);
        var end = text.Length - Tail.Length;
        var key = Head.Length;
        while (key < end)
        {
            if (text[key] != '"' || key + KeyLength > end || !text[(key + 1 + HashLength)..].StartsWith(AfterKey))
            {
                return null;
            }

            var start = key + KeyLength + 1;
            var inside = start + BeforeName.Length;
            var step = inside < end ? text[inside..end].IndexOf(AfterKey) : -1;
            var next = step < 0 ? end + 1 : inside + step - 1 - HashLength;
            // Records follow each other without a gap: what only looks like a key, inside of a record, is not passed over.
            if (text[next - 2] != '}' || (next < end && text[next - 1] != ','))
            {
                return null;
            }

            if (!records.TryAdd(Encoding.ASCII.GetString(text.Slice(key + 1, HashLength)), start..(next - 1)))
            {
                return null;
            }

            key = next;
        }

        return new IndexText(bytes, records);
    }

    /// <summary>True if there is a record of a DAG hash.</summary>
    public bool Contains(string hash) => _records.ContainsKey(hash);

    /// <summary>The text of a record: an object.</summary>
    public ReadOnlySpan<byte> this[string hash] => _bytes.AsSpan(_records[hash]);

    /// <summary>Where the text of a record begins, for messages.</summary>
    public int StartOf(string hash) => _records[hash].Start.Value;

    /// <summary>False if a record is certainly one of another package.</summary>
    public bool MayBeNamed(string hash, ReadOnlySpan<byte> name)
    {
        var record = this[hash];
        return !record.StartsWith(BeforeName)
            || (record[BeforeName.Length..].StartsWith(name) && record.Length > BeforeName.Length + name.Length && record[BeforeName.Length + name.Length] == '"');
    }

    /// <summary>The text of a record with another number of dependents; null if the number is not where it is expected.</summary>
    public byte[]? WithCount(string hash, int more)
    {
        var record = this[hash];
        var before = record.LastIndexOf(BeforeCount);
        if (before < 0)
        {
            return null;
        }

        var start = before + BeforeCount.Length;
        var length = record[start..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length > 0 && int.TryParse(record.Slice(start, length), CultureInfo.InvariantCulture, out var count)
            ? [.. record[..start], .. Encoding.ASCII.GetBytes((count + more).ToString(CultureInfo.InvariantCulture)), .. record[(start + length)..]]
            : null;
    }

    /// <summary>A file with some records put in, replaced or taken out, in the order of the hashes.</summary>
    /// <param name="changes">The texts of records, null for those that are to go.</param>
    public (byte[] Bytes, IndexText Text) With(IReadOnlyDictionary<string, byte[]?> changes) => Assemble(this, changes);

    /// <summary>A file of these records alone.</summary>
    public static (byte[] Bytes, IndexText Text) Of(IReadOnlyDictionary<string, byte[]?> records) => Assemble(null, records);

    private static (byte[] Bytes, IndexText Text) Assemble(IndexText? old, IReadOnlyDictionary<string, byte[]?> changes)
    {
        var hashes = new List<string>((old?._records.Count ?? 0) + changes.Count);
        var length = Head.Length + Tail.Length;
        if (old is not null)
        {
            foreach (var (hash, range) in old._records)
            {
                if (!changes.ContainsKey(hash))
                {
                    hashes.Add(hash);
                    length += KeyLength + 2 + range.End.Value - range.Start.Value;
                }
            }
        }

        foreach (var (hash, text) in changes)
        {
            if (text is not null)
            {
                hashes.Add(hash);
                length += KeyLength + 2 + text.Length;
            }
        }

        hashes.Sort(StringComparer.Ordinal);
        var bytes = GC.AllocateUninitializedArray<byte>(length - (hashes.Count > 0 ? 1 : 0));
        var records = new Dictionary<string, Range>(hashes.Count, StringComparer.Ordinal);
        var at = Put(bytes, 0, Head);
        foreach (var hash in hashes)
        {
            at = Put(bytes, at, records.Count == 0 ? "\""u8 : ",\""u8);
            at += Encoding.ASCII.GetBytes(hash, bytes.AsSpan(at));
            at = Put(bytes, at, "\":"u8);
            var start = at;
            at = Put(bytes, at, changes.TryGetValue(hash, out var changed) ? changed : old![hash]);
            records.Add(hash, start..at);
        }

        Put(bytes, at, Tail);
        return (bytes, new IndexText(bytes, records));
    }

    private static int Put(byte[] bytes, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(bytes.AsSpan(at));
        return at + text.Length;
    }
}
