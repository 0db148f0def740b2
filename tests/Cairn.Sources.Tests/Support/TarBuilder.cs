using System.Text;

namespace Cairn.Sources.Tests;

/// <summary>Writes tar archives byte by byte, honest and hostile ones.</summary>
public sealed class TarBuilder
{
    private readonly MemoryStream _content = new();

    public TarBuilder Directory(string name, int mode = 0x1ED) => Member(name, '5', [], mode: mode);

    public TarBuilder File(string name, string content, int mode = 0x1A4, long modified = 1_600_000_000) =>
        Member(name, '0', Encoding.UTF8.GetBytes(content), mode: mode, modified: modified);

    public TarBuilder File(string name, byte[] content) => Member(name, '0', content);

    public TarBuilder Link(string name, string target) => Member(name, '2', [], target);

    public TarBuilder HardLink(string name, string target) => Member(name, '1', [], target);

    public TarBuilder Pax(params (string Key, string Value)[] records) => PaxOfType('x', records);

    public TarBuilder GlobalPax(params (string Key, string Value)[] records) => PaxOfType('g', records);

    public TarBuilder GnuLongName(string name) => Member("././@LongLink", 'L', Encoding.UTF8.GetBytes(name + "\0"));

    public TarBuilder GnuLongLink(string name) => Member("././@LongLink", 'K', Encoding.UTF8.GetBytes(name + "\0"));

    public TarBuilder Member(
        string name, char type, byte[] content, string link = "", int mode = 0x1A4, long modified = 1_600_000_000, long? announcedSize = null)
    {
        byte[] header = Header(Encoding.UTF8.GetBytes(name), type, announcedSize ?? content.Length, link, mode, modified);
        Seal(header);
        return Raw(header).Padded(content);
    }

    public TarBuilder RawName(byte[] name, string content)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        byte[] header = Header(name, '0', bytes.Length, "", 0x1A4, 1_600_000_000);
        Seal(header);
        return Raw(header).Padded(bytes);
    }

    /// <summary>A sparse file in GNU's old form; at most four stretches.</summary>
    public TarBuilder GnuSparse(string name, long size, params (long Offset, byte[] Content)[] regions)
    {
        byte[] content = [.. regions.SelectMany(r => r.Content)];
        byte[] header = Header(Encoding.UTF8.GetBytes(name), 'S', content.Length, "", 0x1A4, 1_600_000_000);
        for (int i = 0; i < regions.Length; i++)
        {
            Octal(header.AsSpan(386 + (24 * i), 12), regions[i].Offset);
            Octal(header.AsSpan(398 + (24 * i), 12), regions[i].Content.Length);
        }

        Octal(header.AsSpan(483, 12), size);
        Seal(header);
        return Raw(header).Padded(content);
    }

    public TarBuilder Raw(byte[] bytes)
    {
        _content.Write(bytes);
        return this;
    }

    public byte[] Build(bool end = true)
    {
        byte[] bytes = _content.ToArray();
        return end ? [.. bytes, .. new byte[1024]] : bytes;
    }

    private TarBuilder PaxOfType(char type, (string Key, string Value)[] records)
    {
        List<byte> content = [];
        foreach ((string key, string value) in records)
        {
            byte[] body = Encoding.UTF8.GetBytes($" {key}={value}\n");
            int length = body.Length + 1;
            while (length != body.Length + length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length)
            {
                length = body.Length + length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
            }

            content.AddRange(Encoding.UTF8.GetBytes(length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            content.AddRange(body);
        }

        return Member("PaxHeader", type, [.. content]);
    }

    private TarBuilder Padded(byte[] content)
    {
        _content.Write(content);
        _content.Write(new byte[(512 - (content.Length % 512)) % 512]);
        return this;
    }

    private static byte[] Header(byte[] name, char type, long size, string link, int mode, long modified)
    {
        byte[] header = new byte[512];
        name.AsSpan(0, Math.Min(100, name.Length)).CopyTo(header);
        Octal(header.AsSpan(100, 8), mode);
        Octal(header.AsSpan(108, 8), 0);
        Octal(header.AsSpan(116, 8), 0);
        Octal(header.AsSpan(124, 12), size);
        Octal(header.AsSpan(136, 12), modified);
        header[156] = (byte)type;
        Encoding.UTF8.GetBytes(link).AsSpan(0, Math.Min(100, Encoding.UTF8.GetByteCount(link))).CopyTo(header.AsSpan(157));
        "ustar\0"u8.CopyTo(header.AsSpan(257));
        "00"u8.CopyTo(header.AsSpan(263));
        return header;
    }

    private static void Octal(Span<byte> field, long value)
    {
        string digits = Convert.ToString(value, 8).PadLeft(field.Length - 1, '0');
        Encoding.ASCII.GetBytes(digits[^(field.Length - 1)..]).CopyTo(field);
    }

    private static void Seal(byte[] header)
    {
        "        "u8.CopyTo(header.AsSpan(148));
        int sum = header.Sum(b => b);
        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header.AsSpan(148));
    }
}
