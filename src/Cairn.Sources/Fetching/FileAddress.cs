namespace Cairn.Sources;

/// <summary>Paths out of <c>file:</c> addresses.</summary>
internal static class FileAddress
{
    private const string Scheme = "file://";

    /// <summary>The path of a file on this machine.</summary>
    /// <remarks>
    /// Recipes write <c>file:///{path}</c> with a path that begins with a slash itself; <see cref="Uri.LocalPath"/> takes the four
    /// slashes for the name of a file server.
    /// </remarks>
    public static string PathOf(Uri address)
    {
        var text = address.OriginalString;
        return text.StartsWith(Scheme + "//", StringComparison.OrdinalIgnoreCase)
            ? "/" + Uri.UnescapeDataString(text[Scheme.Length..]).TrimStart('/')
            : address.LocalPath;
    }
}
