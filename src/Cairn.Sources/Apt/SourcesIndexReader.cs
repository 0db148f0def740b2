using System.Text;

namespace Cairn.Sources;

/// <summary>A file of a source package as apt's index lists it.</summary>
/// <param name="Sha256">The digest, 32 bytes.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Path">The path below the repository's root.</param>
internal readonly record struct IndexedSource(byte[] Sha256, long Size, string Path);

/// <summary>Reads apt's <c>Sources</c> indices: RFC 822 stanzas, of which only Directory and Checksums-Sha256 matter here.</summary>
internal static class SourcesIndexReader
{
    /// <summary>The files of an index that upstream may have released; what Debian adds (its changes, signatures, descriptions) is left out.</summary>
    public static IEnumerable<IndexedSource> Read(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8, false, 1 << 16);
        string directory = "";
        bool inChecksums = false;
        List<(byte[] Digest, long Size, string Name)> files = [];
        while (true)
        {
            string? line = reader.ReadLine();
            if (string.IsNullOrEmpty(line))
            {
                foreach ((byte[] digest, long size, string name) in files)
                {
                    yield return new IndexedSource(digest, size, directory.Length == 0 ? name : $"{directory}/{name}");
                }

                files.Clear();
                (directory, inChecksums) = ("", false);
                if (line is null)
                {
                    yield break;
                }

                continue;
            }

            if (line[0] is ' ' or '\t')
            {
                if (inChecksums && ReadFile(line) is { } file)
                {
                    files.Add(file);
                }

                continue;
            }

            inChecksums = line.StartsWith("Checksums-Sha256:", StringComparison.OrdinalIgnoreCase);
            if (line.StartsWith("Directory:", StringComparison.OrdinalIgnoreCase))
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

    private static (byte[] Digest, long Size, string Name)? ReadFile(string line)
    {
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not [var hex, var size, var name] || hex.Length != 64 || !long.TryParse(size, out long bytes) || !MayBeUpstream(name))
        {
            return null;
        }

        byte[] digest = new byte[32];
        return Convert.FromHexString(hex, digest, out _, out int written) == System.Buffers.OperationStatus.Done && written == 32
            ? (digest, bytes, name)
            : null;
    }
}
