using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Repositories of recipes that are cloned: <c>repo add URL</c>, <c>repo set</c>, <c>repo update</c>, and cloning on first need.</summary>
public sealed class GitRepositoryTests : IDisposable
{
    private readonly Place _place = new();
    private readonly GitRemote _remote;

    public GitRepositoryTests()
    {
        _remote = new GitRemote(_place, "lab");
        _remote.Repository("pkgs/spack_repo/lab/comp", ("zmath", Recipes.Zmath));
        _remote.Repository("pkgs/spack_repo/lab/physics", ("tool", Recipes.Tool));
        _remote.Index("pkgs/spack_repo/lab/comp", "pkgs/spack_repo/lab/physics");
        First = _remote.Commit("first");
    }

    private string First { get; }

    private string Configuration => _place.Path("config", "repos.yaml");

    private string Clone => Directory.GetDirectories(_place.Path("root", "package_repos")).ShouldHaveSingleItem();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_git_repository_with_several_repositories_is_added_with_one_command()
    {
        _place.Run("repo", "add", _remote.Url).Error.ShouldContain("give the entry a name with `--name`");
        _place.Run("repo", "add", "--name", "lab", _remote.Url).Succeeded();

        File.ReadAllText(Configuration).ShouldBe($"repos:\n  lab:\n    git: {_remote.Url}\n");
        string[] lines = _place.Run("repo", "list").Succeeded().Lines;
        lines[0].ShouldStartWith("[+] lab.comp");
        lines[1].ShouldStartWith("[+] lab.physics");
        _place.Run("list", "-N", "lab.comp").Succeeded().Lines.ShouldBe(["zmath"]);
        GitRemote.GitIn(Clone, "rev-parse", "--is-shallow-repository").ShouldBe("true\n");
    }

    [Fact]
    public void One_folder_of_a_repository_and_a_place_for_its_clone_can_be_chosen()
    {
        _place.Run("repo", "add", "--path", "pkgs/spack_repo/lab/physics", _remote.Url, _place.Path("clone")).Succeeded();

        File.ReadAllText(Configuration).ShouldBe(
            $"repos:\n  lab.physics:\n    git: {_remote.Url}\n    paths:\n    - pkgs/spack_repo/lab/physics\n    destination: {_place.Path("clone")}\n");
        _place.Run("repo", "list", "--namespaces").Succeeded().Lines.ShouldBe(["lab.physics", "starter"]);

        _place.Run("repo", "set", "--destination", _place.Path("other"), "lab.physics").Succeeded();
        File.ReadAllText(Configuration).ShouldContain($"    destination: {_place.Path("other")}\n");
        _place.Run("list", "-N", "lab.physics").Succeeded().Lines.ShouldBe(["tool"]);
        Directory.Exists(_place.Path("other", ".git")).ShouldBeTrue();
    }

    [Fact]
    public void A_configured_repository_is_cloned_when_recipes_are_first_needed()
    {
        File.WriteAllText(Configuration, $"repos:\n  lab: {_remote.Url}\n");

        _place.Run("repo", "list").Succeeded().Lines[0].ShouldBe($" -  lab      {"",-4}  {_remote.Url} (not cloned yet)");
        _place.Run("list", "zmath").Succeeded().Lines.ShouldBe(["zmath"]);
        _place.Run("repo", "list").Succeeded().Lines[0].ShouldStartWith("[+] lab.comp");
    }

