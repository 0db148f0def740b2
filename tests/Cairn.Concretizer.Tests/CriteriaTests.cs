using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

/// <summary>For each row of the table a world in which only that row decides.</summary>
public sealed class CriteriaTests
{
    private const DependencyTypes Build = DependencyTypes.Build;

    [Fact]
    public void The_table_is_complete_and_in_order()
    {
        var world = new World(false);
        world.Package("a", "1");
        var result = world.TrySolve("a");
        result.Costs.Length.ShouldBe(45);
        result.Costs.Select(cost => cost.Priority).ShouldBeInOrder(SortDirection.Descending);
        result.Costs[0].ShouldBe(new CriterionCost(310, 0, "requirement weight", CriterionKind.Other));
    }

    [Fact]
    public void Requirement_weight_310()
    {
        var world = new World(false).Set("a", settings => settings with { Requirements = [new RequirementSetting(true, ["@1", "@2"])] });
        world.Package("a", "1", "2");
        Cost(world, "a", 310).ShouldBe(0);
        world.Solve("a").Version.ToString().ShouldBe("1");
        Cost(world, "a@2", 310).ShouldBe(1);
    }

    [Fact]
    public void Deprecated_versions_273()
    {
        var world = new World(false);
        world.Package("a", "1").Version("2", deprecated: true);
        var options = new ConcretizationOptions { AllowsDeprecated = true };
        world.TrySolve(options, "a@2").Costs.Single(cost => cost.Priority == 273).Value.ShouldBe(1);
    }

    [Fact]
    public void Versions_of_roots_270_come_before_their_variants_265()
    {
        var world = new World(false);
        world.Package("a", "1", "2").Variant("x", true).Conflicts("+x", "@2");
        Cost(world, "a", 270).ShouldBe(0);
        Cost(world, "a", 265).ShouldBe(2);
        Cost(world, "a@1", 270).ShouldBe(1);
    }

    [Fact]
    public void Unused_defaults_of_roots_255()
    {
        var world = new World(false);
        world.Package("a", "1").Variant("libs", "shared,static", ["shared", "static"], multi: true).Requires("libs:=shared");
        Cost(world, "a", 255).ShouldBe(1);
    }

