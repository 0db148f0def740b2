using Cairn.Specs;
using static Cairn.Specs.DependencyTypes;

namespace Cairn.Concretization.Tests;

/// <summary>Which compilers may meet in one DAG, and names that stand for sets of compilers.</summary>
public sealed class CompilerTests
{
    [Fact]
    public void Compilers_may_be_mixed_unless_that_is_forbidden()
    {
        var world = TwoCompilers();
        world.TrySolve("app %gcc ^lib %llvm").IsSuccess.ShouldBeTrue();
        world.Configuration = world.Configuration with { AllowsCompilerMixing = false };
        world.TrySolve("app %gcc ^lib %llvm").IsSuccess.ShouldBeFalse();
        world.Solve("app ^lib %llvm")["c"].Name.ShouldBe("llvm");
    }

    [Fact]
    public void Listed_packages_may_differ_in_compiler()
    {
        var world = TwoCompilers();
        world.Configuration = world.Configuration with { AllowsCompilerMixing = false, MixingExceptions = ["lib"] };
        var app = world.Solve("app %gcc ^lib %llvm");
        (app["c"].Name, app["lib"].Edges("llvm").Single().Node.Name).ShouldBe(("gcc", "llvm"));
    }

    [Fact]
    public void What_only_builds_may_differ_in_compiler()
    {
        var world = TwoCompilers();
        world.Package("app").DependsOn("tool", types: Build);
        world.Package("tool", "1").DependsOn("c", types: Build).Requires("%llvm");
        world.Configuration = world.Configuration with { AllowsCompilerMixing = false };
        var app = world.Solve("app %gcc");
        app["lib"].Edges("gcc").Count().ShouldBe(1);
        app["tool"].Edges("llvm").Count().ShouldBe(1);
    }

    [Fact]
    public void Each_language_has_a_compiler_of_its_own()
    {
        var world = TwoCompilers();
        world.Package("app").DependsOn("fortran", types: Build);
        world.Configuration = world.Configuration with { AllowsCompilerMixing = false };
        var app = world.Solve("app %c=llvm");
        app.Edges("llvm").Single().Virtuals.ShouldContain("c");
        app.Edges("gcc").Single().Virtuals.ShouldBe(["fortran"]);
        app["lib"].Edges("llvm").Count().ShouldBe(1);
    }

    [Fact]
    public void What_is_reused_counts_with_the_compiler_that_it_was_built_with()
    {
        var world = TwoCompilers();
        var lib = world.Solve("lib %llvm");
        world.Configuration = world.Configuration with { AllowsCompilerMixing = false, Reuse = new ReuseSettings(ReuseMode.Everything) };
        var options = new ConcretizationOptions { Reusable = [lib] };
        world.Solve("app", options)["c"].Name.ShouldBe("llvm");
        world.Solve("app %gcc", options)["lib"].ShouldNotBe(lib);
    }

    [Fact]
    public void A_tool_chain_stands_for_compilers_under_conditions()
    {
        var world = TwoCompilers();
        world.Configuration = world.Configuration with { SpecOptions = Options };
        world.Package("mixed", "1").DependsOn("c", types: Build).DependsOn("fortran", types: Build);
        AbstractSpec Request(string text) => AbstractSpec.Parse(text, Options);

        var app = new Concretizer(world.Source(), world.Configuration).Solve([new(Request("app %clang_gfortran"))]).RootsOrThrow()[0]!;
        app["c"].Name.ShouldBe("llvm");
        app.CompilerFlags["cflags"].Single().Text.ShouldBe("-O3");
        var mixed = new Concretizer(world.Source(), world.Configuration).Solve([new(Request("mixed %clang_gfortran"))]).RootsOrThrow()[0]!;
        mixed.Edges("gcc").Single().Virtuals.ShouldBe(["fortran"]);
        mixed.Edges("llvm").Single().Virtuals.ShouldBe(["c"]);
    }

    [Fact]
    public void A_tool_chain_can_be_required()
    {
        var world = TwoCompilers().Require("all", "%clang_gfortran");
        world.Configuration = world.Configuration with { SpecOptions = Options };
        world.Solve("app")["lib"].Edges("llvm").Count().ShouldBe(1);
    }

    private static readonly SpecParserOptions Options = SpecParserOptions.Default with
    {
        Toolchain = name => name == "clang_gfortran"
            ? Toolchains.Build(
            [
                (AbstractSpec.Parse("cflags=-O3"), null), (AbstractSpec.Parse("%c=llvm"), AbstractSpec.Parse("%c")),
                (AbstractSpec.Parse("%fortran=gcc"), AbstractSpec.Parse("%fortran")),
            ])
            : null,
    };

    private static World TwoCompilers()
    {
        var world = new World();
        world.Package("llvm", "18").Provides("c").Provides("cxx").Tags = ["compiler"];
        world.Set("llvm", settings => settings with { Externals = [new ExternalSetting("llvm@18") { Prefix = "/opt/llvm" }] });
        world.Providers("c", "gcc", "llvm").Providers("cxx", "gcc", "llvm");
        world.Package("app", "1").DependsOn("c", types: Build).DependsOn("lib");
        world.Package("lib", "1").DependsOn("c", types: Build);
        return world;
    }
}
