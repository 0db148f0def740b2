using Cairn.Recipes;
using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

public sealed class SemanticsTests
{
    private const DependencyTypes Build = DependencyTypes.Build;
    private const DependencyTypes Link = DependencyTypes.Link;
    private const DependencyTypes Run = DependencyTypes.Run;

    [Fact]
    public void A_conditional_dependency_is_there_only_under_its_condition()
    {
        var world = new World(false);
        world.Package("a", "1", "2").DependsOn("b", "@:1");
        world.Package("b", "1");
        world.Solve("a").Dependencies.ShouldBeEmpty();
        world.Solve("a@1").Find("b").ShouldNotBeNull();
    }

    [Fact]
    public void A_condition_on_a_dependency_sees_what_the_dependency_became()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b").DependsOn("c", "^b@2:").DependsOn("d", "^b+x");
        world.Package("b", "1", "2").Variant("x", false);
        world.Package("c", "1");
        world.Package("d", "1");
        var a = world.Solve("a");
        a.Find("c").ShouldNotBeNull();
        a.Find("d").ShouldBeNull();
        var old = world.Solve("a ^b@1+x");
        old.Find("c").ShouldBeNull();
        old.Find("d").ShouldNotBeNull();
    }

    [Fact]
    public void A_conditional_variant_exists_only_under_its_condition()
    {
        var world = new World(false);
        world.Package("a", "1", "2").Variant("x", true, when: "@2:");
        world.Solve("a").Variants["x"]!.IsEnabled.ShouldBeTrue();
        world.Solve("a@1").Variants["x"].ShouldBeNull();
        world.Solve("a+x").Version.ToString().ShouldBe("2");
        world.TrySolve("a@1+x").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void Of_several_definitions_that_apply_the_last_one_counts()
    {
        var world = new World(false);
        world.Package("a", "1", "2").Variant("mode", "slow", ["slow", "fast"]).Variant("mode", "fast", ["slow", "fast"], when: "@2:");
        world.Solve("a").Variants["mode"]!.Values.ShouldBe(["fast"]);
        world.Solve("a@1").Variants["mode"]!.Values.ShouldBe(["slow"]);
    }

    [Fact]
    public void A_multi_valued_variant_takes_several_values_but_not_with_none()
    {
        var world = new World(false);
        world.Package("a", "1").Variant("fabrics", "none", ["none", "ofi", "ucx"], multi: true);
        world.Solve("a").Variants["fabrics"]!.Values.ShouldBe(["none"]);
        world.Solve("a fabrics=ofi,ucx").Variants["fabrics"]!.Values.ShouldBe(["ofi", "ucx"]);
        world.TrySolve("a fabrics=none,ofi").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void A_concrete_value_forbids_others()
    {
        var world = new World(false);
        world.Package("a", "1").Variant("libs", "shared,static", ["shared", "static"], multi: true);
        world.Package("b", "1").DependsOn("a libs=static");
        world.Solve("a").Variants["libs"]!.Values.ShouldBe(["shared", "static"]);
        world.Solve("a libs:=shared").Variants["libs"]!.Values.ShouldBe(["shared"]);
        world.TrySolve("b ^a libs:=shared").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void Values_of_disjoint_sets_exclude_each_other()
    {
        static VariantChoice Choice(string value) => new(value, false, AbstractSpec.Empty, false);
        var world = new World(false);
        world.Package("a", "1").Variant(
            "f", "none", false, AbstractSpec.Empty,
            new VariantValues.DisjointSets([[Choice("none")], [Choice("auto")], [Choice("x"), Choice("y")]], [Choice("x"), Choice("y")], ""), multi: true);
        world.Solve("a f=x,y").Variants["f"]!.Values.ShouldBe(["x", "y"]);
        world.TrySolve("a f=auto,x").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void A_value_with_a_condition_brings_its_condition_along()
    {
        var world = new World(false);
        world.Package("a", "1", "2", "3").Variant(
            "std", "11", false, AbstractSpec.Empty,
            new VariantValues.Listed([new("11", false, AbstractSpec.Empty, false), new("20", false, AbstractSpec.Parse("@:2"), true)]));
        world.Solve("a").Version.ToString().ShouldBe("3");
        world.Solve("a std=20").Version.ToString().ShouldBe("2");
        world.TrySolve("a@3 std=20").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void A_sticky_variant_does_not_change_by_itself()
    {
        var world = new World(false);
        world.Package("a", "1", "2").Variant("x", false, sticky: true).Conflicts("~x", "@2");
        world.Package("b", "1").DependsOn("a+x");
        world.Solve("a").Version.ToString().ShouldBe("1");
        world.Solve("a+x").Version.ToString().ShouldBe("2");
        world.Solve("b")["a"].Version.ToString().ShouldBe("2");
    }

    [Fact]
    public void Any_value_is_taken_where_the_recipe_lists_none()
    {
        var world = new World(false);
        world.Package("a", "1").Variant("etc", "/etc", false, AbstractSpec.Empty, new VariantValues.Anything());
        world.Solve("a").Variants["etc"]!.Values.ShouldBe(["/etc"]);
        world.Solve("a etc=/opt/etc").Variants["etc"]!.Values.ShouldBe(["/opt/etc"]);
    }

    [Fact]
    public void A_value_of_the_configuration_is_the_default_where_the_recipe_takes_any()
    {
        var world = new World(false).Set("b", settings => settings with { Variants = "socket=/run/here" });
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1").Variant("socket", "default", false, AbstractSpec.Empty, new VariantValues.Anything());

        world.Solve("a")["b"].Variants["socket"]!.Values.ShouldBe(["/run/here"]);
        world.Solve("a ^b socket=default")["b"].Variants["socket"]!.Values.ShouldBe(["default"]);
    }

    [Fact]
    public void A_virtual_has_one_provider_for_all()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("mpi").DependsOn("b");
        world.Package("b", "1").DependsOn("mpi");
        world.Package("mpich", "1").Provides("mpi");
        world.Package("openmpi", "1").Provides("mpi");
        world.Providers("mpi", "openmpi");
        var a = world.Solve("a ^mpich");
        a["mpi"].Name.ShouldBe("mpich");
        a["b"]["mpi"].Name.ShouldBe("mpich");
    }

    [Fact]
    public void The_version_of_a_virtual_selects_the_provider_and_its_version()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("mpi@3:");
        world.Package("mpich", "1", "2").Provides("mpi@:1", "@1").Provides("mpi@:3", "@2");
        world.Package("old", "1").Provides("mpi@:2");
        world.Providers("mpi", "old", "mpich");
        world.Solve("a")["mpi"].ToString().ShouldStartWith("mpich@2");
        world.TrySolve("a ^mpich@1").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void Virtuals_provided_together_are_used_together()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("blas").DependsOn("lapack");
        world.Package("openblas", "1").Provides([AbstractSpec.Parse("blas"), AbstractSpec.Parse("lapack")], AbstractSpec.Empty);
        world.Package("netlib", "1").Provides([AbstractSpec.Parse("blas"), AbstractSpec.Parse("lapack")], AbstractSpec.Empty);
        world.Providers("blas", "netlib").Providers("lapack", "openblas");
        var a = world.Solve("a");
        a["blas"].Name.ShouldBe(a["lapack"].Name);
    }

    [Fact]
    public void A_conflict_makes_way_for_another_choice()
    {
        var world = new World(false);
        world.Package("a", "1", "2").Variant("x", true).Conflicts("+x", "@2");
        world.Solve("a").Version.ToString().ShouldBe("2");
        world.Solve("a").Variants["x"]!.IsEnabled.ShouldBeFalse();
        world.TrySolve("a@2+x").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void A_requirement_of_a_recipe_holds_under_its_condition()
    {
        var world = new World(false);
        world.Package("a", "1").Variant("gpu", false).Variant("fast", false).Requires("+fast", "+gpu");
        world.Solve("a").Variants["fast"]!.IsEnabled.ShouldBeFalse();
        world.Solve("a+gpu").Variants["fast"]!.IsEnabled.ShouldBeTrue();
    }

    [Fact]
    public void Requirements_of_the_configuration_come_before_everything_else()
    {
        var world = new World(false).Require("a", "@1");
        world.Package("a", "1", "2");
        world.Solve("a").Version.ToString().ShouldBe("1");
        world.TrySolve("a@2").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void A_preference_is_given_up_where_it_cannot_be_met()
    {
        var world = new World(false).Set("a", settings => settings with { Preferences = [new PreferenceSetting("@1")] });
        world.Package("a", "1", "2").Variant("new", false).Conflicts("+new", "@1");
        world.Solve("a").Version.ToString().ShouldBe("1");
        world.Solve("a+new").Version.ToString().ShouldBe("2");
    }

    [Fact]
    public void Versions_and_variants_of_the_configuration_are_defaults()
    {
        var world = new World(false).Set("a", settings => settings with { Versions = ["1"], Variants = "+x" });
        world.Package("a", "1", "2").Variant("x", false);
        var result = world.TrySolve("a");
        result.Roots[0]!.Version.ToString().ShouldBe("1");
        result.Roots[0]!.Variants["x"]!.IsEnabled.ShouldBeTrue();
        result.Costs.Single(cost => cost.Priority == 265).Value.ShouldBe(0);
        world.Solve("a@2~x").Version.ToString().ShouldBe("2");
    }

    [Fact]
    public void What_cannot_be_built_is_taken_from_the_system()
    {
        var world = new World(false).Set("ssl", settings => settings with { IsBuildable = false, Externals = [new ExternalSetting("ssl@3.0.2") { Prefix = "/usr" }] });
        world.Package("a", "1").DependsOn("ssl");
        world.Package("ssl", "3.0.2", "3.5").Variant("shared", true);
        var ssl = world.Solve("a")["ssl"];
        ssl.IsExternal.ShouldBeTrue();
        ssl.ExternalPath.ShouldBe("/usr");
        ssl.Variants["shared"]!.IsEnabled.ShouldBeTrue();
        world.TrySolve("a ^ssl@3.5").Failure!.Notes.ShouldContain(note => note.Contains("buildable: false"));
    }

    [Fact]
    public void Two_nodes_of_a_build_tool_serve_two_demands()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("lib").DependsOn("cmake@3", types: Build);
        world.Package("lib", "1").DependsOn("cmake@2", types: Build);
        world.Package("cmake", "2", "3").Tags = ["build-tools"];
        var app = world.Solve("app");
        app.Edges("cmake").Single().Node.Version.ToString().ShouldBe("3");
        app["lib"].Edges("cmake").Single().Node.Version.ToString().ShouldBe("2");
    }

    [Fact]
    public void What_is_linked_together_shares_one_node()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("lib").DependsOn("cmake@3", types: Link);
        world.Package("lib", "1").DependsOn("cmake@2", types: Link);
        world.Package("cmake", "2", "3").Tags = ["build-tools"];
        world.TrySolve("app").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void Extensions_that_depend_on_each_other_share_what_they_extend()
    {
        var world = new World(false);
        world.Package("py-a", "1").Extends(AbstractSpec.Parse("python"), AbstractSpec.Empty).DependsOn("py-b", types: Build | Run);
        world.Package("py-b", "1").Extends(AbstractSpec.Parse("python@:3.11"), AbstractSpec.Empty);
        world.Package("python", "3.11", "3.12").Tags = ["build-tools"];
        world.Package("python-venv", "1").DependsOn("python", types: Build | Run);
        var root = world.Solve("py-a");
        root["python"].Version.ToString().ShouldBe("3.11");
        root["py-b"]["python"].ShouldBe(root["python"]);
    }

    [Fact]
    public void Circles_are_avoided()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1").Variant("x", true).DependsOn("a", "+x").DependsOn("c");
        world.Package("c", "1");
        world.Solve("a")["b"].Variants["x"]!.IsEnabled.ShouldBeFalse();
    }

    [Fact]
    public void Propagated_variants_reach_all_that_know_them()
    {
        var world = new World(false);
        world.Package("a", "1").Variant("shared", true).DependsOn("b");
        world.Package("b", "1").DependsOn("c");
        world.Package("c", "1").Variant("shared", true);
        world.Solve("a~~shared")["c"].Variants["shared"]!.IsEnabled.ShouldBeFalse();
    }

    [Fact]
    public void Flags_are_kept_in_order_and_do_not_reach_dependencies()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1");
        var a = world.Solve("a cflags='-O2 -g'");
        a.CompilerFlags["cflags"].Select(flag => flag.Text).ShouldBe(["-O2", "-g"]);
        a["b"].CompilerFlags["cflags"].ShouldBeEmpty();
    }

    [Fact]
    public void Only_compilers_that_exist_compile()
    {
        var world = new World();
        world.Package("a", "1").DependsOn("c", types: Build);
        world.Package("llvm", "18").Provides("c").Tags = ["compiler"];
        world.Solve("a")["c"].Name.ShouldBe("gcc");
        world.TrySolve("a %llvm").Failure!.Code.ShouldBe("unknown-compiler");
        world.Set("gcc", settings => settings with { Externals = [] });
        world.TrySolve("a").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void The_compiler_of_a_request_is_taken()
    {
        var world = new World();
        world.Package("a", "1").DependsOn("c", types: Build).DependsOn("cxx", types: Build);
        world.Set("gcc", settings => settings with { Externals = [.. settings.Externals, new ExternalSetting("gcc@14.1 languages:='c,c++'") { Prefix = "/opt/gcc" }] });
        world.Solve("a")["c"].Version.ToString().ShouldBe("14.1");
        var old = world.Solve("a %gcc@12");
        old["c"].Version.ToString().ShouldBe("12.2.0");
        old.Find("gcc-runtime")!.Version.ToString().ShouldBe("12.2.0");
    }

    [Fact]
    public void Targets_of_linked_packages_fit_each_other()
    {
        var world = new World();
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1");
        world.Solve("a")["b"].Target.Name.ShouldBe("x86_64_v3");
        var old = world.Solve("a target=x86_64");
        old.Target.Name.ShouldBe("x86_64");
        old["b"].Target.Name.ShouldBe("x86_64");
    }

    [Fact]
    public void Deprecated_versions_need_permission()
    {
        var world = new World(false);
        world.Package("a", "1").Version("2", deprecated: true);
        world.Solve("a").Version.ToString().ShouldBe("1");
        world.TrySolve("a@2").Failure!.Code.ShouldBe("deprecated-version");
        world.Solve("a@2", new ConcretizationOptions { AllowsDeprecated = true }).Version.ToString().ShouldBe("2");
        world.Solve("a", new ConcretizationOptions { AllowsDeprecated = true }).Version.ToString().ShouldBe("1");
    }

    [Fact]
    public void Test_dependencies_are_there_only_if_asked_for()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("check", types: DependencyTypes.Test);
        world.Package("check", "1");
        world.Solve("a").Dependencies.ShouldBeEmpty();
        world.Solve("a", new ConcretizationOptions { Tests = TestDependencies.Roots }).Find("check").ShouldNotBeNull();
    }

    [Fact]
    public void A_virtual_can_be_a_root()
    {
        var world = new World(false);
        world.Package("mpich", "1").Provides("mpi");
        world.Package("openmpi", "1").Provides("mpi");
        world.Providers("mpi", "openmpi", "mpich");
        world.Solve("mpi").Name.ShouldBe("openmpi");
    }

    [Fact]
    public void What_lies_below_a_root_can_be_asked_for()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1").DependsOn("c").DependsOn("tool", types: Build);
        world.Package("c", "1", "2");
        world.Package("tool", "1", "2");
        world.Solve("a ^c@1")["c"].Version.ToString().ShouldBe("1");
        world.TrySolve("a ^tool@1").Failure!.Code.ShouldBe("impossible-dependency");
    }
}
