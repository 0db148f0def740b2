using Cairn.Recipes;

namespace Cairn.Concretization.Facts;

/// <summary>Which of two versions of a recipe is the better one.</summary>
/// <remarks>
/// Spack, <c>concretization_version_order</c>: preferred ones, then releases before git references, before <c>develop</c> and its
/// like, before pre-releases; otherwise the higher. Deprecation is weighed elsewhere.
/// </remarks>
internal sealed class VersionPreference(RecipeMetadata recipe) : IComparer<Version>
{
    public int Compare(Version? left, Version? right)
    {
        int order = IsPreferred(right!).CompareTo(IsPreferred(left!));
        if (order == 0)
        {
            order = left!.IsGit.CompareTo(right!.IsGit);
        }

        if (order == 0)
        {
            order = left!.IsDevelop.CompareTo(right!.IsDevelop);
        }

        if (order == 0)
        {
            order = left!.IsPreRelease.CompareTo(right!.IsPreRelease);
        }

        return order != 0 ? order : right!.CompareTo(left);
    }

    private bool IsPreferred(Version version) => recipe.FindVersion(version)?.IsPreferred ?? false;
}
