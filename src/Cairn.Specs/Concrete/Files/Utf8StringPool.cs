using System.Text;
using System.Text.Json;

namespace Cairn.Specs;

/// <summary>Gives the same string for the same text of a JSON file, without making it twice.</summary>
/// <remarks>A database of 5,000 specs holds a few thousand different texts half a million times.</remarks>
internal sealed class Utf8StringPool
{
    private string?[] _slots = new string?[1024];
    private int _count;

    /// <summary>The text of the string or property name at which the reader stands.</summary>
    public string Get(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.HasValueSequence || !Ascii.IsValid(reader.ValueSpan))
        {
            return reader.GetString()!;
        }

        var text = reader.ValueSpan;
        var mask = _slots.Length - 1;
        for (var slot = (int)HashOf(text) & mask; ; slot = (slot + 1) & mask)
        {
            var candidate = _slots[slot];
            if (candidate is null)
            {
                var made = Encoding.ASCII.GetString(text);
                _slots[slot] = made;
                if (++_count * 2 > _slots.Length)
                {
                    Grow();
                }

                return made;
            }

            if (candidate.Length == text.Length && Ascii.Equals(text, candidate))
            {
                return candidate;
            }
        }
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new string?[old.Length * 2];
        var mask = _slots.Length - 1;
        Span<byte> buffer = stackalloc byte[256];
        foreach (var text in old)
        {
            if (text is null)
            {
                continue;
            }

            var bytes = text.Length <= buffer.Length ? buffer[..text.Length] : new byte[text.Length];
            Encoding.ASCII.GetBytes(text, bytes);
            var slot = (int)HashOf(bytes) & mask;
            while (_slots[slot] is not null)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = text;
        }
    }

    private static uint HashOf(ReadOnlySpan<byte> text)
    {
        var hash = (ulong)text.Length * 0x9E3779B97F4A7C15;
        while (text.Length >= sizeof(ulong))
        {
            hash = (hash ^ BitConverter.ToUInt64(text)) * 0xFF51AFD7ED558CCD;
            hash ^= hash >> 32;
            text = text[sizeof(ulong)..];
        }

        foreach (var each in text)
        {
            hash = (hash ^ each) * 0x100000001B3;
        }

        return (uint)(hash ^ (hash >> 29));
    }
}
