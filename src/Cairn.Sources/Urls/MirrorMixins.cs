using Cairn.Recipes;

namespace Cairn.Sources;

/// <summary>
/// The mirrors behind the mixins of the recipe repository (<c>GNUMirrorPackage</c> and its like): a recipe names a path, and the mixin's
/// <c>base_mirrors</c> say where it is. Known here so that no interpreter has to run for them; a recipe that brings its own list wins.
/// </summary>
internal static class MirrorMixins
{
    private static readonly (string Attribute, string[] Mirrors)[] Known =
    [
        ("gnu_mirror_path", ["https://ftpmirror.gnu.org/", "https://ftp.gnu.org/gnu/", "http://ftpmirror.gnu.org/"]),
        ("sourceforge_mirror_path",
        [
            "https://prdownloads.sourceforge.net/", "https://freefr.dl.sourceforge.net/", "https://netcologne.dl.sourceforge.net/",
            "https://pilotfiber.dl.sourceforge.net/", "https://downloads.sourceforge.net/", "http://kent.dl.sourceforge.net/sourceforge/",
        ]),
        ("sourceware_mirror_path", ["https://sourceware.org/pub/", "https://mirrors.kernel.org/sourceware/", "https://ftp.gwdg.de/pub/linux/sources.redhat.com/"]),
        ("xorg_mirror_path",
        [
            "https://www.x.org/archive/individual/", "https://mirrors.ircam.fr/pub/x.org/individual/", "https://mirror.transip.net/xorg/individual/",
            "ftp://ftp.freedesktop.org/pub/xorg/individual/", "http://xorg.mirrors.pair.com/individual/",
        ]),
    ];

    /// <summary>The URLs of a recipe that uses such a mixin; empty for others.</summary>
    public static IReadOnlyList<string> Urls(RecipeAttributes attributes)
    {
        foreach ((string attribute, string[] mirrors) in Known)
        {
            if (attributes[attribute]?.AsText is { } path)
            {
                IReadOnlyList<string> bases = attributes["base_mirrors"]?.AsTexts is { IsDefaultOrEmpty: false } own ? [.. own] : mirrors;
                return [.. bases.Select(root => Join(root, path))];
            }
        }

        return [];
    }

    private static string Join(string root, string path) =>
        path.StartsWith('/') ? new Uri(new Uri(root), path).OriginalString : root.TrimEnd('/') + "/" + path;
}
