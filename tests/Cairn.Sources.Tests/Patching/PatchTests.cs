using System.Net;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class PatchTests : IDisposable
{
    private const string Original = "one\ntwo\nthree\n";
    private const string Diff = "--- a/src/file.txt\n+++ b/src/file.txt\n@@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three\n";

    private readonly TemporaryFolder _folder = new();
    private readonly Downloader _downloader = new(new DownloadOptions { Proxy = new WebProxy() });
    private readonly RecordingObserver _observer = new();

    public void Dispose()
    {
        _downloader.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("a/src/file.txt", 1, ".")]
    [InlineData("src/file.txt", 0, ".")]
    [InlineData("x/y/file.txt", 2, "src")]
    public async Task Level_and_working_directory_choose_the_file(string name, int level, string directory)
    {
        string diff = Diff.Replace("a/src/file.txt", name).Replace("b/src/file.txt", name);

        string text = await Apply(File("fix.patch", diff) with { Level = level, WorkingDirectory = directory });

        text.ShouldBe("one\nzwei\nthree\n");
    }

    [Fact]
    public async Task A_reversed_patch_is_taken_back()
    {
        string diff = "--- a/src/file.txt\n+++ b/src/file.txt\n@@ -1,3 +1,3 @@\n one\n-zwei\n+two\n three\n";

        (await Apply(File("fix.patch", diff) with { Reverse = true })).ShouldBe("one\nzwei\nthree\n");
    }

    [Fact]
    public async Task Patches_are_applied_in_order()
    {
        string second = Diff.Replace("-two", "-zwei").Replace("+zwei", "+deux");

        (await Apply(File("1.patch", Diff), File("2.patch", second))).ShouldBe("one\ndeux\nthree\n");
    }

    [Fact]
    public async Task A_patch_that_does_not_apply_shows_the_hunk_and_leaves_the_tree()
    {
        string wrong = Diff.Replace("-two", "-zwo").Replace(" one", " eins");

        PatchFailedException error = await Should.ThrowAsync<PatchFailedException>(() => Apply(File("wrong.patch", wrong)));

        string shown = error.Diagnostic.ToString();
        shown.ShouldContain("wrong.patch");
        shown.ShouldContain("-zwo");
        shown.ShouldContain("cairn restage");
        System.IO.File.Exists(_folder["stages/spack-stage-p-1/spack-src/src/file.txt.rej"]).ShouldBeTrue();
    }

    [Fact]
    public async Task A_failed_patch_is_tried_again_on_a_clean_tree()
    {
        string wrong = Diff.Replace("-two", "-zwo").Replace(" one", " eins");
        await Should.ThrowAsync<PatchFailedException>(() => Apply(File("wrong.patch", wrong)));

        (await Apply(File("right.patch", Diff))).ShouldBe("one\nzwei\nthree\n");
        System.IO.File.Exists(_folder["stages/spack-stage-p-1/spack-src/src/file.txt.rej"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_patch_that_seems_applied_is_an_error_and_not_reversed()
    {
        string reversed = "--- a/src/file.txt\n+++ b/src/file.txt\n@@ -1,3 +1,3 @@\n one\n-zwei\n+two\n three\n";

        await Should.ThrowAsync<PatchFailedException>(() => Apply(File("fix.patch", reversed)));
    }

    [Fact]
    public async Task Patches_from_urls_are_verified()
    {
        string path = _folder.Write("upstream/fix.patch", Diff);
        UrlPatchRequest patch = new("builtin.p", new Uri(path).AbsoluteUri, null) { Sha256 = Digest.ComputeFile(DigestAlgorithm.Sha256, path) };

        (await Apply(patch)).ShouldBe("one\nzwei\nthree\n");
        await Should.ThrowAsync<DigestMismatchException>(() => Apply(patch with { Sha256 = Digest.Parse(new string('0', 64)) }));
    }

    [Fact]
    public async Task Compressed_patches_are_verified_before_and_after_unpacking()
    {
        string path = _folder.Write("upstream/fix.patch.gz", Compressors.Gzip(System.Text.Encoding.UTF8.GetBytes(Diff)));
        Digest archive = Digest.ComputeFile(DigestAlgorithm.Sha256, path);
        Digest content = Digest.Compute(DigestAlgorithm.Sha256, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Diff)));
        UrlPatchRequest patch = new("builtin.p", new Uri(path).AbsoluteUri, archive) { Sha256 = content };

        (await Apply(patch)).ShouldBe("one\nzwei\nthree\n");
        (await Should.ThrowAsync<DigestMismatchException>(() => Apply(patch with { Sha256 = archive }))).Message.ShouldContain("patch");
    }

    [Fact]
    public async Task A_file_that_changed_since_concretization_is_refused()
    {
        FilePatchRequest patch = File("fix.patch", Diff);

        (await Should.ThrowAsync<DigestMismatchException>(() => Apply(patch with { Sha256 = Digest.Parse(new string('0', 64)) })))
            .Diagnostic.Notes.ShouldContain(n => n.Contains("concretized"));
        (await Should.ThrowAsync<SourceException>(() => Apply(new FilePatchRequest("/no/such.patch")))).Diagnostic.Code.ShouldBe("source-bad-patch");
    }

    [Fact]
    public async Task A_patch_can_not_be_applied_outside_the_source() =>
        (await Should.ThrowAsync<SourceException>(() => Apply(File("fix.patch", Diff) with { WorkingDirectory = "../.." }))).Message.ShouldContain("outside");

    private FilePatchRequest File(string name, string diff) => new(_folder.Write("repo/" + name, diff));

    private async Task<string> Apply(params PatchRequest[] patches)
    {
        string archive = _folder.Write("upstream/p-1.tar", new TarBuilder().File("p-1/src/file.txt", Original).Build());
        ArchiveOrigin origin = new([new Uri(archive).AbsoluteUri], Digest.ComputeFile(DigestAlgorithm.Sha256, archive));
        SourceSupply supply = new(new SourceCache(_folder["cache"]), [new UpstreamPlace(_downloader)], TrustPolicy.Strict, _observer);
        SourceRequest request = new("p", "1", null, origin) { Patches = [.. patches] };
        using Stage stage = await new StageRoot(_folder["stages"]).OpenAsync(request, supply);
        bool again = StageState.Read(stage.Path) is { Progress: StageProgress.Patched };
        if (again)
        {
            await stage.RestageAsync();
        }

        await stage.PatchAsync();
        return System.IO.File.ReadAllText(Path.Combine(stage.SourcePath, "src/file.txt"));
    }
}
