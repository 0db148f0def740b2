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
               |      ^^^^^^
               = the request says `^lib@1`
               = `app` depends on `lib@2:`

            hint: without `^lib@1` there is an answer: `lib@2`

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
        notes.ShouldBe(["`app` depends on `lib+x`", "lib: x is broken"]);
    }

    [Fact]
    public void A_requirement_in_the_way_is_named()
    {
        var world = new World(false).Require("lib", "@1");
        world.Package("app", "1").DependsOn("lib@2:");
        world.Package("lib", "1", "2");
        var failure = world.TrySolve("app").Failure!;
        failure.Notes.ShouldBe(["`app` depends on `lib@2:`", "`lib` is required to be `@1`"]);
        failure.Hint.ShouldBe("there is an answer if it is dropped that `lib` is required to be `@1`");
    }

    [Theory]
    [InlineData("nolib", "unknown-package")]
    [InlineData("app+z", "unknown-variant")]
    [InlineData("app@7", "unknown-version")]
    [InlineData("app mode=warp", "invalid-variant-value")]
    [InlineData("app ^loner", "impossible-dependency")]
    [InlineData("app %loner", "impossible-dependency")]
    public void Requests_that_make_no_sense_are_refused_without_search(string request, string code)
    {
        var world = new World(false);
        world.Package("app", "1").Variant("mode", "slow", ["slow", "fast"]).DependsOn("lib");
        world.Package("lib", "1");
        world.Package("loner", "1");
        world.TrySolve(request).Failure!.Code.ShouldBe(code);
    }
}
