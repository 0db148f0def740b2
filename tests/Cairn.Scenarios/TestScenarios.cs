using System.Text.Json;
using System.Xml.Linq;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Tests of packages: while they are built, and stand-alone with <c>cairn test</c>.</summary>
public sealed class TestScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;

    public TestScenarios() => _repository = new SmallRepository(_world);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Stand_alone_tests_run_with_what_the_package_kept_and_their_results_can_be_asked_for()
    {
        _repository.WriteRecipe("tested", """
            mkdirp(prefix.bin)
            with open(prefix.bin.join("greet"), "w") as f:
                f.write("#!/bin/sh\necho hello\n")
            set_executable(prefix.bin.join("greet"))
            cache_extra_test_sources(self, "readme")
            """, directives: """
            provides("greeting")

                def test_greeting(self):
                    "it greets"
                    out = which("greet", required=True)(output=str)
                    check_outputs("hel+o", out)

                def test_kept(self):
                    "it kept its file"
                    with open(join_path(self.test_suite.current_test_cache_dir, "readme")) as f:
                        assert f.read() == "hello\n"

                def test_parts(self):
                    "parts of a test"
                    with test_part(self, "test_parts_one", purpose="fine"):
                        pass
                    with test_part(self, "test_parts_two", purpose="not here"):
                        raise SkipTest("not on this machine")
            """);
        _repository.WriteBundle("failing", directives: """
            def test_fails(self):
                assert False, "as expected"

            def test_passes(self):
                pass
            """);
        _repository.WriteBundle("untested");
        (await _world.RunAsync("install", "tested", "failing", "untested")).ShouldSucceed();

        (await _world.RunAsync("test", "list")).ShouldSucceed().Lines.Select(line => line.Split('@')[0]).ShouldBe(["failing", "tested"]);
        var report = Path.Combine(_world.Directory, "report.xml");
        var run = await _world.RunAsync("test", "run", "--alias", "mine", "--log-format", "junit", "--log-file", report);

        run.ExitCode.ShouldBe(1, run.ToString());
        run.Output.ShouldContain("1 passed, 1 failed, 1 no tests of 3 packages");
        run.Error.ShouldContain("`failing@1.0`: 1 test failed");
        run.Error.ShouldContain("as expected");
        XDocument.Load(report).Root!.Element("testsuite")!.Attribute("failures")!.Value.ShouldBe("1");

        var results = (await _world.RunAsync("test", "results", "--json", "mine")).ShouldSucceed();
        var tested = JsonDocument.Parse(results.Output).RootElement[0].GetProperty("results").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "tested");
        tested.GetProperty("status").GetString().ShouldBe("PASSED");
        var log = await File.ReadAllTextAsync(tested.GetProperty("log").GetString()!);
        log.ShouldContain("PASSED: Tested::test_greeting");
        log.ShouldContain("SKIPPED: Tested::test_parts_two: not on this machine");
        (await _world.RunAsync("test", "results", "-f", "-l", "mine")).ShouldSucceed().Output.ShouldContain("FAILED: Failing::test_fails: as expected");
        (await _world.RunAsync("test", "run", "--alias", "mine", "tested")).ShouldFail(1, "there is a test suite `mine` already", "hint:");
        (await _world.RunAsync("test", "find", "MI*")).ShouldSucceed().Output.ShouldBe("mine\n");
        (await _world.RunAsync("test", "status", "mine")).ShouldSucceed().Output.ShouldBe("mine: ended\n");
        (await _world.RunAsync("test", "remove", "-y", "mine")).ShouldSucceed();
        (await _world.RunAsync("test", "find")).ExitCode.ShouldBe(3);
    }

    [Fact]
    public async Task Tests_while_building_run_on_request_and_their_failure_fails_the_build()
    {
        _repository.WriteBundle("checked", directives: """
            install_time_test_callbacks = ["test_it"]
            sanity_check_is_file = ["bin/checked"]
            sanity_check_is_dir = ["bin"]

            def test_it(self):
                assert find(self.prefix, "bad") == [], "it is bad"
            """);
        (await _world.RunAsync("install", "--test", "root", "checked")).ShouldSucceed();
        File.Exists(Path.Combine(_world.PrefixesOf("checked").Single(), ".spack", "install-time-test-log.txt")).ShouldBeTrue();

        _repository.WriteBundle("checked", "mkdirp(prefix.bin)\ntouch(prefix.bin.checked)\ntouch(prefix.bin.bad)", """
            install_time_test_callbacks = ["test_it"]

            def test_it(self):
                assert find(self.prefix, "bad") == [], "it is bad"
            """);
        (await _world.RunAsync("install", "--overwrite", "-y", "--test", "all", "checked")).ShouldFail(1, "it is bad");

        _repository.WriteBundle("promised", directives: "sanity_check_is_file = [\"bin/other\"]");
        (await _world.RunAsync("install", "promised")).ShouldFail(1, "No such file in prefix: bin/other");
    }

    [Fact]
    public async Task A_license_is_taken_from_one_file_to_which_the_prefixes_lead()
    {
        var license = Path.Combine(_world.Root, "etc", "licenses", "licensed", "license.dat");
        _repository.WriteBundle("licensed", directives: """
            license_required = True
            license_comment = "//"
            license_files = ["etc/license.dat", "share/other.lic"]
            license_vars = ["LICENSED_FILE"]
            license_url = "https://example.org/license"
            """);

        (await _world.RunAsync("install", "licensed")).ShouldSucceed().Error.ShouldContain($"put it at the beginning of {license}");
        var template = await File.ReadAllLinesAsync(license);
        template.ShouldAllBe(line => line.StartsWith("//", StringComparison.Ordinal));
        template.ShouldContain(line => line.Contains("LICENSED_FILE", StringComparison.Ordinal));

        await File.WriteAllTextAsync(license, "KEY 42\n");
        (await _world.RunAsync("install", "--overwrite", "-y", "licensed")).ShouldSucceed().Error.ShouldContain($"takes its license from {license}");
        var prefix = _world.PrefixesOf("licensed").Single();
        (await File.ReadAllTextAsync(Path.Combine(prefix, "etc", "license.dat"))).ShouldBe("KEY 42\n");
        File.ResolveLinkTarget(Path.Combine(prefix, "share", "other.lic"), returnFinalTarget: false)!.FullName.ShouldBe(license);
    }
}
