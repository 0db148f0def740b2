using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The pools of a cache file, decoded string by string and spec by spec when asked for. Thread-safe.</summary>
internal sealed class CachedPools(CacheBytes bytes, int stringOffsets, int stringCount, int stringData, int specTable, int specCount)
{
    private readonly string?[] _strings = new string?[stringCount];
    private readonly AbstractSpec?[] _specs = new AbstractSpec?[specCount];

    /// <exception cref="InvalidDataException">There is no such string.</exception>
    public string String(int number)
    {
        if ((uint)number >= (uint)_strings.Length)
        {
            throw new InvalidDataException("a string of the recipe cache is missing");
        }

        return _strings[number] ?? (_strings[number] = Decode(number));
    }

    /// <exception cref="InvalidDataException">There is no such spec.</exception>
    public AbstractSpec Spec(int number)
    {
        if ((uint)number >= (uint)_specs.Length)
        {
            throw new InvalidDataException("a spec of the recipe cache is missing");
        }

        return _specs[number] ?? (_specs[number] = ParseSpec(number));
    }

    private string Decode(int number)
    {
        var span = bytes.Span;
        int start = BinaryPrimitives.ReadInt32LittleEndian(span[(stringOffsets + (number * 4))..]);
        int end = BinaryPrimitives.ReadInt32LittleEndian(span[(stringOffsets + (number * 4) + 4)..]);
        return Encoding.UTF8.GetString(span[(stringData + start)..(stringData + end)]);
    }

    private AbstractSpec ParseSpec(int number)
    {
        string text = String(BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(specTable + (number * 4))..]));
        return text.Length == 0 ? AbstractSpec.Empty : AbstractSpec.Parse(text);
    }
}

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, CachedPools? pools)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many bytes are left.</summary>
    public readonly int Remaining => _rest.Length;

    public byte Byte()
    {
        if (_rest.IsEmpty)
        {
            throw new InvalidDataException("the recipe cache ends too early");
        }

        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public bool Flag() => Byte() != 0;

    public int Number() => checked((int)(uint)Unsigned());

    public ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("a number of the recipe cache does not end");
    }

    public long Long()
    {
        ulong value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string String() => pools!.String(Number());

    public string? OptionalString() => Number() is var number && number == 0 ? null : pools!.String(number - 1);

    public AbstractSpec Spec() => pools!.Spec(Number());

    public AbstractSpec? OptionalSpec() => Number() is var number && number == 0 ? null : pools!.Spec(number - 1);

    public string Text()
    {
        int count = Number();
        if (count > _rest.Length)
        {
            throw new InvalidDataException("the recipe cache ends too early");
        }

        string text = Encoding.UTF8.GetString(_rest[..count]);
        _rest = _rest[count..];
        return text;
    }

    /// <summary>The number of items that follow; each takes at least one byte.</summary>
    public int Count()
    {
        int count = Number();
        return count <= _rest.Length ? count : throw new InvalidDataException("the recipe cache ends too early");
    }
}
