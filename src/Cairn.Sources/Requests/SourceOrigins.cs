using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Sources;

/// <summary>Reads out of a recipe where the source of a version comes from.</summary>
/// <remarks>
/// The rules are Spack's (<c>fetch_strategy.for_package_version</c>): what a version's directive names itself counts most, then what its
/// keywords imply together with the recipe's attributes, then the recipe's attributes alone, a URL before any repository.
/// </remarks>
public static class SourceOrigins
{
    private static readonly string[] DigestKeywords = ["sha256", "md5", "sha1", "sha224", "sha384", "sha512", "checksum"];
    private static readonly string[] GitKeywords = ["tag", "branch", "commit", "submodules", "get_full_repo", "submodules_delete", "git_sparse_paths"];
    private static readonly string[] Systems = ["go", "git", "cvs", "svn", "hg"];

    /// <summary>True for a package whose source is never fetched because Cairn brings it: the compiler wrapper.</summary>
    public static bool IsBrought(RecipeMetadata recipe) => recipe.Name == "compiler-wrapper";

    /// <summary>The origin of a version's own source.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="version">The version; one that the recipe does not declare gets an extrapolated URL and no digest.</param>
    /// <param name="hook">Answers what only running the recipe can tell.</param>
    /// <param name="commit">A commit that the concrete spec fixes (the variant <c>commit</c>).</param>
    /// <exception cref="SourceException">The recipe does not say where the source is.</exception>
    public static SourceOrigin Of(RecipeMetadata recipe, Version version, IVersionUrl hook, string? commit = null)
    {
        if (!recipe.HasCode || IsBrought(recipe))
        {
            return new NoOrigin();
        }

        if (version.IsGit || commit is not null)
        {
            return GitVersion(recipe, version, hook, commit);
        }

        if (recipe.FindVersion(version) is not { } declared)
        {
            return Archive(recipe, version, null, VersionUrls.Of(recipe, version, hook));
        }

        if (declared["url"]?.AsText is { } url)
        {
            return Archive(recipe, version, declared, [url]);
        }

        if (Systems.FirstOrDefault(system => declared[system]?.AsText is not null) is { } named)
        {
            return Repository(recipe, version, named, declared[named]!.AsText!, declared, hook);
        }

        if (DigestKeywords.Any(keyword => declared[keyword] is not null))
        {
            return Archive(recipe, version, declared, VersionUrls.Of(recipe, version, hook));
        }

        foreach (string system in Systems)
        {
            if (recipe.Attributes[system]?.AsText is { } repository && Keywords(system).Any(keyword => declared[keyword] is not null))
            {
                return Repository(recipe, version, system, repository, declared, hook);
            }
        }

        if (VersionUrls.Of(recipe, version, hook) is { Count: > 0 } urls)
        {
            return Archive(recipe, version, declared, urls);
        }

        return Systems.FirstOrDefault(system => recipe.Attributes[system]?.AsText is not null) is { } only
            ? Repository(recipe, version, only, recipe.Attributes[only]!.AsText!, declared, hook)
            : throw NoOriginError(recipe, version);
    }

    /// <summary>The origin of a resource, whose keywords are those of a version.</summary>
    /// <exception cref="SourceException">The directive names no source.</exception>
    public static SourceOrigin Of(RecipeMetadata recipe, Version version, ResourceDeclaration resource, IVersionUrl hook)
    {
        VersionDeclaration keywords = new(version, resource.Attributes, resource.Place);
        if (keywords["url"]?.AsText is { } url)
        {
            return Archive(recipe, version, keywords, [url]);
        }

        return Systems.FirstOrDefault(system => keywords[system]?.AsText is not null) is { } named
            ? Repository(recipe, version, named, keywords[named]!.AsText!, keywords, hook)
            : throw new SourceException("source-no-url", $"resource `{resource.Name}` of `{recipe.Name}` names no source", [resource.Place.ToString()]);
    }

    /// <summary>The digest that a version's directive demands, or null; costs nothing, unlike finding its URLs.</summary>
    public static Digest? DeclaredDigest(VersionDeclaration declared)
    {
        Digest? digest = null;
        foreach (string keyword in DigestKeywords)
        {
            if (declared[keyword]?.AsText is { } text)
            {
                digest = Digest.TryParse(text) ?? digest;
            }
        }

        return digest;
    }

    private static GitOrigin GitVersion(RecipeMetadata recipe, Version version, IVersionUrl hook, string? commit)
    {
        VersionDeclaration? known = version.IsGit
            ? version.ReferenceVersion is { } reference ? recipe.FindVersion(reference) : null
            : recipe.FindVersion(version);
        string url = known?["git"]?.AsText ?? recipe.Attributes["git"]?.AsText ?? throw new SourceException(
            "source-no-git", $"`{recipe.Name}@{version}` is a git version, and the recipe names no git repository", [$"recipe: {recipe.File}"]);
        GitOrigin origin = WithGitKeywords(new GitOrigin(url), recipe, version, known, hook);
        string? wanted = commit ?? (version.IsCommit ? version.GitReference : known?["commit"]?.AsText);

        // Whether a reference is a tag or a branch can't be told from its name; git treats both alike.
        string? name = version.IsGit && !version.IsCommit ? version.GitReference : known?["tag"]?.AsText ?? known?["branch"]?.AsText;
        return origin with { Commit = wanted, Tag = wanted is null ? name : null, Branch = null, NoCache = wanted is null };
    }

