using System.Net;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class SourceSupplyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly Downloader _downloader = new(new DownloadOptions { FirstDelay = TimeSpan.FromMilliseconds(5), Proxy = new WebProxy() });
    private readonly RecordingObserver _observer = new();
    private readonly byte[] _content = "the source\n"u8.ToArray();
    private readonly Digest _digest;

    public SourceSupplyTests()
    {
        _digest = Digest.Compute(DigestAlgorithm.Sha256, new MemoryStream(_content));
        _folder.NewDirectory("stage");
    }

    public void Dispose()
    {
        _downloader.Dispose();
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_verified_download_enters_the_cache_in_spacks_layout()
    {
        _server.Serve("/p-1.0.tar.gz", _content);

        FetchedFile file = await Obtain(Origin("/p-1.0.tar.gz"));

        file.Path.ShouldBe(_folder[$"cache/_source-cache/archive/{_digest.Hex[..2]}/{_digest.Hex}.tar.gz"]);
        file.Proof.ShouldBeOfType<DigestProof>().Digest.Value.ShouldBe(_digest);
        File.ReadAllBytes(file.Path).ShouldBe(_content);
        Directory.GetFileSystemEntries(Path.GetDirectoryName(file.Path)!).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_cache_is_asked_before_anybody_else()
    {
        _server.Serve("/p-1.0.tar.gz", _content);
        await Obtain(Origin("/p-1.0.tar.gz"));

        await Obtain(Origin("/p-1.0.tar.gz"));

        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_damaged_cache_entry_is_put_aside_and_fetched_again()
    {
        _server.Serve("/p-1.0.tar.gz", _content);
        FetchedFile first = await Obtain(Origin("/p-1.0.tar.gz"));
        File.WriteAllText(first.Path, "damaged");

        FetchedFile second = await Obtain(Origin("/p-1.0.tar.gz"));

        File.ReadAllBytes(second.Path).ShouldBe(_content);
        _observer.Warnings.ShouldContain(w => w.Contains("does not have the digest"));
        Directory.GetFiles(_folder["stage"], "*.wrong-*").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_wrong_digest_upstream_shows_both_keeps_the_file_and_asks_nobody_else()
    {
        _server.Serve("/p-1.0.tar.gz", "something else"u8.ToArray());
        _server.Serve("/second/p-1.0.tar.gz", _content);
        ArchiveOrigin origin = new([_server.Url("/p-1.0.tar.gz"), _server.Url("/second/p-1.0.tar.gz")], _digest);

        DigestMismatchException error = await Should.ThrowAsync<DigestMismatchException>(() => Obtain(origin));

        error.Diagnostic.ToString().ShouldContain(_digest.Hex);
        error.Diagnostic.ToString().ShouldContain(error.Actual.Hex);
        File.ReadAllText(error.KeptAt!).ShouldBe("something else");
        Path.GetFileName(error.KeptAt!).ShouldStartWith("p-1.0.tar.gz.wrong-");
        _server.Requests.Count.ShouldBe(1);
        CacheFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Mirrors_come_before_upstream_and_are_found_by_digest()
    {
        _folder.Write($"mirror/_source-cache/archive/{_digest.Hex[..2]}/{_digest.Hex}.tar.gz", _content);
        _server.Serve("/p-1.0.tar.gz", _content);

        FetchedFile file = await Obtain(Origin("/p-1.0.tar.gz"), Mirror("mirror"));

        file.Origin.ShouldContain("_source-cache/archive");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Mirrors_are_found_by_name_as_well()
    {
        _folder.Write("mirror/p/p-1.0.tar.gz", _content);

        FetchedFile file = await Obtain(Origin("/p-1.0.tar.gz"), Mirror("mirror"));

        file.Origin.ShouldContain("p/p-1.0.tar.gz");
    }

    [Fact]
    public async Task A_wrong_file_in_a_mirror_is_told_and_the_next_place_is_asked()
    {
        _folder.Write("mirror/p/p-1.0.tar.gz", "tampered");
        _server.Serve("/p-1.0.tar.gz", _content);

        FetchedFile file = await Obtain(Origin("/p-1.0.tar.gz"), Mirror("mirror"));

        File.ReadAllBytes(file.Path).ShouldBe(_content);
        _observer.Warnings.ShouldContain(w => w.Contains("expected " + _digest.Hex));
        _observer.Events.OfType<FetchFellBack>().ShouldContain(e => e.From.Contains("mirror") && e.Reason == "wrong digest");
    }

    [Fact]
    public async Task A_fall_back_is_told()
    {
        _server.Serve("/good/p-1.0.tar.gz", _content);
        ArchiveOrigin origin = new([_server.Url("/gone/p-1.0.tar.gz")], _digest);

        await Obtain(origin, after: new OtherPlace(_downloader, _server.Url("/good/p-1.0.tar.gz")));

        FetchFellBack told = _observer.Events.OfType<FetchFellBack>().ShouldHaveSingleItem();
        told.From.ShouldBe("upstream");
        told.Reason.ShouldContain("404");
        told.To.ShouldBe("other");
    }

    [Fact]
    public async Task When_no_place_has_it_every_place_says_why()
    {
        SourceException error = await Should.ThrowAsync<SourceException>(() => Obtain(Origin("/gone.tar.gz"), Mirror("mirror")));

        error.Diagnostic.Code.ShouldBe("source-unreachable");
        error.Diagnostic.Notes.ShouldContain(n => n.StartsWith("mirror `m`"));
        error.Diagnostic.Notes.ShouldContain(n => n.StartsWith("upstream") && n.Contains("404"));
        error.Diagnostic.Hint.ShouldNotBeNull().ShouldContain(_folder["cache"]);
    }

    [Fact]
    public async Task A_source_without_digest_needs_consent_and_stays_out_of_the_cache()
    {
        _server.Serve("/p-1.0.tar.gz", _content);
        ArchiveOrigin origin = new([_server.Url("/p-1.0.tar.gz")], null);

        (await Should.ThrowAsync<SourceException>(() => Obtain(origin))).Diagnostic.Code.ShouldBe("source-no-digest");
        FetchedFile file = await Obtain(origin, trust: TrustPolicy.NoChecksum);

        file.Proof.ShouldBeOfType<Waiver>();
        file.Path.ShouldStartWith(_folder["stage"]);
        _observer.Warnings.ShouldContain(w => w.Contains("without a digest"));
        CacheFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Weak_digests_are_taken_with_a_warning()
    {
        _server.Serve("/p-1.0.tar.gz", _content);
        Digest md5 = Digest.Compute(DigestAlgorithm.Md5, new MemoryStream(_content));

        FetchedFile file = await Obtain(new ArchiveOrigin([_server.Url("/p-1.0.tar.gz")], md5));

        file.Proof.ShouldBeOfType<DigestProof>();
        _observer.Warnings.ShouldContain(w => w.Contains("md5"));
    }

    [Fact]
    public async Task Without_checksums_a_wrong_file_is_used_told_and_not_cached()
    {
        _server.Serve("/p-1.0.tar.gz", "something else"u8.ToArray());

        FetchedFile file = await Obtain(Origin("/p-1.0.tar.gz"), trust: TrustPolicy.NoChecksum);

        file.Proof.ShouldBeOfType<Waiver>().Reason.ShouldContain("switched off");
        CacheFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_halves_of_different_files_are_fetched_anew()
    {
        string part = _folder[$"cache/_source-cache/archive/{_digest.Hex[..2]}/{_digest.Hex}.tar.gz.part"];
        Directory.CreateDirectory(Path.GetDirectoryName(part)!);
        File.WriteAllText(part, "WRONG");
        new ResumeInformation(_server.Url("/p-1.0.tar.gz"), "\"v1\"").Write(part);
        _server.Serve("/p-1.0.tar.gz", _content);

        FetchedFile file = await Obtain(Origin("/p-1.0.tar.gz"));

        File.ReadAllBytes(file.Path).ShouldBe(_content);
        _observer.Warnings.ShouldContain(w => w.Contains("fetching it anew"));
    }

    [Fact]
    public async Task A_manual_download_tells_what_to_put_where()
    {
        ArchiveOrigin origin = Origin("/licensed.tar.gz") with { ManualDownload = true, DownloadInstructions = "register at example.org" };

        SourceException error = await Should.ThrowAsync<SourceException>(() => Obtain(origin));

        error.Diagnostic.Notes.ShouldContain("register at example.org");
        error.Diagnostic.Hint.ShouldNotBeNull().ShouldContain($"{_digest.Hex}.tar.gz");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_manual_download_is_taken_from_the_file_that_the_recipe_names_once_it_is_there()
    {
        ArchiveOrigin origin = new([new Uri(_folder["here/licensed.tar.gz"]).AbsoluteUri], _digest) { ManualDownload = true };

        SourceException error = await Should.ThrowAsync<SourceException>(() => Obtain(origin));
        error.Diagnostic.Hint.ShouldNotBeNull().ShouldContain($"put it at `{_folder["here/licensed.tar.gz"]}`");
        _folder.Write("here/licensed.tar.gz", _content);

        (await Obtain(origin)).Proof.ShouldBeOfType<DigestProof>();
    }

    [Fact]
    public async Task Concurrent_requests_for_one_source_download_it_once()
    {
        _server.On("/p-1.0.tar.gz", async (_, stream) =>
        {
            await Task.Delay(100);
            await LoopbackServer.Head(stream, $"200 OK\r\nContent-Length: {_content.Length}");
            await stream.WriteAsync(_content);
        });

        FetchedFile[] files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Obtain(Origin("/p-1.0.tar.gz"))));

        files.Select(f => f.Path).Distinct().ShouldHaveSingleItem();
        _server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_killed_process_leaves_does_not_harm_the_next()
    {
        string folder = _folder.NewDirectory($"cache/_source-cache/archive/{_digest.Hex[..2]}");
        _server.Serve("/p-1.0.tar.gz", _content);
        File.WriteAllText(Path.Combine(folder, $"{_digest.Hex}.tar.gz.part"), "half");
        File.WriteAllText(Path.Combine(folder, $"{_digest.Hex}.tar.gz.part.from"), "torn");

        FetchedFile file = await Obtain(Origin("/p-1.0.tar.gz"));

        File.ReadAllBytes(file.Path).ShouldBe(_content);
        _folder.NewDirectory("empty");
        new SourceCache(_folder["cache"]).Digests().ShouldBe([_digest.Hex]);
    }

    [Fact]
    public async Task Reachable_means_cache_and_mirrors_without_upstream()
    {
        _server.Serve("/p-1.0.tar.gz", _content);
        await Obtain(Origin("/p-1.0.tar.gz"));
        string other = new('a', 64);
        _folder.Write($"mirror/_source-cache/archive/aa/{other}.tar.xz", "x");

        ReachableIndex index = await ReachableIndex.LoadAsync(
            new SourceCache(_folder["cache"]), [Mirror("mirror"), new MirrorPlace("web", _server.Url("/web"), _downloader)], null, _observer);

        index.IsReachable(_digest).ShouldBeTrue();
        index.IsReachable(Digest.Parse(other)).ShouldBeTrue();
        index.IsReachable(Digest.Parse(new string('b', 64))).ShouldBeFalse();
        ArchiveOrigin remote = new(["https://upstream.invalid/x.tar.gz"], Digest.Parse(new string('b', 64)));
        (await index.IsReachableAsync(remote)).ShouldBeFalse();
        _server.Serve($"/web/_source-cache/archive/bb/{new string('b', 64)}.tar.gz", _content);
        (await index.IsReachableAsync(remote)).ShouldBeTrue();
    }

    private IEnumerable<string> CacheFiles() => Directory.Exists(_folder["cache"])
        ? Directory.EnumerateFiles(_folder["cache"], "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".cairn-lock", StringComparison.Ordinal))
        : [];

    private ArchiveOrigin Origin(string path) => new([_server.Url(path)], _digest);

    private MirrorPlace Mirror(string folder) => new("m", new Uri(_folder[folder]).AbsoluteUri, _downloader);

    private Task<FetchedFile> Obtain(ArchiveOrigin origin, SourcePlace? before = null, SourcePlace? after = null, TrustPolicy? trust = null)
    {
        SourceSupply supply = new(
            new SourceCache(_folder["cache"]),
            [.. new[] { before, new UpstreamPlace(_downloader), after }.OfType<SourcePlace>()],
            trust ?? TrustPolicy.Strict,
            _observer);
        return supply.ObtainAsync("p@1.0", origin, SourceLayout.Of(origin, "p/p-1.0")!, _folder["stage"]);
    }

    private sealed class OtherPlace(Downloader downloader, string url) : SourcePlace
    {
        public override string Name => "other";

        public override bool CanServe(PlaceRequest request) => true;

        public override async Task<PlaceAnswer> FetchAsync(PlaceRequest request, CancellationToken cancellation) =>
            PlaceAnswer.Delivered(await downloader.DownloadAsync(request.Subject, url, request.Partial, request.Observer, cancellation: cancellation));
    }
}
