using System.Text;

namespace Cairn.Recipes.Tests.Cache;

public sealed class RecipeCacheTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cairn-cache").FullName;
    private readonly string _repository;

    public RecipeCacheTests()
    {
        _repository = Path.Combine(_folder, "spack_repo/test");
        Write("repo.yaml", "repo:\n  api: v2.2\n");
        Write("build_systems/tools.py", "DEFAULT = 'x'\n");
        Write("packages/base/package.py", World.Class("version('1', sha256='a', fetch_options={'timeout': 60})\nprovides('v', 'w')", "Base"));
        Write("packages/a/fix.patch", "x");
        Write("packages/a/package.py", World.Class(
            """
            version("2", preferred=True)
            variant("x", default=False, description="X", when="@2:")
            variant("y", default="a", values=("a", conditional("b", when="+x")), multi=True, sticky=True)
            variant("z", values=any_combination_of("p", "q"))
            variant("n", default="1", values=int)
            depends_on("b@1:", when="+x", type=("build", "run"), patches=patch("fix.patch", level=2))
            conflicts("+x", when="@1", msg="no")
            requires("%gcc", "%clang", policy="any_of")
            resource(name="r", url="u", placement={"a": "b"})
            license("MIT")
            can_splice("b", when="@2", match_variants="*")
            redistribute(binary=False)
            extends("python")
            patch("fix.patch", when="@2")
            homepage = "https://x"
            libraries = ["liba"]
            """, "A", "Base", "from spack_repo.test.packages.base.package import Base\nfrom spack_repo.test.build_systems import tools"));
        Write("packages/b/package.py", World.Class("version('1')", "B"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Cached_metadata_equals_evaluated_metadata()
    {
        string fresh = Dump(Save());

        Dump(Open()).ShouldBe(fresh);
    }

    [Fact]
    public void Recipes_are_found_by_what_their_versions_mention_with_a_cache_and_without()
    {
        Write("packages/c/package.py", World.Class("version('3', sha256='wanted')\nversion('4', revision=17)\nurl = 'https://c'", "C"));
        foreach (var recipes in new[] { Save(), Open() })
        {
            Names(recipes, "wanted").ShouldBe(["c"]);
            Names(recipes, "https://c").ShouldBe(["c"]);
            Names(recipes, "17").ShouldBe(["c"]);
            Names(recipes, "nobody's").ShouldBeEmpty();
        }

        static string[] Names(RecipeRepositories recipes, string text) =>
            [.. recipes.Mentioning(known => known == text).Select(recipe => recipe.Name)];
    }

    [Fact]
    public void Providers_come_from_the_cache()
    {
        Save();

        Open().Providers("v").Select(provider => provider.Name).ShouldBe(["a", "base"]);
    }

    [Fact]
    public void A_repository_without_recipes_has_no_providers()
    {
        Directory.Delete(Path.Combine(_repository, "packages"), recursive: true);
        Directory.CreateDirectory(Path.Combine(_repository, "packages"));
        Save();

        Open().Providers("v").ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_recipe_is_evaluated_again_with_those_that_inherit_from_it()
    {
        Save();
        Write("packages/base/package.py", World.Class("version('1.5')", "Base"));

        var recipes = Open();

        recipes.Get("base").Versions.ShouldHaveSingleItem().Version.ToString().ShouldBe("1.5");
        recipes.Get("a").Versions.Select(version => version.Version.ToString()).ShouldBe(["1.5", "2"]);
        recipes.IsVirtual("v").ShouldBeFalse();
    }

    [Fact]
    public void A_new_recipe_is_found()
    {
        Save();
        Thread.Sleep(20);
        Write("packages/new/package.py", World.Class("provides('u')", "New"));

        var recipes = Open();

        recipes.Names.ShouldBe(["a", "b", "base", "new"]);
        recipes.IsVirtual("u").ShouldBeTrue();
    }

    [Fact]
    public void A_changed_build_system_invalidates_everything()
    {
        Save();
        Write("build_systems/tools.py", "raise ValueError('changed')\n");

        World.Failure(() => Open().Get("a")).Message.ShouldContain("changed");
    }

    [Fact]
    public void What_compilers_say_of_runtimes_is_kept_until_their_recipe_changes()
    {
        WriteCompiler("run");
        var compiler = Cairn.Specs.AbstractSpec.Parse("cc@=1");
        var fresh = Open();
        var constraints = fresh.RuntimeConstraints(compiler);
        fresh.SaveCache();

        // With a module that can't be loaded any more, the answer can come from the cache only.
        var file = Path.Combine(_repository, "packages/cc/package.py");
        var time = File.GetLastWriteTimeUtc(file);
        var text = File.ReadAllText(file);
        File.WriteAllText(file, new string('(', text.Length));
        File.SetLastWriteTimeUtc(file, time);
        Open().RuntimeConstraints(compiler).ShouldBe(constraints);
        constraints.Length.ShouldBe(3);

        WriteCompiler("link");
        Open().RuntimeConstraints(compiler).OfType<RuntimeConstraint.DependsOn>().ShouldHaveSingleItem().Types.ShouldBe(Cairn.Specs.DependencyTypes.Link);

        void WriteCompiler(string type) => Write("packages/cc/package.py", World.Class(
            """
            version("1")

            @classmethod
            def runtime_constraints(cls, *, spec, pkg):
                pkg("*").depends_on(
                    "cc-runtime@1:", when=f"%[deptypes=build virtuals=c] {spec.name}@{spec.version}", type="{type}", description="needs it")
                pkg("cc-runtime").requires(f"@={spec.version}", when=f"%[deptypes=build] {spec.name}@={spec.version}")
                pkg("*").propagate("cc@:1", when="%[deptypes=build] cc@1")
            """.Replace("{type}", type, StringComparison.Ordinal), "Cc"));
    }

    [Fact]
    public void Only_recipes_that_ask_for_the_working_directory_depend_on_it()
    {
        Write("packages/here/package.py", World.Class("version('1')\nurl = 'file://' + os.getcwd() + '/a.tar'", "Here", imports: "import os"));
        Write("packages/heir/package.py", World.Class(
            "homepage = 'x'", "Heir", "Here", "from spack_repo.test.packages.here.package import Here"));
        Open("/one", "here", "heir", "b").SaveCache();
        foreach (var name in new[] { "here", "heir", "b" })
        {
            Break($"packages/{name}/package.py");
        }

        var there = Open("/one", "here", "heir", "b");
        there.Get("heir").Attributes.Url.ShouldBe("file:///one/a.tar");
        var elsewhere = Open("/two", "b");
        World.Failure(() => elsewhere.Get("here"));
        World.Failure(() => elsewhere.Get("heir"));

        void Break(string path)
        {
            var file = Path.Combine(_repository, path);
            var time = File.GetLastWriteTimeUtc(file);
            File.WriteAllText(file, new string('(', (int)new FileInfo(file).Length));
            File.SetLastWriteTimeUtc(file, time);
        }

        RecipeRepositories Open(string directory, params string[] names)
        {
            var recipes = new RecipeRepositories(
                new RecipeRepositoryPath([RecipeRepository.Open(_repository)]), new HostDescription { CurrentDirectory = directory }, Path.Combine(_folder, "cache"));
            foreach (var name in names)
            {
                recipes.Get(name).Name.ShouldBe(name);
            }

            return recipes;
        }
    }

    [Fact]
    public void Recipes_that_are_kept_still_depend_on_the_build_systems_that_they_were_made_with()
    {
        var first = Open();
        first.Get("a").Name.ShouldBe("a");
        first.SaveCache();
        var second = Open();
        second.Get("b").Name.ShouldBe("b"); // needs no build system
        second.SaveCache();
        Write("build_systems/tools.py", "raise ValueError('changed')\n");

        World.Failure(() => Open().Get("a")).Message.ShouldContain("changed");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(-20)]
    public void A_damaged_cache_is_not_trusted(int position)
    {
        string expected = Dump(Save());
        string file = Directory.GetFiles(Path.Combine(_folder, "cache")).ShouldHaveSingleItem();
        byte[] bytes = File.ReadAllBytes(file);
        bytes[position < 0 ? bytes.Length + position : Math.Min(position, bytes.Length - 1)] ^= 0x55;
        File.WriteAllBytes(file, bytes);

        Dump(Open()).ShouldBe(expected);
    }

    [Fact]
    public void A_truncated_or_foreign_cache_is_not_trusted()
    {
        string expected = Dump(Save());
        string file = Directory.GetFiles(Path.Combine(_folder, "cache")).ShouldHaveSingleItem();
        foreach (byte[] bytes in new[] { [], Encoding.UTF8.GetBytes("hello"), File.ReadAllBytes(file)[..200] })
        {
            File.WriteAllBytes(file, bytes);
            Dump(Open()).ShouldBe(expected);
        }
    }

    private RecipeRepositories Open(bool cached = true) => new(
        new RecipeRepositoryPath([RecipeRepository.Open(_repository)]), new HostDescription(), cached ? Path.Combine(_folder, "cache") : null);

    private RecipeRepositories Save()
    {
        var recipes = Open();
        recipes.LoadAll().ShouldBeEmpty();
        _ = recipes.VirtualNames;
        recipes.SaveCache();
        return recipes;
    }

    private static string Dump(RecipeRepositories recipes)
    {
        using var output = new MemoryStream();
        var dump = new RecipeDump(recipes);
        foreach (string name in recipes.Names)
        {
            dump.Write(output, recipes.Get(name));
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }

    private void Write(string path, string text)
    {
        string full = Path.Combine(_repository, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
