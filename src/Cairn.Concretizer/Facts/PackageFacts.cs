using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Facts;

/// <summary>What is fixed about a package before the search: its recipe, seen through configuration and requests.</summary>
internal sealed class PackageFacts
{
    private readonly Dictionary<VersionList, bool[]> _masks = [];
    private Dictionary<string, ImmutableArray<VariantDefinition>>? _variants;
    private ImmutableArray<RecipeFault> _faults;

    public required RecipeMetadata Recipe { get; init; }

    public string Name => Recipe.Name;

    /// <summary>The versions, most wanted first; the index is the cost.</summary>
    public required ImmutableArray<VersionChoice> Versions { get; init; }

    /// <summary>What may be taken instead of building.</summary>
    public required ImmutableArray<Candidate> Candidates { get; init; }

    public required bool IsBuildable { get; init; }

    /// <summary>A runtime that compilers bring in; it counts as if it existed.</summary>
    public required bool IsRuntime { get; init; }

    /// <summary>Several nodes may be there, each with a unification set of its own.</summary>
    public required bool HasSeveralNodes { get; init; }

    /// <summary>The values that the configuration or the request make the default, by variant.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> Defaults { get; init; }

    /// <summary>Definitions by variant, lowest precedence first; in order of names.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<VariantDefinition>> Variants => _variants ??= Recipe.Variants
        .GroupBy(variant => variant.Name)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.OrderBy(variant => variant.Precedence).ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>What is required of the package; default until it was asked for.</summary>
    public ImmutableArray<RequirementRule> Requirements { get; set; }

    /// <summary>What is wrong with the recipe; looked for when the package is to be built.</summary>
    public ImmutableArray<RecipeFault> Faults => _faults.IsDefault ? _faults = RecipeFaults.Of(this) : _faults;

    /// <summary>Which of the versions lie in a list.</summary>
    public bool[] Mask(VersionList versions)
    {
        if (!_masks.TryGetValue(versions, out var mask))
        {
            mask = new bool[Versions.Length];
            for (int i = 0; i < mask.Length; i++)
            {
                mask[i] = Versions[i].Version.Satisfies(versions);
            }

            _masks.Add(versions, mask);
        }

        return mask;
    }

    public int IndexOf(Version version)
    {
        for (int i = 0; i < Versions.Length; i++)
        {
            if (Versions[i].Version.Equals(version))
            {
                return i;
            }
        }

        return -1;
    }
}
