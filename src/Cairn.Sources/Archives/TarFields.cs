namespace Cairn.Sources;

/// <summary>Reads the fields of a tar header.</summary>
internal static class TarFields
{
    /// <summary>True if the block's own checksum is right, summed signed or unsigned as tars of all ages do.</summary>
    public static bool HasValidChecksum(ReadOnlySpan<byte> block)
    {
        int unsigned = 0;
        int signed = 0;
        for (int i = 0; i < TarReader.BlockSize; i++)
        {
            byte value = i is >= 148 and < 156 ? (byte)' ' : block[i];
            unsigned += value;
            signed += (sbyte)value;
        }

        return TryNumber(block.Slice(148, 8), out long stored) && (stored == unsigned || stored == signed) && unsigned != 8 * ' ';
    }

    /// <summary>Reads a number in octal digits or in base 256; false if the field holds neither or too much.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> field, out long value)
    {
        value = 0;
        if (field[0] is 0x80 or 0xff)
        {
            // Base 256, GNU's way to write what octal digits can't hold.
            value = field[0] == 0xff ? -1 : 0;
            foreach (byte b in field[1..])
            {
                if (value is > (long.MaxValue >> 8) or < (long.MinValue >> 8))
                {
                    return false;
                }

                value = (value << 8) | b;
            }

            return true;
        }

        ReadOnlySpan<byte> digits = field.Trim(" \0"u8);
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                // Some writers leave rubbish behind the terminator.
                return digit is 0 or (byte)' ';
            }

            value = (value << 3) | (uint)(digit - '0');
        }

        return true;
    }

    /// <summary>The field up to its first NUL.</summary>
    public static ReadOnlySpan<byte> UntilNul(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return end < 0 ? field : field[..end];
    }
}
