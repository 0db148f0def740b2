namespace Cairn.Build.Detection;

/// <summary>Where the system's loader looks for libraries: <c>LD_LIBRARY_PATH</c>, <c>/etc/ld.so.conf</c> and the usual places.</summary>
public static class LibraryDirectories
{
    private const string LoaderConfiguration = "/etc/ld.so.conf";
    private const int MaximumNesting = 8;

    /// <summary>The directories that exist, in the order in which they are searched.</summary>
    public static IReadOnlyList<string> Find()
    {
        IEnumerable<string> named = (Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return [.. named.Concat(Configured(LoaderConfiguration, 0)).Concat(["/lib", "/usr/lib", "/lib64", "/usr/lib64"]).Where(Directory.Exists).Distinct()];
    }

    private static IEnumerable<string> Configured(string file, int depth)
    {
        if (depth > MaximumNesting || !File.Exists(file))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(file).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0))
        {
            if (!line.StartsWith("include ", StringComparison.Ordinal) && !line.StartsWith("include\t", StringComparison.Ordinal))
            {
                yield return line;
                continue;
            }

            var pattern = Path.Combine(Path.GetDirectoryName(file)!, line["include".Length..].Trim());
            var folder = Path.GetDirectoryName(pattern)!;
            var included = Directory.Exists(folder) ? Directory.GetFiles(folder, Path.GetFileName(pattern)) : [];
            foreach (var directory in included.Order(StringComparer.Ordinal).SelectMany(other => Configured(other, depth + 1)))
            {
                yield return directory;
            }
        }
    }
}
