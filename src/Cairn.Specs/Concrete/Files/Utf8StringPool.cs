using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cairn.Specs;

/// <summary>Gives the same string for the same text of a JSON file, without making it twice.</summary>
/// <remarks>A database of 5,000 specs holds a few ten thousand different texts half a million times.</remarks>
internal sealed class Utf8StringPool
{
    private Entry?[] _slots = new Entry?[1 << 14];
    private int _count;

    /// <summary>The text of the string or property name at which the scanner stands.</summary>
    public string Get(ref Utf8JsonScanner scanner)
    {
        if (scanner.ValueIsEscaped)
        {
            return scanner.GetString()!;
        }

        var utf8 = scanner.ValueSpan;
        var hash = HashOf(utf8);
        var slots = _slots;
        var slot = (int)hash & (slots.Length - 1);
        while (slots[slot] is { } candidate)
        {
            if (candidate.Hash == hash && utf8.SequenceEqual(candidate.Utf8))
            {
                return candidate.Text;
            }

            slot = (slot + 1) & (slots.Length - 1);
        }

        var made = new Entry(hash, utf8.ToArray(), scanner.GetString()!);
        slots[slot] = made;
        if (++_count * 2 > slots.Length)
        {
            Grow();
        }

        return made.Text;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Entry?[old.Length * 4];
        foreach (var entry in old)
        {
            if (entry is not null)
            {
                var slot = (int)entry.Hash & (_slots.Length - 1);
                while (_slots[slot] is not null)
                {
                    slot = (slot + 1) & (_slots.Length - 1);
                }

                _slots[slot] = entry;
            }
        }
    }

    // Hashes of specs differ in every character, so the ends of a text and its length say nearly all.
    private static uint HashOf(ReadOnlySpan<byte> utf8)
    {
        ref var first = ref MemoryMarshal.GetReference(utf8);
        ulong head;
        ulong tail;
        if (utf8.Length >= sizeof(ulong))
        {
            head = Unsafe.ReadUnaligned<ulong>(ref first);
            tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, utf8.Length - sizeof(ulong)));
        }
        else if (utf8.Length >= sizeof(uint))
        {
            head = Unsafe.ReadUnaligned<uint>(ref first);
            tail = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, utf8.Length - sizeof(uint)));
        }
        else
        {
            head = utf8.Length > 0 ? first : 0UL;
            tail = utf8.Length > 1 ? ((ulong)utf8[1] << 8) | utf8[^1] : 0UL;
        }

        var hash = ((head ^ ((ulong)utf8.Length << 56)) * 0x9E3779B97F4A7C15) ^ (tail * 0xFF51AFD7ED558CCD);
        hash ^= hash >> 32;
        return (uint)(hash ^ (hash >> 15));
    }

    private sealed class Entry(uint hash, byte[] utf8, string text)
    {
        public readonly uint Hash = hash;
        public readonly byte[] Utf8 = utf8;
        public readonly string Text = text;
    }
}
