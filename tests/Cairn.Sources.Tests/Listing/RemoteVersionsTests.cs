using System.Net;
using System.Text;
using Cairn.Recipes;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

/// <summary>What upstream's pages tell of versions.</summary>
public sealed class RemoteVersionsTests : IDisposable
{
    private readonly LoopbackServer _server = new();
    private readonly Downloader _downloader = new(new DownloadOptions { FirstDelay = TimeSpan.FromMilliseconds(5), Proxy = new WebProxy() });
    private readonly RecordingObserver _observer = new();

    public void Dispose()
    {
        _downloader.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Archives_beside_the_known_one_are_versions_and_nothing_else_is()
    {
        Page("/pub/", """
            <a href="pls-1.0.tar.gz">1.0</a> <A HREF='/pub/pls-1.2.tar.gz'>1.2</a> <a class=x href=pls-2.0rc1.tar.gz>rc</a>
            <a href="pls-1.2.tar.gz.asc">signature</a> <a href="enpls-9.0.tar.gz">another</a> <a href="pls-1.3.zip">other kind</a>
            <a href="https://elsewhere.invalid/x/pls-1.4.tar.gz#top">elsewhere</a> <a href="mailto:me@x.org">me</a> <a>none</a>
            """);

        RemoteListing listing = await Find(("url", T(_server.Url("/pub/pls-1.0.tar.gz"))));

        listing.Versions.Select(v => v.Version.ToString()).ShouldBe(["2.0rc1", "1.4", "1.2", "1.0"]);
        listing.Versions[1].Url.ShouldBe("https://elsewhere.invalid/x/pls-1.4.tar.gz");
        listing.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_recipes_list_is_followed_to_its_depth_and_not_beyond()
    {
        Page("/list/", "<a href='v1/'>1</a> <a href='/other/'>other</a>");
        Page("/list/v1/", "<a href='p-1.1.tar.gz'>1.1</a> <a href='deeper/'>deeper</a>");
        Page("/list/v1/deeper/", "<a href='p-1.2.tar.gz'>1.2</a>");
        Page("/other/", "<a href='p-6.6.tar.gz'>6.6</a>");
        Page("/archive/", "");

        RemoteListing listing = await Find(
            ("url", T(_server.Url("/archive/p-1.0.tar.gz"))), ("list_url", T(_server.Url("/list/"))), ("list_depth", new MetadataValue.Number(1)));

        listing.Versions.Select(v => v.Version.ToString()).ShouldBe(["1.1"]);
    }

    [Fact]
    public async Task A_page_that_can_not_be_read_is_told_and_fails_nothing()
    {
        RemoteListing listing = await Find(("url", T(_server.Url("/gone/p-1.0.tar.gz"))));

        listing.Versions.ShouldBeEmpty();
        listing.Problems.ShouldHaveSingleItem().ShouldContain("404");
    }

    [Theory]
    [InlineData("https://github.com/org/tool/archive/v1.0.tar.gz", "https://github.com/org/tool/releases https://github.com/org/tool/tags")]
    [InlineData("https://gitlab.dkrz.de/k202009/libaec/uploads/6/libaec-1.0.0.tar.gz", "https://gitlab.dkrz.de/k202009/libaec/-/tags")]
    [InlineData("https://gitlab.dkrz.de/api/v4/projects/k202009%2Flibaec/repository/archive.tar.gz?sha=v1.0.2", "https://gitlab.dkrz.de/k202009/libaec/-/tags")]
    [InlineData("https://files.pythonhosted.org/packages/source/n/numpy/numpy-1.19.4.zip", "https://pypi.org/simple/numpy/")]
    [InlineData("https://cloud.r-project.org/src/contrib/rgl_0.98.1.tar.gz", "https://cloud.r-project.org/src/contrib/Archive/rgl/ https://cloud.r-project.org/src/contrib/")]
    [InlineData("https://bitbucket.org/eigen/eigen/get/3.3.3.tar.bz2", "https://bitbucket.org/eigen/eigen/downloads/?tab=tags")]
    [InlineData("https://luarocks.org/manifests/gvvaughan/lpeg-1.0.2-1.src.rock", "https://luarocks.org/modules/gvvaughan/lpeg")]
    [InlineData("https://ftp.gnu.org/gnu/units/units-2.22.tar.gz", "https://ftp.gnu.org/gnu/units/")]
    [InlineData("https://host.org/get?f=p-1.0.tar.gz", "https://host.org/")]
    public void Pages_are_looked_for_where_each_kind_of_server_lists_releases(string archive, string pages) =>
        string.Join(' ', ListingPages.Of(archive)).ShouldBe(pages);

    private static MetadataValue T(string text) => new MetadataValue.Text(text);

    private Task<RemoteListing> Find(params (string Key, MetadataValue Value)[] attributes)
    {
        RecipeMetadata recipe = new()
        {
            Name = "p",
            Namespace = "t",
            ClassName = "P",
            Attributes = new RecipeAttributes(attributes.Select(a => KeyValuePair.Create(a.Key, a.Value))),
        };
        return new RemoteVersions(_downloader, _observer).FindAsync(recipe, DeclaredUrlsOnly.Instance);
    }

    private void Page(string path, string html)
    {
        byte[] content = Encoding.UTF8.GetBytes(html);
        _server.On(path, async (_, stream) =>
        {
            await LoopbackServer.Head(stream, $"200 OK\r\nContent-Type: text/html\r\nContent-Length: {content.Length}");
            await stream.WriteAsync(content);
        });
    }
}
