using Cairn.Specs;

namespace Cairn.Specs.Tests.Versions;

public class VersionTests
{
    [Fact]
    public void Words_stand_below_numbers_and_branches_above()
    {
        string[] ascending =
        [
            "a", "1.0alpha", "1.0beta2", "1.0rc", "1.0rc1", "1.0", "1.0.a", "1.0.0", "1.9", "1.10", "9999", "99999999999999999999",
            "stable", "nightly", "trunk", "head", "master", "main", "develop",
        ];
        ascending.Select(Version.Parse).Order().Select(version => version.ToString()).ShouldBe(ascending);
    }

    [Fact]
    public void A_separator_makes_no_difference_but_is_kept()
    {
        Version.Parse("1.2-3").ShouldBe(Version.Parse("1_2.3"));
        Version.Parse("1.2-3").ToString().ShouldBe("1.2-3");
    }

    [Theory]
    [InlineData("1.4", "1.4.3", true)]
    [InlineData(":1.4", "1.4.99", true)]
    [InlineData("=1.4", "1.4.0", false)]
    [InlineData("1.2:1.4", "1.5", false)]
    [InlineData("1.2:", "develop", true)]
    [InlineData(":", "git.main=1.2", true)]
    [InlineData("1.2", "git.main=1.2", true)]
    [InlineData("1.0:1.2", "1.2rc1", true)]
    [InlineData("1.2:", "1.2rc1", false)]
    public void Ranges_cover_the_prefix_of_their_ends(string range, string version, bool contained)
        => VersionList.Parse(range).Contains(Version.Parse(version)).ShouldBe(contained);

    [Fact]
    public void A_git_version_without_a_version_says_what_is_missing()
    {
        CairnException error = Should.Throw<CairnException>(() => VersionList.Parse("1.2").Contains(Version.Parse("git.main")));
        error.Diagnostic.Hint.ShouldBe("write `@git.main=VERSION`");
        Version.Parse("git.main").Satisfies(VersionList.Any).ShouldBeTrue();
    }

    [Fact]
    public void A_commit_is_recognised_by_its_forty_digits()
        => Version.Parse(new string('a', 40)).IsCommit.ShouldBeTrue();

    [Theory]
    [InlineData("1.23-4b", 1, "1")]
    [InlineData("1.23-4b", 3, "1.23-4")]
    [InlineData("1.23-4b", -1, "1.23-4")]
    [InlineData("1.23-4b", -9, "")]
    [InlineData("2024.01", 2, "2024.1")]
    public void Leading_components_are_cut_as_slices(string version, int count, string expected)
        => Version.Parse(version).UpTo(count).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("1.2/3")]
    [InlineData("=1.2")]
    [InlineData("1 2")]
    public void Foreign_characters_are_refused(string text)
        => Should.Throw<SpecSyntaxException>(() => Version.Parse(text)).Message.ShouldContain("is no version");
}
