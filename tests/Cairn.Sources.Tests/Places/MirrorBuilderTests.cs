using System.Net;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class MirrorBuilderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Downloader _downloader = new(new DownloadOptions { Proxy = new WebProxy() });
    private readonly RecordingObserver _observer = new();

    public void Dispose()
    {
        _downloader.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_mirror_holds_sources_by_digest_and_by_name_and_serves_them()
    {
        (SourceRequest request, Digest digest) = Request();

        IReadOnlyList<MirrorReport> first = await Builder().AddAsync(request);
        IReadOnlyList<MirrorReport> second = await Builder().AddAsync(request);

        first.Select(r => r.Outcome).ShouldBe([MirrorOutcome.Added, MirrorOutcome.Added, MirrorOutcome.Added]);
        second.Select(r => r.Outcome).ShouldBe([MirrorOutcome.Present, MirrorOutcome.Present, MirrorOutcome.Present]);
        File.Exists(_folder[$"mirror/_source-cache/archive/{digest.Hex[..2]}/{digest.Hex}.tar.gz"]).ShouldBeTrue();
        new FileInfo(_folder["mirror/p/p-1.0.tar.gz"]).LinkTarget.ShouldBe($"../_source-cache/archive/{digest.Hex[..2]}/{digest.Hex}.tar.gz");
        File.Exists(_folder["mirror/p/res-1.0.tar.gz"]).ShouldBeTrue();
        Directory.GetFileSystemEntries(_folder["mirror"], ".cairn-*").ShouldBeEmpty();

        Directory.Delete(_folder["upstream"], true);
        Directory.Delete(_folder["cache"], true);
        SourceSupply airGapped = new(new SourceCache(_folder["cache"]), [Mirror(), new UpstreamPlace(_downloader)], TrustPolicy.Strict, _observer);
        using Stage stage = await new StageRoot(_folder["stages"]).OpenAsync(request, airGapped);
        await stage.PatchAsync();
        File.ReadAllText(Path.Combine(stage.SourcePath, "main.c")).ShouldBe("int y;\n");
    }

    [Fact]
    public async Task What_can_not_be_had_is_reported_and_the_rest_goes_on()
    {
        (SourceRequest request, _) = Request();
        File.Delete(_folder["upstream/p-1.0.tar.gz"]);

        IReadOnlyList<MirrorReport> report = await Builder().AddAsync(request);

        report.Select(r => r.Outcome).ShouldBe([MirrorOutcome.Failed, MirrorOutcome.Added, MirrorOutcome.Added]);
        report[0].Reason.ShouldNotBeNull().Code.ShouldBe("source-unreachable");
        (await Builder().AddAsync(new SourceRequest("bundle", "1", null, new NoOrigin()))).ShouldHaveSingleItem().Outcome.ShouldBe(MirrorOutcome.Nothing);
    }

    [Fact]
    public void The_same_tree_packs_to_the_same_bytes()
    {
        foreach (string name in new[] { "one", "two" })
        {
            _folder.Write($"{name}/b/file", "content");
            _folder.Write($"{name}/a", "x");
            Directory.SetLastWriteTimeUtc(_folder[name + "/b"], DateTime.UtcNow.AddDays(name.Length));
            CheckoutArchive.Pack(_folder[name], "tree", _folder[name + ".tar.gz"], null);
        }

        File.ReadAllBytes(_folder["one.tar.gz"]).ShouldBe(File.ReadAllBytes(_folder["two.tar.gz"]));
    }

    private (SourceRequest Request, Digest Digest) Request()
    {
        string archive = _folder.Write("upstream/p-1.0.tar.gz", Compressors.Gzip(new TarBuilder().File("p-1.0/main.c", "int x;\n").Build()));
        string resource = _folder.Write("upstream/res.tar.gz", Compressors.Gzip(new TarBuilder().File("res/r", "r").Build()));
        string patch = _folder.Write("upstream/fix.patch", "--- a/main.c\n+++ b/main.c\n@@ -1 +1 @@\n-int x;\n+int y;\n");
        Digest digest = Digest.ComputeFile(DigestAlgorithm.Sha256, archive);
        SourceRequest request = new("p", "1.0", null, new ArchiveOrigin([new Uri(archive).AbsoluteUri], digest))
        {
            Resources = [new ResourceRequest("res", new ArchiveOrigin([new Uri(resource).AbsoluteUri], Digest.ComputeFile(DigestAlgorithm.Sha256, resource)), "", [])],
            Patches = [new UrlPatchRequest("test.p", new Uri(patch).AbsoluteUri, null) { Sha256 = Digest.ComputeFile(DigestAlgorithm.Sha256, patch) }],
        };
        return (request, digest);
    }

    private MirrorPlace Mirror() => new("m", new Uri(_folder["mirror"]).AbsoluteUri, _downloader);

    private MirrorBuilder Builder() =>
        new(_folder["mirror"], new SourceSupply(new SourceCache(_folder["cache"]), [new UpstreamPlace(_downloader)], TrustPolicy.Strict, _observer));
}
