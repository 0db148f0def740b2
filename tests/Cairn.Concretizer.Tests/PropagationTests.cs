using Cairn.Specs;
using static Cairn.Specs.DependencyTypes;

namespace Cairn.Concretization.Tests;

/// <summary>Variants and flags that are handed on to what lies below.</summary>
public sealed class PropagationTests
{
    [Fact]
    public void Values_that_are_handed_on_take_the_place_of_defaults()
    {
        var world = Chain();
        var root = world.Solve("a lang==x,y");
        Values(root, "b").ShouldBe(["x", "y"]);
        Values(root, "c").ShouldBe(["x", "y"]);
    }

    [Fact]
    public void Values_from_several_sources_are_taken_together()
    {
        var root = Chain().Solve("a lang==x ^b lang==y");
        Values(root, "a").ShouldBe(["x"]);
        Values(root, "b").ShouldBe(["x", "y"]);
        Values(root, "c").ShouldBe(["x", "y"]);
    }

    [Fact]
    public void What_somebody_asks_for_is_taken_besides()
    {
        var world = Chain();
        world.Package("b").DependsOn("c lang=z");
        Values(world.Solve("a lang==x"), "c").ShouldBe(["x", "z"]);
    }

    [Fact]
    public void A_package_without_the_variant_hands_it_on()
    {
        var world = new World(false);
        world.Package("a", "1").DependsOn("b");
        world.Package("b", "1").DependsOn("c");
        world.Package("c", "1").Variant("shared", false);
        world.Solve("a++shared")["c"].Variants["shared"]!.IsEnabled.ShouldBeTrue();
    }

    [Fact]
    public void A_dependency_cannot_be_excepted()
    {
        var world = new World(false);
        world.Package("a", "1").Variant("shared", true).DependsOn("b");
        world.Package("b", "1").Variant("shared", true);
        world.TrySolve("a~~shared ^b+shared").IsSuccess.ShouldBeFalse();
    }

    [Fact]
    public void Flags_reach_what_is_linked_and_not_what_only_builds()
    {
        var world = Compiled();
        var app = world.Solve("app cflags==-g %gcc");
        Flags(app["lib"]).ShouldBe(["-g"]);
        Flags(app["tool"]).ShouldBeEmpty();
    }

    [Fact]
    public void Own_flags_stand_instead_of_those_handed_on()
    {
        Flags(Compiled().Solve("app cflags==-g %gcc ^lib cflags=-O3")["lib"]).ShouldBe(["-O3"]);
    }

    [Fact]
    public void Flags_stay_with_their_compiler()
    {
        var app = Compiled().Solve("app cflags==-g %gcc ^lib %llvm");
        Flags(app).ShouldBe(["-g"]);
        Flags(app["lib"]).ShouldBeEmpty();
    }

    private static IEnumerable<string> Flags(ConcreteSpec spec) => spec.CompilerFlags["cflags"].Select(flag => flag.Text);

    private static IEnumerable<string> Values(ConcreteSpec root, string name) => root.Find(name)!.Variants["lang"]!.Values.Order(StringComparer.Ordinal);

    private static World Chain()
    {
        var world = new World(false);
        foreach (string name in (string[])["a", "b", "c"])
        {
            world.Package(name, "1").Variant("lang", "z", ["x", "y", "z"], multi: true);
        }

        world.Package("a").DependsOn("b");
        world.Package("b").DependsOn("c");
        return world;
    }

    private static World Compiled()
    {
        var world = new World();
        world.Package("llvm", "18").Provides("c").Provides("cxx").Tags = ["compiler"];
        world.Set("llvm", settings => settings with { Externals = [new ExternalSetting("llvm@18") { Prefix = "/opt/llvm" }] });
        world.Package("app", "1").DependsOn("c", types: Build).DependsOn("lib").DependsOn("tool", types: Build);
        world.Package("lib", "1").DependsOn("c", types: Build);
        world.Package("tool", "1").DependsOn("c", types: Build);
        return world;
    }
}
