using System.Text;

namespace Cairn.Sources;

/// <summary>Names of archive members: reading their bytes, taking them apart, printing them.</summary>
internal static class MemberNames
{
    private const int LongestName = 16 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>The text of a name; bytes that are not UTF-8 are taken as Latin-1, as old archives mean them.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>The name's components below the place where the archive is unpacked; none for the root itself.</summary>
    /// <exception cref="HostileArchiveException">The name leads outside or can't be a file name.</exception>
    public static string[] Split(string archive, string name)
    {
        if (name.Length == 0)
        {
            throw new HostileArchiveException(archive, name, "has no name");
        }

        if (name[0] == '/')
        {
            throw new HostileArchiveException(archive, name, "has an absolute name");
        }

        if (name.Contains('\0'))
        {
            throw new HostileArchiveException(archive, name, "has a NUL in its name");
        }

        if (name.Length > LongestName)
        {
            throw new HostileArchiveException(archive, name, $"has a name of {name.Length} characters");
        }

        string[] parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
        int kept = 0;
        foreach (string part in parts)
        {
            if (part == "..")
            {
                throw new HostileArchiveException(archive, name, "has `..` in its name");
            }

            if (part != ".")
            {
                parts[kept++] = part;
            }
        }

        return parts[..kept];
    }

    /// <summary>A name that is safe to print: control characters are shown as escapes, long names are cut.</summary>
    public static string Printable(string name)
    {
        StringBuilder text = new();
        foreach (char c in name.Length > 200 ? string.Concat(name.AsSpan(0, 200), "…") : name)
        {
            text.Append(char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString());
        }

        return text.ToString();
    }
}
