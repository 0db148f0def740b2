using System.Collections.Immutable;

namespace Cairn.Sources;

/// <summary>Puts resources where the recipe wants them inside the package's source.</summary>
internal static class ResourcePlacing
{
    /// <summary>Copies an unpacked resource to its place.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="unpacked">Where it was unpacked.</param>
    /// <param name="ownDirectory">The name of its archive's own directory.</param>
    /// <param name="source">The package's source.</param>
    /// <exception cref="SourceException">The place lies outside the source, or can't be written.</exception>
    public static void Place(ResourceRequest resource, string unpacked, string? ownDirectory, string source)
    {
        ImmutableArray<ResourcePlacement> placements = resource.Placements;
        if (placements.IsDefaultOrEmpty)
        {
            // Spack's rule: the archive's own directory names the place; what has none stays in the resource's own stage.
            if (ownDirectory is null)
            {
                return;
            }

            placements = [new ResourcePlacement("", ownDirectory)];
        }

        foreach (ResourcePlacement placement in placements)
        {
            string from = placement.From.Length == 0 ? unpacked : Inside(resource, unpacked, placement.From);
            string to = Inside(resource, source, Path.Combine(resource.Destination, placement.To));
            if (Trees.Exists(to))
            {
                continue;
            }

            if (!Trees.Exists(from))
            {
                throw new SourceException("source-bad-resource", $"resource `{resource.Name}` has no `{placement.From}` to place");
            }

            DiskFailure.Guard("placing", to, () => Directory.CreateDirectory(Path.GetDirectoryName(to)!));
            Trees.Copy(from, to);
        }
    }

    private static string Inside(ResourceRequest resource, string root, string relative)
    {
        string path = Path.GetFullPath(Path.Combine(root, relative));
        if (path != root && !path.StartsWith(root + "/", StringComparison.Ordinal))
        {
            throw new SourceException("source-bad-resource", $"resource `{resource.Name}` would be placed outside the source, at `{relative}`");
        }

        return path;
    }
}
