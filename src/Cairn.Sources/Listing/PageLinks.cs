using System.Net;
using System.Text.RegularExpressions;

namespace Cairn.Sources;

/// <summary>The addresses that a page links to.</summary>
internal static partial class PageLinks
{
    /// <summary>All links of a page in its order, made absolute and without fragments.</summary>
    /// <param name="html">The page.</param>
    /// <param name="address">Where it is.</param>
    public static IEnumerable<string> Of(string html, Uri address)
    {
        Uri root = Base().Match(html) is { Success: true } given && Uri.TryCreate(address, WebUtility.HtmlDecode(given.Groups[1].Value), out Uri? other)
            ? other
            : address;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (Match link in Link().Matches(html))
        {
            string target = WebUtility.HtmlDecode(link.Groups[1].Value.Trim('"', '\'', ' ')).Split('#')[0];
            if (target.Length > 0 && Uri.TryCreate(root, target, out Uri? absolute) && absolute.Scheme is "http" or "https" or "ftp" or "file"
                && seen.Add(absolute.AbsoluteUri))
            {
                yield return absolute.AbsoluteUri;
            }
        }
    }

    // Pages of servers are no proper HTML: only what stands behind `href` counts, quoted or not.
    [GeneratedRegex("""<(?:a|include-fragment)\s[^>]*?(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex("""<base\s[^>]*?href\s*=\s*["']([^"']+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Base();
}
