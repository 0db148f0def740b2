using System.Text.RegularExpressions;

namespace Cairn.Sources;

/// <summary>URLs as they may be shown: without user names, passwords and tokens.</summary>
public static partial class RedactedUrl
{
    /// <summary>The URL without its user part and without the values of query parameters that look like secrets.</summary>
    public static string Of(string url) => InText(url);

    /// <inheritdoc cref="Of(string)"/>
    public static string Of(Uri url) => InText(url.OriginalString);

    /// <summary>The URL without its user part, which still leads to the same place.</summary>
    public static string WithoutUser(string url) => UserPart().Replace(url, "://");

    /// <summary>The text with every URL in it redacted.</summary>
    public static string InText(string text) =>
        SecretParameter().Replace(UserPart().Replace(text, "://***@"), "$1***");

    [GeneratedRegex(@"://[^/?#\s'""@]*(?:@[^/?#\s'""@]*)*@")]
    private static partial Regex UserPart();

    [GeneratedRegex(@"([?&;](?:[\w.-]*(?:token|secret|password|passwd|signature|credential|key)|sig|auth)=)[^&;#\s'""]+", RegexOptions.IgnoreCase)]
    private static partial Regex SecretParameter();
}
