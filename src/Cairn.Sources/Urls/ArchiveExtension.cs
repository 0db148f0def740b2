namespace Cairn.Sources;

/// <summary>Archive extensions of URLs and file names, recognised as Spack recognises them.</summary>
public static class ArchiveExtension
{
    private const string SourceforgeSuffix = "/download";

    /// <summary>All extensions, the longer before those that they end with.</summary>
    private static readonly string[] All =
    [
        "tar.gz", "tar.bz2", "tar.xz", "tar.Z", "TAR.gz", "TAR.bz2", "TAR.xz", "TAR.Z", "tar", "TAR",
        "gz", "bz2", "xz", "Z", "zip", "tgz", "tbz2", "tbz", "txz", "whl",
    ];

    /// <summary>True if a name ends in an archive's extension.</summary>
    public static bool IsArchive(string name) => All.Any(extension => name.EndsWith(extension, StringComparison.Ordinal));

    /// <summary>The extension of a path or URL, or null.</summary>
    public static string? Of(string pathOrUrl)
    {
        string prefix = SplitSourceforge(pathOrUrl).Prefix;
        foreach (string extension in All)
        {
            if (EndsWith(prefix, extension))
            {
                return extension;
            }
        }

        return null;
    }

    /// <summary>The extension of what a URL delivers, or nothing; GitHub's tarball URLs don't spell it.</summary>
    public static string OfUrl(string url)
    {
        int github = url.IndexOf("github.com/", StringComparison.Ordinal);
        if (github >= 0)
        {
            string rest = url[(github + "github.com/".Length)..];
            int zip = rest.LastIndexOf("/zipball/", StringComparison.Ordinal);
            int tar = rest.LastIndexOf("/tarball/", StringComparison.Ordinal);
            if (Math.Max(zip, tar) > 0)
            {
                return zip > tar ? "zip" : "tar.gz";
            }
        }

        return Split(url).Extension;
    }

    /// <summary>
    /// Takes a URL apart: what stands before the extension, the extension, and what had to be taken off to see it (a query, a fragment,
    /// SourceForge's <c>/download</c>).
    /// </summary>
    internal static (string Prefix, string Extension, string Suffix) Split(string url)
    {
        (string prefix, string suffix) = SplitSourceforge(url);
        if (Of(prefix) is { } extension)
        {
            return (Strip(prefix, extension), extension, suffix);
        }

        (string withoutQuery, string query) = StripQueryAndFragment(prefix);
        string found = Of(withoutQuery) ?? "";
        return (found.Length == 0 ? withoutQuery : Strip(withoutQuery, found), found, query + suffix);
    }

    private static string Strip(string path, string extension) =>
        EndsWith(path, extension) ? path[..^(extension.Length + 1)] : path;

    private static bool EndsWith(string path, string extension) =>
        path.Length > extension.Length && path[^(extension.Length + 1)] == '.' && path.EndsWith(extension, StringComparison.Ordinal);

    private static (string Prefix, string Suffix) SplitSourceforge(string url)
    {
        if (url.EndsWith(SourceforgeSuffix, StringComparison.Ordinal)
            && (url.Contains("sourceforge.net/", StringComparison.Ordinal) || url.Contains("sf.net/", StringComparison.Ordinal)))
        {
            return (url[..^SourceforgeSuffix.Length], SourceforgeSuffix);
        }

        return (url, "");
    }

    /// <summary>Cuts a URL at its query; an empty query or fragment disappears, as it does when Python splits and joins a URL.</summary>
    private static (string Url, string Suffix) StripQueryAndFragment(string url)
    {
        int fragmentAt = url.IndexOf('#');
        string fragment = fragmentAt < 0 ? "" : url[(fragmentAt + 1)..];
        string rest = fragmentAt < 0 ? url : url[..fragmentAt];
        int queryAt = rest.IndexOf('?');
        string query = queryAt < 0 ? "" : rest[(queryAt + 1)..];
        string stripped = queryAt < 0 ? rest : rest[..queryAt];
        return (stripped, (query.Length > 0 ? "?" + query : "") + (fragment.Length > 0 ? "#" + fragment : ""));
    }
}
