using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Cairn.Sources;

/// <summary>Which part of a URL a pattern looks at.</summary>
internal enum UrlPart
{
    /// <summary>The file's name without extension and without what was stripped from its end.</summary>
    Stem,

    /// <summary>Everything before the extension.</summary>
    Path,

    /// <summary>Everything behind the extension.</summary>
    Suffix,
}

/// <summary>A pattern and the part that it is tried on; its first group is what is looked for.</summary>
internal sealed record UrlPattern(Regex Pattern, UrlPart Part);

/// <summary>
/// The patterns by which versions and names are recognised in URLs. Their order is their meaning: the strict ones come first, and the first
/// that matches decides. Both engines must see the same version in the same URL, so the list is Spack's (<c>spack.url</c>).
/// </summary>
internal static class UrlPatterns
{
    /// <summary>Words at the end of a file's name that belong neither to its name nor to its version, in the order in which they are taken off.</summary>
    public static readonly ImmutableArray<Regex> VersionSuffixes = Suffixes(
    [
        // What kind of download it is.
        "[Ii]nstall", "all", "code", "[Ss]ources?", "file", "full", "single", "with[a-zA-Z_-]+", "rock", "src(_0)?", "public", "bin", "binary",
        "run", "[Uu]niversal", "jar", "complete", "dynamic", "oss", "gem", "tar", "sh",
        // How mature it is.
        "release", "bin", "stable", "[Ff]inal", "rel", "orig", "dist", @"\+",
        "gpl",
        // Architectures stand before or behind the operating system, so they are tried twice.
        .. Architectures("armv?(7l|6l|64)"),
        "cpp", "gtk", "incubating",
        "[Ll]inux(_64)?", "LINUX", "[Uu]ni?x", "[Ss]un[Oo][Ss]", "[Mm]ac[Oo][Ss][Xx]?", "[Oo][Ss][Xx]", "[Dd]arwin(64)?", "[Aa]pple", "[Ww]indows",
        "[Ww]in(64|32)?", "[Cc]ygwin(64|32)?", "[Mm]ingw", "centos",
        .. Architectures("armv?(7l|6l|64)?"),
        // Tags of Python's wheels.
        "-(?:py|cp)[23].*",
    ]);

    /// <summary>Where versions stand.</summary>
    public static readonly ImmutableArray<UrlPattern> Versions =
    [
        // A name without digits and a version without letters; then a version alone.
        InStem(@"^[a-zA-Z+._-]+[._-]v?(\d[\d._-]*)$"),
        InStem(@"^v?(\d[\d._-]*)$"),
        // Names without digits: no separator, then one kind of separator (minus, underscore, dot).
        InStem(@"^[a-zA-Z+]*(\d[\da-zA-Z]*)$"),
        InStem(@"^[a-zA-Z+-]*(\d[\da-zA-Z-]*)$"),
        InStem(@"^[a-zA-Z+_]*(\d[\da-zA-Z_]*)$"),
        InStem(@"^[a-zA-Z+.]*(\d[\da-zA-Z.]*)$"),
        // Names with digits and versions with letters: two kinds of separators.
        InStem(@"^[a-zA-Z\d+-]+-v?(\d[\da-zA-Z.]*)$"),
        InStem(@"^[a-zA-Z\d+-]+-v?(\d[\da-zA-Z_]*)$"),
        InStem(@"^[a-zA-Z\d+_]+_v?(\d[\da-zA-Z.]*)$"),
        InStem(@"^[a-zA-Z\d+_]+\.v?(\d[\da-zA-Z.]*)$"),
        InStem(@"^[a-zA-Z\d+]+_r?(\d[\da-zA-Z-]*)$"),
        InStem(@"^(?:[a-zA-Z\d+-]+-)?v?(\d[\da-zA-Z.-]*)$"),
        InStem(@"^[a-zA-Z+]+v?(\d[\da-zA-Z.-]*)$"),
        // Three kinds of separators.
        InStem(@"^[a-zA-Z\d+_]+-v?(\d[\da-zA-Z.]*)$"),
        InStem(@"^[a-zA-Z\d+.]+_v?(\d[\da-zA-Z.-]*)$"),
        InStem(@"^[a-zA-Z\d+-]+-v?(\d[\da-zA-Z._]*)$"),
        InStem(@"^[a-zA-Z\d+._]+-v?(\d[\da-zA-Z.]*)$"),
        InStem(@"^[a-zA-Z+-]+(\d[\da-zA-Z._]*)$"),
        InStem(@"^[a-zA-Z\d+_-]+-v?(\d[\da-zA-Z.]*)$"),
        // Bazaar's revisions.
        InStem(@"bzr(\d[\da-zA-Z._-]*)$"),
        // Queries of GitLab and of download scripts.
        new(Compile(@"[?&](?:sha|ref|version)=[a-zA-Z\d+-]*[_-]?v?(\d[\da-zA-Z._-]*)$"), UrlPart.Suffix),
        InStem(@"[?&](?:filename|f|get)=[a-zA-Z\d+-]+[_-]v?(\d[\da-zA-Z.]*)"),
        // Directories: releases of GitHub and GitLab, and then any.
        new(Compile(@"github\.com/[^/]+/[^/]+/releases/download/[a-zA-Z+._-]*v?(\d[\da-zA-Z._-]*)/"), UrlPart.Path),
        new(Compile(@"gitlab\.com/[^/]+/.+/-/releases/[a-zA-Z+._-]*v?(\d[\da-zA-Z._-]*)/downloads/"), UrlPart.Path),
        new(Compile(@"(\d[\da-zA-Z._-]*)/[^/]+$"), UrlPart.Path),
    ];

