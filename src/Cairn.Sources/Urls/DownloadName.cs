using System.Text;

namespace Cairn.Sources;

/// <summary>The name under which a download is kept.</summary>
internal static class DownloadName
{
    /// <summary>The last part of the URL's path with query and fragment, made harmless (Spack keeps the same name).</summary>
    public static string Of(string url)
    {
        string rest = url;
        int scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            int path = rest.IndexOf('/', scheme + 3);
            rest = path < 0 ? "" : rest[path..];
        }

        int suffixStart = rest.IndexOfAny(['?', '#']);
        string suffix = suffixStart < 0 ? "" : rest[suffixStart..];
        string beforeSuffix = suffixStart < 0 ? rest : rest[..suffixStart];
        string name = beforeSuffix[(beforeSuffix.LastIndexOf('/') + 1)..] + suffix;

        // Everything that a shell or a file system could misread becomes an underscore.
        StringBuilder safe = new(name.Length);
        foreach (char c in name)
        {
            safe.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_');
        }

        if (safe.Length == 0)
        {
            return "archive";
        }

        if (safe[0] == '.')
        {
            safe.Insert(0, '_');
        }

        // File names end at 255 bytes; a suffix for partial files must fit as well.
        return safe.Length > 200 ? safe.ToString(safe.Length - 200, 200) : safe.ToString();
    }
}
