using System.Text;
using System.Text.RegularExpressions;

namespace Cairn.Sources;

/// <summary>A URL or file name with the version and the name that Spack's rules see in it.</summary>
/// <remarks>Recipes rely on it: a recipe gives one URL, and those of its other versions follow by putting their numbers in its place.</remarks>
public sealed class VersionedUrl
{
    private readonly string _url;
    private readonly string? _literalVersion;

    private VersionedUrl(string url, string? version, int versionStart, string? name)
    {
        _url = url;
        _literalVersion = version;
        VersionStart = versionStart;
        Name = name;
    }

    /// <summary>The URL as it was given.</summary>
    public string Url => _url;

    /// <summary>The version that the URL names, or null.</summary>
    public string? Version => _literalVersion;

    /// <summary>The name of the software that the URL tells, or null.</summary>
    public string? Name { get; }

    /// <summary>Where the version that was recognised begins; -1 if there is none.</summary>
    public int VersionStart { get; }

    /// <summary>Looks for version and name in a URL.</summary>
    public static VersionedUrl Parse(string url)
    {
        (string? version, int start) = FindVersion(url);
        return new VersionedUrl(url, version, start, FindName(url, version ?? "unknown"));
    }

    /// <summary>The version in a URL, or null.</summary>
    public static string? VersionOf(string url) => FindVersion(url).Version;

    /// <summary>The URL with every occurrence of its version replaced; unchanged if it names no version.</summary>
    public string With(string version)
    {
        if (_literalVersion is null)
        {
            return _url;
        }

        if (Name is null)
        {
            // Without a name only the place that was recognised is certain.
            return string.Concat(_url.AsSpan(0, VersionStart), version, _url.AsSpan(VersionStart + _literalVersion.Length));
        }

        StringBuilder replaced = new(_url.Length + 16);
        int last = 0;
        for (int at = _url.IndexOf(_literalVersion, StringComparison.Ordinal); at >= 0; at = _url.IndexOf(_literalVersion, last, StringComparison.Ordinal))
        {
            replaced.Append(_url, last, at - last).Append(version);
            last = at + _literalVersion.Length;
        }

        return replaced.Append(_url, last, _url.Length - last).ToString();
    }

    private static (string? Version, int Start) FindVersion(string url)
    {
        (string path, string extension, string suffix) = ArchiveExtension.Split(url);
        string whole = path[(path.LastIndexOf('/') + 1)..];
        string stem = Strip(whole, UrlPatterns.VersionSuffixes);
        return Find(UrlPatterns.Versions, path, whole, stem, extension, suffix);
    }

    private static string? FindName(string url, string version)
    {
        (string path, string extension, string suffix) = ArchiveExtension.Split(url);
        string whole = path[(path.LastIndexOf('/') + 1)..];

        // First the version and everything behind it, with or without a separator. The dots of the version match any character, which
        // is Spack's doing and lets `1.2` find `1_2`.
        string stem = Regex.Replace(whole, $"[._-]?[._-][rvV]?{version}.*$", "", RegexOptions.CultureInvariant);
        stem = Regex.Replace(stem, $"[._-]?V?{version}.*$", "", RegexOptions.CultureInvariant);
        stem = Strip(stem, UrlPatterns.NameSuffixes);
        return Find(UrlPatterns.Names, path, whole, stem, extension, suffix).Text;
    }

    private static (string? Text, int Start) Find(
        IEnumerable<UrlPattern> patterns, string path, string wholeStem, string stem, string extension, string suffix)
    {
        foreach (UrlPattern pattern in patterns)
        {
            string text = pattern.Part switch
            {
                UrlPart.Stem => stem,
                UrlPart.Path => path,
                _ => suffix,
            };
            if (pattern.Pattern.Match(text) is not { Success: true } match)
            {
                continue;
            }

            int offset = pattern.Part switch
            {
                UrlPart.Stem => path.Length - wholeStem.Length,
                UrlPart.Path => 0,
                _ => path.Length + (extension.Length == 0 ? 0 : extension.Length + 1),
            };
            return (match.Groups[1].Value, match.Groups[1].Index + offset);
        }

        return (null, -1);
    }

    private static string Strip(string text, IEnumerable<Regex> suffixes)
    {
        foreach (Regex suffix in suffixes)
        {
            text = suffix.Replace(text, "");
        }

        return text;
    }
}
