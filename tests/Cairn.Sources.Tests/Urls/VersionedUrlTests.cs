using Cairn.Recipes;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class VersionedUrlTests
{
    [Theory]
    [InlineData("https://example.org/libfoo-1.6.27.tar.gz", "libfoo", "1.6.27")]
    [InlineData("https://example.org/v3.3.0.tar.bz2", "v", "3.3.0")]
    [InlineData("https://example.org/turbo702.tgz", "turbo", "702")]
    [InlineData("https://example.org/name_1_55_0.zip", "name", "1_55_0")]
    [InlineData("https://example.org/bowtie2-2.2.5-source.zip", "bowtie2", "2.2.5")]
    [InlineData("https://example.org/app-1.4-linux-x86_64.tar.gz", "app", "1.4")]
    [InlineData("https://github.com/owner/project/archive/v2.1.tar.gz", "project", "2.1")]
    [InlineData("https://github.com/owner/project/releases/download/v0.20.1/binary", "project", "0.20.1")]
    [InlineData("https://gitlab.example.org/api/v4/projects/g%2Fp/repository/archive.tar.gz?sha=v0.3.0", "p", "0.3.0")]
    [InlineData("https://example.org/download.php?version=1.7.1", "example.org", "1.7.1")]
    public void Names_and_versions_are_seen(string url, string name, string version)
    {
        VersionedUrl parsed = VersionedUrl.Parse(url);

        parsed.Version.ShouldBe(version);
        (parsed.Name ?? "").ShouldBe(name);
        url.AsSpan(parsed.VersionStart, version.Length).ToString().ShouldBe(version);
    }

    [Fact]
    public void Every_occurrence_of_the_version_is_replaced() =>
        VersionedUrl.Parse("https://www.hdfgroup.org/ftp/HDF/releases/HDF4.2.12/src/hdf-4.2.12.tar.gz").With("2.3")
            .ShouldBe("https://www.hdfgroup.org/ftp/HDF/releases/HDF2.3/src/hdf-2.3.tar.gz");

    [Fact]
    public void Without_a_version_nothing_is_replaced() =>
        VersionedUrl.Parse("https://example.org/latest.tar.gz").With("2.3").ShouldBe("https://example.org/latest.tar.gz");

    [Fact]
    public void A_versions_own_url_comes_first_and_the_recipes_follows()
    {
        RecipeMetadata recipe = Recipe([("url", "https://example.org/p-1.0.tar.gz")], ("1.0", null), ("2.0", "https://old.example.org/p2.tar.gz"));

        VersionUrls.Of(recipe, Version.Parse("1.5"), DeclaredUrlsOnly.Instance).ShouldBe(["https://example.org/p-1.5.tar.gz"]);
        VersionUrls.Of(recipe, Version.Parse("2.0"), DeclaredUrlsOnly.Instance)
            .ShouldBe(["https://old.example.org/p2.tar.gz", "https://example.org/p-2.0.tar.gz"]);
    }

    [Fact]
    public void The_nearest_versions_url_serves_where_the_recipe_has_none()
    {
        RecipeMetadata recipe = Recipe([], ("1.0", "https://a.org/p-1.0.tgz"), ("2.0", "https://b.org/p-2.0.tgz"), ("3.0", null));

        VersionUrls.Of(recipe, Version.Parse("1.5"), DeclaredUrlsOnly.Instance).ShouldBe(["https://a.org/p-1.5.tgz"]);
        VersionUrls.Of(recipe, Version.Parse("3.0"), DeclaredUrlsOnly.Instance).ShouldBe(["https://b.org/p-3.0.tgz"]);
        VersionUrls.Of(Recipe([], ("1.0", null)), Version.Parse("1.0"), DeclaredUrlsOnly.Instance).ShouldBeEmpty();
    }

    [Fact]
    public void Mirror_mixins_give_all_their_mirrors()
    {
        RecipeMetadata recipe = Recipe([("gnu_mirror_path", "sed/sed-4.8.tar.xz")], ("4.9", null));

        VersionUrls.Of(recipe, Version.Parse("4.9"), DeclaredUrlsOnly.Instance).ShouldBe([
            "https://ftpmirror.gnu.org/sed/sed-4.9.tar.xz", "https://ftp.gnu.org/gnu/sed/sed-4.9.tar.xz", "http://ftpmirror.gnu.org/sed/sed-4.9.tar.xz",
        ]);
    }

    [Fact]
    public void The_recipes_own_method_is_asked_before_extrapolating()
    {
        RecipeMetadata recipe = Recipe([("url", "https://example.org/p-1.0.tar.gz")], ("1.0", null));

        VersionUrls.Of(recipe, Version.Parse("1.0"), new Method()).ShouldBe(["https://method.org/1.0", "https://example.org/p-1_0.tar.gz"]);
    }

    private static RecipeMetadata Recipe((string Name, string Value)[] attributes, params (string Version, string? Url)[] versions) => new()
    {
        Name = "p",
        Namespace = "test",
        ClassName = "P",
        Attributes = new RecipeAttributes(attributes.Select(a => KeyValuePair.Create(a.Name, (MetadataValue)new MetadataValue.Text(a.Value)))),
        Versions =
        [
            .. versions.Select(v => new VersionDeclaration(
                Version.Parse(v.Version), v.Url is null ? [] : [KeyValuePair.Create("url", (MetadataValue)new MetadataValue.Text(v.Url))], default)),
        ],
    };

    private sealed class Method : IVersionUrl
    {
        public string? UrlForVersion(RecipeMetadata recipe, Version version) => $"https://method.org/{version}";

        public IReadOnlyList<string> ComputedAttribute(RecipeMetadata recipe, string attribute) => [];

        public string? UrlVersion(RecipeMetadata recipe, Version version) => version.Underscored.ToString();
    }
}
