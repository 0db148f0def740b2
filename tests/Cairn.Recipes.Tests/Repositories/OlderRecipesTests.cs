namespace Cairn.Recipes.Tests.Repositories;

/// <summary>Recipes of Package API v1, among repositories of today.</summary>
public sealed class OlderRecipesTests
{
    private static readonly PackageApi s_old = new(1, 0);

    private const string Package = "from spack.package import *\n\n\nclass {0}({1}):\n    version('1.0')\n    {2}\n";

    [Theory]
    [InlineData("", "c cxx")]
    [InlineData("variant('fortran', default=True, description='Fortran')", "c cxx fortran")]
    [InlineData("def install(self, spec, prefix):\n        make('FC=' + spack_fc)", "c cxx fortran")]
    [InlineData("depends_on('c', type='build')", "c")]
    [InlineData("has_code = False", "c cxx")]
    [InlineData("virtual = True", "")]
    [InlineData("tags = ['runtime']", "")]
    [InlineData("facts = 'fcgi'", "c cxx")]
    public void Every_package_was_built_with_the_compiler(string member, string languages) =>
        Load(("thing", Text("Thing", "Package", member))).Get("thing").Languages.ShouldBe(languages.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void A_bundle_needs_none() => Load(("thing", Text("Thing", "BundlePackage", ""))).Get("thing").Languages.ShouldBeEmpty();

    [Fact]
    public void In_2016_python_was_extended_without_an_environment_in_between()
    {
        var recipes = Load(
            ("py-old", "from spack import *\n\nclass PyOld(Package):\n    version('1.0', '8fb6cb98b8459f5863328380fbf06bd1')\n    extends('python')\n"),
            ("py-later", Text("PyLater", "Package", "extends('python')")));

        recipes.Get("py-old").Dependencies.Select(dependency => dependency.Name).ShouldNotContain("python-venv");
        recipes.Get("py-later").Dependencies.Select(dependency => dependency.Name).ShouldContain("python-venv");
    }

    [Fact]
    public void Fortran_is_inherited()
    {
        var recipes = Load(
            ("parent", Text("Parent", "Package", "fortran = True")),
            ("child", "from spack.pkg.old.parent import Parent\n\n\nclass Child(Parent):\n    pass\n"));

        recipes.Get("child").Languages.ShouldBe(["c", "cxx", "fortran"]);
    }

    [Fact]
    public void Recipes_of_today_say_which_languages_they_need() =>
        new RecipeRepositories(new RecipeRepositoryPath([Today(("thing", Text("Thing", "Package", "")))]), new HostDescription())
            .Get("thing").Languages.ShouldBeEmpty();

    [Fact]
    public void A_compiler_that_is_no_package_does_not_hide_one_that_is()
    {
        var recipes = Load(("gcc", Text("Gcc", "Package", "")), ("gcc-runtime", Text("GccRuntime", "Package", "")), ("zlib", Text("Zlib", "Package", "")));

        recipes.Get("gcc").Namespace.ShouldBe("today");
        recipes.Get("gcc-runtime").Namespace.ShouldBe("today");
        recipes.Get("old.gcc").Namespace.ShouldBe("old");
        recipes.Get("zlib").Namespace.ShouldBe("old");
        recipes.Providers("c").ShouldHaveSingleItem().Recipe.ShouldBe("today.gcc");
    }

    [Fact]
    public void An_old_repository_with_a_compiler_of_today_keeps_it() =>
        Load(("gcc", Text("Gcc", "Package", "provides('c', 'cxx')"))).Get("gcc").Namespace.ShouldBe("old");

    [Fact]
    public void Without_another_the_compiler_of_old_answers() =>
        new RecipeRepositories(new RecipeRepositoryPath([Old(("gcc", Text("Gcc", "Package", "")))]), new HostDescription()).Get("gcc").Namespace.ShouldBe("old");

    private static string Text(string name, string parent, string member) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Package, name, parent, member);

    private static RecipeRepository Old(params (string Name, string Text)[] recipes) =>
        RecipeRepository.FromTexts("old", recipes.Select(recipe => KeyValuePair.Create(recipe.Name, recipe.Text)), api: s_old);

    private static RecipeRepository Today(params (string Name, string Text)[] recipes) =>
        RecipeRepository.FromTexts("today", recipes.Select(recipe => KeyValuePair.Create(recipe.Name, recipe.Text)));

    private static RecipeRepositories Load(params (string Name, string Text)[] old) => new(
        new RecipeRepositoryPath(
        [
            Old(old),
            Today(
                ("gcc", Text("Gcc", "Package", "provides(\"c\", \"cxx\")")),
                ("gcc-runtime", Text("GccRuntime", "Package", "depends_on(\"gcc\", type=\"build\")")),
                ("zlib", Text("Zlib", "Package", ""))),
        ]),
        new HostDescription());
}
