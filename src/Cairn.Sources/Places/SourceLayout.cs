using System.Security.Cryptography;
using System.Text;

namespace Cairn.Sources;

/// <summary>Where a source lies below the root of a cache or mirror: Spack's layout, so that both engines share them.</summary>
/// <param name="Path">The place by digest or commit; null if the source has neither.</param>
/// <param name="Alias">The place by package and version, which people can read.</param>
public sealed record SourceLayout(string? Path, string Alias)
{
    /// <summary>The place where a mirror stores it.</summary>
    public string StoragePath => Path ?? Alias;

    /// <summary>The layout of a source.</summary>
    /// <param name="origin">The source.</param>
    /// <param name="alias">Package and version, such as <c>lua/lua-5.4.6</c>; resources and patches have names of the same form.</param>
    /// <returns>Null for a package without source.</returns>
    public static SourceLayout? Of(SourceOrigin origin, string alias)
    {
        switch (origin)
        {
            case ArchiveOrigin archive:
                string extension = ExtensionOf(archive);
                string suffix = extension.Length == 0 ? "" : "." + extension;
                return new SourceLayout(archive.Digest is { } digest ? PathOf(digest, suffix) : null, alias + suffix);
            case GitOrigin { Commit: { } commit } git:
                string sparse = git.SparsePaths.IsEmpty ? "" : "_" + Sha1(string.Join('_', git.SparsePaths));
                return new SourceLayout($"_source-cache/git{RepositoryPath(git.Url)}/{commit}{sparse}.tar.gz", alias + ".tar.gz");
            case MercurialOrigin { Revision: { } revision } hg:
                return new SourceLayout($"_source-cache/hg{RepositoryPath(hg.Url)}/{revision}.tar.gz", alias + ".tar.gz");
            case SubversionOrigin { Revision: { } revision } svn:
                return new SourceLayout($"_source-cache/svn{RepositoryPath(svn.Url)}/{revision}.tar.gz", alias + ".tar.gz");
            case NoOrigin:
                return null;
            default:
                return new SourceLayout(null, alias + ".tar.gz");
        }
    }

    /// <summary>The extension under which an archive is kept: the recipe's, or the URL's; none for files that are used as they are.</summary>
    public static string ExtensionOf(ArchiveOrigin archive)
    {
        if (archive.Extension is { Length: > 0 } extension)
        {
            return extension.TrimStart('.');
        }

        return archive.Expand && !archive.Urls.IsDefaultOrEmpty ? ArchiveExtension.OfUrl(archive.Urls[0]) : "";
    }

    /// <summary>The revision in the place of a packed checkout.</summary>
    internal static string RevisionOf(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        int end = name.AsSpan().IndexOfAny('_', '.');
        return end < 0 ? name : name[..end];
    }

    /// <summary>The place of a file with a digest.</summary>
    internal static string PathOf(Digest digest, string suffix) => $"_source-cache/archive/{digest.Hex[..2]}/{digest.Hex}{suffix}";

    private static string RepositoryPath(string url)
    {
        string path = Uri.TryCreate(url, UriKind.Absolute, out Uri? address) ? address.AbsolutePath : url;
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? "" : "/" + string.Join('/', parts.Where(p => p is not ("." or "..")));
    }

    private static string Sha1(string text)
    {
#pragma warning disable CA5350 // Not for security: Spack's mirrors name sparse checkouts so.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350
    }
}
