using Cairn.Config;
using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class SourceServicesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _observer = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Mirrors_come_in_their_order_then_upstream_then_apt()
    {
        Environment.SetEnvironmentVariable("CAIRN_TEST_MIRROR_SECRET", "pa/ss");
        using SourceServices services = Services("""
            mirrors:
              first: file:///srv/mirror
              binaries: {url: https://bin.example.org, source: false}
              registry: oci://example.org/x
              second:
                fetch: {url: "https://example.org/m", access_pair: {id: me, secret_variable: CAIRN_TEST_MIRROR_SECRET}}
            """);

        string[] names = [.. services.Supply.Places.Select(p => p.Name)];
        names[..3].ShouldBe(["mirror `first`", "mirror `second`", "upstream"]);
        names[3..].ShouldBe(services.Apt is null ? [] : ["apt-source"]);
        services.Mirrors[1].Url.ShouldBe("https://me:pa%2Fss@example.org/m");
    }

    [Fact]
    public async Task A_mirror_that_can_not_be_read_says_so_once_and_the_next_place_is_asked()
    {
        using SourceServices services = Services("mirrors:: {bucket: 's3://bucket/path'}\n");
        SourceRequest[] requests = [.. Enumerable.Range(0, 2).Select(i =>
        {
            string file = _folder.Write($"upstream/p{i}.tar", new TarBuilder().File($"p{i}/f", $"{i}").Build());
            return new SourceRequest($"p{i}", "1", null, new ArchiveOrigin([new Uri(file).AbsoluteUri], Digest.ComputeFile(DigestAlgorithm.Sha256, file)));
        })];

        (await services.FetchAllAsync(requests)).ShouldBeEmpty();

        services.Mirrors.ShouldBeEmpty();
        FetchFellBack told = _observer.Events.OfType<FetchFellBack>().ShouldHaveSingleItem();
        told.From.ShouldBe("mirror `bucket`");
        told.Reason.ShouldContain("`s3://`");
    }

    [Fact]
    public void Apt_can_be_switched_off()
    {
        using SourceServices services = Services("mirrors:: {}\n");

        services.Apt.ShouldBeNull();
        services.Supply.Places.ShouldHaveSingleItem().ShouldBeOfType<UpstreamPlace>();
    }

    [Fact]
    public void Places_and_trust_follow_the_configuration()
    {
        using SourceServices services = Services("mirrors:: {}\n", "config: {source_cache: $spack/here, build_stage: [$tempdir/stages], checksum: false}\n");

        services.Supply.Cache.Root.ShouldBe(_folder["root/here"]);
        services.Stages.Path.ShouldBe(_folder["tmp/stages/ada"]);
        services.Supply.Trust.ShouldBe(TrustPolicy.NoChecksum);
    }

    [Fact]
    public async Task Many_sources_are_fetched_and_failures_are_gathered()
    {
        using SourceServices services = Services("mirrors:: {}\n");
        SourceRequest[] requests = [.. Enumerable.Range(0, 12).Select(i =>
        {
            string file = _folder.Write($"upstream/p{i}.tar", new TarBuilder().File($"p{i}/f", $"{i}").Build());
            string url = i % 4 == 3 ? "file:///no/such/file.tar" : new Uri(file).AbsoluteUri;
            return new SourceRequest($"p{i}", "1", null, new ArchiveOrigin([url], Digest.ComputeFile(DigestAlgorithm.Sha256, file)));
        })];

        var failures = await services.FetchAllAsync(requests);

        failures.Select(f => f.Request.Name).Order().ShouldBe(["p11", "p3", "p7"]);
        services.Supply.Cache.Digests().Count.ShouldBe(9);
        (await services.FetchAllAsync(requests, failFast: true)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Versions_are_reachable_by_their_digest()
    {
        using SourceServices services = Services("mirrors:: {}\n");
        string sha = new('e', 64);
        _folder.Write($"root/cache/source/_source-cache/archive/ee/{sha}.tar.gz", "");
        var recipe = new Cairn.Recipes.RecipeMetadata
        {
            Name = "p",
            Namespace = "t",
            ClassName = "P",
            Versions =
            [
                new(Version.Parse("1"), [new("sha256", new Cairn.Recipes.MetadataValue.Text(sha))], default),
                new(Version.Parse("2"), [new("sha256", new Cairn.Recipes.MetadataValue.Text(new string('f', 64)))], default),
            ],
        };

        ReachableIndex index = await services.ReachableAsync();

        recipe.Versions.Where(v => index.IsReachable(recipe, v)).Select(v => v.Version.ToString()).ShouldBe(["1"]);
    }

    private SourceServices Services(string mirrors, string? config = null)
    {
        _folder.Write("scope/mirrors.yaml", mirrors);
        _folder.Write("scope/config.yaml", config ?? "config: {}\n");
        PathVariables variables = new(
            CairnPlaces.From(new Dictionary<string, string> { ["HOME"] = _folder["home"], ["USER"] = "ada", ["CAIRN_ROOT"] = _folder["root"], ["TMPDIR"] = _folder["tmp"] }),
            () => new HostNames("linux", "debian12", "x86_64", "x86_64"));
        return SourceServices.FromConfiguration(new Configuration([new DefaultScope(), new DirectoryScope("user", _folder["scope"])], variables), _observer);
    }
}
