using Cairn.Specs;

namespace Cairn.Recipes.Tests.Directives;

public sealed class DependencyDirectiveTests
{
    [Fact]
    public void Dependencies_are_built_and_linked_unless_said_otherwise()
    {
        var recipe = World.Recipe("depends_on('zlib@1.2:', when='+z')\ndepends_on('cmake', type='build')\ndepends_on('bash', type=('run', 'test'))");

        recipe.Dependencies.Select(d => (d.Spec.ToString(), d.When.ToString(), d.Types)).ShouldBe(
        [
            ("zlib@1.2:", "+z", DependencyTypes.Build | DependencyTypes.Link), ("cmake", "", DependencyTypes.Build),
            ("bash", "", DependencyTypes.Run | DependencyTypes.Test),
        ]);
    }

    [Fact]
    public void Directives_with_one_condition_and_one_package_are_merged()
    {
        var dependency = World.Recipe("depends_on('zlib@1.2:', type='build')\ndepends_on('zlib+shared', type='run')").Dependencies.ShouldHaveSingleItem();

        dependency.Spec.ToString().ShouldBe("zlib@1.2:+shared");
        dependency.Types.ShouldBe(DependencyTypes.Build | DependencyTypes.Run);
        dependency.Places.Select(place => place.Line).ShouldBe([6, 7]);
    }

    [Fact]
    public void Contexts_add_conditions_and_defaults()
    {
        var recipe = World.Recipe(
            """
            with when("+a"):
                with when("@2:"), default_args(type="run"):
                    depends_on("x", when="+b")
                    depends_on("y", type="link")
                depends_on("z", when=False)
            with default_args(when="+c"):
                depends_on("v")
                depends_on("w", when="+d")
            depends_on("u", when=True)
            depends_on("t", when=False)
            """);

        recipe.Dependencies.Select(d => $"{d.Name} {d.When} {d.Types.ToText()}").ShouldBe(
        [
            "x @2:+a+b run", "y @2:+a link", "z +a build,link", "v +c build,link", "w +d build,link", "u  build,link",
        ]);
    }

    [Fact]
    public void Extending_python_brings_its_virtual_environment()
    {
        var recipe = World.Recipe("extends('python@3:', when='+python')");

        recipe.Dependencies.Select(d => d.Spec.ToString()).ShouldBe(["python@3:", "python-venv"]);
        recipe.Dependencies.ShouldAllBe(d => d.Types == (DependencyTypes.Build | DependencyTypes.Run) && d.When.ToString() == "+python");
        recipe.Extends.ShouldHaveSingleItem().Name.ShouldBe("python");
    }

    [Fact]
    public void Dependencies_can_be_patched()
    {
        var repository = RecipeRepository.FromTexts(
            "test",
            [KeyValuePair.Create("a", World.Class("depends_on('b', patches=[patch('b.diff', when='@1'), 'other.diff'])"))],
            [KeyValuePair.Create("packages/a/b.diff", "x"), KeyValuePair.Create("packages/a/other.diff", "y")]);
        var recipes = new RecipeRepositories(new RecipeRepositoryPath([repository]), new HostDescription());
        var recipe = recipes.Get("a");

        recipe.Patches.ShouldBeEmpty();
        var patches = recipe.Dependencies.ShouldHaveSingleItem().Patches;
        patches.Select(patch => (patch.RelativePath, patch.When.ToString(), patch.Owner)).ShouldBe([("b.diff", "@1", "test.a"), ("other.diff", "", "test.a")]);
        recipes.PatchDigest(patches[0]).ShouldBe("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    }

    [Theory]
    [InlineData("depends_on('a')", "cannot depend on itself")]
    [InlineData("depends_on('+x')", "names no package")]
    [InlineData("depends_on('b ^c')", "`^` sigil")]
    [InlineData("depends_on('b', type='compile')", "Invalid dependency type")]
    [InlineData("depends_on('b@1:', when='+x')\ndepends_on('b@2 @3')", "")]
    [InlineData("depends_on('b', wen='+x')", "wen")]
    [InlineData("patch('missing.diff')", "does not exist")]
    [InlineData("patch('https://x/y.patch')", "requires a sha256")]
    public void Wrong_directives_are_errors(string directives, string message)
    {
        var failure = World.Failure(() => World.Recipe(directives));

        failure.Message.ShouldContain(message);
        failure.Location.ShouldNotBeNull();
    }
}
