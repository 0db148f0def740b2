using Cairn.Recipes;

namespace Cairn.Sources;

/// <summary>The URLs of a version: what its directive says, what the recipe computes, and what follows from the URLs of other versions.</summary>
public static class VersionUrls
{
    /// <summary>All URLs of a version, the best first; empty if the recipe has nothing that a URL could be made of.</summary>
    /// <remarks>
    /// Spack's order: the version's own URL, the recipe's <c>url_for_version</c>, then <c>url</c>, <c>urls</c> and <c>list_url</c> with
    /// the version put in. Only if all that yields nothing are URLs without a version taken as they are, and the nearest version's.
    /// </remarks>
    /// <param name="recipe">The recipe.</param>
    /// <param name="version">The version; it need not be declared.</param>
    /// <param name="hook">Answers what only running the recipe can tell.</param>
    public static IReadOnlyList<string> Of(RecipeMetadata recipe, Version version, IVersionUrl hook)
    {
        List<string> urls = [];
        if (recipe.FindVersion(version)?["url"]?.AsText is { } own)
        {
            urls.Add(own);
        }

        if (hook.UrlForVersion(recipe, version) is { } custom && !urls.Contains(custom))
        {
            urls.Add(custom);
        }

        string number = hook.UrlVersion(recipe, version) ?? version.ToString();
        IReadOnlyList<string> url = Attribute(recipe, "url", hook);
        IReadOnlyList<string> mirrors = Attribute(recipe, "urls", hook) is { Count: > 0 } given ? given : MirrorMixins.Urls(recipe.Attributes);
        foreach (string candidate in url.Take(1).Concat(mirrors).Concat(Attribute(recipe, "list_url", hook).Take(1)))
        {
            VersionedUrl parsed = VersionedUrl.Parse(candidate);
            if (parsed.Version is not null)
            {
                urls.Add(parsed.With(number));
            }
        }

        if (urls.Count == 0 && (url.FirstOrDefault() ?? mirrors.FirstOrDefault() ?? Nearest(recipe, version)) is { } raw)
        {
            urls.Add(VersionedUrl.Parse(raw).With(number));
        }

        return urls;
    }

    /// <summary>The URL of the nearest version that has one of its own: the next lower, else the lowest of the higher ones.</summary>
    private static string? Nearest(RecipeMetadata recipe, Version version)
    {
        string? last = null;
        foreach ((Version declared, string url) in recipe.Versions
            .Where(v => v["url"]?.AsText is not null)
            .Select(v => (v.Version, v["url"]!.AsText!))
            .OrderBy(v => v.Version))
        {
            if (declared > version && last is not null)
            {
                return last;
            }

            last = url;
        }

        return last;
    }

    /// <summary>The texts of an attribute, computed by the recipe if need be.</summary>
    internal static IReadOnlyList<string> Attribute(RecipeMetadata recipe, string name, IVersionUrl hook) => recipe.Attributes[name] switch
    {
        null or MetadataValue.Nothing => [],
        MetadataValue.Computed => hook.ComputedAttribute(recipe, name),
        var value => value.AsTexts,
    };
}
