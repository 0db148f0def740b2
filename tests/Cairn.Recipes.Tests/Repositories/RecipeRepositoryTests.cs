using Cairn.Specs;

namespace Cairn.Recipes.Tests.Repositories;

public sealed class RecipeRepositoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cairn-repository").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Namespace_follows_from_the_path_below_spack_repo()
    {
        string root = Make("spack_repo/llnl/comp", "repo:\n  api: v2.0\n", "mpich", "_7zip", "Not-A-Module");

        var repository = RecipeRepository.Open(root);

        repository.Namespace.ShouldBe("llnl.comp");
        repository.PythonPath.ShouldBe(_folder);
        repository.Names.ShouldBe(["7zip", "mpich"]);
        repository.ModuleName("7zip").ShouldBe("spack_repo.llnl.comp.packages._7zip.package");
        File.Exists(repository.RecipeFile("7zip")).ShouldBeTrue();
    }

    [Fact]
    public void Namespace_that_contradicts_its_path_is_refused()
    {
        string root = Make("spack_repo/other", "repo:\n  namespace: builtin\n  api: v2.0\n");

        Should.Throw<CairnException>(() => RecipeRepository.Open(root)).Diagnostic.Message.ShouldContain("should be `other`");
    }

    [Fact]
    public void Repository_without_api_is_version_1_and_names_itself()
    {
        var repository = RecipeRepository.Open(Make("old", "repo:\n  namespace: 'mine'  # ours\n", "SAMRAI", "py-numpy"));

        repository.Api.ShouldBe(new PackageApi(1, 0));
        repository.Names.ShouldBe(["SAMRAI", "py-numpy"]);
        repository.FindByModuleName("py_numpy").ShouldBe("py-numpy");
        repository.ModuleName("py-numpy").ShouldBe("spack.pkg.mine.py-numpy");
    }

    [Theory]
    [InlineData("repo:\n  namespace: x\n  api: v9.0\n", "v9.0")]
    [InlineData("repo:\n  namespace: x\n  api: two\n", "not a version of the Package API")]
    [InlineData("something: else\n", "`repo:` section")]
    [InlineData("repo:\n  api: v1.0\n", "must define a namespace")]
    [InlineData("repo\n", "line 1")]
    public void Broken_repository_files_are_named(string text, string reason) =>
        Should.Throw<CairnException>(() => RecipeRepository.Open(Make("broken", text))).Diagnostic.Message.ShouldContain(reason);

    [Fact]
    public void Missing_repository_file_is_named() =>
        Should.Throw<CairnException>(() => RecipeRepository.Open(_folder)).Diagnostic.Message.ShouldContain("no `repo.yaml`");

    [Fact]
    public void Index_lists_the_repositories_of_a_clone()
    {
        File.WriteAllText(Path.Combine(_folder, "spack-repo-index.yaml"), "repo_index:\n  paths:\n  - repos/spack_repo/builtin\n");

        RecipeRepository.FoldersOf(_folder).ShouldBe([Path.Combine(_folder, "repos/spack_repo/builtin")]);
    }

    private string Make(string path, string configuration, params string[] recipes)
    {
        string root = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.Combine(root, "packages"));
        File.WriteAllText(Path.Combine(root, "repo.yaml"), configuration);
        foreach (string recipe in recipes)
        {
            Directory.CreateDirectory(Path.Combine(root, "packages", recipe));
            File.WriteAllText(Path.Combine(root, "packages", recipe, "package.py"), "");
        }

        return root;
    }
}
