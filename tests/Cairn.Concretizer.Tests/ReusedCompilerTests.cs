using System.Collections.Immutable;
using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

/// <summary>What is reused was built with something; requests, requirements and costs look at that too.</summary>
public sealed class ReusedCompilerTests
{
    [Theory]
    [InlineData("app %gcc")]
    [InlineData("app %gcc@12")]
    [InlineData("app %c=gcc")]
    [InlineData("app %c")]
    [InlineData("top ^app %gcc")]
    public void An_installed_package_has_the_compiler_that_it_was_built_with(string request)
    {
        var (world, options, installed) = Installed();
        var answer = world.Solve(request, options);
        (answer.Name == "app" ? answer : answer["app"]).ShouldBe(installed);
    }

    [Fact]
    public void A_package_that_another_compiler_built_is_not_taken()
    {
        var (world, options, _) = Installed();
        world.Solve("app %llvm", options)["c"].Name.ShouldBe("llvm");
    }

    [Fact]
    public void A_requirement_of_a_compiler_lets_what_it_built_be_reused()
    {
        var (world, options, installed) = Installed();
        world.Require("all", "%gcc");
        world.Solve("app", options).ShouldBe(installed);
    }

    [Fact]
    public void What_is_required_of_a_language_holds_for_what_is_reused()
    {
        var (world, options, installed) = Installed();
        world.Require("c", "llvm");
        world.Solve("app", options).ShouldNotBe(installed);
    }

    [Fact]
    public void A_compiler_that_only_something_reused_needs_costs_41()
    {
        var (world, options, _) = Installed();
        world.Package("top").DependsOn("c", types: DependencyTypes.Build);
        var mixed = world.TrySolve(options, "top %llvm");
        mixed.Roots[0]!["app"].Name.ShouldBe("app");
        Cost(mixed, 41).ShouldBe(1);
        Cost(world.TrySolve(options, "top %gcc"), 41).ShouldBe(0);

        // Where nothing is built, binaries are taken as they are.
        Cost(world.TrySolve(options, "app"), 41).ShouldBe(0);
    }

    [Fact]
    public void Compilers_of_reused_packages_are_not_offered_by_that()
    {
        var (world, options, installed) = Installed();
        world.Set("gcc", settings => settings with { Externals = [] });
        world.TrySolve(options, "top %gcc").IsSuccess.ShouldBeFalse();
        world.Solve("app", options).ShouldBe(installed);
    }

    [Fact]
    public void What_was_built_with_a_runtime_needs_that_one_or_a_newer_one()
    {
        var world = new World();
        world.Package("app", "1").DependsOn("c", types: DependencyTypes.Build);
        world.Package("top", "1").DependsOn("app").DependsOn("c", types: DependencyTypes.Build);
        world.Set("gcc", settings => settings with { Externals = [Gcc("12.2.0"), Gcc("14.1")] });
        var installed = world.Solve("app %gcc@14");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        var options = new ConcretizationOptions { Reusable = [.. installed.Traverse()] };
        var older = world.TrySolve(options, "top %gcc@12");
        older.Failure.ShouldBeNull();
        older.Roots[0]!["app"].ShouldNotBe(installed);
        world.Solve("top %gcc@14", options)["app"].ShouldBe(installed);
    }

    [Fact]
    public void Externals_that_the_configuration_no_longer_names_are_not_reused()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("mpi");
        world.Package("mpich", "1", "2").Provides("mpi");
        world.Set("mpich", settings => settings with { Externals = [new ExternalSetting("mpich@1") { Prefix = "/opt/mpich" }] });
        var installed = world.Solve("app ^mpich@1");
        installed["mpi"].IsExternal.ShouldBeTrue();
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        var options = new ConcretizationOptions { Reusable = [.. installed.Traverse()] };
        world.Solve("app", options).ShouldBe(installed);
        world.Set("mpich", settings => settings with { Externals = [] });
        world.Solve("app", options).ShouldNotBe(installed);
    }

    [Fact]
    public void Libraries_of_a_compiler_matter_only_to_those_who_link_to_it()
    {
        var world = new World();
        world.Package("llvm", "18").Provides("c").DependsOn("zlib").DependsOn("c", types: DependencyTypes.Build).Tags = ["compiler"];
        world.Package("zlib", "1.2", "1.3");
        world.Package("app", "1").DependsOn("c", types: DependencyTypes.Build).DependsOn("zlib@1.3");
        world.Package("plugin", "1").DependsOn("llvm").DependsOn("zlib@1.3");
        var compiler = world.Solve("llvm ^zlib@1.2");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        var options = new ConcretizationOptions { Reusable = [.. compiler.Traverse()] };
        var answer = world.Solve("app %llvm", options);
        answer["c"].ShouldBe(compiler);
        answer.Dependencies.Single(edge => edge.Node.Name == "zlib").Node.Version.ToString().ShouldBe("1.3");
        world.Solve("plugin", options)["llvm"].ShouldNotBe(compiler);
    }

    [Fact]
    public void Deprecated_versions_73_of_what_is_reused_cost_on_the_rows_for_existing_nodes()
    {
        var world = new World(false);
        world.Package("app", "2").Version("1", deprecated: true);
        var installed = world.Solve("app@1", new ConcretizationOptions { AllowsDeprecated = true });
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        var result = world.TrySolve(new ConcretizationOptions { Reusable = [installed] }, "app@1");
        Cost(result, 73).ShouldBe(1);
        Cost(result, 273).ShouldBe(0);
    }

    [Fact]
    public void Preferred_compilers_310_count_once_for_each_package()
    {
        var world = new World();
        world.Package("llvm", "18").Provides("c").Tags = ["compiler"];
        world.Set("llvm", settings => settings with { Externals = [new ExternalSetting("llvm@18") { Prefix = "/opt/llvm" }] });
        world.Set("c", settings => settings with { Preferences = [new PreferenceSetting("llvm")] });
        world.Package("a", "1").DependsOn("c", types: DependencyTypes.Build).DependsOn("b");
        world.Package("b", "1").DependsOn("c", types: DependencyTypes.Build);
        var result = world.TrySolve("a %gcc");
        result.Roots[0]!["b"]["c"].Name.ShouldBe("llvm");
        Cost(result, 310).ShouldBe(1);
        Cost(world.TrySolve("a %gcc ^b %gcc"), 310).ShouldBe(2);
    }

    private static long Cost(ConcretizationResult result, int priority)
    {
        result.Failure.ShouldBeNull();
        return result.Costs.Single(cost => cost.Priority == priority).Value;
    }

    private static ExternalSetting Gcc(string version) => new($"gcc@{version} languages:='c,c++,fortran'") { Prefix = $"/opt/gcc-{version}" };

    /// <summary>A world with two compilers in which `app`, built with gcc, is installed.</summary>
    private static (World World, ConcretizationOptions Options, ConcreteSpec Installed) Installed()
    {
        var world = new World();
        world.Package("llvm", "18").Provides("c").Tags = ["compiler"];
        world.Set("llvm", settings => settings with { Externals = [new ExternalSetting("llvm@18") { Prefix = "/opt/llvm" }] });
        world.Providers("c", "gcc", "llvm");
        world.Package("app", "1").DependsOn("c", types: DependencyTypes.Build);
        world.Package("top", "1").DependsOn("app");
        var installed = world.Solve("app %gcc");
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        return (world, new ConcretizationOptions { Reusable = [.. installed.Traverse()] }, installed);
    }
}
