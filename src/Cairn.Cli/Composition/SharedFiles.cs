using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Composition;

/// <summary>Files for shells that are embedded in this program and lie below <c>$CAIRN_ROOT/share/cairn</c> once a shell wants them.</summary>
internal static class SharedFiles
{
    private const string ResourcePrefix = "share/";

    /// <summary>Puts the files there unless they are there, and gives the directory.</summary>
    /// <exception cref="CairnException">They are missing or old, and cannot be written.</exception>
    public static string Materialize(string root)
    {
        var directory = Path.Combine(root, "share", "cairn");
        var assembly = typeof(SharedFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            using var source = assembly.GetManifestResourceStream(name)!;
            var content = new byte[source.Length];
            source.ReadExactly(content);
            var path = Path.Combine(directory, name[ResourcePrefix.Length..]);
            if (!IsSame(path, content))
            {
                AtomicFile.Write(path, stream => stream.Write(content));
            }
        }

        return directory;
    }

    private static bool IsSame(string path, byte[] content) =>
        new FileInfo(path) is { Exists: true } file && file.Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content);
}
