using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Which part of what was asked for is installed, in which environment, and what a failure stops.</summary>
public sealed class InstallChoiceScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;

    public InstallChoiceScenarios()
    {
        _repository = new SmallRepository(_world);
        _repository.WriteBundle("tool");
        _repository.WriteBundle("base", directives: "depends_on(\"tool\", type=\"build\")");
        _repository.WriteBundle("top", directives: "depends_on(\"base\")");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Dependencies_come_without_the_package_and_the_package_only_with_its_dependencies_there()
    {
        (await _world.RunAsync("install", "--only", "package", "top")).ShouldFail(1, "`base@1.0`", "is not installed", "hint: ");
        _world.PrefixesOf("top").ShouldBeEmpty();

        (await _world.RunAsync("install", "--only", "dependencies", "top")).ShouldSucceed();
        _world.PrefixesOf("base").ShouldHaveSingleItem();
        _world.PrefixesOf("top").ShouldBeEmpty();
        (await _world.RunAsync("find", "-x", "--format", "{name}")).Output.ShouldNotContain("base");

        (await _world.RunAsync("install", "--only", "package", "top")).ShouldSucceed();
        _world.PrefixesOf("top").ShouldHaveSingleItem();
        (await _world.RunAsync("install", "--only", "nothing", "top")).ShouldFail(2, "`--only` takes package or dependencies, not `nothing`");
    }

    [Fact]
    public async Task Build_dependencies_of_what_is_installed_are_installed_on_request()
    {
        (await _world.RunAsync("install", "base")).ShouldSucceed();
        (await _world.RunAsync("uninstall", "-y", "-f", "tool")).ShouldSucceed();
        (await _world.RunAsync("install", "base")).ShouldSucceed();
        _world.PrefixesOf("tool").ShouldBeEmpty();

        (await _world.RunAsync("install", "--include-build-deps", "base")).ShouldSucceed();

        _world.PrefixesOf("tool").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_first_failure_stops_all_others_on_request()
    {
        var started = Path.Combine(_world.Directory, "started");
        _repository.WriteBundle("failing", $"""
            import os, time
            while not os.path.exists("{started}"):
                time.sleep(0.1)
            raise InstallError("no way")
            """);
        _repository.WriteBundle("endless", $"""
            with open("{started}", "w") as f:
                f.write("x")
            which("sleep")("600")
            """);
        _repository.WriteBundle("later", directives: "depends_on(\"endless\")");

        var result = (await _world.RunAsync("install", "--fail-fast", "-j", "2", "-p", "2", "failing", "later")).ShouldFail(1, "no way", "1 failed (failing)");

        result.Error.ShouldContain("later@1.0");
        _world.PrefixesOf("endless").ShouldBeEmpty();
        _world.PrefixesOf("later").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_environment_of_the_user_reaches_dirty_builds_only()
    {
        _repository.WriteBundle("asking", """
            import os
            with open(join_path(prefix, "answer"), "w") as f:
                f.write(os.environ.get("LD_LIBRARY_PATH", "none"))
            """);
        Task<CommandResult> Install(params string[] switches) =>
            _world.RunProgramAsync("/usr/bin/env", ["LD_LIBRARY_PATH=/of/the/user", CairnBinary.Path, "install", .. switches, "asking"]);

        (await Install()).ShouldSucceed();
        (await File.ReadAllTextAsync(Path.Combine(_world.PrefixesOf("asking").Single(), "answer"))).ShouldBe("none");
        (await Install("--dirty", "--overwrite", "-y")).ShouldSucceed();
        (await File.ReadAllTextAsync(Path.Combine(_world.PrefixesOf("asking").Single(), "answer"))).ShouldBe("/of/the/user");
    }

    [Theory]
    [InlineData("true", "drwxrws---", "-rw-rw----")]
    [InlineData("false", "drwxrwx---", "-rw-rw----")]
    public async Task Permissions_are_those_of_the_configuration_and_directories_pass_on_their_group(string inherits, string directory, string file)
    {
        (await _world.RunAsync(
            "-c", "packages:all:permissions:read:group", "-c", "packages:all:permissions:write:group", "-c", $"config:allow_sgid:{inherits}", "install", "tool")).ShouldSucceed();

        var prefix = _world.PrefixesOf("tool").ShouldHaveSingleItem();
        var modes = await _world.RunProgramAsync("/usr/bin/stat", "-c", "%A", prefix, Path.Combine(prefix, "bin"), Path.Combine(prefix, "bin", "tool"));
        modes.Lines.ShouldBe([directory, directory, file]);
    }

    [Fact]
    public async Task Attributes_of_the_configuration_take_the_place_of_those_of_the_recipe()
    {
        var archive = _repository.WriteArchive("moved", SmallRepository.File("moved-1.0/readme", "moved\n"));
        _repository.WriteRecipe("moved", "install(\"readme\", prefix)\nassert (self.answer, self.parts) == (42, [\"a\", True]), (self.answer, self.parts)", archive, url: "file:///nowhere/moved-1.0.tar.gz");
        (await _world.RunAsync("install", "moved")).ShouldFail(1, "/nowhere/moved-1.0.tar.gz");

        await File.WriteAllTextAsync(
            Path.Combine(_world.Config, "packages.yaml"),
            $"packages:\n  moved:\n    package_attributes:\n      url: file://{archive.Path}\n      answer: 42\n      parts: [a, true]\n");

        (await _world.RunAsync("install", "moved")).ShouldSucceed();
        File.Exists(Path.Combine(_world.PrefixesOf("moved").ShouldHaveSingleItem(), "readme")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_environment_of_tests_has_what_tests_need_and_not_what_builds_need()
    {
        _repository.WriteBundle("checker");
        _repository.WriteBundle("checked", directives: "depends_on(\"tool\", type=\"build\")\ndepends_on(\"checker\", type=\"test\")");
        (await _world.RunAsync("install", "--test", "root", "checked")).ShouldSucceed();
        var hash = Path.GetFileName(_world.PrefixesOf("checked").ShouldHaveSingleItem())[^32..];

        var test = (await _world.RunAsync("test-env", "/" + hash, "--", "sh", "-c", "echo $PATH")).ShouldSucceed().Output;
        test.ShouldContain(_world.PrefixesOf("checker").ShouldHaveSingleItem());
        test.ShouldNotContain(_world.PrefixesOf("tool").ShouldHaveSingleItem());
        (await _world.RunAsync("build-env", "/" + hash, "--", "sh", "-c", "echo $PATH; exit 3")).ExitCode.ShouldBe(3);
    }
}
