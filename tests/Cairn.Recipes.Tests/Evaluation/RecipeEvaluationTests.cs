using Cairn.Specs;

namespace Cairn.Recipes.Tests.Evaluation;

public sealed class RecipeEvaluationTests
{
    [Fact]
    public void Recipes_inherit_directives_from_other_recipes()
    {
        var recipes = World.Of(
            ("base-one", World.Class("version('1')\ndepends_on('x')\nmaintainers('m')", "BaseOne")),
            ("a", World.Class("version('2')\nmaintainers('k')", "A", "BaseOne", "from spack_repo.test.packages.base_one.package import BaseOne")));

        var recipe = recipes.Get("a");

        recipe.Versions.Select(version => version.Version.ToString()).ShouldBe(["1", "2"]);
        recipe.Dependencies.ShouldHaveSingleItem().Name.ShouldBe("x");
        recipe.Maintainers.ShouldBe(["k", "m"]);
        recipe.FullNames.ShouldBe(["test.a", "test.base-one"]);
    }

    [Fact]
    public void Recipes_have_modules_of_their_own_and_relative_imports()
    {
        var repository = RecipeRepository.FromTexts(
            "test",
            [
                KeyValuePair.Create("a", World.Class("version(LAST)\ndepends_on('x', when=other.WHEN)", imports: "from .extra import LAST\nfrom ..b import extra as other")),
                KeyValuePair.Create("b", World.Class("", "B")),
            ],
            [KeyValuePair.Create("packages/a/extra.py", "LAST = '7'\n"), KeyValuePair.Create("packages/b/extra.py", "WHEN = '+w'\n")]);

        var recipe = new RecipeRepositories(new RecipeRepositoryPath([repository]), new HostDescription()).Get("a");

        recipe.Versions.ShouldHaveSingleItem().Version.ToString().ShouldBe("7");
        recipe.Dependencies.ShouldHaveSingleItem().When.ToString().ShouldBe("+w");
    }

    [Fact]
    public void Repositories_share_one_namespace_package_and_the_first_wins()
    {
        var first = RecipeRepository.FromTexts("site", [KeyValuePair.Create("a", World.Class("version('9')", "A", "Theirs",
            "from spack_repo.base.packages.a.package import A as Theirs"))]);
        var second = RecipeRepository.FromTexts("base", [
            KeyValuePair.Create("a", World.Class("version('1')")), KeyValuePair.Create("b", World.Class("provides('v')", "B"))]);
        var recipes = new RecipeRepositories(new RecipeRepositoryPath([first, second]), new HostDescription());

        recipes.Get("a").Versions.Select(version => version.Version.ToString()).ShouldBe(["1", "9"]);
        recipes.Get("a").FullName.ShouldBe("site.a");
        recipes.Get("base.a").Versions.ShouldHaveSingleItem();
        recipes.Names.ShouldBe(["a", "b"]);
        recipes.Providers("v").ShouldHaveSingleItem().Recipe.ShouldBe("base.b");
        World.Failure(() => recipes.Get("site.b")).Message.ShouldContain("the repository `site` has no package `b`");
    }

    [Fact]
    public void Two_repositories_of_one_namespace_are_refused() =>
        World.Failure(() => _ = new RecipeRepositoryPath([RecipeRepository.FromTexts("x", []), RecipeRepository.FromTexts("x", [])]))
            .Message.ShouldContain("namespace `x`");

    [Fact]
    public void Virtuals_are_what_some_recipe_provides()
    {
        var recipes = World.Of(
            ("a", World.Class("provides('mpi@2', when='@1')\nprovides('mpi@3', when='@2')")), ("b", World.Class("depends_on('mpi')", "B")),
            ("c", World.Class("", "C", "A", "from spack_repo.test.packages.a.package import A")));

        recipes.IsVirtual("mpi").ShouldBeTrue();
        recipes.IsVirtual("a").ShouldBeFalse();
        recipes.VirtualNames.ShouldBe(["mpi"]);
        recipes.Providers("mpi").Select(provider => $"{provider.Name} {provider.Provided.Virtual}").ShouldBe(["a mpi@2", "a mpi@3", "c mpi@2", "c mpi@3"]);
    }

    [Fact]
    public void Compilers_state_what_their_runtimes_need()
    {
        var recipes = World.Of(("gcc", World.Class(
            """
            @classmethod
            def runtime_constraints(cls, *, spec, pkg):
                pkg("*").depends_on(f"gcc-runtime@{spec.version}:", when=f"%[deptypes=build virtuals=c] gcc@{spec.versions}", type="link", description="why")
                pkg("gcc-runtime").requires(f"@{spec.versions}", when=f"%[deptypes=build] gcc@{spec.versions}")
                pkg("*").propagate(f"gcc@:{spec.version}", when=f"%[deptypes=build] gcc@{spec.versions}")
            """, "Gcc")));

        var constraints = recipes.RuntimeConstraints(AbstractSpec.Parse("gcc@=12.2.0"));

        constraints[0].ShouldBeOfType<RuntimeConstraint.DependsOn>().Dependency.ToString().ShouldBe("gcc-runtime@12.2.0:");
        constraints[1].ShouldBeOfType<RuntimeConstraint.Requires>().Imposed.ToString().ShouldBe("gcc-runtime@=12.2.0");
        constraints[2].ShouldBeOfType<RuntimeConstraint.Propagates>().Constraint.ToString().ShouldBe("gcc@:12.2.0");
    }

    [Fact]
    public void Multimethods_and_callbacks_do_not_disturb_loading() =>
        World.Recipe(
            """
            phases = ["edit", "install"]

            def edit(self, spec, prefix):
                pass

            @when("+x")
            def edit(self, spec, prefix):
                pass

            @run_before("install")
            def prepare(self):
                pass

            @run_after("install", when="@2:")
            @on_package_attributes(run_tests=True)
            def check(self):
                pass

            @property
            def libs(self):
                return find_libraries("liba", root=self.prefix)

            filter_compiler_wrappers("acc", relative_root="bin")
            version("1")
            """).Versions.ShouldHaveSingleItem();

    [Fact]
    public void Facts_of_the_host_can_be_asked()
    {
        string text = World.Class("version(sys.platform)\nversion(platform.machine())\nif str(host_platform()) == 'darwin':\n    version(str(macos_version()))",
            imports: "import platform\nimport sys");
        var repository = RecipeRepository.FromTexts("test", [KeyValuePair.Create("a", text)]);
        var mac = new HostDescription { Platform = "darwin", Machine = "arm64", MacVersion = "14.2" };

        new RecipeRepositories(new RecipeRepositoryPath([repository]), mac).Get("a").Versions.Select(version => version.Version.ToString())
            .ShouldBe(["darwin", "arm64", "14.2"]);
    }
}