    private static ArchiveOrigin Archive(RecipeMetadata recipe, Version version, VersionDeclaration? declared, IReadOnlyList<string> urls)
    {
        bool manual = recipe.Attributes["manual_download"]?.AsFlag ?? false;
        if (urls.Count == 0 && !manual)
        {
            throw NoOriginError(recipe, version);
        }

        MetadataValue.Mapping? options = (declared?["fetch_options"] ?? recipe.Attributes["fetch_options"]) as MetadataValue.Mapping;
        return new ArchiveOrigin([.. urls], declared is null ? null : RequiredDigest(recipe, declared))
        {
            Extension = declared?["extension"]?.AsText,
            Expand = declared?["expand"]?.AsFlag ?? true,
            NoCache = declared?["no_cache"]?.AsFlag ?? false,
            ManualDownload = manual,
            DownloadInstructions = manual ? recipe.Attributes["download_instr"]?.AsText ?? (recipe.Attributes.Homepage is { } page ? $"the package's page is {page}" : null) : null,
            Cookie = Option(options, "cookie")?.AsText,
            TimeoutSeconds = Option(options, "timeout") is MetadataValue.Number seconds ? (int)seconds.Value : null,
        };
    }

    private static Digest? RequiredDigest(RecipeMetadata recipe, VersionDeclaration declared)
    {
        Digest? digest = DeclaredDigest(declared);

        // A digest that can't be read must not silently count as none.
        if (digest is null && DigestKeywords.FirstOrDefault(k => declared[k]?.AsText is not null) is { } keyword)
        {
            throw new SourceException(
                "source-bad-digest", $"the recipe of `{recipe.Name}` gives `{declared[keyword]!.AsText}` as {keyword} of {declared.Version}, which is no digest", [declared.Place.ToString()]);
        }

        return digest;
    }

    private static SourceOrigin Repository(
        RecipeMetadata recipe, Version version, string system, string url, VersionDeclaration keywords, IVersionUrl hook)
    {
        bool noCache = keywords["no_cache"]?.AsFlag ?? false;
        return system switch
        {
            "git" => WithGitKeywords(
                new GitOrigin(url) { Commit = keywords["commit"]?.AsText, Tag = keywords["tag"]?.AsText, Branch = keywords["branch"]?.AsText, NoCache = noCache },
                recipe, version, keywords, hook),
            "hg" => new MercurialOrigin(url, Text(keywords["revision"])) { NoCache = noCache },
            "svn" => new SubversionOrigin(url, Text(keywords["revision"])) { NoCache = noCache },
            "cvs" => new CvsOrigin(url, Text(keywords["branch"]), Text(keywords["date"])) { NoCache = noCache },
            "go" => new GoOrigin(url) { NoCache = noCache },
            _ => throw new ArgumentOutOfRangeException(nameof(system)),
        };
    }

    private static GitOrigin WithGitKeywords(GitOrigin origin, RecipeMetadata recipe, Version version, VersionDeclaration? keywords, IVersionUrl hook)
    {
        MetadataValue? submodules = keywords?["submodules"] ?? recipe.Attributes["submodules"];
        IReadOnlyList<string> chosen = submodules switch
        {
            MetadataValue.Computed => hook.Submodules(recipe, version) ?? [],
            MetadataValue.Text or MetadataValue.Sequence => submodules.AsTexts,
            _ => [],
        };
        bool all = submodules?.AsFlag ?? (submodules is MetadataValue.Computed && hook.Submodules(recipe, version) is null);
        MetadataValue? sparse = keywords?["git_sparse_paths"] ?? recipe.Attributes["git_sparse_paths"];
        return origin with
        {
            Submodules = all,
            SubmodulePaths = [.. chosen],
            SubmodulesDelete = keywords?["submodules_delete"]?.AsTexts ?? [],
            FullRepository = keywords?["get_full_repo"]?.AsFlag ?? false,
            SparsePaths = sparse is MetadataValue.Computed ? [.. hook.SparsePaths(recipe, version)] : sparse?.AsTexts ?? [],
        };
    }

    private static string[] Keywords(string system) => system switch
    {
        "git" => GitKeywords,
        "hg" or "svn" => ["revision"],
        "cvs" => ["branch", "date"],
        _ => [],
    };

    private static string? Text(MetadataValue? value) => value switch
    {
        MetadataValue.Number number => number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => value?.AsText,
    };

    private static MetadataValue? Option(MetadataValue.Mapping? options, string key)
    {
        foreach ((string name, MetadataValue value) in options?.Entries ?? [])
        {
            if (name == key)
            {
                return value;
            }
        }

        return null;
    }

    private static SourceException NoOriginError(RecipeMetadata recipe, Version version) => new(
        "source-no-url",
        $"the recipe of `{recipe.Name}` does not say where the source of {version} is",
        [$"recipe: {recipe.File}"],
        "give the recipe a `url`, or the version a `url`, `git` or the like");
}
