using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Sources;

/// <summary>Puts together everything that a concrete package needs from the outside.</summary>
public static class SourceRequests
{
    /// <summary>The request of a node of a solved DAG.</summary>
    /// <param name="spec">The node.</param>
    /// <param name="recipes">The recipes, of the node and of those that depend on it.</param>
    /// <param name="hook">Answers what only running a recipe can tell.</param>
    /// <param name="dependents">The nodes that depend on it directly: their recipes may patch it.</param>
    /// <exception cref="SourceException">The recipe does not say where the source is, or has no patch of a digest that the spec lists.</exception>
    public static SourceRequest Of(ConcreteSpec spec, IRecipeSource recipes, IVersionUrl hook, IEnumerable<ConcreteSpec>? dependents = null)
    {
        RecipeMetadata recipe = recipes.Get(spec.FullName);
        string? commit = spec.Variants.TryGet("commit", out VariantValue? value) && value.Values is [var text, ..] ? text : null;
        return new SourceRequest(spec.Name, spec.Version.ToString(), spec.Hash, SourceOrigins.Of(recipe, spec.Version, hook, commit))
        {
            Resources =
            [
                .. recipe.Resources.Where(r => spec.Satisfies(r.When)).Select(r => new ResourceRequest(
                    r.FileName,
                    SourceOrigins.Of(recipe, spec.Version, r, hook),
                    r.Destination,
                    Placements(r.Placement))),
            ],
            Patches = Patches(spec, recipe, recipes, dependents ?? []),
        };
    }

    /// <summary>The request of a version alone, for fetching and mirroring without a concrete spec: its source and every resource that may belong to it.</summary>
    /// <exception cref="SourceException">The recipe does not say where the source is.</exception>
    public static SourceRequest Of(RecipeMetadata recipe, Version version, IRecipeSource recipes, IVersionUrl hook)
    {
        AbstractSpec abstractSpec = AbstractSpec.Parse($"{recipe.Name}@={version}");
        return new SourceRequest(recipe.Name, version.ToString(), null, SourceOrigins.Of(recipe, version, hook))
        {
            Resources =
            [
                .. recipe.Resources.Where(r => abstractSpec.Intersects(r.When)).Select(r => new ResourceRequest(
                    r.FileName,
                    SourceOrigins.Of(recipe, version, r, hook),
                    r.Destination,
                    Placements(r.Placement))),
            ],
            Patches = [.. recipe.Patches.Where(p => abstractSpec.Intersects(p.When)).OrderBy(p => p.Order).Select(p => Request(p, recipes)).OfType<PatchRequest>()],
        };
    }

    private static ImmutableArray<ResourcePlacement> Placements(MetadataValue? placement) => placement switch
    {
        MetadataValue.Text text => [new ResourcePlacement("", text.Value)],
        MetadataValue.Mapping mapping => [.. mapping.Entries.Select(e => new ResourcePlacement(e.Key, e.Value.AsText ?? ""))],
        _ => [],
    };

    private static ImmutableArray<PatchRequest> Patches(
        ConcreteSpec spec, RecipeMetadata recipe, IRecipeSource recipes, IEnumerable<ConcreteSpec> dependents)
    {
        List<PatchDeclaration> candidates = [.. recipe.Patches.Where(p => spec.Satisfies(p.When))];
        foreach (ConcreteSpec dependent in dependents)
        {
            RecipeMetadata other = recipes.Get(dependent.FullName);
            candidates.AddRange(other.Dependencies
                .Where(d => !d.Patches.IsDefaultOrEmpty && Concerns(d, spec, dependent) && dependent.Satisfies(d.When))
                .SelectMany(d => d.Patches)
                .Where(p => spec.Satisfies(p.When)));
        }

        if (spec.Patches.IsDefault)
        {
            return
            [
                .. candidates.OrderBy(p => p.Owner, StringComparer.Ordinal).ThenBy(p => p.Order)
                    .Select(p => Request(p, recipes)).OfType<PatchRequest>().DistinctBy(p => p.Sha256),
            ];
        }

        // The spec lists what it was solved with, in the order in which it is applied.
        ILookup<string, PatchDeclaration> byDigest = candidates.Concat(recipe.Patches).ToLookup(recipes.PatchDigest, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. spec.Patches.Select(digest => (byDigest[digest].FirstOrDefault() ?? FindInDependents(spec, digest, recipes)) is { } found
                ? Request(found, recipes)!
                : throw new SourceException(
                    "source-bad-patch",
                    $"`{spec.Name}@{spec.Version}` was concretized with the patch {digest[..Math.Min(12, digest.Length)]}…, which no recipe has any more",
                    null,
                    "a recipe changed since; concretize again")),
        ];
    }

    /// <summary>A patch that some package carries for this one; who it is, an installed or built node alone does not tell.</summary>
    private static PatchDeclaration? FindInDependents(ConcreteSpec spec, string digest, IRecipeSource recipes)
    {
        foreach (string name in recipes.Names)
        {
            RecipeMetadata? other = null;
            try
            {
                recipes.TryGet(name, out other);
            }
            catch (CairnException)
            {
                // A broken recipe is named when somebody asks for it.
                continue;
            }

            foreach (DependencyDeclaration dependency in other?.Dependencies ?? [])
            {
                if (!dependency.Patches.IsDefaultOrEmpty
                    && dependency.Patches.FirstOrDefault(p => string.Equals(recipes.PatchDigest(p), digest, StringComparison.OrdinalIgnoreCase)) is { } patch)
                {
                    return patch;
                }
            }
        }

        return null;
    }

    private static bool Concerns(DependencyDeclaration dependency, ConcreteSpec spec, ConcreteSpec dependent) =>
        dependency.Name == spec.Name
        || dependent.Dependencies.Any(e => e.Node.Name == spec.Name && !e.Virtuals.IsDefaultOrEmpty && e.Virtuals.Contains(dependency.Name));

    private static PatchRequest? Request(PatchDeclaration patch, IRecipeSource recipes)
    {
        PatchRequest? request = patch.FilePath is { } file
            ? new FilePatchRequest(file)
            : patch.Url is { } url ? new UrlPatchRequest(patch.Owner, url, patch.ArchiveSha256 is { } archive ? Digest.Parse(archive) : null) : null;
        return request is null
            ? null
            : request with
            {
                Sha256 = Digest.TryParse(recipes.PatchDigest(patch)),
                Level = patch.Level,
                WorkingDirectory = patch.WorkingDirectory,
                Reverse = patch.IsReversed,
            };
    }
}
