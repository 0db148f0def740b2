using System.Diagnostics;
using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

[Collection(InstalledWorldTests.Name)]
public sealed class InstallScenarios(InstalledWorld installed)
{
    private readonly ScenarioWorld _world = installed.World;

    [Theory]
    [InlineData("lua", "bin/lua", "-v", "Lua 5.4.4")]
    [InlineData("xxhash", "bin/xxhsum", "--version", "xxhsum")]
    [InlineData("ncurses", "bin/tput", "-V", "ncurses 6.4")]
    public async Task Programs_run_with_an_empty_environment(string package, string program, string argument, string answer)
    {
        var result = await _world.RunInstalledAsync(Path.Combine(await _world.LocationAsync(package), program), argument);

        (result.Output + result.Error).ShouldContain(answer);
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task The_summary_names_the_prefix_of_each_root()
    {
        foreach (var name in new[] { "lua", "jansson", "uthash", "xxhash", "bzip2" })
        {
            installed.Installation.Lines.ShouldContain(line => line.StartsWith($"[+] {name}@", StringComparison.Ordinal));
        }

        installed.Installation.Lines.Length.ShouldBe(InstalledWorld.Packages.Length);
        installed.Installation.Output.ShouldContain(await _world.LocationAsync("lua"));
    }

    [Fact]
    public void Progress_away_from_a_terminal_is_plain_lines()
    {
        installed.Installation.Error.ShouldContain("fetching");
        installed.Installation.Error.ShouldNotContain('\u001b');
        installed.Installation.Error.ShouldNotContain('\r');
    }

    [Fact]
    public async Task Run_paths_lead_to_the_prefixes_of_dependencies()
    {
        var lua = await RunPathsAsync(Path.Combine(await _world.LocationAsync("lua"), "bin", "lua"));
        var readline = await RunPathsAsync(Path.Combine(await _world.LocationAsync("readline"), "lib", "libreadline.so"));

        lua.ShouldContain(Path.Combine(await _world.LocationAsync("readline"), "lib"));
        lua.ShouldContain(Path.Combine(await _world.LocationAsync("lua"), "lib"));
        readline.ShouldContain(Path.Combine(await _world.LocationAsync("ncurses"), "lib"));
    }

    [Theory]
    [InlineData("lua")]
    [InlineData("jansson")]
    [InlineData("uthash")]
    public async Task A_prefix_lies_below_its_platform_and_target_under_name_version_and_hash(string package)
    {
        var prefix = await _world.LocationAsync(package);
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(prefix, ".spack", "spec.json")));
        var node = file.RootElement.GetProperty("spec").GetProperty("nodes")[0];
        var architecture = node.GetProperty("arch");
        var target = architecture.GetProperty("target") is { ValueKind: JsonValueKind.Object } described
            ? described.GetProperty("name").GetString()
            : architecture.GetProperty("target").GetString();

        node.GetProperty("name").GetString().ShouldBe(package);
        prefix.ShouldBe(Path.Combine(
            _world.Store,
            $"{architecture.GetProperty("platform").GetString()}-{target}",
            $"{package}-{node.GetProperty("version").GetString()}-{node.GetProperty("hash").GetString()}"));
        File.Exists(Path.Combine(prefix, ".cairn-incomplete")).ShouldBeFalse();
    }

    [Fact]
    public async Task The_log_of_the_build_is_kept_in_the_prefix()
    {
        var metadata = Path.Combine(await _world.LocationAsync("xxhash"), ".spack");

        Directory.EnumerateFiles(metadata, "spack-build-out*").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_second_installation_builds_nothing_and_names_the_same_prefix()
    {
        var again = (await _world.RunAsync("install", "lua")).ShouldSucceed();

        again.Error.ShouldNotContain("to build");
        again.Error.ShouldNotContain("fetching");
        again.Output.ShouldContain(await _world.LocationAsync("lua"));
    }

    [Fact]
    public async Task A_variant_changes_what_is_built()
    {
        var prefix = await _world.LocationAsync("bzip2~shared");

        File.Exists(Path.Combine(prefix, "lib", "libbz2.a")).ShouldBeTrue();
        Directory.EnumerateFiles(prefix, "libbz2.so*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_variant_is_another_prefix_beside_the_first()
    {
        (await _world.RunAsync("install", "bzip2+shared")).ShouldSucceed();

        var shared = await _world.LocationAsync("bzip2+shared");
        shared.ShouldNotBe(await _world.LocationAsync("bzip2~shared"));
        File.Exists(Path.Combine(shared, "lib", "libbz2.so")).ShouldBeTrue();
        (await _world.RunAsync("location", "-i", "bzip2")).ShouldFail(1, "`bzip2` matches 2 installed packages", "hint:");
        (await _world.RunAsync("uninstall", "-y", "bzip2+shared")).ShouldSucceed();
        Directory.Exists(shared).ShouldBeFalse();
    }

    [Fact]
    public async Task Recipes_of_a_user_build_with_the_wrapper_against_what_is_installed()
    {
        var failing = new SmallRepository(_world);
        failing.WriteRecipe(
            "miscompiled",
            """
            with open("broken.c", "w") as file:
                file.write("int main(void) { return 0 }\n")
            Executable(spack_cc)("-c", "broken.c")
            """,
            directives: "depends_on(\"c\", type=\"build\")");

        var result = (await _world.RunAsync("install", "miscompiled")).ShouldFail(
            1, "`miscompiled@1.0` could not be installed", "the phase `install`", "the whole log: ");

        var marked = result.Error.Split('\n').Where(line => line.StartsWith(">> ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        marked.ShouldContain("broken.c:1:");
        marked.ShouldContain("error:");
        var log = result.Error.Split('\n').Single(line => line.StartsWith("the whole log: ", StringComparison.Ordinal))["the whole log: ".Length..];
        File.Exists(log).ShouldBeTrue();
        _world.PrefixesOf("miscompiled").ShouldBeEmpty();
        File.Delete(Path.Combine(_world.Config, "repos.yaml"));
    }

    private static async Task<string[]> RunPathsAsync(string file)
    {
        using var running = new RunningCommand(new ProcessStartInfo("readelf", ["-d", file]), "readelf");
        var dynamic = (await running.ResultAsync()).ShouldSucceed().Lines;
        var line = dynamic.First(line => line.Contains("(RPATH)") || line.Contains("(RUNPATH)"));
        return line[(line.IndexOf('[') + 1)..line.IndexOf(']')].Split(':');
    }
}
