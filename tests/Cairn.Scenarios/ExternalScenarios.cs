using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>What the system has: <c>external</c> and <c>compiler</c>.</summary>
public sealed class ExternalScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly string _packages;

    public ExternalScenarios()
    {
        var repository = new SmallRepository(_world);
        repository.WriteBundle("mytool", directives: """
            tags = ["build-tools"]
            executables = ["^mytool$"]
            provides("tooling")
            variant("fast", default=False, description="Be fast")

            @classmethod
            def determine_version(cls, exe):
                return Executable(exe)("--version", output=str, error=str).strip()

            @classmethod
            def determine_variants(cls, exes, version):
                return "+fast" if version.startswith("2") else "~fast"

            @classmethod
            def validate_detected_spec(cls, spec, extra_attributes):
                if spec.satisfies("@9"):
                    raise ValueError("9 never existed")
            """);
        repository.WriteBundle("mylib", directives: """
            libraries = ["^libmine"]

            @classmethod
            def determine_version(cls, lib):
                return lib.split(".so.")[1]
            """);
        _packages = Path.Combine(_world.Config, "packages.yaml");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Tools_are_recognised_by_their_recipes_and_written_down_once_with_comments_kept()
    {
        await File.WriteAllTextAsync(_packages, "packages:\n  # mine\n  zlib:\n    buildable: true # yes\n");
        var (one, two, nine) = (Tool("one", "1.5"), Tool("two", "2.0"), Tool("nine", "9.0"));

        var found = (await _world.RunAsync("external", "find", "--not-buildable", "-p", one, "-p", two, "-p", nine, "mytool")).ShouldSucceed();

        found.Lines.ShouldBe([$"mytool@1.5~fast  {one}", $"mytool@2.0+fast  {two}"]);
        (await File.ReadAllTextAsync(_packages)).ShouldBe($"""
            packages:
              # mine
              zlib:
                buildable: true # yes
              mytool:
                externals:
                - spec: mytool@1.5~fast
                  prefix: {one}
                - spec: mytool@2.0+fast
                  prefix: {two}
                buildable: false
              tooling:
                buildable: false

            """);
        (await _world.RunAsync("external", "find", "-p", one, "mytool")).ShouldSucceed().Output.ShouldBeEmpty();
        (await _world.RunAsync("spec", "--format", "{name}{@version}", "mytool")).ShouldSucceed().Output.ShouldContain("mytool@2.0");
    }

    [Fact]
    public async Task Libraries_tags_and_exclusions()
    {
        var prefix = Tool("one", "1.5");
        Directory.CreateDirectory(Path.Combine(prefix, "lib"));
        await File.WriteAllTextAsync(Path.Combine(prefix, "lib", "libmine.so.3.1"), "");

        var found = (await _world.RunAsync("external", "find", "--json", "-p", prefix, "mylib")).ShouldSucceed();
        JsonDocument.Parse(found.Output).RootElement[0].GetProperty("spec").GetString().ShouldBe("mylib@3.1");
        JsonDocument.Parse(found.Output).RootElement[0].GetProperty("prefix").GetString().ShouldBe(prefix);

        (await _world.RunAsync("external", "find", "--all", "--exclude", "mytool", "-p", prefix)).ShouldSucceed().Output.ShouldNotContain("mytool");
        (await _world.RunAsync("external", "find", "-t", "build-tools", "-p", prefix)).ShouldSucceed().Output.ShouldContain("mytool@1.5~fast");
        (await _world.RunAsync("external", "list")).ShouldSucceed().Output.ShouldContain("mine: mylib, mytool");
        (await _world.RunAsync("external", "find", "base-that-is-not")).ShouldSucceed().Error.ShouldContain("there is no package `base-that-is-not`");
    }

    [Fact]
    public async Task Compilers_are_found_listed_shown_and_removed()
    {
        (await _world.RunAsync("compiler", "find")).ShouldSucceed();

        var listed = (await _world.RunAsync("compiler", "list", "--json")).ShouldSucceed();
        var compilers = JsonDocument.Parse(listed.Output).RootElement.EnumerateArray().ToList();
        var gcc = compilers.First(compiler => compiler.GetProperty("name").GetString() == "gcc");
        var program = gcc.GetProperty("compilers").GetProperty("c").GetString()!;
        File.Exists(program).ShouldBeTrue();
        (await _world.RunAsync("compilers")).ShouldSucceed().Output.ShouldContain($"gcc@{gcc.GetProperty("version").GetString()}");
        (await _world.RunAsync("compiler", "info", "gcc")).ShouldSucceed().Output.ShouldContain($"c: {program}");

        (await _world.RunAsync("compiler", "remove", "-a", "gcc")).ShouldSucceed();
        (await File.ReadAllTextAsync(_packages)).ShouldNotContain("spec: gcc");
        (await _world.RunAsync("compiler", "remove", "gcc")).ShouldFail(1, "no compiler matches `gcc`", "hint:");
    }

    [Fact]
    public async Task Compilers_of_the_section_of_old_are_taken_for_externals_until_somebody_describes_one()
    {
        var section = Path.Combine(_world.Config, "compilers.yaml");
        await File.WriteAllTextAsync(section, """
            compilers:
            - compiler:
                spec: gcc@=99
                operating_system: debian12
                modules: [PrgEnv/gnu]
                paths: {cc: /usr/bin/gcc, cxx: /usr/bin/g++, f77: null, fc: null}
                flags: {cflags: -O3}
                environment: {set: {LICENSE: here}}
                extra_rpaths: [/opt/extra/lib]
            - compiler:
                spec: nag@=7
                operating_system: debian12
                modules: []
                paths: {cc: null, cxx: null, f77: /nowhere/nagfor, fc: /nowhere/nagfor}

            """);

        var first = (await _world.RunAsync("compiler", "list", "--json")).ShouldSucceed();
        var second = (await _world.RunAsync("compiler", "info", "gcc")).ShouldSucceed();

        first.Error.ShouldSatisfyAllConditions(
            text => text.ShouldContain("the section `compilers` is deprecated"), text => text.ShouldContain("`nag@=7` of the section `compilers` is left out"),
            text => text.ShouldContain("there is no `/nowhere/nagfor`"));
        second.Error.ShouldNotContain("deprecated");
        var gcc = JsonDocument.Parse(first.Output).RootElement.EnumerateArray().ShouldHaveSingleItem();
        gcc.GetProperty("compilers").GetProperty("c").GetString().ShouldBe("/usr/bin/gcc");
        gcc.GetProperty("compilers").TryGetProperty("fortran", out _).ShouldBeFalse();
        gcc.GetProperty("version").GetString().ShouldNotBe("99");
        second.Output.ShouldSatisfyAllConditions(
            text => text.ShouldContain("PrgEnv/gnu"), text => text.ShouldContain("-O3"), text => text.ShouldContain("LICENSE"), text => text.ShouldContain("/opt/extra/lib"));

        await File.WriteAllTextAsync(section, (await File.ReadAllTextAsync(section)).Replace("-O3", "-O1", StringComparison.Ordinal));
        (await _world.RunAsync("compiler", "info", "gcc")).ShouldSucceed().Output.ShouldContain("-O1");
        (await _world.RunAsync("compiler", "find")).ShouldSucceed();
        (await _world.RunAsync("compiler", "info", "gcc")).ShouldSucceed().Output.ShouldNotContain("-O1");
    }

    [Fact]
    public async Task What_a_vendor_describes_is_recorded_as_installed_elsewhere()
    {
        var prefix = Tool("vendor", "1.5");
        const string hash = "abcdefghijklmnopqrstuvwxyz234567";
        var file = Path.Combine(_world.Directory, "manifest.json");
        await File.WriteAllTextAsync(file, $$"""
            {"_meta": {"file-type": "cray-pe-json"},
             "specs": [
               {"name": "mytool", "version": "1.5", "prefix": "{{prefix}}", "hash": "{{hash}}", "parameters": {"fast": true, "unheard": "x"},
                "arch": {"platform": "cray", "platform_os": "sles15", "target": {"name": "zen2"} }, "compiler": {"name": "gcc", "version": "12.2.0"},
                "dependencies": {"mylib": {"hash": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "type": ["link"]} } },
               {"name": "mylib", "version": "3", "prefix": "/opt/mylib", "hash": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                "arch": {"platform": "linux", "platform_os": "sles15", "target": {"name": "zen2"} }, "compiler": {"name": "gcc", "version": "12.2.0"} },
               {"name": "unheard", "version": "3", "prefix": "/opt/x", "hash": "cccccccccccccccccccccccccccccccc",
                "arch": {"platform": "linux", "platform_os": "sles15", "target": {"name": "zen2"} }, "compiler": {"name": "gcc", "version": "12.2.0"} }],
             "compilers": [{"name": "gcc", "version": "99", "executables": {"cc": "/nowhere/gcc"} }] }
            """);

        (await _world.RunAsync("external", "read-cray-manifest", "--dry-run", "--file", file)).ShouldSucceed();
        (await _world.RunAsync("find")).Output.ShouldNotContain("mytool");
        var read = (await _world.RunAsync("external", "read-cray-manifest", "--file", file)).ShouldSucceed();

        read.Error.ShouldContain("left out unheard/ccccccc");
        read.Error.ShouldContain("/nowhere/gcc");
        (await _world.RunAsync("find", "--format", "{name}{@version}{variants} {hash}")).Output.ShouldContain($"mytool@1.5+fast {hash}");
        await File.WriteAllTextAsync(file, "{");
        (await _world.RunAsync("external", "read-cray-manifest", "--fail-on-error", "--file", file)).ShouldFail(1, "is no description");
    }

    private string Tool(string name, string version)
    {
        var prefix = Path.Combine(_world.Directory, "outside", name);
        var program = Path.Combine(prefix, "bin", "mytool");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.WriteAllText(program, $"#!/bin/sh\necho {version}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return prefix;
    }
}
