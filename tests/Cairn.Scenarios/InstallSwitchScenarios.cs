using System.Text.Json;
using System.Xml.Linq;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>What the switches of <c>install</c> do, on recipes that build in no time.</summary>
public sealed class InstallSwitchScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;

    public InstallSwitchScenarios()
    {
        _repository = new SmallRepository(_world);
        _repository.WriteBundle("base");
        _repository.WriteBundle("top", directives: "depends_on(\"base\")");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Overwriting_brings_the_old_prefix_back_if_the_new_build_fails_and_replaces_it_otherwise()
    {
        var state = Path.Combine(_world.Directory, "state");
        await File.WriteAllTextAsync(state, "first");
        _repository.WriteBundle("changing", $"""
            with open("{state}") as f:
                text = f.read()
            with open(join_path(prefix, "content"), "w") as f:
                f.write(text)
            if text == "broken":
                raise InstallError("it is broken now")
            """);
        (await _world.RunAsync("install", "changing")).ShouldSucceed();
        var prefix = _world.PrefixesOf("changing").ShouldHaveSingleItem();

        await File.WriteAllTextAsync(state, "broken");
        (await _world.RunAsync("install", "--overwrite", "-y", "changing")).ShouldFail(1, "it is broken now");
        (await File.ReadAllTextAsync(Path.Combine(prefix, "content"))).ShouldBe("first");
        File.Exists(Path.Combine(prefix, ".cairn-incomplete")).ShouldBeFalse();

        await File.WriteAllTextAsync(state, "second");
        (await _world.RunAsync("install", "--overwrite", "-y", "changing")).ShouldSucceed();
        (await File.ReadAllTextAsync(Path.Combine(prefix, "content"))).ShouldBe("second");
        Directory.EnumerateDirectories(Path.GetDirectoryName(prefix)!, ".*").ShouldBeEmpty();
        (await _world.RunAsync("find")).Output.ShouldContain("changing@1.0");
    }

    [Fact]
    public async Task Events_in_JSON_tell_everything_from_plan_to_end()
    {
        _repository.WriteBundle("failing", "raise InstallError(\"no way\")", "depends_on(\"base\")");
        _repository.WriteBundle("waiting", directives: "depends_on(\"failing\")");

        var result = await _world.RunAsync("install", "--json", "waiting");

        result.ExitCode.ShouldBe(1);
        var events = result.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        events[0].GetProperty("event").GetString().ShouldBe("planned");
        events[0].GetProperty("build").GetArrayLength().ShouldBe(3);
        events.Where(one => one.GetProperty("event").GetString() is "installed" or "failed" or "skipped")
            .Select(one => $"{one.GetProperty("event").GetString()} {one.GetProperty("name").GetString()}")
            .ShouldBe(["installed base", "failed failing", "skipped waiting"]);
        var failure = events.Single(one => one.GetProperty("event").GetString() == "failed");
        failure.GetProperty("phase").GetString().ShouldBe("install");
        failure.GetProperty("file").GetString()!.ShouldEndWith("failing/package.py");
        events[^1].GetProperty("event").GetString().ShouldBe("finished");
        events[^1].GetProperty("failed").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_JUnit_report_has_a_case_for_each_package()
    {
        _repository.WriteBundle("failing", "print(\"\\x1b[31mred\\x1b[0m\")\nraise InstallError(\"no way\")", "depends_on(\"base\")");
        var file = Path.Combine(_world.Directory, "report.xml");

        (await _world.RunAsync("install", "--log-format", "junit", "--log-file", file, "failing")).ExitCode.ShouldBe(1);

        var suite = XDocument.Load(file).Root!.Element("testsuite")!;
        suite.Attribute("tests")!.Value.ShouldBe("2");
        suite.Attribute("failures")!.Value.ShouldBe("1");
        suite.Elements("testcase").Single(one => one.Attribute("classname")!.Value == "failing").Element("failure")!.Attribute("message")!.Value.ShouldContain("no way");
    }

    [Theory]
    [InlineData("--until", "install", "after the phase `install`")]
    [InlineData("--stop-at", "install", "before the phase `install`")]
    public async Task Stopping_at_a_phase_installs_nothing_and_is_no_failure(string option, string phase, string words)
    {
        var result = (await _world.RunAsync("install", option, phase, "top")).ShouldSucceed();

        result.Error.ShouldContain(words);
        _world.PrefixesOf("top").ShouldBeEmpty();
        _world.PrefixesOf("base").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_phase_that_the_package_does_not_have_is_refused()
    {
        (await _world.RunAsync("install", "--until", "configure", "base")).ShouldFail(1, "`base@1.0` has no phase `configure`, which `--until` names", "hint: its phases are `install`");

        _world.PrefixesOf("base").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_failed_can_be_kept_looked_at_and_entered()
    {
        _repository.WriteBundle("failing", "mkdirp(prefix.half)\nprint(\"said in the log\")\nraise InstallError(\"no way\")");

        var result = (await _world.RunAsync("install", "--keep-prefix", "--show-log-on-error", "failing")).ShouldFail(1, "no way", "it failed at: install", "to enter the build: ");
        result.Error.ShouldContain("\nsaid in the log\n");
        Directory.Exists(Path.Combine(_world.PrefixesOf("failing").ShouldHaveSingleItem(), "half")).ShouldBeTrue();

        // Other installations leave it, a new attempt does not.
        (await _world.RunAsync("install", "base")).ShouldSucceed();
        _world.PrefixesOf("failing").ShouldHaveSingleItem();
        (await _world.RunAsync("install", "failing")).ShouldFail(1, "no way");
        _world.PrefixesOf("failing").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_spec_file_is_installed_as_it_is_in_JSON_and_YAML()
    {
        var json = (await _world.RunAsync("spec", "--json", "base")).ShouldSucceed().Output;
        var file = Path.Combine(_world.Directory, "base.spec.json");
        await File.WriteAllTextAsync(file, json);
        (await _world.RunAsync("install", "--implicit", "-f", file)).ShouldSucceed().Output.ShouldContain("[+] base@1.0");
        var hash = JsonDocument.Parse(json).RootElement.GetProperty("spec").GetProperty("nodes")[0].GetProperty("hash").GetString()!;
        _world.PrefixesOf("base").ShouldHaveSingleItem().ShouldEndWith(hash);

        // JSON is YAML, too.
        var yaml = Path.ChangeExtension(file, ".yaml");
        File.Move(file, yaml);
        var again = (await _world.RunAsync("install", "-v", "--overwrite", "-y", "-f", yaml)).ShouldSucceed();
        again.Error.ShouldContain("base| ==> base: Executing phase: 'install'");
    }

    [Fact]
    public async Task Sources_are_kept_in_the_prefix_on_request()
    {
        _repository.WriteRecipe("sourced");

        (await _world.RunAsync("install", "--source", "sourced")).ShouldSucceed();

        File.Exists(Path.Combine(_world.PrefixesOf("sourced").ShouldHaveSingleItem(), "share", "sourced", "src", "readme")).ShouldBeTrue();
    }

    [Fact]
    public async Task Half_of_an_earlier_attempt_does_not_get_into_the_next_build_unless_asked_for()
    {
        var go = Path.Combine(_world.Directory, "go");
        _repository.WriteRecipe("dirty", $"""
            import os
            left = os.path.exists("left")
            with open("left", "w") as f:
                f.write("x")
            if not os.path.exists("{go}"):
                raise InstallError("not yet")
            with open(join_path(prefix, "answer"), "w") as f:
                f.write("dirty" if left else "clean")
            """);
        (await _world.RunAsync("install", "dirty")).ShouldFail(1, "not yet");
        await File.WriteAllTextAsync(go, "");

        (await _world.RunAsync("install", "--keep-stage", "dirty")).ShouldSucceed();
        (await File.ReadAllTextAsync(Path.Combine(_world.PrefixesOf("dirty").Single(), "answer"))).ShouldBe("clean");
        (await _world.RunAsync("install", "--dont-restage", "--overwrite", "-y", "dirty")).ShouldSucceed();
        (await File.ReadAllTextAsync(Path.Combine(_world.PrefixesOf("dirty").Single(), "answer"))).ShouldBe("dirty");
    }

    [Fact]
    public async Task Sources_of_the_user_are_built_where_they_are_and_stay_as_they_are()
    {
        _repository.WriteRecipe("mine", "install(\"readme\", prefix)\nwith open(\"built\", \"w\") as f:\n    f.write(\"x\")");
        var sources = Path.Combine(_world.Directory, "outside", "my sources");
        Directory.CreateDirectory(sources);
        await File.WriteAllTextAsync(Path.Combine(sources, "readme"), "of my own\n");

        (await _world.RunAsync("dev-build", "-d", sources, "mine")).ShouldSucceed();

        (await File.ReadAllTextAsync(Path.Combine(_world.PrefixesOf("mine").ShouldHaveSingleItem(), "readme"))).ShouldBe("of my own\n");
        (await File.ReadAllTextAsync(Path.Combine(sources, "readme"))).ShouldBe("of my own\n");
        File.Exists(Path.Combine(sources, "built")).ShouldBeTrue();
        (await _world.RunAsync("dev-build", "-d", sources + "-absent", "mine")).ShouldFail(1, "is not there", "hint:");
    }

    [Theory]
    [InlineData(2, "`--log-file` needs", "--log-file", "x.xml", "base")]
    [InlineData(2, "`--log-format` takes junit", "--log-format", "cdash", "base")]
    [InlineData(2, "exclude each other", "--clean", "--dirty", "base")]
    [InlineData(2, "there is nothing to install")]
    [InlineData(1, "cannot read the spec file", "-f", "absent.json")]
    public async Task Wrong_switches_are_refused(int exitCode, string words, params string[] arguments) =>
        (await _world.RunAsync(["install", .. arguments])).ShouldFail(exitCode, words);
}
