using System.Collections.Immutable;

namespace Cairn.Recipes;

/// <summary>One <c>version(…)</c> directive.</summary>
/// <param name="Version">The declared version.</param>
/// <param name="Attributes">The keywords that were given, in the fixed order of the Package API; those left out are absent.</param>
/// <param name="Place">Where it was said.</param>
public sealed record VersionDeclaration(
    Version Version, ImmutableArray<KeyValuePair<string, MetadataValue>> Attributes, DirectivePlace Place)
{
    /// <summary>The value of a keyword such as <c>sha256</c>, or null if it was not given.</summary>
    public MetadataValue? this[string keyword]
    {
        get
        {
            foreach (var (key, value) in Attributes)
            {
                if (key == keyword)
                {
                    return value;
                }
            }

            return null;
        }
    }

    /// <summary>True with <c>preferred=True</c>.</summary>
    public bool IsPreferred => this["preferred"]?.AsFlag ?? false;

    /// <summary>True with <c>deprecated=True</c>.</summary>
    public bool IsDeprecated => this["deprecated"]?.AsFlag ?? false;
}
