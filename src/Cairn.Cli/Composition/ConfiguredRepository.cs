using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>A repository that the configuration names: opened, not cloned yet, or with the reason why it can't be used.</summary>
/// <param name="Entry">What the configuration says.</param>
/// <param name="Folder">Its folder; that of the clone if it is not known yet, null if there is none on this machine.</param>
/// <param name="Repository">The repository, if it is usable.</param>
/// <param name="Problem">Why it is not; null too if it only waits to be cloned.</param>
public sealed record ConfiguredRepository(RepositoryEntry Entry, string? Folder, RecipeRepository? Repository, Diagnostic? Problem)
{
    /// <summary>Its name in the configuration; its folder in lists of the old form.</summary>
    public string Name => Entry.Name;

    /// <summary>True if it is a git repository that is cloned when it is needed.</summary>
    public bool IsWaiting => Repository is null && Problem is null;
}
