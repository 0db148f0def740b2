using System.Collections.Immutable;
using System.Text;

namespace Cairn.Store.Relocation;

/// <summary>How the replacement of prefixes in a file ended.</summary>
public enum RelocationOutcome
{
    /// <summary>The file has none of the prefixes.</summary>
    Unchanged,

    /// <summary>All prefixes were replaced.</summary>
    Replaced,

    /// <summary>It is a binary with a prefix that is shorter than what should replace it: it was left as it is.</summary>
    TooLong,
}

/// <summary>Replaces prefixes in files: freely in texts, at equal length in binaries, where every offset has to stay.</summary>
/// <remarks>
/// A prefix counts where a path ends behind it, so that <c>/opt/a-1</c> does not match in <c>/opt/a-10</c>. In binaries the shorter
/// new prefix gets slashes in front, which mean nothing to the system, so that whatever follows keeps its place (Spack docs, "Relocation").
/// </remarks>
public sealed class PrefixReplacement
{
    private readonly ImmutableArray<(byte[] Old, byte[] New)> _pairs;

    /// <summary>Prepares the replacement of each key by its value; longer keys first.</summary>
    public PrefixReplacement(IEnumerable<KeyValuePair<string, string>> prefixes) =>
        _pairs = [.. prefixes.Where(pair => pair.Key.Length > 1 && pair.Key != pair.Value)
            .OrderByDescending(pair => pair.Key.Length)
            .Select(pair => (Encoding.UTF8.GetBytes(pair.Key), Encoding.UTF8.GetBytes(pair.Value)))];

    /// <summary>The target of a link with its prefix replaced.</summary>
    public string InLink(string target)
    {
        foreach (var (old, replacement) in _pairs)
        {
            var prefix = Encoding.UTF8.GetString(old);
            if (target == prefix || target.StartsWith(prefix + "/", StringComparison.Ordinal))
            {
                return Encoding.UTF8.GetString(replacement) + target[prefix.Length..];
            }
        }

        return target;
    }

    /// <summary>Replaces the prefixes in a file that nobody else uses.</summary>
    public RelocationOutcome InFile(string path)
    {
        var content = File.ReadAllBytes(path);
        var isBinary = IsBinary(content);
        if (Replaced(content, isBinary, out var isTooLong) is not { } changed)
        {
            return isTooLong ? RelocationOutcome.TooLong : RelocationOutcome.Unchanged;
        }

        var mode = File.GetUnixFileMode(path);
        if ((mode & UnixFileMode.UserWrite) == 0)
        {
            File.SetUnixFileMode(path, mode | UnixFileMode.UserWrite);
        }

        File.WriteAllBytes(path, changed);
        File.SetUnixFileMode(path, mode);
        return RelocationOutcome.Replaced;
    }

    /// <summary>The changed content, or null if nothing changes or, in a binary, nothing can.</summary>
    public byte[]? Replaced(ReadOnlySpan<byte> content, bool isBinary, out bool isTooLong)
    {
        isTooLong = false;
        var output = new MemoryStream(content.Length + 256);
        var (start, at, found) = (0, 0, false);
        while (at < content.Length)
        {
            var next = NextSlash(content, at);
            if (next < 0)
            {
                break;
            }

            if (Match(content, next) is not { } pair)
            {
                at = next + 1;
                continue;
            }

            var padding = pair.Old.Length - pair.New.Length;
            if (isBinary && padding < 0)
            {
                isTooLong = true;
                return null;
            }

            found = true;
            output.Write(content[start..next]);
            for (var i = 0; isBinary && i < padding; i++)
            {
                output.WriteByte((byte)'/');
            }

            output.Write(pair.New);
            at = start = next + pair.Old.Length;
        }

        if (!found)
        {
            return null;
        }

        output.Write(content[start..]);
        return output.ToArray();
    }

    /// <summary>True for what holds a zero byte near its beginning, or is an ELF file.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, 8192)].Contains((byte)0);

    private static int NextSlash(ReadOnlySpan<byte> content, int from)
    {
        var offset = content[from..].IndexOf((byte)'/');
        return offset < 0 ? -1 : from + offset;
    }

    private (byte[] Old, byte[] New)? Match(ReadOnlySpan<byte> content, int at)
    {
        foreach (var pair in _pairs)
        {
            if (content[at..].StartsWith(pair.Old) && (at + pair.Old.Length == content.Length || !ContinuesName(content[at + pair.Old.Length])))
            {
                return pair;
            }
        }

        return null;
    }

    private static bool ContinuesName(byte next) => char.IsAsciiLetterOrDigit((char)next) || next is (byte)'_' or (byte)'-' or (byte)'+';
}