    [Fact]
    public void Variants_of_others_250_come_before_providers_248()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("mpi");
        world.Package("openmpi", "1").Provides("mpi").Variant("x", true).Conflicts("+x");
        world.Package("mpich", "1").Provides("mpi");
        world.Providers("mpi", "openmpi", "mpich");
        world.Solve("a")["mpi"].Name.ShouldBe("mpich");
        Cost(world, "a", 248).ShouldBe(1);
        Cost(world, "a ^openmpi", 250).ShouldBe(2);
    }

    [Fact]
    public void Values_that_a_dependent_asks_for_cost_nothing()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b+x");
        world.Package("b", "1").Variant("x", false);
        Cost(world, "a", 250).ShouldBe(0);
    }

    [Fact]
    public void Operating_systems_230()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1");
        Cost(world, "a os=rhel8", 230).ShouldBe(1);
        world.Solve("a os=rhel8")["b"].OperatingSystem.ShouldBe("debian12");
    }

    [Fact]
    public void Versions_of_others_225_come_before_the_number_of_packages_110()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1", "2").DependsOn("c", "@2");
        world.Package("c", "1");
        world.Solve("a")["b"].Version.ToString().ShouldBe("2");
        Cost(world, "a", 110).ShouldBe(3);
        Cost(world, "a ^b@1", 225).ShouldBe(1);
    }

    [Fact]
    public void Unused_defaults_of_others_220()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b libs:=shared");
        world.Package("b", "1").Variant("libs", "shared,static", ["shared", "static"], multi: true);
        Cost(world, "a", 220).ShouldBe(1);
    }

    [Fact]
    public void Target_mismatches_210_and_targets_207()
    {
        var world = new World().Require("b", "target=x86_64_v2");
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1");
        Cost(world, "a target=x86_64_v3", 210).ShouldBe(1);
        Cost(world, "a target=x86_64_v3", 207).ShouldBe(1);

        // Agreement counts more than the better target of one of them.
        Cost(world, "a", 210).ShouldBe(0);
        Cost(world, "a", 207).ShouldBe(2);
    }

    [Fact]
    public void Number_of_packages_110_prefers_fewer()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("mpi");
        world.Package("big", "1").Provides("mpi").DependsOn("extra");
        world.Package("small", "1").Provides("mpi");
        world.Package("extra", "1");
        world.Solve("a")["mpi"].Name.ShouldBe("small");
    }

    [Fact]
    public void Second_nodes_of_a_package_100()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("lib").DependsOn("cmake@3", types: Build);
        world.Package("lib", "1").DependsOn("cmake@2", types: Build);
        world.Package("cmake", "2", "3").Tags = ["build-tools"];
        Cost(world, "app", 100).ShouldBe(1);
        Cost(world, "lib", 100).ShouldBe(0);
    }

    [Fact]
    public void Existing_compilers_count_on_the_rows_for_existing_nodes()
    {
        var world = new World();
        world.Package("a", "1").DependsOn("c", types: Build);
        Cost(world, "a", 25).ShouldBe(1);
        Cost(world, "a", 1).ShouldBe(2);
        Cost(world, "a", 4).ShouldBe(1);
        Cost(world, "a", 110).ShouldBe(1);
    }

    [Fact]
    public void Compilers_40_are_taken_in_the_order_of_the_configuration()
    {
        var world = new World();
        world.Package("a", "1").DependsOn("c", types: Build);
        world.Package("llvm", "18").Provides("c").Tags = ["compiler"];
        world.Set("llvm", settings => settings with { Externals = [new ExternalSetting("llvm@18") { Prefix = "/opt/llvm" }] });
        world.Providers("c", "llvm", "gcc");
        world.Solve("a")["c"].Name.ShouldBe("llvm");
        Cost(world, "a %gcc", 40).ShouldBe(1);
        Cost(world, "a %gcc", 2).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Providers_for_roots_260()
    {
        var world = new World(false).Providers("mpi", "one", "two");
        world.Package("one", "1").Provides("mpi").Conflicts("@1");
        world.Package("two", "1").Provides("mpi");
        Cost(world, "mpi", 260).ShouldBe(1);
        Cost(world, "mpi", 248).ShouldBe(0);
    }

    [Fact]
    public void One_compiler_on_a_node_246_comes_before_the_compiler_that_is_wanted_most()
    {
        var world = new World().Providers("fortran", "flang", "gcc");
        world.Package("flang", "1").Provides("fortran").Tags = ["compiler"];
        world.Set("flang", settings => settings with { Externals = [new ExternalSetting("flang@1") { Prefix = "/opt/flang" }] });
        world.Package("a", "1").DependsOn("c", types: Build).DependsOn("fortran", types: Build);
        world.Package("f", "1").DependsOn("fortran", types: Build);
        world.Solve("a")["fortran"].Name.ShouldBe("gcc");
        world.Solve("f")["fortran"].Name.ShouldBe("flang");
        Cost(world, "a %fortran=flang", 246).ShouldBe(1);
    }

    [Fact]
    public void Targets_of_runtimes_3()
    {
        var world = new World();
        world.Package("a", "1").DependsOn("c", types: Build);
        (Cost(world, "a target=x86_64_v2", 3) - Cost(world, "a", 3)).ShouldBe(1);
        world.Solve("a target=x86_64_v2")["gcc-runtime"].Target.Name.ShouldBe("x86_64_v2");
    }

    [Fact]
    public void Versions_on_edges_1_count_once_for_each_user()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("one").DependsOn("two");
        world.Package("one", "1").DependsOn("cmake@2", types: Build);
        world.Package("two", "1").DependsOn("cmake@2", types: Build);
        world.Package("cmake", "2", "3").Tags = ["build-tools"];
        Cost(world, "app", 1).ShouldBe(2);
        Cost(world, "app", 225).ShouldBe(1);
    }

    [Theory]
    [InlineData("one-rt", "two-rt")]
    [InlineData("two-rt", "one-rt")]
    public void Providers_of_language_runtimes_205(string first, string second)
    {
        var world = new World(false).Providers("fortran-rt", first, second);
        world.Package("a", "1").DependsOn("fortran-rt");
        world.Package("one-rt", "1").Provides("fortran-rt");
        world.Package("two-rt", "1").Provides("fortran-rt");

        world.Solve("a")["fortran-rt"].Name.ShouldBe(first);
        var best = world.TrySolve("a").Costs;
        var other = world.TrySolve($"a ^{second}").Costs;
        best.Zip(other).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => (pair.First.Priority, pair.First.Value, pair.Second.Value))
            .ShouldBe([(205, 0L, 1L)]);
    }

    [Fact]
    public void Symmetric_duplicates_have_the_row_0_and_are_counted_on_row_1_as_in_Spack()
    {
        // Spack 1.2 declares the rows 0 and 200 but minimizes the penalty on priority 1, so that they always show 0.
        var world = new World(false);
        world.Package("cmake", "1", "2").DependsOn("lib", "@1").Tags = ["build-tools"];
        world.Package("lib", "1").DependsOn("cmake@2", types: Build);

        Cost(world, "cmake@1", 1).ShouldBe(1);
        Cost(world, "cmake@1", 0).ShouldBe(0);
        Cost(world, "cmake@1", 200).ShouldBe(0);
        Cost(world, "lib", 1).ShouldBe(0);
    }

    private static long Cost(World world, string request, int priority)
    {
        var result = world.TrySolve(request);
        result.Failure.ShouldBeNull();
        return result.Costs.Single(cost => cost.Priority == priority).Value;
    }
}
