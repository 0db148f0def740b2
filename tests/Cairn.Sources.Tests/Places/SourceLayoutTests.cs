using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class SourceLayoutTests
{
    private static readonly Digest Sha = Digest.Parse(new string('c', 64));

    [Fact]
    public void Archives_lie_by_digest_with_their_extension()
    {
        SourceLayout layout = SourceLayout.Of(new ArchiveOrigin(["https://example.org/p-1.0.tgz"], Sha), "p/p-1.0")!;

        layout.Path.ShouldBe($"_source-cache/archive/cc/{Sha.Hex}.tgz");
        layout.Alias.ShouldBe("p/p-1.0.tgz");
    }

    [Fact]
    public void Files_that_are_used_as_they_are_have_no_extension_and_the_recipes_word_counts()
    {
        ArchiveOrigin jar = new(["https://example.org/p-1.0.tar.gz"], Sha) { Expand = false };

        SourceLayout.Of(jar, "p/p-1.0")!.Path.ShouldBe($"_source-cache/archive/cc/{Sha.Hex}");
        SourceLayout.Of(jar with { Expand = true, Extension = "tar.xz" }, "p/p-1.0")!.Path.ShouldBe($"_source-cache/archive/cc/{Sha.Hex}.tar.xz");
    }

    [Fact]
    public void Commits_lie_by_repository_and_commit_and_moving_things_by_name_only()
    {
        SourceLayout.Of(new GitOrigin("https://github.com/o/r.git") { Commit = "abc" }, "p/p-1")!.Path.ShouldBe("_source-cache/git/o/r.git/abc.tar.gz");
        SourceLayout.Of(new GitOrigin("https://github.com/o/r.git") { Branch = "main" }, "p/p-main")!.StoragePath.ShouldBe("p/p-main.tar.gz");
        SourceLayout.Of(new SubversionOrigin("https://svn.org/p/trunk", "12"), "p/p-1")!.Path.ShouldBe("_source-cache/svn/p/trunk/12.tar.gz");
        SourceLayout.Of(new NoOrigin(), "p/p-1").ShouldBeNull();
    }

    [Theory]
    [InlineData("https://github.com/petdance/ack/tarball/1.93_02", "tar.gz")]
    [InlineData("https://github.com/petdance/ack/zipball/1.93_02", "zip")]
    [InlineData("https://example.org/PowerParser_v2.0.7.tgz?raw=true", "tgz")]
    [InlineData("https://gitlab.kitware.com/vtk/vtk/repository/archive.tar.bz2?ref=v7.0.0", "tar.bz2")]
    [InlineData("https://sourceforge.net/projects/glew/files/glew/2.0.0/glew-2.0.0.tgz/download", "tgz")]
    [InlineData("http://www.apache.org/dyn/closer.cgi?path=/c/apache-c-1.2.0-rc2-bin.tar.gz", "tar.gz")]
    [InlineData("https://example.org/installer.run", "")]
    public void The_url_tells_the_extension(string url, string extension) => ArchiveExtension.OfUrl(url).ShouldBe(extension);

    [Theory]
    [InlineData("https://example.org/a/p-1.0.tar.gz", "p-1.0.tar.gz")]
    [InlineData("https://example.org/archive.tar.gz?sha=v1.0", "archive.tar.gz_sha_v1.0")]
    [InlineData("https://example.org/.hidden", "_.hidden")]
    [InlineData("https://example.org", "archive")]
    [InlineData("https://example.org/a%2Fb.zip#x", "a_2Fb.zip_x")]
    public void Downloads_have_harmless_names(string url, string name) => DownloadName.Of(url).ShouldBe(name);
}
