using System.Globalization;

namespace Cairn.Sources;

/// <summary>The keyword records of a pax header (POSIX.1-2001, pax Interchange Format).</summary>
internal sealed class PaxRecords
{
    private readonly Dictionary<string, byte[]> _values = new(StringComparer.Ordinal);
    private readonly List<SparseRegion> _regions = [];
    private long? _pendingOffset;

    public string? Path => Text("path");

    public string? LinkPath => Text("linkpath");

    public string? SparseName => Text("GNU.sparse.name");

    /// <summary>The stored stretches of the sparse formats 0.0 and 0.1; null if there are none.</summary>
    public IReadOnlyList<SparseRegion>? SparseRegions { get; private set; }

    /// <summary>True for sparse format 1.0, whose map stands before the content.</summary>
    public bool HasSparseMapInContent => Text("GNU.sparse.major") == "1";

    public static PaxRecords Parse(string archive, ReadOnlySpan<byte> content)
    {
        PaxRecords records = new();
        while (!content.IsEmpty && content[0] != 0)
        {
            int space = content.IndexOf((byte)' ');
            if (space <= 0 || space > 10 || !int.TryParse(content[..space], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || length <= space + 2 || length > content.Length || content[length - 1] != (byte)'\n')
            {
                throw new DamagedArchiveException(archive, "has a malformed pax header");
            }

            ReadOnlySpan<byte> record = content[(space + 1)..(length - 1)];
            int equals = record.IndexOf((byte)'=');
            if (equals <= 0)
            {
                throw new DamagedArchiveException(archive, "has a malformed pax header");
            }

            records.Add(archive, MemberNames.Decode(record[..equals]), record[(equals + 1)..]);
            content = content[length..];
        }

        records.ReadSparseMap(archive);
        return records;
    }

    public long? Number(string archive, string key)
    {
        if (!_values.TryGetValue(key, out byte[]? value))
        {
            return null;
        }

        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new DamagedArchiveException(archive, $"has a pax header whose `{key}` is no number");
    }

    /// <summary>The time of last change with its fraction, if it is given and can be represented.</summary>
    public DateTime? ModifiedAt()
    {
        if (Text("mtime") is not { } text
            || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)
            || Math.Abs(seconds) > 200_000_000_000m)
        {
            return null;
        }

        return DateTime.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
    }

    private string? Text(string key) => _values.TryGetValue(key, out byte[]? value) ? MemberNames.Decode(value) : null;

    private void Add(string archive, string key, ReadOnlySpan<byte> value)
    {
        switch (key)
        {
            // Sparse format 0.0 repeats these two keywords, once for each stretch.
            case "GNU.sparse.offset":
                _pendingOffset = ParseNumber(archive, value);
                return;
            case "GNU.sparse.numbytes":
                _regions.Add(new SparseRegion(_pendingOffset ?? 0, ParseNumber(archive, value)));
                _pendingOffset = null;
                return;
            default:
                _values[key] = value.ToArray();
                return;
        }
    }

    private void ReadSparseMap(string archive)
    {
        if (_regions.Count > 0)
        {
            SparseRegions = _regions;
        }

        if (Text("GNU.sparse.map") is not { } map)
        {
            return;
        }

        string[] numbers = map.Split(',', StringSplitOptions.RemoveEmptyEntries);
        List<SparseRegion> regions = [];
        for (int i = 0; i + 1 < numbers.Length; i += 2)
        {
            if (!long.TryParse(numbers[i], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
                || !long.TryParse(numbers[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out long length))
            {
                throw new DamagedArchiveException(archive, "has a malformed sparse map");
            }

            regions.Add(new SparseRegion(offset, length));
        }

        SparseRegions = regions;
    }

    private static long ParseNumber(string archive, ReadOnlySpan<byte> value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new DamagedArchiveException(archive, "has a malformed sparse map");
}