    [Fact]
    public async Task Processes_that_need_a_clone_at_once_make_it_once()
    {
        File.WriteAllText(Configuration, $"repos:\n  lab: {_remote.Url}\n");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => _place.Run("list", "zmath"))));

        outcomes.ShouldAllBe(outcome => outcome.ExitCode == 0 && outcome.Output == "zmath\n");
        outcomes.Count(outcome => outcome.Error.Contains("==> cloning", StringComparison.Ordinal)).ShouldBe(1);
        Directory.GetFileSystemEntries(_place.Path("root", "package_repos")).Length.ShouldBe(2); // the clone and the lock
    }

    [Fact]
    public void What_cannot_be_reached_is_named_once_and_nothing_else_stops()
    {
        string gone = $"file://{_place.Path("remotes", "gone")}";
        File.WriteAllText(Configuration, $"repos:\n  gone: {gone}\n  lab: {_remote.Url}\n");

        var first = _place.Run("list", "zmath").Succeeded();
        first.Output.ShouldBe("zmath\n");
        first.Error.ShouldContain($"warning: the repository `gone` cannot be fetched from `{gone}`");
        _place.Run("list", "zmath").Succeeded().Error.ShouldContain("not tried again before");
        Directory.GetDirectories(_place.Path("root", "package_repos")).ShouldHaveSingleItem();
    }

    [Fact]
    public void Builtin_is_cloned_for_what_no_other_repository_has()
    {
        // The defaults name it; here the scope below the user's stands for them, with a remote at hand.
        var builtin = new GitRemote(_place, "builtin");
        builtin.Repository("repos/spack_repo/builtin", ("zmath", Recipes.Zmath));
        builtin.Index("repos/spack_repo/builtin");
        builtin.Commit("first");
        File.Delete(_place.Path("system", "repos.yaml"));
        _place.Variables["GIT_CONFIG_COUNT"] = "1";
        _place.Variables["GIT_CONFIG_KEY_0"] = $"url.{builtin.Url}.insteadOf";
        _place.Variables["GIT_CONFIG_VALUE_0"] = "https://github.com/spack/spack-packages.git";

        _place.Run("info", "lua").Succeeded().Error.ShouldNotContain("cloning");
        var found = _place.Run("info", "zmath").Succeeded();
        found.Error.ShouldContain("==> cloning the repository `builtin`");
        found.Output.ShouldContain("zmath");
        _place.Run("repo", "list", "--namespaces").Succeeded().Lines.ShouldBe(["builtin", "starter"]);
    }

    [Fact]
    public void An_update_tells_what_is_new()
    {
        _place.Run("repo", "add", "--name", "lab", _remote.Url).Succeeded();
        _place.Run("repo", "update").Succeeded().Output.ShouldBe("lab: up to date (branch `main`)\n");

        _remote.Repository(
            "pkgs/spack_repo/lab/comp",
            ("library", Recipes.Library),
            ("zmath", Recipes.Zmath.Replace("    version(\"3.1\"", "    version(\"3.2\", sha256=\"9\" * 64)\n    version(\"3.1\"", StringComparison.Ordinal)));
        Directory.Delete(Path.Combine(_remote.Folder, "pkgs/spack_repo/lab/physics/packages/tool"), recursive: true);
        Directory.CreateDirectory(Path.Combine(_remote.Folder, "pkgs/spack_repo/lab/physics/packages"));
        File.WriteAllText(Path.Combine(_remote.Folder, "pkgs/spack_repo/lab/physics/packages/.keep"), "");
        _remote.Commit("second");

        string[] lines = _place.Run("repo", "update", "lab").Succeeded().Lines;
        lines[1..].ShouldBe(["  new recipes (1): lab.comp.library", "  removed recipes (1): lab.physics.tool", "  new versions in 1:", "    lab.comp.zmath: 3.2"]);
        _place.Run("versions", "--safe", "zmath").Succeeded().Output.ShouldContain("3.2");
    }

    [Fact]
    public void A_pin_is_written_down_and_moves_the_clone()
    {
        _place.Run("repo", "add", "--name", "lab", _remote.Url).Succeeded();
        _remote.Repository("pkgs/spack_repo/lab/comp", ("library", Recipes.Library));
        _remote.Commit("second");
        _place.Run("repo", "update").Succeeded();

        _place.Run("repo", "update", "--commit", First, "lab").Succeeded().Output.ShouldContain("removed recipes (1): lab.comp.library");
        File.ReadAllText(Configuration).ShouldBe($"repos:\n  lab:\n    git: {_remote.Url}\n    commit: {First}\n");
        _place.Run("repo", "update", "--branch", "main", "lab").Succeeded().Output.ShouldContain("new recipes (1): lab.comp.library");
        File.ReadAllText(Configuration).ShouldBe($"repos:\n  lab:\n    git: {_remote.Url}\n    branch: main\n");
        _place.Run("repo", "update", "--tag", "nothing", "lab").ExitCode.ShouldBe(1);
        File.ReadAllText(Configuration).ShouldContain("branch: main");
    }

    [Fact]
    public void An_update_never_loses_work()
    {
        _place.Run("repo", "add", "--name", "lab", _remote.Url).Succeeded();
        string recipe = Path.Combine(Clone, "pkgs/spack_repo/lab/comp/packages/zmath/package.py");
        _remote.Repository("pkgs/spack_repo/lab/comp", ("library", Recipes.Library));
        _remote.Commit("second");

        File.AppendAllText(recipe, "# mine\n");
        _place.Run("repo", "update").Error.ShouldContain("has changes that are not committed");
        File.ReadAllText(recipe).ShouldEndWith("# mine\n");

        GitRemote.GitIn(Clone, "-c", "user.name=Me", "-c", "user.email=me@example.org", "commit", "--quiet", "-am", "mine");
        var diverged = _place.Run("repo", "update");
        diverged.ExitCode.ShouldBe(1);
        diverged.Error.ShouldContain("has commits that the server does not have");
        File.ReadAllText(recipe).ShouldEndWith("# mine\n");
    }
}
