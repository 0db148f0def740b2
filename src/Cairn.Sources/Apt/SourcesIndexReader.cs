using System.Buffers;
using System.Text;

namespace Cairn.Sources;

/// <summary>A file of a source package as apt's index lists it.</summary>
/// <param name="Sha256">The digest, 32 bytes.</param>
/// <param name="Md5">The digest that recipes of old demand, 16 bytes; empty where the index has none.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Path">The path below the repository's root.</param>
internal readonly record struct IndexedSource(byte[] Sha256, byte[] Md5, long Size, string Path);

/// <summary>Reads apt's <c>Sources</c> indices: RFC 822 stanzas, of which only Directory, Files and Checksums-Sha256 matter here.</summary>
internal static class SourcesIndexReader
{
    private enum Table
    {
        None,
        Md5,
        Sha256,
    }

    /// <summary>The files of an index that upstream may have released; what Debian adds (its changes, signatures, descriptions) is left out.</summary>
    public static IEnumerable<IndexedSource> Read(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8, false, 1 << 16);
        string directory = "";
        Table table = Table.None;
        List<(byte[] Digest, long Size, string Name)> files = [];
        Dictionary<string, byte[]> md5 = new(StringComparer.Ordinal);
        while (true)
        {
            string? line = reader.ReadLine();
            if (string.IsNullOrEmpty(line))
            {
                foreach ((byte[] digest, long size, string name) in files)
                {
                    yield return new IndexedSource(digest, md5.GetValueOrDefault(name, []), size, directory.Length == 0 ? name : $"{directory}/{name}");
                }

                files.Clear();
                md5.Clear();
                (directory, table) = ("", Table.None);
                if (line is null)
                {
                    yield break;
                }

                continue;
            }

            if (line[0] is ' ' or '\t')
            {
                if (table == Table.Sha256 && ReadFile(line, 32) is { } file)
                {
                    files.Add(file);
                }
                else if (table == Table.Md5 && ReadFile(line, 16) is { } old)
                {
                    md5[old.Name] = old.Digest;
                }

                continue;
            }

            table = Begins(line, "Checksums-Sha256:") ? Table.Sha256 : Begins(line, "Files:") ? Table.Md5 : Table.None;
            if (Begins(line, "Directory:"))
            {
                directory = line["Directory:".Length..].Trim().TrimEnd('/');
                if (directory == ".")
                {
                    directory = "";
                }
            }
        }
    }

    /// <summary>True for files that can be an upstream release.</summary>
    internal static bool MayBeUpstream(string name) =>
        !name.EndsWith(".dsc", StringComparison.Ordinal)
        && !name.EndsWith(".asc", StringComparison.Ordinal)
        && !name.EndsWith(".sig", StringComparison.Ordinal)
        && !name.EndsWith(".diff.gz", StringComparison.Ordinal)
        && !name.Contains(".debian.tar.", StringComparison.Ordinal);

    private static bool Begins(string line, string field) => line.StartsWith(field, StringComparison.OrdinalIgnoreCase);

    private static (byte[] Digest, long Size, string Name)? ReadFile(string line, int digestSize)
    {
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var hex, var size, var name] || hex.Length != 2 * digestSize || !long.TryParse(size, out long bytes) || !MayBeUpstream(name))
        {
            return null;
        }

        byte[] digest = new byte[digestSize];
        return Convert.FromHexString(hex, digest, out _, out int written) == OperationStatus.Done && written == digestSize
            ? (digest, bytes, name)
            : null;
    }
}
