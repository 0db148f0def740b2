using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>cairn repo</c>.</summary>
public sealed class RepoTests : IDisposable
{
    private readonly Place _place = new();

    private string Configuration => _place.Path("config", "repos.yaml");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_repository_is_created_registered_listed_and_removed()
    {
        var created = _place.Run("repo", "create", _place.Path("new"), "my.lab").Succeeded();
        string folder = _place.Path("new", "spack_repo", "my", "lab");
        created.Output.ShouldEndWith($"    cairn repo add {folder}\n");
        File.ReadAllText(Path.Combine(folder, "repo.yaml")).ShouldStartWith("repo:\n  namespace: 'my.lab'\n");

        _place.Run("repo", "add", folder).Succeeded();
        File.ReadAllText(Configuration).ShouldBe($"repos:\n  my.lab: {folder}\n");
        var lines = _place.Run("repo", "list").Succeeded().Lines;
        lines[0].ShouldStartWith("[+] my.lab");
        lines[0].ShouldEndWith(folder);
        lines[1].ShouldStartWith("[+] starter");

        _place.Run("repo", "rm", "my.lab").Succeeded();
        File.ReadAllText(Configuration).ShouldBe("repos: {}\n");
    }

    [Fact]
    public void The_last_added_comes_first_and_nothing_else_in_the_file_changes()
    {
        _place.Repository("one", ("zmath", Recipes.Zmath));
        string two = _place.Repository("two", ("zmath", Recipes.Zmath));
        string before = $"# mine\nrepos:\n    # first\n    one:   \"{_place.Path("repositories/spack_repo/one")}\"  # why\n\n    # end\n";
        File.WriteAllText(Configuration, before);

        _place.Run("repo", "add", two).Succeeded();
        File.ReadAllText(Configuration).ShouldBe(before.Replace("    one:", $"    two: {two}\n    one:", StringComparison.Ordinal));
        _place.Run("list", "--json", "zmath").Succeeded().Output.ShouldContain("\"namespace\":\"two\"");

        _place.Run("repo", "remove", two).Succeeded();
        File.ReadAllText(Configuration).ShouldBe(before);
    }

    [Fact]
    public void Lists_of_the_old_form_stay_lists()
    {
        string one = _place.Repository("one", ("zmath", Recipes.Zmath));
        File.WriteAllText(Configuration, "repos:\n- /somewhere # gone\n");

        _place.Run("repo", "add", one).Succeeded();

        File.ReadAllText(Configuration).ShouldBe($"repos:\n- {one}\n- /somewhere # gone\n");
        _place.Run("list", "-N", "one").Succeeded().Lines.ShouldBe(["zmath"]);
    }

    [Fact]
    public void A_broken_repository_is_named_and_the_others_go_on()
    {
        _place.Repository("one", ("zmath", Recipes.Zmath));
        File.AppendAllText(Configuration, "  gone: /no/such/place\n");

        var outcome = _place.Run("list", "zmath").Succeeded();
        outcome.Error.ShouldContain("warning: the repository `/no/such/place` is left out");
        _place.Run("repo", "list").Succeeded().Output.ShouldContain("[-] gone");
        _place.Run("repo", "list", "--json").Succeeded().Output.ShouldContain("\"error\":\"there is no `repo.yaml`");
    }

    [Fact]
    public void What_cannot_be_is_refused_and_the_file_stays()
    {
        string one = _place.Repository("one", ("zmath", Recipes.Zmath));
        string before = File.ReadAllText(Configuration);

        _place.Run("repo", "add", one).Error.ShouldContain("is registered already, as `one`");
        _place.Run("repo", "add", _place.Path("nowhere")).Error.ShouldContain("there is no `repo.yaml`");
        _place.Run("repo", "add", $"file://{_place.Path("nowhere.git")}").Error.ShouldContain("cannot be fetched from");
        _place.Run("repo", "add", "--scope", "usre", one).ExitCode.ShouldBe(1);
        _place.Run("repo", "remove", "starter").Error.ShouldContain("part of this program");
        _place.Run("repo", "create", _place.Path("new"), "No-Name").Error.ShouldContain("cannot be a namespace");
        File.ReadAllText(Configuration).ShouldBe(before);
    }

    [Fact]
    public void An_older_repository_is_migrated_after_its_changes_were_shown()
    {
        _place.Write("old/repo.yaml", "repo:\n  namespace: old\n");
        string recipe = _place.Write("old/packages/fast-io/package.py", """
            from spack.package import *


            class FastIo(CMakePackage):
                "Old imports."

                version("2.0", sha256="0000000000000000000000000000000000000000000000000000000000000000", url="https://example.org/f-2.0.tar.gz")
                depends_on("c", type="build")
            """);
        _place.Write("old/packages/fast-io/fix.patch", "--- a\n+++ b\n");
        string before = File.ReadAllText(recipe);
        string created = _place.Path("old", "spack_repo", "old");

        var shown = _place.Run("repo", "migrate", "--dry-run", _place.Path("old")).Succeeded();
        shown.Output.ShouldContain("+++ b/spack_repo/old/packages/fast_io/package.py");
        shown.Output.ShouldContain("+from spack_repo.builtin.build_systems.cmake import CMakePackage");
        Directory.Exists(_place.Path("old", "spack_repo")).ShouldBeFalse("a dry run writes nothing");
        _place.Run("repo", "migrate", _place.Path("old")).Succeeded();
        Directory.Exists(_place.Path("old", "spack_repo")).ShouldBeFalse("nobody was there to agree");

        _place.Run("repo", "migrate", "--fix", _place.Path("old")).Succeeded().Output.ShouldContain($"cairn repo add {created}");

        File.ReadAllText(recipe).ShouldBe(before);
        File.Exists(Path.Combine(created, "packages", "fast_io", "fix.patch")).ShouldBeTrue();
        _place.Run("repo", "add", created).Succeeded();
        _place.Run("list", "-N", "old").Succeeded().Lines.ShouldBe(["fast-io"]);
        _place.Run("repo", "migrate", created).Succeeded().Output.ShouldContain("has nothing to migrate");
        _place.Run("repo", "migrate", "--fix", _place.Path("old")).Error.ShouldContain("is there already");
    }

    [Fact]
    public void What_cannot_be_migrated_is_refused_with_the_reason()
    {
        _place.Write("odd/repo.yaml", "repo:\n  namespace: odd\n");
        _place.Write("odd/packages/under_score/package.py", "from spack.package import *\n\n\nclass UnderScore(Package):\n    version(\"1\")\n");

        var refused = _place.Run("repo", "migrate", "--fix", _place.Path("odd"));
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("the package `under_score` has an underscore in its name");
        refused.Error.ShouldContain("rename its directory to `under-score`");
        Directory.Exists(_place.Path("odd", "spack_repo")).ShouldBeFalse();
        _place.Run("repo", "migrate", "nowhere").Error.ShouldContain("there is no repository `nowhere`");
    }
}
