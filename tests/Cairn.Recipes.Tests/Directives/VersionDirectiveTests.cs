namespace Cairn.Recipes.Tests.Directives;

public sealed class VersionDirectiveTests
{
    [Fact]
    public void Versions_keep_the_order_of_their_directives_and_their_keywords()
    {
        var recipe = World.Recipe(
            """
            version("1.0", sha256="aa", url="https://x/1.0")
            version("main", branch="main", git="https://x.git", submodules=True)
            version("2.0", md5="bb", preferred=True, deprecated=True, expand=False)
            """);

        recipe.Versions.Select(version => version.Version.ToString()).ShouldBe(["1.0", "main", "2.0"]);
        recipe.Versions[0].Attributes.Select(attribute => attribute.Key).ShouldBe(["sha256", "url"]);
        recipe.Versions[1]["submodules"]!.AsFlag.ShouldBe(true);
        recipe.Versions[2].IsPreferred.ShouldBeTrue();
        recipe.Versions[2].IsDeprecated.ShouldBeTrue();
        recipe.Versions[2].Place.Line.ShouldBe(8);
    }

    [Fact]
    public void Old_checksums_stand_second() =>
        World.Recipe("version('1.0', 'd41d8cd98f00b204e9800998ecf8427e')").Versions[0]["checksum"]!.AsText.ShouldStartWith("d41d8");

    [Fact]
    public void A_version_that_is_declared_again_takes_the_new_keywords() =>
        World.Recipe("version('1', sha256='a')\nversion('2')\nversion('1', sha256='b')").Versions
            .Select(version => (version.Version.ToString(), version["sha256"]?.AsText)).ShouldBe([("1", "b"), ("2", null)]);

    [Fact]
    public void Releases_come_before_develop_versions_by_preference()
    {
        var recipe = World.Recipe("version('main')\nversion('1.9')\nversion('1.10', deprecated=True)\nversion('1.2')\nversion('2.0-rc1')");

        recipe.VersionsByPreference.Select(version => version.Version.ToString()).ShouldBe(["1.10", "1.9", "1.2", "2.0-rc1", "main"]);
        recipe.PreferredVersion!.ToString().ShouldBe("1.9");
    }

    [Fact]
    public void Functions_are_remembered_by_name() =>
        World.Of(("a", "from spack.package import *\n\ndef submodules(package):\n    return []\n\n\nclass A(Package):\n    version('1', submodules=submodules)\n"))
            .Get("a").Versions[0]["submodules"].ShouldBe(new MetadataValue.Computed("submodules"));

    [Fact]
    public void Packages_without_code_have_no_checksums() =>
        World.Failure(() => World.Recipe("has_code = False\nversion('1', sha256='aa')")).Message.ShouldContain("Checksums not allowed");

    [Fact]
    public void Versions_do_not_stand_in_conditions() =>
        World.Failure(() => World.Recipe("with when('+x'):\n    version('1')")).Message.ShouldContain("cannot be used within a \"when\" context");

    [Fact]
    public void Unknown_keywords_are_errors() =>
        World.Failure(() => World.Recipe("version('1', sha257='aa')")).Message.ShouldContain("sha257");
}
