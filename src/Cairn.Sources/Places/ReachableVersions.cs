using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Sources;

/// <summary>Questions of recipes to the index of what can be had.</summary>
public static class ReachableVersions
{
    /// <summary>
    /// True if everything that a declared version needs for certain can be had without asking upstream: its source, and the resources
    /// and downloaded patches that belong to it whatever its variants are. Bundles, and what Cairn brings, always can.
    /// </summary>
    public static bool IsReachable(this ReachableIndex index, RecipeMetadata recipe, VersionDeclaration version)
    {
        if (!recipe.HasCode || SourceOrigins.IsBrought(recipe))
        {
            return true;
        }

        bool isHere = SourceOrigins.DeclaredDigest(version) is { } digest
            ? index.IsReachable(digest) || LiesBesideRecipe(recipe, version)
            : HasCheckout(index, recipe, version);
        if (!isHere)
        {
            return false;
        }

        return recipe is { Resources.IsEmpty: true, Patches.IsEmpty: true } || HasExtras(index, recipe, version);
    }

    /// <summary>
    /// What a declared version needs for certain, for mirrors that have to be asked one by one: its source, and the resources and downloaded
    /// patches that belong to it whatever its variants are.
    /// </summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="version">The version.</param>
    /// <param name="hook">Answers what only running the recipe can tell.</param>
    /// <exception cref="CairnException">The recipe does not say where one of them is.</exception>
    public static IEnumerable<SourceOrigin> Needs(RecipeMetadata recipe, VersionDeclaration version, IVersionUrl hook)
    {
        AbstractSpec spec = new() { Name = recipe.Name, Versions = VersionList.Of(version.Version) };
        yield return SourceOrigins.Of(recipe, version.Version, hook);
        foreach (ResourceDeclaration resource in recipe.Resources.Where(resource => spec.Satisfies(resource.When)))
        {
            yield return SourceOrigins.Of(recipe, version.Version, resource, hook);
        }

        foreach (PatchDeclaration patch in recipe.Patches.Where(patch => patch.Url is not null && spec.Satisfies(patch.When)))
        {
            yield return new ArchiveOrigin([patch.Url!], (patch.ArchiveSha256 ?? patch.Sha256) is { } digest ? Digest.TryParse(digest) : null)
            {
                Expand = patch.ArchiveSha256 is not null,
            };
        }
    }

    /// <summary>True for sources that come with the repository.</summary>
    private static bool LiesBesideRecipe(RecipeMetadata recipe, VersionDeclaration version) =>
        (version["url"]?.AsText ?? recipe.Attributes.Url) is { } url && FileUrl.PathOf(url) is { } path && File.Exists(path);

    /// <summary>True if the checkout of a commit or revision is packed in the cache or in a mirror.</summary>
    private static bool HasCheckout(ReachableIndex index, RecipeMetadata recipe, VersionDeclaration version) =>
        (version["commit"] ?? version["revision"]) is not null
        && IsCheckoutHere(index, () => SourceOrigins.Of(recipe, version.Version, DeclaredUrlsOnly.Instance));

    private static bool IsCheckoutHere(ReachableIndex index, Func<SourceOrigin> originOf)
    {
        try
        {
            return originOf() is var origin and not (ArchiveOrigin or NoOrigin) && index.IsReachable(origin);
        }
        catch (SourceException)
        {
            // A recipe that does not say where the source is: nobody can have packed it.
            return false;
        }
    }

    private static bool HasExtras(ReachableIndex index, RecipeMetadata recipe, VersionDeclaration version)
    {
        AbstractSpec spec = new() { Name = recipe.Name, Versions = VersionList.Of(version.Version) };
        foreach (ResourceDeclaration resource in recipe.Resources)
        {
            VersionDeclaration keywords = new(version.Version, resource.Attributes, resource.Place);
            if (spec.Satisfies(resource.When)
                && !(SourceOrigins.DeclaredDigest(keywords) is { } digest
                    ? index.IsReachable(digest)
                    : IsCheckoutHere(index, () => SourceOrigins.Of(recipe, version.Version, resource, DeclaredUrlsOnly.Instance))))
            {
                return false;
            }
        }

        foreach (PatchDeclaration patch in recipe.Patches)
        {
            if (patch.Url is not null && spec.Satisfies(patch.When)
                && !((patch.ArchiveSha256 ?? patch.Sha256) is { } digest && Digest.TryParse(digest) is { } known && index.IsReachable(known)))
            {
                return false;
            }
        }

        return true;
    }
}
