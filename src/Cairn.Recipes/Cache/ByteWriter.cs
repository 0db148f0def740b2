using System.Buffers.Binary;
using System.Text;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Strings and specs that many recipes share, each stored once.</summary>
internal sealed class CachePools
{
    private readonly Dictionary<string, int> _strings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _specs = new(StringComparer.Ordinal);

    /// <summary>The strings in the order of their numbers.</summary>
    public List<string> Strings { get; } = [];

    /// <summary>The numbers of the specs' texts, in the order of the specs' numbers.</summary>
    public List<int> Specs { get; } = [];

    public int String(string text)
    {
        if (!_strings.TryGetValue(text, out int number))
        {
            _strings[text] = number = Strings.Count;
            Strings.Add(text);
        }

        return number;
    }

    public int Spec(AbstractSpec spec)
    {
        // By text, not by value: equal specs may be spelled differently.
        string text = Qualified(spec).ToString();
        if (!_specs.TryGetValue(text, out int number))
        {
            _specs[text] = number = Specs.Count;
            Specs.Add(String(text));
        }

        return number;
    }

    /// <summary>The spec with its namespaces within the names, since the text of a spec leaves them out.</summary>
    private static AbstractSpec Qualified(AbstractSpec spec)
    {
        if (!spec.Dependencies.IsEmpty)
        {
            spec = spec.WithDependencies([.. spec.Dependencies.Select(edge => edge.WithSpec(Qualified(edge.Spec)))]);
        }

        return spec.Namespace is null || spec.Name.Length == 0 ? spec : spec.Renamed(spec.FullName);
    }
}

/// <summary>Appends small numbers, strings and specs to a growing block of bytes.</summary>
internal sealed class ByteWriter(CachePools pools)
{
    private byte[] _bytes = new byte[1 << 16];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Byte(byte value)
    {
        Ensure(1);
        _bytes[Length++] = value;
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Number(int value) => Unsigned((ulong)(uint)value);

    public void Unsigned(ulong value)
    {
        Ensure(10);
        while (value >= 0x80)
        {
            _bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[Length++] = (byte)value;
    }

    public void Long(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Fixed32(uint value)
    {
        Ensure(4);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(Length), value);
        Length += 4;
    }

    public void Fixed64(ulong value)
    {
        Ensure(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(Length), value);
        Length += 8;
    }

    public void String(string text) => Number(pools.String(text));

    /// <summary>A string that may be missing: its number plus one, zero for none.</summary>
    public void OptionalString(string? text) => Number(text is null ? 0 : pools.String(text) + 1);

    public void Spec(AbstractSpec spec) => Number(pools.Spec(spec));

    public void OptionalSpec(AbstractSpec? spec) => Number(spec is null ? 0 : pools.Spec(spec) + 1);

    public void Many<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    /// <summary>A string in full, outside of the pool.</summary>
    public void Text(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        Number(count);
        Ensure(count);
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void AlignTo8()
    {
        while (Length % 8 != 0)
        {
            Byte(0);
        }
    }

    public void Patch64(int position, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(position), value);

    private void Ensure(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }
    }
}
