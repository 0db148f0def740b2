using System.Collections.Immutable;
using Cairn.Recipes;
using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class SourceOriginsTests
{
    private static readonly string Sha = new('a', 64);

    [Fact]
    public void A_digest_means_an_archive_at_the_recipes_url()
    {
        ArchiveOrigin origin = Of(Recipe(("url", T("https://example.org/p-1.0.tar.gz")), ("git", T("https://git.org/p"))), ("sha256", T(Sha)))
            .ShouldBeOfType<ArchiveOrigin>();

        origin.Urls.ShouldBe(["https://example.org/p-2.0.tar.gz"]);
        origin.Digest.ShouldNotBeNull().Hex.ShouldBe(Sha);
    }

    [Fact]
    public void A_versions_own_url_is_the_only_one_and_its_keywords_count()
    {
        ArchiveOrigin origin = Of(
            Recipe(("url", T("https://example.org/p-1.0.tar.gz")), ("fetch_options", new MetadataValue.Mapping([new("timeout", new MetadataValue.Number(60)), new("cookie", T("c"))]))),
            ("url", T("https://other.org/x")), ("sha256", T(Sha)), ("extension", T("tar.xz")), ("expand", new MetadataValue.Flag(false)), ("no_cache", new MetadataValue.Flag(true)))
            .ShouldBeOfType<ArchiveOrigin>();

        origin.Urls.ShouldBe(["https://other.org/x"]);
        (origin.Extension, origin.Expand, origin.NoCache, origin.TimeoutSeconds, origin.Cookie).ShouldBe(("tar.xz", false, true, 60, "c"));
    }

    [Fact]
    public void A_commit_means_git_even_where_the_recipe_has_a_url()
    {
        GitOrigin origin = Of(
            Recipe(("url", T("https://example.org/p-1.0.tar.gz")), ("git", T("https://git.org/p")), ("submodules", new MetadataValue.Flag(true))),
            ("commit", T("abc")), ("get_full_repo", new MetadataValue.Flag(true)), ("git_sparse_paths", new MetadataValue.Sequence([T("a"), T("b")])))
            .ShouldBeOfType<GitOrigin>();

        (origin.Url, origin.Commit, origin.Submodules, origin.FullRepository).ShouldBe(("https://git.org/p", "abc", true, true));
        origin.SparsePaths.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Submodules_may_be_listed_or_computed()
    {
        Of(Recipe(("git", T("g"))), ("tag", T("v1")), ("submodules", new MetadataValue.Sequence([T("x")]))).ShouldBeOfType<GitOrigin>().SubmodulePaths.ShouldBe(["x"]);
        GitOrigin computed = Of(Recipe(("git", T("g")), ("submodules", new MetadataValue.Computed("f"))), ("tag", T("v1"))).ShouldBeOfType<GitOrigin>();
        computed.SubmodulePaths.ShouldBe(["from-the-recipe"]);
        computed.Submodules.ShouldBeFalse();
    }

    [Fact]
    public void Other_systems_are_found_by_their_names()
    {
        Of(Recipe(), ("hg", T("https://hg.org/p")), ("revision", T("12ab"))).ShouldBe(new MercurialOrigin("https://hg.org/p", "12ab"));
        Of(Recipe(("svn", T("https://svn.org/p"))), ("revision", new MetadataValue.Number(17))).ShouldBe(new SubversionOrigin("https://svn.org/p", "17"));
        Of(Recipe(), ("cvs", T(":pserver:a@b:/c%module=m")), ("date", T("2020"))).ShouldBe(new CvsOrigin(":pserver:a@b:/c%module=m", null, "2020"));
        Of(Recipe(), ("go", T("example.org/m"))).ShouldBe(new GoOrigin("example.org/m"));
    }

    [Fact]
    public void A_version_without_keywords_takes_the_recipes_url_before_its_repository()
    {
        Of(Recipe(("url", T("https://example.org/p-1.0.tar.gz")), ("git", T("g")))).ShouldBeOfType<ArchiveOrigin>().Digest.ShouldBeNull();
        Of(Recipe(("git", T("g")))).ShouldBeOfType<GitOrigin>().Url.ShouldBe("g");
        Should.Throw<SourceException>(() => Of(Recipe())).Diagnostic.Code.ShouldBe("source-no-url");
    }

    [Fact]
    public void An_unknown_version_is_extrapolated_without_a_digest()
    {
        ArchiveOrigin origin = SourceOrigins.Of(Recipe(("url", T("https://example.org/p-1.0.tar.gz"))), Version.Parse("7.7"), new Hook()).ShouldBeOfType<ArchiveOrigin>();

        origin.Urls.ShouldBe(["https://example.org/p-7.7.tar.gz"]);
        origin.Digest.ShouldBeNull();
    }

    [Fact]
    public void Git_versions_and_commits_of_the_spec_come_from_git()
    {
        RecipeMetadata recipe = Recipe(("git", T("g")), ("url", T("https://example.org/p-1.0.tar.gz")));
        string commit = new('c', 40);

        SourceOrigins.Of(recipe, Version.Parse($"git.{commit}=2.0"), new Hook()).ShouldBeOfType<GitOrigin>().Commit.ShouldBe(commit);
        GitOrigin branch = SourceOrigins.Of(recipe, Version.Parse("git.main=2.0"), new Hook()).ShouldBeOfType<GitOrigin>();
        (branch.Commit, branch.Tag).ShouldBe((null, "main"));
        SourceOrigins.Of(recipe, Version.Parse("2.0"), new Hook(), commit).ShouldBeOfType<GitOrigin>().Commit.ShouldBe(commit);
        Should.Throw<SourceException>(() => SourceOrigins.Of(Recipe(), Version.Parse("git.main=2.0"), new Hook())).Diagnostic.Code.ShouldBe("source-no-git");
    }

    [Fact]
    public void A_bundle_has_no_source_and_a_digest_that_is_none_is_an_error()
    {
        SourceOrigins.Of(new RecipeMetadata { Name = "b", Namespace = "t", ClassName = "B", HasCode = false }, Version.Parse("1"), new Hook()).ShouldBeOfType<NoOrigin>();
        Should.Throw<SourceException>(() => Of(Recipe(("url", T("https://e.org/p-1.tar.gz"))), ("sha256", T("nonsense")))).Diagnostic.Code.ShouldBe("source-bad-digest");
    }

    [Fact]
    public void Manual_downloads_say_so()
    {
        ArchiveOrigin origin = Of(Recipe(("manual_download", new MetadataValue.Flag(true)), ("homepage", T("https://vendor.org"))), ("sha256", T(Sha))).ShouldBeOfType<ArchiveOrigin>();

        origin.ManualDownload.ShouldBeTrue();
        origin.DownloadInstructions.ShouldNotBeNull().ShouldContain("https://vendor.org");
    }

    private static MetadataValue T(string text) => new MetadataValue.Text(text);

    private static SourceOrigin Of(RecipeMetadata recipe, params (string Key, MetadataValue Value)[] keywords) => SourceOrigins.Of(
        new RecipeMetadata
        {
            Name = recipe.Name,
            Namespace = recipe.Namespace,
            ClassName = recipe.ClassName,
            Attributes = recipe.Attributes,
            Versions = [new VersionDeclaration(Version.Parse("2.0"), [.. keywords.Select(k => KeyValuePair.Create(k.Key, k.Value))], default)],
        },
        Version.Parse("2.0"),
        new Hook());

    private static RecipeMetadata Recipe(params (string Key, MetadataValue Value)[] attributes) => new()
    {
        Name = "p",
        Namespace = "test",
        ClassName = "P",
        Attributes = new RecipeAttributes(attributes.Select(a => KeyValuePair.Create(a.Key, a.Value))),
    };

    private sealed class Hook : IVersionUrl
    {
        public string? UrlForVersion(RecipeMetadata recipe, Version version) => null;

        public IReadOnlyList<string> ComputedAttribute(RecipeMetadata recipe, string attribute) => [];

        public IReadOnlyList<string>? Submodules(RecipeMetadata recipe, Version version) => ["from-the-recipe"];
    }
}
