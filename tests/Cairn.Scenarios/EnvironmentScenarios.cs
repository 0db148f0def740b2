using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Environments: `concretize`, and what `spec` and `install` do inside of one.</summary>
public sealed class EnvironmentScenarios : IDisposable
{
    private readonly Place _place = new();

    public EnvironmentScenarios() => _place.Repository(
        "mine", ("base", Recipe("Base", "version('2.0', sha256='1' * 64)\n    version('1.0', sha256='2' * 64)")),
        ("app", Recipe("App", "version('1.0', sha256='3' * 64)\n    depends_on('base')")),
        ("tool", Recipe("Tool", "version('1.0', sha256='4' * 64)\n    depends_on('base')")));

    public void Dispose() => _place.Dispose();

    [Fact]
    public void An_environment_is_decided_written_down_and_kept()
    {
        Manifest("specs: [app]", "packages: {base: {version: ['1.0']}}");

        var first = _place.Run("-e", "env", "concretize").Succeeded();
        first.Output.ShouldContain("==> Concretized 1 spec:");
        first.Output.ShouldContain("^base@1.0");
        var written = File.ReadAllText(_place.Path("env", "spack.lock"));

        _place.Run("-D", "env", "concretize").Succeeded().Output.ShouldContain("No new specs to concretize.");
        File.ReadAllText(_place.Path("env", "spack.lock")).ShouldBe(written);

        // The version that was chosen stays, also for what is new, until it is asked for anew.
        Manifest("specs: [app, tool]");
        _place.Variables["SPACK_ENV"] = _place.Path("env");
        _place.Run("concretize").Succeeded().Output.ShouldContain("==> Concretized 1 spec:");
        _place.Run("spec", "--format", "{name}@{version}{^base.version}").Succeeded().Lines.ShouldBe(["app@1.01.0", "tool@1.01.0"]);
        _place.Run("concretize", "--force").Succeeded().Output.ShouldContain("==> Concretized 2 specs:");
        _place.Run("-E", "concretize").ExitCode.ShouldBe(1);

        using var locked = JsonDocument.Parse(File.ReadAllText(_place.Path("env", "spack.lock")));
        locked.RootElement.GetProperty("_meta").GetProperty("lockfile-version").GetInt32().ShouldBe(6);
        locked.RootElement.GetProperty("roots").EnumerateArray().Select(root => root.GetProperty("spec").GetString()).ShouldBe(["app", "tool"]);
        locked.RootElement.GetProperty("concrete_specs").EnumerateObject()
            .Where(node => node.Value.GetProperty("name").GetString() == "base")
            .Select(node => node.Value.GetProperty("version").GetString()).ShouldBe(["2.0"]);
    }

    [Fact]
    public void Install_takes_what_the_lock_file_says()
    {
        Manifest("specs: [app]", "packages: {base: {version: ['1.0']}}");
        _place.Run("-e", "env", "concretize", "-q").Succeeded().Output.ShouldBeEmpty();
        Manifest("specs: [app]");

        _place.Run("-e", "env", "install", "--fake").Succeeded();

        _place.Run("find", "--format", "{name}@{version}").Succeeded().Lines.ShouldContain("base@1.0");
        _place.Run("-e", "env", "install", "--fake", "tool").Error.ShouldContain("nothing in the environment");
    }

    [Fact]
    public void A_refusal_points_into_the_file_and_leaves_the_lock_file_alone()
    {
        Manifest("specs: [app]");
        _place.Run("-e", "env", "concretize", "-q").Succeeded();
        var written = File.ReadAllText(_place.Path("env", "spack.lock"));
        Manifest("specs:", "- app", "- tool@7");

        var refused = _place.Run("-e", "env", "concretize");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain($"--> {_place.Path("env", "spack.yaml")}:4:9");
        refused.Error.ShouldContain("   |  - tool@7".Replace("|  ", "|    ", StringComparison.Ordinal));
        File.ReadAllText(_place.Path("env", "spack.lock")).ShouldBe(written);
    }

    [Fact]
    public void A_damaged_lock_file_is_named_and_force_replaces_it()
    {
        Manifest("specs: [app]");
        _place.Write("env/spack.lock", "{\"_meta\": ");

        _place.Run("-e", "env", "concretize").Error.ShouldContain("is not a lock file of an environment");
        _place.Run("-e", "env", "concretize", "-f").Succeeded();
    }

    [Fact]
    public void Why_and_why_not_answer_questions_about_an_answer()
    {
        var why = _place.Run("why", "base", "in", "app").Succeeded();
        why.Output.ShouldContain("app@1.0\n  needs base@2.0 [build,link]: depends on `base` (mine/app/package.py:");
        _place.Run("why", "tool", "in", "app").ExitCode.ShouldBe(3);
        _place.Write("app.json", _place.Run("spec", "--json", "app").Succeeded().Output);
        _place.Run("why", "base", "in", "./app.json").Succeeded().Output.ShouldBe(why.Output);
        var whyNot = _place.Run("why-not", "base@1.0", "in", "app").Succeeded();
        whyNot.Output.ShouldContain("\"version badness (non roots)\" (to build) would cost 1 instead of 0");
        whyNot.Output.ShouldContain("hint: `cairn spec app ^base@1.0`");
        using var json = JsonDocument.Parse(_place.Run("why-not", "--json", "base@7", "in", "app").Succeeded().Output);
        json.RootElement.GetProperty("possible").GetBoolean().ShouldBeFalse();
        _place.Run("why", "base").Error.ShouldContain("cairn why zlib in hdf5+mpi");
    }

