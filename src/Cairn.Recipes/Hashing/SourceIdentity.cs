using System.Globalization;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>What tells the source of a version from any other: the digest of its archive, or the commit or revision of its repository.</summary>
/// <remarks>Spack: <c>source_id</c> of the fetcher that <c>for_package_version</c> chooses. Resources take no part.</remarks>
public static class SourceIdentity
{
    // The last one that a version gives counts.
    private static readonly string[] Digests = ["sha256", "md5", "sha1", "sha224", "sha384", "sha512", "checksum"];
    private static readonly string[] Git = ["tag", "branch", "commit", "submodules", "get_full_repo", "submodules_delete", "git_sparse_paths"];

    /// <summary>The identity, or an empty text if nothing is known that would tell.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="version">The version.</param>
    /// <param name="commit">The commit that the spec fixes (the variant <c>commit</c>), or null.</param>
    public static string Of(RecipeMetadata recipe, Version version, string? commit)
    {
        if (!recipe.HasCode)
        {
            return "";
        }

        if (version.IsGit || commit is not null)
        {
            var known = version.IsGit
                ? version.ReferenceVersion is { } reference ? recipe.FindVersion(reference) : null
                : recipe.FindVersion(version);
            return commit ?? (version.IsCommit ? version.GitReference : null) ?? Text(known?["commit"]) ?? "";
        }

        return recipe.FindVersion(version) is { } declared ? Of(recipe, declared) ?? "" : "";
    }

    private static string? Of(RecipeMetadata recipe, VersionDeclaration declared)
    {
        if (declared["url"] is not null)
        {
            return Digest(declared);
        }

        if (declared["go"] is not null)
        {
            return null;
        }

        if (declared["git"] is not null)
        {
            return Text(declared["commit"]);
        }

        if (declared["cvs"] is not null)
        {
            return CvsIdentity(declared);
        }

        if (declared["svn"] is not null || declared["hg"] is not null)
        {
            return Text(declared["revision"]);
        }

        // Whatever else names the archive, its digest tells it.
        if (Digest(declared) is { } digest)
        {
            return digest;
        }

        if (recipe.Attributes["git"] is not null && Git.Any(keyword => declared[keyword] is not null))
        {
            return Text(declared["commit"]);
        }

        return recipe.Attributes["cvs"] is not null && (declared["branch"] ?? declared["date"]) is not null
            ? CvsIdentity(declared)
            : recipe.Attributes["svn"] is not null || recipe.Attributes["hg"] is not null ? Text(declared["revision"]) : null;
    }

    private static string? Digest(VersionDeclaration declared) =>
        Digests.Select(keyword => Text(declared[keyword])).LastOrDefault(digest => digest is not null);

    private static string? CvsIdentity(VersionDeclaration declared)
    {
        var (branch, date) = (Text(declared["branch"]), Text(declared["date"]));
        return branch is null && date is null ? null : $"id{(branch is null ? "" : $"-branch={branch}")}{(date is null ? "" : $"-date={date}")}";
    }

    private static string? Text(MetadataValue? value) => value switch
    {
        MetadataValue.Text text => text.Value,
        MetadataValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
