using System.Security.Cryptography;
using System.Text;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The hash of everything of a package that a node's build depends on besides the node itself: source, patches, recipe.</summary>
/// <remarks>Spack: <c>PackageBase.content_hash</c>. It is a part of the text that a DAG hash is computed from.</remarks>
public static class PackageHash
{
    /// <summary>The hash in the lower-case base-32 form with padding.</summary>
    /// <param name="sourceIdentity">See <see cref="SourceIdentity"/>.</param>
    /// <param name="patches">Digest and level of each patch.</param>
    /// <param name="recipeHash">See <see cref="IRecipeSource.TextHash"/>.</param>
    public static string Compute(string sourceIdentity, IEnumerable<(string Digest, int Level)> patches, string recipeHash)
    {
        List<string> parts = [sourceIdentity, .. patches.Select(patch => $"{patch.Digest}:{patch.Level}"), recipeHash];
        parts.Sort(StringComparer.Ordinal);
        return Base32.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
    }
}
