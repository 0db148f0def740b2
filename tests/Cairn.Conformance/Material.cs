using System.IO.Compression;

namespace Cairn.Conformance;

/// <summary>Finds what the conformance tests compare with; a test without its material is skipped and says why.</summary>
public static class Material
{
    /// <summary>The path of a recorded table of the peer's answers.</summary>
    public static string Oracle(string name)
    {
        var folder = Environment.GetEnvironmentVariable("CAIRN_CONFORMANCE_ORACLE") ?? FindUpwards("shared/oracle");
        var path = folder is null ? null : Path.Combine(folder, name);
        Skip.If(path is null, "the recorded answers are not here; set CAIRN_CONFORMANCE_ORACLE to their folder");
        Skip.IfNot(File.Exists(path), $"the recorded answers have no `{name}`");
        return path!;
    }

    /// <summary>The text of a recorded table, unpacked.</summary>
    public static byte[] OracleBytes(string name)
    {
        using var file = File.OpenRead(Oracle(name));
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionMode.Decompress))
        {
            gzip.CopyTo(unpacked);
        }

        return unpacked.ToArray();
    }

    /// <summary>The lines of a recorded table, unpacked.</summary>
    public static IEnumerable<string> OracleLines(string name)
    {
        using var file = File.OpenRead(Oracle(name));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }

    /// <summary>The folder of the real recipes at the commit of the recorded answers.</summary>
    public static string Builtin() => Folder("CAIRN_CONFORMANCE_BUILTIN");

    /// <summary>The folder of newer real recipes.</summary>
    public static string NewBuiltin() => Folder("CAIRN_CONFORMANCE_BUILTIN_NEW");

    /// <summary>The folder of the recipes of Slurm Factory.</summary>
    public static string SlurmFactory() => Folder("CAIRN_CONFORMANCE_SLURM_FACTORY");

    private static string Folder(string variable)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Skip.If(string.IsNullOrEmpty(folder), $"set {variable} to the folder of the recipes");
        Skip.IfNot(Directory.Exists(folder), $"{variable} names no folder");
        return folder!;
    }

    private static string? FindUpwards(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
