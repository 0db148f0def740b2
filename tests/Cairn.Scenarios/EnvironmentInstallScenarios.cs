using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>`install` inside an environment: what it takes, what it adds, what it records as asked for.</summary>
public sealed class EnvironmentInstallScenarios : IDisposable
{
    private const string Manifest = """
        # what the group needs
        spack:
          specs:   # roots
          - app    # the solver
          packages:
            base:
              require: ['@1.0']   # 2.0 is slow

        """;

    private readonly Place _place = new();

    public EnvironmentInstallScenarios()
    {
        _place.Repository(
            "mine", ("base", Recipe("Base", "version('2.0', sha256='1' * 64)\n    version('1.0', sha256='2' * 64)")),
            ("app", Recipe("App", "version('1.0', sha256='3' * 64)\n    depends_on('base')")),
            ("tool", Recipe("Tool", "version('1.0', sha256='4' * 64)\n    depends_on('base')\n    depends_on('check', type='test')")),
            ("check", Recipe("Check", "version('1.0', sha256='5' * 64)")));
        _place.Write("env/spack.yaml", Manifest);
    }

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Add_writes_the_spec_behind_the_others_and_installs_everything()
    {
        var added = _place.Run("-e", "env", "install", "--fake", "--add", "tool@1.0").Succeeded();

        added.Error.ShouldContain($"added `tool@1.0` to {_place.Path("env", "spack.yaml")}");
        File.ReadAllText(_place.Path("env", "spack.yaml")).ShouldBe(Manifest.Replace("the solver\n", "the solver\n  - tool@1.0\n", StringComparison.Ordinal));
        Roots().ShouldBe(["app", "tool@1.0"]);
        _place.Run("find", "-x", "--format", "{name}@{version}").Succeeded().Lines.ShouldBe(["app@1.0", "tool@1.0"], ignoreOrder: true);
        _place.Run("find", "-X", "--format", "{name}@{version}").Succeeded().Lines.ShouldBe(["base@1.0"]);

        // What is there already is not added again.
        _place.Run("-e", "env", "install", "--fake", "--add", "tool@1.0").Succeeded().Error.ShouldNotContain("added");
        Roots().ShouldBe(["app", "tool@1.0"]);
    }

    [Fact]
    public void What_has_no_answer_is_not_added()
    {
        _place.Run("-e", "env", "install", "--fake", "--add", "base@2.0").Error.ShouldContain("error: ");
        _place.Run("-e", "env", "install", "--fake", "--add", "nowhere").ExitCode.ShouldBe(1);

        File.ReadAllText(_place.Path("env", "spack.yaml")).ShouldBe(Manifest);
        File.Exists(_place.Path("env", "spack.lock")).ShouldBeFalse();
    }

    [Fact]
    public void Without_add_only_what_the_environment_holds_is_installed()
    {
        _place.Run("-e", "env", "install", "--fake", "--no-add", "base").Succeeded();
        _place.Run("find", "-X", "--format", "{name}").Succeeded().Lines.ShouldBe(["base"]);

        var refused = _place.Run("-e", "env", "install", "--fake", "tool");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain($"error: nothing in the environment `{_place.Path("env")}` matches `tool`");
        refused.Error.ShouldContain($"hint: `cairn -e {_place.Path("env")} install --add tool` adds it");
        File.ReadAllText(_place.Path("env", "spack.yaml")).ShouldBe(Manifest);
    }

    [Fact]
    public void Build_environments_are_those_of_what_the_environment_decided()
    {
        _place.Run("-e", "env", "install", "--fake").Succeeded();

        _place.Run("-e", "env", "build-env", "app", "--", "sh", "-c", "echo $CMAKE_PREFIX_PATH").Succeeded().Output.ShouldContain("/base-1.0-");
        _place.Run("build-env", "--fresh", "app", "--", "true").Error.ShouldContain("`base@2.0`, which `app` needs, is not installed");
    }

    [Fact]
    public void Only_concrete_decides_nothing()
    {
        _place.Run("-e", "env", "install", "--fake", "--only-concrete").Succeeded().Error.ShouldContain("nothing of it is decided");
        File.Exists(_place.Path("env", "spack.lock")).ShouldBeFalse();

        _place.Run("-e", "env", "concretize", "-q").Succeeded();
        _place.Run("-e", "env", "install", "--fake", "--only-concrete").Succeeded();
        _place.Run("find", "-x", "--format", "{name}").Succeeded().Lines.ShouldBe(["app"]);
    }

    [Theory]
    [InlineData("is active", "install", "--add", "app")]
    [InlineData("is active", "install", "--only-concrete", "app")]
    [InlineData("exclude each other", "-e", "env", "install", "--add", "--no-add", "app")]
    [InlineData("exclude each other", "-e", "env", "install", "--add", "--only-concrete", "app")]
    public void Switches_that_do_not_go_together_are_refused(string says, params string[] arguments)
    {
        var refused = _place.Run(arguments);

        refused.ExitCode.ShouldBe(2);
        refused.Error.ShouldContain(says);
    }

    [Fact]
    public void Test_dependencies_are_decided_and_installed_with_the_tests()
    {
        _place.Run("install", "--fake", "tool").Succeeded();
        _place.Run("find", "--format", "{name}").Succeeded().Lines.ShouldBe(["base", "tool"], ignoreOrder: true);

        _place.Run("install", "--fake", "--fresh", "--test", "root", "tool").Succeeded();
        _place.Run("find", "--format", "{name}").Succeeded().Lines.ShouldContain("check");
    }

    private List<string?> Roots()
    {
        using var locked = JsonDocument.Parse(File.ReadAllText(_place.Path("env", "spack.lock")));
        return [.. locked.RootElement.GetProperty("roots").EnumerateArray().Select(root => root.GetProperty("spec").GetString())];
    }

    private static string Recipe(string name, string body) =>
        $"from spack.package import *\n\n\nclass {name}(Package):\n    homepage = 'https://x.example.org'\n    url = 'https://x.example.org/x-1.0.tar.gz'\n    {body}\n";
}
