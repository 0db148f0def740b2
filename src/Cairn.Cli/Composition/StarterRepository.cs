using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>The recipes embedded in this program, put on disk once for each build of it: patches and people need files.</summary>
internal static class StarterRepository
{
    private const string ResourcePrefix = "starter/";
    private const string Folder = "spack_repo/starter";

    /// <summary>The repository's folder below a cache directory; written there on first use.</summary>
    /// <exception cref="CairnException">It cannot be written.</exception>
    public static string Materialize(string cacheDirectory)
    {
        // The identity of a deterministic build changes with its content, embedded recipes included.
        var identity = typeof(StarterRepository).Assembly.ManifestModule.ModuleVersionId.ToString("n");
        var root = Path.Combine(cacheDirectory, "starter", identity);
        var folder = Path.Combine(root, Folder);
        if (Directory.Exists(folder))
        {
            return folder;
        }

        var temporary = $"{root}.{Environment.ProcessId}";
        try
        {
            Write(temporary);
            Directory.Move(temporary, root);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(temporary, recursive: true); // another process was faster
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "starter-write", $"cannot write the starter repository to `{root}`: {exception.Message}", null, [],
                "check that you may write there; `CAIRN_ROOT` or `CAIRN_USER_CACHE_PATH` choose another place"), exception);
        }

        return folder;
    }

    private static void Write(string root)
    {
        var assembly = typeof(StarterRepository).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal)))
        {
            var path = Path.Combine(root, name[ResourcePrefix.Length..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var source = assembly.GetManifestResourceStream(name)!;
            using var target = File.Create(path);
            source.CopyTo(target);
        }
    }
}
