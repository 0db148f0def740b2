using Cairn.Specs;

namespace Cairn.Recipes.Tests.Evaluation;

public sealed class BrokenRecipeTests
{
    [Fact]
    public void The_line_is_shown_with_a_caret()
    {
        var failure = World.Failure(() => World.Recipe("version('1')\ndepends_on(unknown_name)"));

        failure.Code.ShouldBe("broken-recipe");
        failure.Message.ShouldContain("`test.a`");
        failure.Message.ShouldContain("unknown_name");
        failure.Location!.Line.ShouldBe(7);
        failure.Location.SourceLine!.ShouldContain("depends_on(unknown_name)");
        failure.Location.File.ShouldEndWith("packages/a/package.py");
    }

    [Fact]
    public void The_chain_of_calls_is_shown()
    {
        var failure = World.Failure(() => World.Of(("a",
            "from spack.package import *\n\n\ndef helper(n):\n    return 1 // n\n\n\nclass A(Package):\n    version(helper(0))\n")).Get("a"));

        failure.Location!.Line.ShouldBe(5);
        failure.Notes.ShouldContain(note => note.Contains(":9: version(helper(0))", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("open('/etc/passwd')")]
    [InlineData("import os; os.listdir('/')")]
    [InlineData("import subprocess; subprocess.run(['ls'])")]
    [InlineData("import time; time.sleep(1)")]
    [InlineData("import os; os.system('true')")]
    public void Loading_touches_nothing(string statement) =>
        World.Failure(() => World.Recipe(statement)).Message.ShouldContain("not available while loading");

    [Theory]
    [InlineData("while True:\n    pass")]
    [InlineData("def f(n):\n    return f(n + 1)\nf(0)")]
    [InlineData("x = [1]\nfor i in x:\n    x.append(i)")]
    public void Endless_recipes_end(string body) => World.Failure(() => World.Recipe(body)).Message.ShouldContain("`test.a`");

    [Fact]
    public void Syntax_errors_name_their_place()
    {
        var failure = World.Failure(() => World.Of(("a", "from spack.package import *\n\nclass A(Package:\n    pass\n")).Get("a"));

        failure.Location!.Line.ShouldBe(3);
    }

    [Fact]
    public void A_missing_class_is_named() =>
        World.Failure(() => World.Of(("a", "class B:\n    pass\n")).Get("a")).Message.ShouldContain("no class `A`");

    [Fact]
    public void Other_recipes_still_load()
    {
        var recipes = World.Of(("a", "raise ValueError('no')\n"), ("b", World.Class("version('1')\nprovides('v')", "B")), ("c", World.Class("x = 1 +", "C")));

        var broken = recipes.LoadAll();

        broken.Select(recipe => recipe.Name).ShouldBe(["a", "c"]);
        recipes.Get("b").Versions.ShouldHaveSingleItem();
        recipes.Providers("v").ShouldHaveSingleItem();
        recipes.Names.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void A_recipe_that_failed_in_a_context_leaves_nothing_behind()
    {
        var recipes = World.Of(("a", World.Class("with when('+x'):\n    depends_on('y')\n    boom()")), ("b", World.Class("depends_on('z')", "B")));

        Should.Throw<CairnException>(() => recipes.Get("a"));
        recipes.Get("b").Dependencies.ShouldHaveSingleItem().When.ToString().ShouldBe("");
    }

    [Fact]
    public void Unknown_names_are_answered_with_a_suggestion()
    {
        var failure = World.Failure(() => World.Of(("hdf5", "")).Get("hdf"));

        failure.Message.ShouldBe("there is no package `hdf`");
        failure.Hint.ShouldBe("did you mean `hdf5`?");
    }
}
