using Shouldly;
using Xunit;

namespace Cairn.Sources.Tests;

/// <summary>Checkouts from repositories that the tests make with the real tools.</summary>
public sealed class VersionControlTests : IDisposable
{
    private static readonly TrustPolicy Consent = TrustPolicy.NoChecksum;

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingObserver _observer = new();
    private readonly GitWorld _git;

    public VersionControlTests() => _git = new GitWorld(_folder);

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_commit_proves_itself()
    {
        (string url, string first, _) = _git.Repository();

        (string source, VersionControlCheckout checkout) = await CheckOut(new GitOrigin(url) { Commit = first }, TrustPolicy.Strict);

        File.ReadAllText(Path.Combine(source, "file")).ShouldBe("first\n");
        checkout.Proof.ShouldBe(new CommitProof(first));
        _observer.Warnings.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task A_commit_may_be_shortened()
    {
        (string url, string first, _) = _git.Repository();

        (string source, VersionControlCheckout checkout) = await CheckOut(new GitOrigin(url) { Commit = first[..10] }, TrustPolicy.Strict);

        File.ReadAllText(Path.Combine(source, "file")).ShouldBe("first\n");
        checkout.Proof.ShouldBe(new CommitProof(first));
    }

    [SkippableTheory]
    [InlineData("v1", null, "first\n")]
    [InlineData(null, "topic", "topic\n")]
    [InlineData(null, null, "second\n")]
    public async Task Tags_branches_and_the_default_branch_need_consent(string? tag, string? branch, string content)
    {
        (string url, _, _) = _git.Repository();
        GitOrigin origin = new(url) { Tag = tag, Branch = branch };

        SourceException refused = await Should.ThrowAsync<SourceException>(() => CheckOut(origin, TrustPolicy.Strict));
        refused.Diagnostic.Code.ShouldBe("source-not-fixed");
        (string source, VersionControlCheckout checkout) = await CheckOut(origin, Consent);

        File.ReadAllText(Path.Combine(source, "file")).ShouldBe(content);
        checkout.Proof.ShouldBeOfType<Waiver>();
        _observer.Warnings.ShouldContain(w => w.Contains("nothing proves"));
    }

    [SkippableFact]
    public async Task A_full_repository_has_its_history_and_others_do_not()
    {
        (string url, _, string second) = _git.Repository();

        (string full, _) = await CheckOut(new GitOrigin(url) { Commit = second, FullRepository = true }, TrustPolicy.Strict);
        GitWorld.Run(full, "rev-list", "--count", "HEAD").ShouldBe("2");
        (string shallow, _) = await CheckOut(new GitOrigin(url) { Branch = "topic" }, Consent);
        GitWorld.Run(shallow, "rev-list", "--count", "HEAD").ShouldBe("1");
    }

    [SkippableFact]
    public async Task Sparse_paths_bring_nothing_else()
    {
        (string url, _, string second) = _git.Repository();

        (string source, _) = await CheckOut(new GitOrigin(url) { Commit = second, SparsePaths = ["wanted"] }, TrustPolicy.Strict);

        File.Exists(Path.Combine(source, "wanted/a")).ShouldBeTrue();
        Directory.Exists(Path.Combine(source, "other")).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Submodules_come_all_some_or_not()
    {
        (string url, string commit) = _git.RepositoryWithSubmodules();

        (string none, _) = await CheckOut(new GitOrigin(url) { Commit = commit }, TrustPolicy.Strict);
        File.Exists(Path.Combine(none, "one/file")).ShouldBeFalse();
        (string all, _) = await CheckOut(new GitOrigin(url) { Commit = commit, Submodules = true }, TrustPolicy.Strict);
        File.Exists(Path.Combine(all, "one/file")).ShouldBeTrue();
        File.Exists(Path.Combine(all, "two/file")).ShouldBeTrue();
        (string some, _) = await CheckOut(new GitOrigin(url) { Commit = commit, SubmodulePaths = ["two"] }, TrustPolicy.Strict);
        File.Exists(Path.Combine(some, "one/file")).ShouldBeFalse();
        File.Exists(Path.Combine(some, "two/file")).ShouldBeTrue();
        (string without, _) = await CheckOut(new GitOrigin(url) { Commit = commit, Submodules = true, SubmodulesDelete = ["one"] }, TrustPolicy.Strict);
        Directory.Exists(Path.Combine(without, "one")).ShouldBeFalse();
        File.Exists(Path.Combine(without, "two/file")).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task An_unknown_commit_fails_with_gits_words_and_leaves_nothing()
    {
        (string url, _, _) = _git.Repository();

        SourceException error = await Should.ThrowAsync<SourceException>(
            () => CheckOut(new GitOrigin(url) { Commit = new string('d', 40) }, TrustPolicy.Strict));

        error.Diagnostic.Code.ShouldBe("source-checkout-failed");
        error.Diagnostic.Notes.ShouldNotBeEmpty();
        Directory.Exists(_folder["stage1/spack-src"]).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Mercurial_revisions_that_are_hashes_prove_themselves()
    {
        Skip.IfNot(Compressors.Has("hg"), "`hg` is not installed");
        string repository = _folder.NewDirectory("hg-repo");
        Compressors.Run("hg", [], "init", repository);
        _folder.Write("hg-repo/file", "first\n");
        Hg(repository, "commit", "-A", "-m", "one", "-u", "test");
        string first = Hg(repository, "identify", "--id", "--debug");
        _folder.Write("hg-repo/file", "second\n");
        Hg(repository, "commit", "-m", "two", "-u", "test");

        (string old, VersionControlCheckout checkout) = await CheckOut(new MercurialOrigin(repository, first), TrustPolicy.Strict);
        File.ReadAllText(Path.Combine(old, "file")).ShouldBe("first\n");
        checkout.Proof.ShouldBe(new CommitProof(first));
        await Should.ThrowAsync<SourceException>(() => CheckOut(new MercurialOrigin(repository, null), TrustPolicy.Strict));
        (string latest, _) = await CheckOut(new MercurialOrigin(repository, null), Consent);
        File.ReadAllText(Path.Combine(latest, "file")).ShouldBe("second\n");
    }

    [SkippableFact]
    public async Task Subversion_revisions_need_consent()
    {
        Skip.IfNot(Compressors.Has("svn"), "`svn` is not installed");
        Compressors.Run("svnadmin", [], "create", _folder["svn-repo"]);
        string url = new Uri(_folder["svn-repo"]).AbsoluteUri;
        string work = _folder["svn-work"];
        Compressors.Run("svn", [], "checkout", "--quiet", url, work);
        _folder.Write("svn-work/file", "first\n");
        Compressors.Run("svn", [], "add", "--quiet", Path.Combine(work, "file"));
        Compressors.Run("svn", [], "commit", "--quiet", "-m", "one", work);
        File.WriteAllText(Path.Combine(work, "file"), "second\n");
        Compressors.Run("svn", [], "commit", "--quiet", "-m", "two", work);

        await Should.ThrowAsync<SourceException>(() => CheckOut(new SubversionOrigin(url, "1"), TrustPolicy.Strict));
        (string old, _) = await CheckOut(new SubversionOrigin(url, "1"), Consent);
        File.ReadAllText(Path.Combine(old, "file")).ShouldBe("first\n");
        (string latest, _) = await CheckOut(new SubversionOrigin(url, null), Consent);
        File.ReadAllText(Path.Combine(latest, "file")).ShouldBe("second\n");
    }

    [Fact]
    public void A_missing_tool_says_what_to_install()
    {
        SystemTool tool = new("cairn-no-such-tool", "debian-package", "conda-package");

        SourceException error = Should.Throw<SourceException>(() => tool.Require("to test"));

        error.Diagnostic.Code.ShouldBe("source-missing-tool");
        error.Diagnostic.Hint.ShouldNotBeNull().ShouldContain("apt-get install debian-package");
    }

    private async Task<(string Source, VersionControlCheckout Checkout)> CheckOut(SourceOrigin origin, TrustPolicy trust)
    {
        string folder = _folder.NewDirectory("stage" + (Directory.GetDirectories(_folder.Path, "stage*").Length + 1));
        string target = Path.Combine(folder, "spack-src");
        VersionControlCheckout checkout = await VersionControl.CheckOutAsync("p@1", origin, folder, target, trust, _observer, default);
        Directory.GetFileSystemEntries(folder).ShouldBe([target]);
        return (target, checkout);
    }

    private static string Hg(string repository, params string[] arguments) =>
        System.Text.Encoding.UTF8.GetString(Compressors.Run("hg", [], ["-R", repository, .. arguments])).Trim();
}
