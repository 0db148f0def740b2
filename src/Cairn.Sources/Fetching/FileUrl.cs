namespace Cairn.Sources;

/// <summary>URLs of files of this machine.</summary>
internal static class FileUrl
{
    private const string Scheme = "file://";

    /// <summary>The path that a <c>file://</c> URL or an absolute path means; null for everything else.</summary>
    /// <remarks>
    /// Recipes write <c>file:///{path}</c> with a path that begins with a slash itself. .NET takes the four slashes for the name of a
    /// Windows share; here they are one.
    /// </remarks>
    public static string? PathOf(string url)
    {
        if (url.StartsWith('/'))
        {
            return url;
        }

        if (!url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string rest = url[Scheme.Length..];
        if (rest.StartsWith("localhost/", StringComparison.OrdinalIgnoreCase))
        {
            rest = rest["localhost".Length..];
        }

        return "/" + Uri.UnescapeDataString(rest).TrimStart('/');
    }
}
