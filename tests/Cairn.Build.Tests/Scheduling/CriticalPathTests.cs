using System.Collections.Immutable;
using Cairn.Build.Scheduling;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Build.Tests.Scheduling;

public sealed class CriticalPathTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("cairn-build-").FullName, "build-times");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Whoever_keeps_the_longest_chain_waiting_comes_first()
    {
        var (slow, quick) = (Specs.Node("slow"), Specs.Node("quick"));
        var onQuick = Specs.Node("on-quick", dependencies: [(quick, DependencyTypes.Link)]);
        var root = Specs.Node("root", dependencies: [(slow, DependencyTypes.Link), (onQuick, DependencyTypes.Link)]);
        var times = new BuildTimes(_file);
        times.Remember(slow, TimeSpan.FromSeconds(100));
        times.Remember(quick, TimeSpan.FromSeconds(1));
        times.Remember(onQuick, TimeSpan.FromSeconds(200));
        times.Remember(root, TimeSpan.FromSeconds(5));
        times.Save();

        var plan = InstallPlan.Create([root], ImmutableDictionary<string, InstallRecord>.Empty);
        var path = new CriticalPath(plan.Packages, new BuildTimes(_file));

        path.Order(plan.Packages).Select(package => package.Spec.Name).ShouldBe(["quick", "on-quick", "slow", "root"]);
        path.Longest.ShouldBe(TimeSpan.FromSeconds(206));
        path.HasEstimates.ShouldBeTrue();
    }

    [Fact]
    public void Times_survive_damage_and_another_version_is_better_than_none()
    {
        File.WriteAllText(_file, "zlib 1.2 4.5\nnonsense\nlua 5 x\nbad 1 -3\n");

        var times = new BuildTimes(_file);

        times.Of(Specs.Node("zlib")).ShouldBe(TimeSpan.FromSeconds(4.5));
        times.Of(Specs.Node("lua")).ShouldBeNull();
        times.Of(Specs.Node("bad")).ShouldBeNull();
    }

    [Fact]
    public void What_another_run_remembered_meanwhile_is_kept()
    {
        var (mine, theirs) = (new BuildTimes(_file), new BuildTimes(_file));
        theirs.Remember(Specs.Node("theirs"), TimeSpan.FromSeconds(2));
        theirs.Save();
        mine.Remember(Specs.Node("mine"), TimeSpan.FromSeconds(1));
        mine.Save();

        new BuildTimes(_file).Of(Specs.Node("theirs")).ShouldBe(TimeSpan.FromSeconds(2));
    }
}
