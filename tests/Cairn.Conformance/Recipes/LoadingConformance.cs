using System.Collections.Frozen;
using Cairn.Recipes;

namespace Cairn.Conformance.Recipes;

/// <summary>Every real recipe loads. The folders are `repos/spack_repo/builtin` of a clone, and `var/spack/repos/builtin` of older ones.</summary>
public sealed class LoadingConformance
{
    private static readonly FrozenDictionary<string, string> s_none = FrozenDictionary<string, string>.Empty;

    [SkippableFact]
    public void Recorded_recipes_load() => Load(Material.Builtin(), s_none);

    [SkippableFact]
    public void Newer_recipes_load() => Load(Material.NewBuiltin(), s_none);

    [SkippableFact]
    public void Recipes_of_Spack_023_load() => Load(Folder("CAIRN_CONFORMANCE_BUILTIN_023"), KnownDifferences.Version023);

    [SkippableFact]
    public void Recipes_of_2016_load() => Load(Folder("CAIRN_CONFORMANCE_BUILTIN_2016"), KnownDifferences.Of2016);

    private static string Folder(string variable)
    {
        string? folder = Environment.GetEnvironmentVariable(variable);
        Skip.If(string.IsNullOrEmpty(folder), $"set {variable} to the folder of the recipes");
        return folder!;
    }

    private static void Load(string folder, FrozenDictionary<string, string> known)
    {
        var recipes = new RecipeRepositories(new RecipeRepositoryPath([RecipeRepository.Open(folder)]), new HostDescription());

        var broken = recipes.LoadAll();

        broken.Where(recipe => !known.ContainsKey(recipe.Name)).Select(recipe => $"{recipe.Name}: {recipe.Diagnostic}").ShouldBeEmpty();
        known.Keys.Except(broken.Select(recipe => recipe.Name)).ShouldBeEmpty("these load now: take them off the list");
    }
}
