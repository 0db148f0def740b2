namespace Cairn.Specs;

/// <summary>Base 32 (RFC 4648) in lower case, as hashes of specs and recipes are written.</summary>
public static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Encodes bytes, padded with <c>=</c> to a multiple of eight characters.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length + 4) / 5 * 8];
        var (position, buffer, bits) = (0, 0, 0);
        foreach (var each in bytes)
        {
            buffer = (buffer << 8) | each;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text[position++] = Alphabet[(buffer >> bits) & 31];
            }
        }

        if (bits > 0)
        {
            text[position++] = Alphabet[(buffer << (5 - bits)) & 31];
        }

        text.AsSpan(position).Fill('=');
        return new string(text);
    }
}
