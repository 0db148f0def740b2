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
}
