using System.Net;
using Cairn.Recipes;
using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

/// <summary>Checkouts that a mirror packed, and what proves them where upstream is out of reach.</summary>
public sealed class PackedCheckoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly GitWorld _git;
    private readonly Downloader _downloader = new(new DownloadOptions { Proxy = new WebProxy() });
    private readonly RecordingObserver _observer = new();

    public PackedCheckoutTests() => _git = new GitWorld(_folder);

    public void Dispose()
    {
        _downloader.Dispose();
        _folder.Dispose();
    }

    [SkippableFact]
    public async Task A_commit_from_a_mirror_is_proven_by_git_without_upstream()
    {
        (string url, string first, _) = _git.Repository();
        SourceRequest request = await MirroredAsync(new GitOrigin(url) { Commit = first });

        using Stage stage = await AirGappedAsync(request);
        await stage.FetchAsync(mirrorsOnly: true);
        await stage.ExpandAsync();

        File.ReadAllText(Path.Combine(stage.SourcePath, "file")).ShouldBe("first\n");
        SourceProvenance proof = stage.Provenance.ShouldHaveSingleItem();
        (proof.IsVerified, proof.Proof).ShouldBe((true, $"commit:{first}"));
        _observer.Warnings.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_changed_file_in_a_packed_checkout_does_not_survive()
    {
        (string url, string first, _) = _git.Repository();
        SourceRequest request = await MirroredAsync(new GitOrigin(url) { Commit = first });
        RepackChanged(request, tree =>
        {
            File.WriteAllText(Path.Combine(tree, "file"), "tampered\n");
            File.WriteAllText(Path.Combine(tree, "GNUmakefile"), "evil:\n");
            File.AppendAllText(Path.Combine(tree, ".git/config"), $"[core]\n\tfsmonitor = touch {_folder["ran"]}\n");
        });

        using Stage stage = await AirGappedAsync(request);
        await stage.ExpandAsync();

        File.ReadAllText(Path.Combine(stage.SourcePath, "file")).ShouldBe("first\n");
        File.Exists(Path.Combine(stage.SourcePath, "GNUmakefile")).ShouldBeFalse();
        File.ReadAllText(Path.Combine(stage.SourcePath, ".git/config")).ShouldNotContain("fsmonitor");
        File.Exists(_folder["ran"]).ShouldBeFalse();
        stage.Provenance[0].IsVerified.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Another_commit_under_the_name_of_the_wanted_one_is_told_and_unverified()
    {
        (string url, string first, string second) = _git.Repository();
        SourceRequest other = await MirroredAsync(new GitOrigin(url) { Commit = second });
        SourceRequest request = other with { Origin = new GitOrigin(url) { Commit = first } };
        File.Move(Packed(other), Packed(request));

        using Stage stage = await AirGappedAsync(request);
        await stage.ExpandAsync();

        stage.Provenance[0].IsVerified.ShouldBeFalse();
        _observer.Warnings.ShouldContain(w => w.Contains("git cannot prove its commit"));
    }

    [SkippableFact]
    public async Task A_tag_that_a_mirror_packed_needs_consent_and_is_told()
    {
        (string url, _, _) = _git.Repository();
        SourceRequest request = await MirroredAsync(new GitOrigin(url) { Tag = "v1" }, TrustPolicy.NoChecksum);

        using (Stage strict = await AirGappedAsync(request))
        {
            (await Should.ThrowAsync<SourceException>(() => strict.ExpandAsync())).Diagnostic.Code.ShouldBe("source-not-fixed");
        }

        using Stage stage = await AirGappedAsync(request, TrustPolicy.NoChecksum);
        await stage.ExpandAsync();

        File.ReadAllText(Path.Combine(stage.SourcePath, "file")).ShouldBe("first\n");
        stage.Provenance[0].IsVerified.ShouldBeFalse();
        _observer.Warnings.ShouldContain(w => w.Contains("nothing but the mirror vouches"));
    }

    [SkippableFact]
    public async Task Submodules_come_out_of_the_packed_checkout_as_well()
    {
        (string url, string commit) = _git.RepositoryWithSubmodules();
        SourceRequest request = await MirroredAsync(new GitOrigin(url) { Commit = commit, Submodules = true });
        Trees.Delete(_folder["module-one"]);
        Trees.Delete(_folder["module-two"]);

        using Stage stage = await AirGappedAsync(request);
        await stage.ExpandAsync();

        File.ReadAllText(Path.Combine(stage.SourcePath, "one/file")).ShouldBe("one");
        File.ReadAllText(Path.Combine(stage.SourcePath, "two/file")).ShouldBe("two");
        stage.Provenance[0].IsVerified.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_version_is_reachable_if_its_commit_is_packed()
    {
        (string url, string first, string second) = _git.Repository();
        await MirroredAsync(new GitOrigin(url) { Commit = first });
        RecipeMetadata recipe = new()
        {
            Name = "p",
            Namespace = "t",
            ClassName = "P",
            Attributes = new RecipeAttributes([new("git", new MetadataValue.Text(url))]),
            Versions = [Version("1", first), Version("2", second)],
        };

        ReachableIndex index = await ReachableIndex.LoadAsync(new SourceCache(_folder["cache"]), [Mirror()], null, _observer);

        recipe.Versions.Where(v => index.IsReachable(recipe, v)).Select(v => v.Version.ToString()).ShouldBe(["1"]);
        (index.MayName(first), index.MayName(second)).ShouldBe((true, false));
    }

    [SkippableFact]
    public async Task Mirrors_behind_http_are_asked_for_everything_that_a_version_needs()
    {
        using LoopbackServer server = new();
        string commit = new('c', 40);
        string digest = new('d', 64);
        RecipeMetadata recipe = new()
        {
            Name = "p",
            Namespace = "t",
            ClassName = "P",
            Attributes = new RecipeAttributes([new("git", new MetadataValue.Text("https://git.invalid/p"))]),
            Versions = [Version("1", commit)],
            Resources =
            [
                new ResourceDeclaration(AbstractSpec.Empty, "r", "", null, [new("url", new MetadataValue.Text("https://r.invalid/r.tar.gz")), new("sha256", new MetadataValue.Text(digest))], default),
            ],
        };
        ReachableIndex index = await ReachableIndex.LoadAsync(
            new SourceCache(_folder["cache"]), [new MirrorPlace("web", server.Url("/m"), _downloader)], null, _observer);
        SourceOrigin[] needs = [.. ReachableVersions.Needs(recipe, recipe.Versions[0], DeclaredUrlsOnly.Instance)];
        server.Serve($"/m/_source-cache/git/p/{commit}.tar.gz", []);

        needs.Length.ShouldBe(2);
        (await index.IsReachableAsync(needs[0])).ShouldBeTrue();
        (await index.IsReachableAsync(needs[1])).ShouldBeFalse();
        server.Serve($"/m/_source-cache/archive/dd/{digest}.tar.gz", []);
        (await index.IsReachableAsync(needs[1])).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_resource_may_be_a_checkout()
    {
        (string url, string first, _) = _git.Repository();
        SourceRequest request = new("p", "1", null, new NoOrigin())
        {
            Resources = [new ResourceRequest("r", new GitOrigin(url) { Commit = first }, "ext", [new ResourcePlacement("", "tool")])],
        };
        SourceSupply supply = new(new SourceCache(_folder["cache"]), [], TrustPolicy.Strict, _observer);
        using Stage stage = await new StageRoot(_folder["stages"]).OpenAsync(request, supply);

        await stage.FetchAsync();

        File.ReadAllText(Path.Combine(stage.SourcePath, "ext/tool/file")).ShouldBe("first\n");
    }

    [SkippableFact]
    public async Task Fetching_a_checkout_makes_the_source_ready()
    {
        (string url, string first, _) = _git.Repository();
        SourceRequest request = new("p", "1", null, new GitOrigin(url) { Commit = first });
        SourceSupply supply = new(new SourceCache(_folder["cache"]), [], TrustPolicy.Strict, _observer);
        using (Stage stage = await new StageRoot(_folder["stages"]).OpenAsync(request, supply))
        {
            await stage.FetchAsync();
        }

        Trees.Delete(_folder["repo"]);
        using Stage later = await new StageRoot(_folder["stages"]).OpenAsync(request, supply);
        await later.ExpandAsync();

        File.ReadAllText(Path.Combine(later.SourcePath, "file")).ShouldBe("first\n");
    }

    private static VersionDeclaration Version(string version, string commit) =>
        new(Specs.Version.Parse(version), [new("commit", new MetadataValue.Text(commit))], default);

    private async Task<SourceRequest> MirroredAsync(GitOrigin origin, TrustPolicy? trust = null)
    {
        SourceRequest request = new("p", "1", null, origin);
        SourceSupply supply = new(new SourceCache(_folder["cache"]), [], trust ?? TrustPolicy.Strict, _observer);
        (await new MirrorBuilder(_folder["mirror"], supply).AddAsync(request)).ShouldHaveSingleItem().Outcome.ShouldBe(MirrorOutcome.Added);
        return request;
    }

    private MirrorPlace Mirror() => new("m", new Uri(_folder["mirror"]).AbsoluteUri, _downloader);

    private Task<Stage> AirGappedAsync(SourceRequest request, TrustPolicy? trust = null)
    {
        if (Directory.Exists(_folder["repo"]))
        {
            Directory.Move(_folder["repo"], _folder["gone"]);
        }

        SourceSupply supply = new(new SourceCache(_folder["cache"]), [Mirror()], trust ?? TrustPolicy.Strict, _observer);
        return new StageRoot(_folder["stages"]).OpenAsync(request, supply);
    }

    private string Packed(SourceRequest request) => Path.Combine(_folder["mirror"], SourceLayout.Of(request.Origin, request.Alias)!.StoragePath);

    private void RepackChanged(SourceRequest request, Action<string> change)
    {
        string tree = _folder["repack"];
        ArchiveUnpacker.Unpack(Packed(request), new ArchiveFormat(ArchiveContainer.Tar, Compression.Gzip), tree);
        change(Path.Combine(tree, "repo"));
        CheckoutArchive.Pack(Path.Combine(tree, "repo"), "repo", Packed(request), null);
    }
}
