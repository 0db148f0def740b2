using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

public sealed class ExplanationTests
{
    [Fact]
    public void A_clash_of_versions_names_both_sides_and_a_change_that_works()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("lib@2:");
        world.Package("lib", "1", "2");
        world.TrySolve("app ^lib@1").Failure!.ToString().ShouldBe("""
            error: nothing satisfies `app ^lib@1`
              --> command line
               |  app ^lib@1
               |          ^^
               = the request says `^lib@1`
               = `app` depends on `lib@2:`

            hint: `app ^lib@2` has an answer; so has `app`

            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void Facts_that_have_nothing_to_do_with_it_are_left_out()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("lib+x").DependsOn("other@1").Conflicts("+y");
        world.Package("app").Variant("y", false);
        world.Package("lib", "1").Variant("x", false).Conflicts("+x", message: "x is broken");
        world.Package("other", "1", "2");
        var notes = world.TrySolve("app").Failure!.Notes;
        notes.ShouldBe(["`app` depends on `lib+x`", "`lib` conflicts with `+x`: x is broken"]);
    }

    [Fact]
    public void A_requirement_in_the_way_is_named()
    {
        var world = new World(false).Require("lib", "@1");
        world.Package("app", "1").DependsOn("lib@2:");
        world.Package("lib", "1", "2");
        var failure = world.TrySolve("app").Failure!;
        failure.Notes.ShouldBe(["`app` depends on `lib@2:`", "`lib` is required to be `@1`"]);
        failure.Hint.ShouldBe("there is an answer without this setting: `lib` is required to be `@1`");
    }

    [Fact]
    public void Only_the_part_of_the_request_that_clashes_is_named()
    {
        var world = new World(false);
        world.Package("app", "1").Variant("x", false).Variant("y", false).Variant("z", false).Conflicts("+x", "+z");
        var failure = world.TrySolve("app+x+y+z").Failure!;
        failure.Notes.ShouldBe(["the request says `app+x`", "the request says `app+z`", "in `app`, `+x` conflicts with `+z`"]);
        failure.Hint.ShouldBe("`app+x+y~z` has an answer; so has `app~x+y+z`");
    }

    [Fact]
    public void A_variant_that_exists_only_under_a_condition_is_named()
    {
        var world = new World(false);
        world.Package("app", "1", "2").Variant("x", false, when: "@2:");
        var failure = world.TrySolve("app@1+x").Failure!;
        failure.Notes.ShouldContain("`app` has the variant `x` only when `@2:`");
        failure.Hint.ShouldBe("`app@1` has an answer; so has `app@2+x`");
    }

    [Fact]
    public void Two_providers_of_one_virtual_are_named()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("mpi");
        world.Package("one", "1").Provides("mpi");
        world.Package("two", "1").Provides("mpi");
        var failure = world.TrySolve("app ^one ^two").Failure!;
        failure.Notes.ShouldContain("`one` and `two` both stand for `mpi`, and only one can");
        failure.Hint.ShouldBe("`app ^one` has an answer; so has `app ^two`");
    }

    [Fact]
    public void A_dependency_that_needs_a_variant_is_named()
    {
        var world = new World(false);
        world.Package("app", "1").Variant("mpi", false).DependsOn("mpi", when: "+mpi");
        world.Package("one", "1").Provides("mpi");
        var failure = world.TrySolve("app~mpi ^one").Failure!;
        failure.Notes.ShouldContain("`app` depends only when `+mpi` on `mpi`, for which `one` stands");
        failure.Hint.ShouldBe("`app+mpi ^one` has an answer; so has `app~mpi`");
    }

    [Fact]
    public void How_a_package_comes_in_is_told()
    {
        var world = new World(false).Set("lib", settings => settings with { IsBuildable = false });
        world.Package("app", "1").DependsOn("mid");
        world.Package("mid", "1").DependsOn("lib");
        world.Package("lib", "1");
        var failure = world.TrySolve("app").Failure!;
        failure.Notes.ShouldBe(["`lib` is needed by `mid`, that by `app`", "`lib` must not be built (`buildable: false`)"]);
        failure.Hint!.ShouldContain("packages:lib:externals");
    }

    [Fact]
    public void Where_one_change_is_not_enough_several_are_tried()
    {
        var world = new World(false);
        world.Package("app", "1").Variant("a", false).Variant("b", false).Variant("c", false).Conflicts("+a", "+b").Conflicts("+b", "+c").Conflicts("+a", "+c");
        world.TrySolve("app+a+b+c").Failure!.Hint.ShouldStartWith("`app");
    }

    [Fact]
    public void A_misspelt_compiler_is_recognized()
    {
        var world = new World();
        world.Package("a", "1").DependsOn("c", types: DependencyTypes.Build);

        var failure = world.TrySolve("a %clangg").Failure!;

        failure.Message.ShouldBe("there is no package `clangg`");
        failure.Hint.ShouldBe("did you mean the compiler `%clang`?");
    }

    [Fact]
    public void Deprecated_versions_are_no_riddle()
    {
        var world = new World(false);
        world.Package("app", "1").DependsOn("old");
        world.Package("old").Version("1", deprecated: true);
        world.TrySolve("old").Failure!.Hint.ShouldBe("use `--deprecated` to allow them");
        var failure = world.TrySolve("app").Failure!;
        failure.Notes.ShouldContain("all versions of `old` are deprecated");
        failure.Hint.ShouldBe("use `--deprecated` to allow deprecated versions");
    }

    [Theory]
    [InlineData("nolib", "unknown-package")]
    [InlineData("app+z", "unknown-variant")]
    [InlineData("app@7", "unknown-version")]
    [InlineData("app mode=warp", "invalid-variant-value")]
    [InlineData("app ^loner", "impossible-dependency")]
    [InlineData("app %loner", "impossible-dependency")]
    [InlineData("app platform=darwin", "other-platform")]
    [InlineData("app target=zen99", "unknown-target")]
    [InlineData("app target=aarch64", "other-target")]
    [InlineData("app target=zen4", "other-target")]
    public void Requests_that_make_no_sense_are_refused_without_search(string request, string code)
    {
        var world = new World(false);
        world.Package("app", "1").Variant("mode", "slow", ["slow", "fast"]).DependsOn("lib");
        world.Package("lib", "1");
        world.Package("loner", "1");
        world.TrySolve(request).Failure!.Code.ShouldBe(code);
    }
}