    [Fact]
    public void Environments_have_names_and_begin_empty_or_with_a_lock_file()
    {
        _place.Run("env", "create", "first").Succeeded();
        _place.Run("env", "list").Succeeded().Lines.ShouldBe(["first"]);
        _place.Run("-e", "first", "concretize").Succeeded().Output.ShouldContain("No new specs");
        _place.Run("env", "create", "first").ExitCode.ShouldBe(1);
        _place.Run("-e", "second", "concretize").Error.ShouldContain("there is no environment `second`");

        Manifest("specs: ['app ^base@1.0']");
        _place.Run("-e", "env", "concretize", "-q").Succeeded();
        _place.Run("env", "create", "second", _place.Path("env", "spack.lock")).Succeeded();
        _place.Run("-e", "second", "concretize").Succeeded().Output.ShouldContain("No new specs");
    }

    [Fact]
    public void What_another_environment_decided_is_taken_over_and_kept_until_it_is_asked_for_anew()
    {
        _place.Write("other/spack.yaml", "spack:\n  specs: [base@1.0]\n");
        Manifest("specs: [app]", "include_concrete: [../other]");

        var undecided = _place.Run("-D", "env", "concretize");
        undecided.ExitCode.ShouldBe(1);
        undecided.Error.ShouldContain($"the environment in `{_place.Path("other")}` is not decided");
        undecided.Error.ShouldContain($"--> {_place.Path("env", "spack.yaml")}:3:22");
        File.Exists(_place.Path("env", "spack.lock")).ShouldBeFalse();

        _place.Run("-D", "other", "concretize", "-q").Succeeded();
        _place.Run("-D", "env", "concretize").Succeeded().Output.ShouldContain("^base@1.0");
        _place.Run("-D", "env", "find").Succeeded().Output.ShouldContain("==> Included specs\n  - base@1.0");
        _place.Run("-D", "env", "spec", "--format", "{name}@{version}").Succeeded().Lines.ShouldBe(["app@1.0", "base@1.0"]);

        // A copy: the other one may change; what is decided here does not until `concretize`.
        _place.Write("other/spack.yaml", "spack:\n  specs: [base@2.0]\n");
        _place.Run("-D", "other", "concretize", "-q").Succeeded();
        _place.Run("-D", "env", "install", "--only-concrete", "--fake").Succeeded();
        _place.Run("find", "--format", "{name}@{version}", "base").Succeeded().Lines.ShouldBe(["base@1.0"]);
        _place.Run("-D", "env", "concretize", "-f").Succeeded().Output.ShouldContain("^base@2.0");
    }

    [Fact]
    public void Environments_that_include_one_another_or_nothing_at_all_are_refused()
    {
        _place.Write("other/spack.yaml", "spack:\n  specs: [base]\n");
        _place.Run("-D", "other", "concretize", "-q").Succeeded();
        _place.Run("env", "create", "-d", _place.Path("env"), "--include-concrete", _place.Path("other")).Succeeded();
        _place.Run("-D", "env", "find").Succeeded().Output.ShouldContain("==> Included specs\n  - base");
        _place.Run("env", "create", "third", "--include-concrete", "nobody").Error.ShouldContain("there is no environment `nobody`");
        Directory.Exists(_place.Path("root", "var", "spack", "environments", "third")).ShouldBeFalse();

        _place.Write("other/spack.yaml", "spack:\n  specs: [base]\n  include_concrete: [../env]\n");
        _place.Run("-D", "other", "concretize").Error.ShouldContain("include each other");
        Manifest("specs: []", "include_concrete: [../env]");
        _place.Run("-D", "env", "concretize").Error.ShouldContain("includes itself");
        Manifest("specs: []", "include_concrete: [../nowhere]");
        _place.Run("-D", "env", "concretize").Error.ShouldContain("there is no environment in");
        Manifest("specs: []", "include_concrete: ../other");
        _place.Run("-D", "env", "concretize").Error.ShouldContain("a list of directories");
    }

    private void Manifest(params string[] lines) => _place.Write("env/spack.yaml", $"spack:\n{string.Concat(lines.Select(line => $"  {line}\n"))}");

    private static string Recipe(string name, string body) =>
        $"from spack.package import *\n\n\nclass {name}(Package):\n    homepage = 'https://x.example.org'\n    url = 'https://x.example.org/x-1.0.tar.gz'\n    {body}\n";
}
