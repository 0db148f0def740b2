namespace Cairn.Build.PostInstall;

/// <summary>The directories in which the system's loader looks for libraries: ld.so(8), <c>/etc/ld.so.conf</c> and the built-in ones.</summary>
internal static class LoaderDirectories
{
    private const string Configuration = "/etc/ld.so.conf";

    /// <summary>Those of this machine.</summary>
    public static IEnumerable<string> OfThisMachine() => FromFile(Configuration, 0).Concat(["/lib64", "/usr/lib64", "/lib", "/usr/lib"]);

    private static IEnumerable<string> FromFile(string path, int depth)
    {
        if (depth > 5 || !File.Exists(path))
        {
            yield break;
        }

        foreach (var line in File.ReadLines(path))
        {
            var text = line.Split('#')[0].Trim();
            if (text.StartsWith("include ", StringComparison.Ordinal))
            {
                var pattern = Path.Combine(Path.GetDirectoryName(path)!, text["include ".Length..].Trim());
                var directory = Path.GetDirectoryName(pattern)!;
                string[] files = Directory.Exists(directory) ? Directory.GetFiles(directory, Path.GetFileName(pattern)) : [];
                foreach (var found in files.Order(StringComparer.Ordinal).SelectMany(file => FromFile(file, depth + 1)))
                {
                    yield return found;
                }
            }
            else if (text.StartsWith('/'))
            {
                yield return text;
            }
        }
    }
}
