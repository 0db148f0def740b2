using System.IO.Compression;
using Cairn.Store.Layout;

namespace Cairn.Build.Installation;

/// <summary>What is kept in a prefix of how it came to be, under Spack's names.</summary>
internal static class PrefixMetadata
{
    /// <summary>Keeps the build's log, compressed.</summary>
    public static void WriteLog(string prefix, string log)
    {
        if (!File.Exists(log))
        {
            return;
        }

        using var source = File.OpenRead(log);
        using var target = File.Create(Path.Combine(InstallLayout.MetadataOf(prefix), "spack-build-out.txt.gz"));
        using var compressed = new GZipStream(target, CompressionLevel.Optimal);
        source.CopyTo(compressed);
    }
}
