using System.Net;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

public sealed class StageTests : IDisposable
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
    public async Task A_source_is_fetched_unpacked_and_found_under_a_fixed_name()
    {
        using Stage stage = await Open(Request());

        await stage.ExpandAsync();

        stage.Path.ShouldBe(_folder["stages/spack-stage-p-1.0-abcdefg"]);
        File.ReadAllText(Path.Combine(stage.SourcePath, "main.c")).ShouldBe("int x;\n");
        File.Exists(stage.ArchiveFile).ShouldBeTrue();
        stage.Provenance.ShouldHaveSingleItem().Proof.ShouldStartWith("sha256:");
        stage.Provenance[0].IsVerified.ShouldBeTrue();
    }

    [Fact]
    public async Task Archives_without_a_directory_of_their_own_are_taken_as_they_are()
    {
        using Stage stage = await Open(Request(new TarBuilder().File("a", "1").File("b", "2")));

        await stage.ExpandAsync();

        Directory.GetFiles(stage.SourcePath).Select(Path.GetFileName).Order().ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Hidden_entries_beside_the_directory_do_not_hide_it()
    {
        using Stage stage = await Open(Request(new TarBuilder().File("._p-1.0", "mac").File("p-1.0/main.c", "x")));

        await stage.ExpandAsync();

        File.Exists(Path.Combine(stage.SourcePath, "main.c")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_single_file_at_the_top_stays_in_the_source_directory()
    {
        using Stage stage = await Open(Request(new TarBuilder().File("only.c", "x")));

        await stage.ExpandAsync();

        File.Exists(Path.Combine(stage.SourcePath, "only.c")).ShouldBeTrue();
    }

    [Fact]
    public async Task Files_that_are_not_to_be_expanded_are_copied_and_the_cache_keeps_its_own()
    {
        SourceRequest request = Request();
        request = request with { Origin = (ArchiveOrigin)request.Origin with { Expand = false } };
        using Stage stage = await Open(request);

        await stage.ExpandAsync();

        string copy = Path.Combine(stage.SourcePath, "p-1.0.tar.gz");
        File.AppendAllText(copy, "changed");
        Directory.EnumerateFiles(_folder["cache/_source-cache"], "*", SearchOption.AllDirectories)
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => ((ArchiveOrigin)request.Origin).Digest!.Verify(f).Proof.ShouldNotBeNull());
    }

    [Fact]
    public async Task Every_step_is_idempotent()
    {
        using Stage stage = await Open(Request());
        int calls = 0;
        for (int i = 0; i < 2; i++)
        {
            await stage.FetchAsync();
            await stage.ExpandAsync();
            await stage.PatchAsync((source, _) =>
            {
                calls++;
                File.AppendAllText(Path.Combine(source, "main.c"), "patched\n");
                return Task.CompletedTask;
            });
        }

        calls.ShouldBe(1);
        File.ReadAllText(Path.Combine(stage.SourcePath, "main.c")).ShouldBe("int x;\npatched\n");
    }

    [Fact]
    public async Task Restaging_brings_the_source_back_and_lets_it_be_patched_again()
    {
        using Stage stage = await Open(Request());
        await stage.PatchAsync(Append);
        File.WriteAllText(Path.Combine(stage.SourcePath, "debris"), "");

        await stage.RestageAsync();

        Directory.GetFiles(stage.SourcePath).Select(Path.GetFileName).ShouldBe(["main.c"]);
        File.ReadAllText(Path.Combine(stage.SourcePath, "main.c")).ShouldBe("int x;\n");
        await stage.PatchAsync(Append);
        File.ReadAllText(Path.Combine(stage.SourcePath, "main.c")).ShouldBe("int x;\n+");
    }

    [Fact]
    public async Task What_a_killed_process_left_half_done_is_done_anew()
    {
        using Stage stage = await Open(Request());
        Directory.CreateDirectory(stage.SourcePath);
        File.WriteAllText(Path.Combine(stage.SourcePath, "half"), "");
        Directory.CreateDirectory(Path.Combine(stage.Path, "spack-expanded-archive/p-1.0"));
        File.WriteAllText(Path.Combine(stage.Path, "spack-expanded-archive/p-1.0/half"), "");

        await stage.ExpandAsync();

        Directory.GetFiles(stage.SourcePath).Select(Path.GetFileName).ShouldBe(["main.c"]);
    }

    [Fact]
    public async Task A_process_that_died_while_patching_makes_the_next_one_start_from_a_clean_tree()
    {
        using Stage stage = await Open(Request());
        await stage.ExpandAsync();
        StageState state = StageState.Read(stage.Path).ShouldNotBeNull();
        (state with { Progress = StageProgress.Patching }).Write(stage.Path);
        File.AppendAllText(Path.Combine(stage.SourcePath, "main.c"), "half a patch");

        await stage.PatchAsync(Append);

        File.ReadAllText(Path.Combine(stage.SourcePath, "main.c")).ShouldBe("int x;\n+");
        _observer.Warnings.ShouldContain(w => w.Contains("did not finish"));
    }

    [Fact]
    public async Task A_hostile_archive_leaves_no_source()
    {
        using Stage stage = await Open(Request(new TarBuilder().File("p/ok", "x").File("../evil", "x")));

        await Should.ThrowAsync<HostileArchiveException>(() => stage.ExpandAsync());

        stage.IsExpanded.ShouldBeFalse();
        Directory.Exists(stage.SourcePath).ShouldBeFalse();
        Directory.Exists(Path.Combine(stage.Path, "spack-expanded-archive")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_bundle_has_an_empty_source()
    {
        using Stage stage = await Open(new SourceRequest("bundle", "1", null, new NoOrigin()));

        await stage.ExpandAsync();

        stage.Path.ShouldBe(_folder["stages/spack-stage-bundle-1"]);
        Directory.GetFileSystemEntries(stage.SourcePath).ShouldBeEmpty();
    }

    [Fact]
    public async Task Resources_are_placed_as_a_whole_by_name_or_by_map()
    {
        ArchiveOrigin resource = Archive("res-2.tar.gz", new TarBuilder().File("res-2/a.txt", "a").File("res-2/sub/b.txt", "b"));
        SourceRequest request = Request() with
        {
            Resources =
            [
                new ResourceRequest("own", resource, "ext", []),
                new ResourceRequest("named", resource, "", [new ResourcePlacement("", "tools/res")]),
                new ResourceRequest("mapped", resource, "map", [new ResourcePlacement("a.txt", "one.txt"), new ResourcePlacement("sub", "two")]),
            ],
        };
        using Stage stage = await Open(request);

        await stage.ExpandAsync();

        foreach (string expected in new[] { "ext/res-2/sub/b.txt", "tools/res/a.txt", "map/one.txt", "map/two/b.txt" })
        {
            File.Exists(Path.Combine(stage.SourcePath, expected)).ShouldBeTrue(expected);
        }

        Directory.Exists(stage.ResourcePath(request.Resources[0])).ShouldBeTrue();
        stage.Provenance.Length.ShouldBe(4);
        await stage.RestageAsync();
        File.Exists(Path.Combine(stage.SourcePath, "map/two/b.txt")).ShouldBeTrue();
    }

    [Fact]
    public async Task Resources_can_not_be_placed_outside()
    {
        ArchiveOrigin resource = Archive("res.tar.gz", new TarBuilder().File("res/a", "a"));
        using Stage stage = await Open(Request() with { Resources = [new ResourceRequest("r", resource, "../..", [new ResourcePlacement("", "x")])] });

        (await Should.ThrowAsync<SourceException>(() => stage.ExpandAsync())).Message.ShouldContain("outside the source");
        stage.IsExpanded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_stage_is_worked_in_by_one_at_a_time()
    {
        using (Stage stage = await Open(Request()))
        {
            SourceException error = await Should.ThrowAsync<SourceException>(
                () => new StageRoot(_folder["stages"]).OpenAsync(Request(), Supply(), TimeSpan.FromMilliseconds(100)));
            error.Diagnostic.Code.ShouldBe("source-locked");
            (await new StageRoot(_folder["stages"]).PurgeAsync()).ShouldBe(0);
        }

        (await new StageRoot(_folder["stages"]).PurgeAsync()).ShouldBe(1);
    }

    [Fact]
    public void Stage_roots_are_per_user_and_the_first_that_can_be_written()
    {
        string blocked = _folder.Write("file", "");

        StageRoot root = StageRoot.Choose([Path.Combine(blocked, "x"), _folder["second"]], "ada");

        root.Path.ShouldBe(_folder["second/ada"]);
        Directory.Exists(root.Path).ShouldBeTrue();
        StageRoot.Choose([_folder["of-ada"]], "ada").Path.ShouldBe(_folder["of-ada"]);
        Should.Throw<SourceException>(() => StageRoot.Choose([Path.Combine(blocked, "x")], "ada")).Diagnostic.Code.ShouldBe("source-no-stage");
    }

    [Fact]
    public void The_lock_byte_is_the_one_that_spack_takes() =>
        NamedLocks.PositionOf("spack-stage-zlib").ShouldBe(SpacksByte("spack-stage-zlib"));

    private static long SpacksByte(string name)
    {
        byte[] sha1 = System.Security.Cryptography.SHA1.HashData(System.Text.Encoding.UTF8.GetBytes(name));
        System.Numerics.BigInteger value = new(sha1, isUnsigned: true, isBigEndian: true);
        return (long)(value >> (160 - 63));
    }

    private static Task Append(string source, CancellationToken cancellation) =>
        File.AppendAllTextAsync(Path.Combine(source, "main.c"), "+", cancellation);

    private SourceRequest Request(TarBuilder? archive = null) =>
        new("p", "1.0", "abcdefg", Archive("p-1.0.tar.gz", archive ?? new TarBuilder().Directory("p-1.0/").File("p-1.0/main.c", "int x;\n")));

    private ArchiveOrigin Archive(string name, TarBuilder builder)
    {
        string path = _folder.Write("upstream/" + name, Compressors.Gzip(builder.Build()));
        return new ArchiveOrigin([new Uri(path).AbsoluteUri], Digest.ComputeFile(DigestAlgorithm.Sha256, path));
    }

    private SourceSupply Supply() => new(new SourceCache(_folder["cache"]), [new UpstreamPlace(_downloader)], TrustPolicy.Strict, _observer);

    private Task<Stage> Open(SourceRequest request) => new StageRoot(_folder["stages"]).OpenAsync(request, Supply());
}
