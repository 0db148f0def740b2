using System.Collections.Immutable;

namespace Cairn.Store.UserEnvironment;

/// <summary>Directories that shells, compilers and linkers search anyway: they never enter a search path.</summary>
public static class SystemDirectories
{
    /// <summary>All of them: <c>/</c>, <c>/usr</c> and <c>/usr/local</c> with their directories of programs, headers and libraries.</summary>
    public static ImmutableHashSet<string> All { get; } =
    [
        .. new[] { "/", "/usr", "/usr/local" }.SelectMany(root =>
            new[] { "", "bin", "bin64", "include", "lib", "lib64" }.Select(name => name.Length == 0 ? root : Path.Combine(root, name))),
    ];

    /// <summary>True if a directory is one of them.</summary>
    public static bool Contains(string path)
    {
        var full = Path.GetFullPath(path);
        return All.Contains(full.Length > 1 ? full.TrimEnd('/') : full);
    }
}
