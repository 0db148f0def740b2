using System.Collections.Frozen;

namespace Cairn.Conformance.Recipes;

/// <summary>Recipes that do not load or differ from what was recorded, each with the reason and what would remove it.</summary>
internal static class KnownDifferences
{
    /// <summary>Of the recorded directives: none.</summary>
    public static FrozenDictionary<string, string> Directives { get; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Recipes of Spack 0.23 that do not load.</summary>
    public static FrozenDictionary<string, string> Version023 { get; } = new Dictionary<string, string>
    {
        ["babelstream"] = "it has a variant named `target`, which specs use for the target; Spack 1.x refuses it too; an own name in the recipe",
    }.ToFrozenDictionary();

    /// <summary>Recipes of 2016 that do not load.</summary>
    public static FrozenDictionary<string, string> Of2016 { get; } = new Dictionary<string, string>
    {
        ["cmocka"] = "Python 2 only: tabs mixed with blanks",
        ["damselfly"] = "Python 2 only: tabs mixed with blanks",
        ["googletest"] = "Python 2 only: tabs mixed with blanks",
        ["hdf5"] = "Python 2 only: print statement",
        ["hdf5-blosc"] = "Python 2 only: print statement",
        ["py-matplotlib"] = "Python 2 only: print statement",
    }.ToFrozenDictionary();
}
