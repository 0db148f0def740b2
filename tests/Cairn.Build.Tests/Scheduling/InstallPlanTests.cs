using System.Collections.Immutable;
using Cairn.Build.Scheduling;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Build.Tests.Scheduling;

public sealed class InstallPlanTests
{
    private static readonly ConcreteSpec Tool = Specs.Node("make-like", external: "/usr");
    private static readonly ConcreteSpec Library = Specs.Node("library", dependencies: [(Tool, DependencyTypes.Build)]);
    private static readonly ConcreteSpec Program = Specs.Node("program", dependencies: [(Library, DependencyTypes.Link), (Tool, DependencyTypes.Build)]);

    private static readonly ImmutableDictionary<string, InstallRecord> Nothing = ImmutableDictionary<string, InstallRecord>.Empty;

    [Fact]
    public void Dependencies_come_before_dependents()
    {
        var plan = InstallPlan.Create([Program], Nothing);

        plan.Packages.Select(package => (package.Spec.Name, package.Work, package.IsRoot)).ShouldBe([
            ("make-like", PlannedWork.Register, false), ("library", PlannedWork.Build, false), ("program", PlannedWork.Build, true)]);
        plan.Packages[2].WaitsFor.ShouldBe([Library.Hash, Tool.Hash], ignoreOrder: true);
    }

    [Fact]
    public void Below_what_is_installed_nothing_is_looked_at()
    {
        var installed = Nothing.Add(Library.Hash, Specs.Installed(Library));

        InstallPlan.Create([Library], installed).Packages.Select(package => (package.Spec.Name, package.Work)).ShouldBe([("library", PlannedWork.None)]);
    }

    [Fact]
    public void Only_dependencies_leaves_the_roots_out() =>
        InstallPlan.Create([Program], Nothing, InstallScope.DependenciesOnly).Packages.Select(package => package.Spec.Name).ShouldBe(["make-like", "library"]);

    [Fact]
    public void Only_the_package_needs_its_dependencies_to_be_there()
    {
        Should.Throw<CairnException>(() => InstallPlan.Create([Program], Nothing, InstallScope.PackageOnly))
            .Diagnostic.Message.ShouldBe("`library@1.0`, which `program` needs, is not installed");
        InstallPlan.Create([Program], Nothing.Add(Library.Hash, Specs.Installed(Library)), InstallScope.PackageOnly).Packages
            .Where(package => package.Work == PlannedWork.Build).Select(package => package.Spec.Name).ShouldBe(["program"]);
    }

    [Fact]
    public void What_several_roots_share_is_planned_once() =>
        InstallPlan.Create([Program, Library], Nothing).Packages.Select(package => (package.Spec.Name, package.IsRoot))
            .ShouldBe([("make-like", false), ("library", true), ("program", true)]);

    [Fact]
    public void What_is_installed_is_built_anew_on_request_but_only_roots()
    {
        var installed = Nothing.Add(Library.Hash, Specs.Installed(Library)).Add(Program.Hash, Specs.Installed(Program));

        InstallPlan.Create([Program], installed, overwrite: true).Packages.Where(package => package.Work == PlannedWork.Build)
            .Select(package => (package.Spec.Name, package.IsOverwrite)).ShouldBe([("program", true)]);
    }

    [Fact]
    public void Build_dependencies_of_what_is_installed_are_installed_on_request()
    {
        var installed = Nothing.Add(Program.Hash, Specs.Installed(Program));

        InstallPlan.Create([Program], installed, includeBuildDependencies: true).Packages.Where(package => package.Work == PlannedWork.Build)
            .Select(package => package.Spec.Name).ShouldBe(["library"]);
    }
}
