using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>A repository that the configuration names: opened, or with the reason why it can't be.</summary>
/// <param name="Name">Its name in the configuration; its folder in lists of the old form.</param>
/// <param name="Folder">Its folder, or null if there is none on this machine.</param>
/// <param name="Repository">The repository, if it is usable.</param>
/// <param name="Problem">Why it is not.</param>
public sealed record ConfiguredRepository(string Name, string? Folder, RecipeRepository? Repository, Diagnostic? Problem);
