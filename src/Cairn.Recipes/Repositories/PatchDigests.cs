using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The digests by which patches are known in specs.</summary>
internal static class PatchDigests
{
    /// <summary>The declared digest of a URL's patch, that of the file's content otherwise.</summary>
    /// <exception cref="CairnException">The file cannot be read.</exception>
    public static string Of(PatchDeclaration patch, RepositoryTree tree)
    {
        if (patch.Sha256 is not null)
        {
            return patch.Sha256;
        }

        string path = patch.FilePath ?? patch.RelativePath ?? "";
        try
        {
            return tree.Digest(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CairnException(new Diagnostic(
                "patch-unreadable", $"cannot read the patch `{path}` of `{patch.Owner}`: {error.Message}",
                patch.Place.Line > 0 ? patch.Place.ToSourceLocation() : null, [], null));
        }
    }
}
