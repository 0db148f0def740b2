using Cairn.Build.Installation;
using Cairn.Store.Layout;

namespace Cairn.Build.Tests.Installation;

public sealed class PrefixReplacementTests : IDisposable
{
    private readonly InstallLayout _layout = new(Directory.CreateTempSubdirectory("cairn-build-").FullName, []);
    private readonly string _prefix;

    public PrefixReplacementTests()
    {
        _prefix = Path.Combine(_layout.Root, "linux", "zlib-1.0-abc");
        Write("old", isWhole: true);
    }

    public void Dispose() => Directory.Delete(_layout.Root, recursive: true);

    [Fact]
    public void Without_a_commit_the_old_prefix_comes_back()
    {
        using (PrefixReplacement.Begin(_layout, _prefix))
        {
            Write("new", isWhole: false);
        }

        Content().ShouldBe("old");
        _layout.FindLeftovers().ShouldBeEmpty();
    }

    [Fact]
    public void After_a_commit_the_new_one_stays()
    {
        using (var replacement = PrefixReplacement.Begin(_layout, _prefix))
        {
            Write("new", isWhole: true);
            replacement.Commit();
        }

        Content().ShouldBe("new");
        _layout.FindLeftovers().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "old")]
    [InlineData(false, "old")]
    [InlineData(true, "new")]
    public void A_crash_at_any_moment_leaves_one_whole_prefix(bool? isWhole, string expected)
    {
        PrefixReplacement.Begin(_layout, _prefix); // and never disposed: the process died
        if (isWhole is { } whole)
        {
            Write("new", whole);
        }

        new InterruptedInstallations(_layout, null).Repair();

        Content().ShouldBe(expected);
        _layout.FindLeftovers().ShouldBeEmpty();
        _layout.FindIncomplete().ShouldBeEmpty();
    }

    [Fact]
    public void A_removal_that_was_interrupted_is_finished_and_a_kept_prefix_is_left()
    {
        var doomed = Path.Combine(_layout.Root, "linux", ".lua-5-abc.removed-999999999");
        Directory.CreateDirectory(Path.Combine(doomed, ".spack"));
        File.WriteAllText(InstallLayout.IncompleteMarkOf(_prefix), InstallLayout.KeptMark);

        new InterruptedInstallations(_layout, null).Repair();

        Directory.Exists(doomed).ShouldBeFalse();
        Content().ShouldBe("old");
    }

    private void Write(string content, bool isWhole)
    {
        Directory.CreateDirectory(InstallLayout.MetadataOf(_prefix));
        File.WriteAllText(InstallLayout.SpecFileOf(_prefix), "{}");
        File.WriteAllText(Path.Combine(_prefix, "content"), content);
        if (!isWhole)
        {
            File.WriteAllText(InstallLayout.IncompleteMarkOf(_prefix), "process 1\n");
        }
    }

    private string Content() => File.ReadAllText(Path.Combine(_prefix, "content"));
}
