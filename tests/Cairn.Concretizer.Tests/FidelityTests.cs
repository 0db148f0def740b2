using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

/// <summary>Requests and recipes at the edge of sense: each has an answer, or a refusal with its reason.</summary>
public sealed class FidelityTests
{
    [Fact]
    public void A_virtual_root_may_name_what_lies_below_it()
    {
        var world = new World(false);
        world.Package("one", "1").Provides("blas");
        world.Package("two", "1").Provides("blas").DependsOn("zlib");
        world.Package("zlib", "1", "2");
        var root = world.Solve("blas ^zlib@1");
        root.Name.ShouldBe("two");
        root["zlib"].Version.ToString().ShouldBe("1");
        world.TrySolve("blas ^one").IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void A_virtual_root_has_no_variants_but_its_package_has_a_target_and_a_compiler()
    {
        var world = new World();
        world.Package("one", "1").Provides("blas").DependsOn("c", types: DependencyTypes.Build);
        world.TrySolve("blas+x").Failure!.Message.ShouldBe("`blas` is virtual: it has no variant `x`");
        world.Solve("blas target=x86_64_v2").Target.Name.ShouldBe("x86_64_v2");
        world.Solve("blas %gcc").Name.ShouldBe("one");
        world.TrySolve("blas %gcc@5").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void What_a_virtual_root_is_compiled_with_may_be_asked_for()
    {
        var world = new World();
        world.Package("one", "1").Provides("blas").DependsOn("c", types: DependencyTypes.Build);
        world.Package("two", "1").Provides("blas");
        world.Solve("blas ^gcc-runtime").Name.ShouldBe("one");
        world.Solve("gcc-runtime").Name.ShouldBe("gcc-runtime");
    }

    [Fact]
    public void What_another_compiler_compiles_may_need_the_runtime_of_gcc()
    {
        var world = new World();
        world.Package("llvm", "18").Provides("c").Tags = ["compiler"];
        world.Set("llvm", settings => settings with { Externals = [new ExternalSetting("llvm@18") { Prefix = "/opt/llvm" }] });
        world.Package("app", "1").DependsOn("c", types: DependencyTypes.Build).DependsOn("gcc-runtime");
        var answer = world.Solve("app %llvm");
        answer["c"].Name.ShouldBe("llvm");
        answer["gcc-runtime"].Version.ToString().ShouldBe("12.2.0");
    }

    [Theory]
    [InlineData("app@main commit=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    [InlineData("app@main commit=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("app@1.0 commit=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("app@2.0 commit=bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", true)]
    [InlineData("app@2.0 commit=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("app@git.v9=1.0 commit=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", true)]
    public void A_commit_needs_a_version_that_comes_from_git(string request, bool isPossible)
    {
        var world = new World(false);
        world.Package("app", "1.0").Attribute("git", new Cairn.Recipes.MetadataValue.Text("https://example.org/app.git"))
            .Version(Cairn.Specs.Version.Parse("main"), [new("branch", new Cairn.Recipes.MetadataValue.Text("main"))])
            .Version(Cairn.Specs.Version.Parse("2.0"), [new("commit", new Cairn.Recipes.MetadataValue.Text(new string('b', 40)))]);
        world.TrySolve(request).IsSuccess.ShouldBe(isPossible);
    }

    [Fact]
    public void A_recipe_that_speaks_of_a_variant_it_does_not_have_cannot_be_built()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("broken");
        world.Package("broken", "1").Conflicts("+nope");
        world.TrySolve("app").Failure!.Notes.ShouldContain("`broken` has no variant `nope`, but a conflict speaks of it");
    }

    [Fact]
    public void A_dependency_on_a_variant_that_is_not_there_is_told()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("lib+nope");
        world.Package("lib", "1");
        world.TrySolve("app").Failure!.Notes.ShouldBe(["`app` depends on `lib+nope`", "`lib` has no variant `nope`"]);
    }

    [Theory]
    [InlineData("require")]
    [InlineData("prefer")]
    [InlineData("conflict")]
    public void Settings_of_a_package_must_name_variants_that_it_has(string key)
    {
        var world = new World(false).Set("app", settings => key switch
        {
            "require" => settings with { Requirements = [new RequirementSetting(false, ["+sharde"])] },
            "prefer" => settings with { Preferences = [new PreferenceSetting("+sharde")] },
            _ => settings with { Conflicts = [new PreferenceSetting("+sharde")] },
        });
        world.Package("app", "1").Variant("shared", false);
        var failure = world.TrySolve("app").Failure!;
        failure.Message.ShouldBe($"`packages:app:{key}` speaks of the variant `sharde`, which `app` does not have");
        failure.Hint.ShouldBe("did you mean `shared`?");
    }

    [Fact]
    public void What_is_said_of_all_is_left_out_where_it_makes_no_sense()
    {
        var world = new World(false).Require("all", "+shared");
        world.Package("app", "1");
        world.TrySolve("app").IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void Dependencies_that_cannot_be_had_are_told_with_their_reason()
    {
        var world = new World(false).Set("tool", settings => settings with { IsBuildable = false });
        world.Package("app", "1").DependsOn("tool");
        world.Package("tool", "1");
        var failure = world.TrySolve("app").Failure!;
        failure.Notes.ShouldContain("`tool` must not be built (`buildable: false`)");
        failure.Hint!.ShouldContain("packages:tool:externals");

        world.Package("other", "1").DependsOn("nowhere");
        world.TrySolve("other").Failure!.Notes.ShouldBe(["`other` depends on `nowhere`, and no repository has a package `nowhere`"]);

        world.Package("third", "1").DependsOn("empty");
        world.Package("empty");
        world.TrySolve("third").Failure!.Notes.ShouldContain("`empty` has no version that can be had");
    }

    [Fact]
    public void A_language_without_a_compiler_is_told_with_what_helps()
    {
        var world = new World(false);
        world.Package("gcc", "1").Provides("c");
        world.Package("app", "1").DependsOn("c", types: DependencyTypes.Build);
        var failure = world.TrySolve("app").Failure!;
        failure.Notes.ShouldContain("no compiler that is installed or configured stands for `c`");
        failure.Hint!.ShouldContain("cairn compiler find");
    }

    [Fact]
    public void Any_text_beside_none_leaves_none_out()
    {
        var world = new World(false);
        world.Package("app", "1").Variant("archs", "none", false, AbstractSpec.Parse(""), new Cairn.Recipes.VariantValues.Anything(), multi: true);
        world.Solve("app archs=a,b").Variants["archs"]!.Values.ShouldBe(["a", "b"], ignoreOrder: true);
        world.TrySolve("app archs=a,none").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void A_conflict_with_another_package_counts_only_where_both_go_together()
    {
        var world = new World(false);
        world.Package("app", "1").Conflicts("python@3").DependsOn("python", types: DependencyTypes.Build);
        world.Package("lib", "1").Conflicts("python@3").DependsOn("python", types: DependencyTypes.Link);
        world.Package("python", "2", "3").Tags = ["build-tools"];
        world.Configuration = world.Configuration with { Duplicates = world.Configuration.Duplicates };
        world.Solve("app")["python"].Version.ToString().ShouldBe("3");
        world.Solve("lib")["python"].Version.ToString().ShouldBe("2");
    }

    [Fact]
    public void Requirements_of_a_virtual_may_have_a_condition()
    {
        var world = new World(false).Set("mpi", settings => settings with { Requirements = [new RequirementSetting(false, ["two"], When: "@3:")] });
        world.Package("app", "1", "2").DependsOn("mpi@3:", "@2").DependsOn("mpi@:2", "@1");
        world.Package("one", "1").Provides("mpi");
        world.Package("two", "1").Provides("mpi");
        world.Providers("mpi", "one", "two");
        world.Solve("app@1")["mpi"].Name.ShouldBe("one");
        world.Solve("app@2")["mpi"].Name.ShouldBe("two");
    }

    [Fact]
    public void Flags_of_two_roots_on_one_node_contradict_each_other()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("lib");
        world.Package("b", "1").DependsOn("lib");
        world.Package("lib", "1");
        world.TrySolve("a ^lib cflags=-g", "b ^lib cflags=-O2").Failure!.Notes.ShouldContain("`lib` is asked for with two kinds of `cflags`");
        world.TrySolve("a ^lib cflags=-g", "b ^lib cflags=-g").IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false, "x86_64_v3")]
    [InlineData(true, "x86_64_v3")]
    public void Only_targets_of_this_machine_unless_others_are_allowed(bool isHostCompatible, string target)
    {
        var world = new World();
        world.Package("app", "1");
        world.Configuration = world.Configuration with { Targets = new TargetSettings(OnlyHostCompatible: isHostCompatible) };
        world.Solve("app").Target.Name.ShouldBe(target);
        world.TrySolve("app target=zen4").IsSuccess.ShouldBe(!isHostCompatible);
    }

    [Fact]
    public void Only_generic_targets_where_the_configuration_says_so()
    {
        var world = new World();
        world.Configuration = world.Configuration with { Host = world.Configuration.Host with { Target = "zen4" }, Targets = new TargetSettings(OnlyGeneric: true) };
        world.Package("app", "1");
        world.Solve("app").Target.Name.ShouldBe("x86_64_v4");
        world.TrySolve("app target=zen3").Failure!.Hint.ShouldBe("`concretizer:targets` leaves it out");
    }

    [Fact]
    public void What_is_developed_in_a_directory_is_built_there_and_never_reused()
    {
        var world = new World(false);
        world.Package("app", "1", "2");
        var developed = world.Solve("app@2 dev_path=/home/me/app");
        developed.Variants["dev_path"]!.Values.ShouldBe(["/home/me/app"]);
        world.Configuration = world.Configuration with { Reuse = new ReuseSettings(ReuseMode.Everything) };
        var options = new ConcretizationOptions { Reusable = [developed, world.Solve("app@1")] };
        world.Solve("app", options).Version.ToString().ShouldBe("1");
        world.Solve("app dev_path=/home/me/app", options).Variants["dev_path"].ShouldNotBeNull();
    }
}