    /// <summary>Where names stand.</summary>
    public static readonly ImmutableArray<UrlPattern> Names =
    [
        // Forges and indices put the project's name into the path.
        new(Compile(@"github\.com/[^/]+/([^/]+)"), UrlPart.Path),
        new(Compile("gitlab[^/]+/api/v4/projects/[^/]+%2F([^/]+)"), UrlPart.Path),
        new(Compile("gitlab[^/]+/(?!api/v4/projects)[^/]+/([^/]+)"), UrlPart.Path),
        new(Compile(@"bitbucket\.org/[^/]+/([^/]+)"), UrlPart.Path),
        new(Compile(@"pypi\.(?:python\.org|io)/packages/source/[A-Za-z\d]/([^/]+)"), UrlPart.Path),
        // Queries of download scripts.
        InStem(@"\?filename=([A-Za-z\d+-]+)$"),
        InStem(@"\?f=([A-Za-z\d+-]+)$"),
        InStem(@"\?package=([A-Za-z\d+-]+)"),
        new(Compile(@"\?package=([A-Za-z\d]+)"), UrlPart.Suffix),
        new(Compile("([^/]+)/download.php$"), UrlPart.Path),
        // What is left of the file's name.
        InStem(@"^([A-Za-z\d+\._-]+)$"),
    ];

    /// <summary>Words at the end of a name once the version is off, in the order in which they are taken off.</summary>
    public static readonly ImmutableArray<Regex> NameSuffixes = Suffixes(
    [
        "install", "[Ss]rc", "(open)?[Ss]ources?", "[._-]open", "[._-]archive", "[._-]std", "[._-]bin", "Software", "release", "snapshot",
        "distrib", "everywhere", "latest", "Linux(64)?", "x86_64", @"0\+bzr", "gpl", "[._-]x11", "gpl",
    ]);

    private static string[] Architectures(string arm) =>
        ["ia32", "intel", "amd64", "linux64", "x64", "64bit", "x86[_-]64", "i586_64", "x86", "i[36]86", "ppc64(le)?", arm];

    private static ImmutableArray<Regex> Suffixes(string[] words) => [.. words.Select(word => Compile($"[._-]?{word}$"))];

    private static UrlPattern InStem(string pattern) => new(Compile(pattern), UrlPart.Stem);

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
