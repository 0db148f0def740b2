using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Commands that change what is installed, on a store that Spack wrote.</summary>
public sealed class StoreChangeScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly RecordedStore _store;

    public StoreChangeScenarios() => _store = new RecordedStore(_world.Store);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Garbage_is_what_no_explicit_package_links_to_or_runs()
    {
        var dry = (await _world.RunAsync("gc", "--dry-run")).ShouldSucceed();
        dry.Lines.Select(line => line.Split('@')[0]).ShouldBe(["chisel", "stonecc"]);
        (await _world.RunAsync("gc", "--dry-run", "-b")).ShouldSucceed().Output.ShouldBeEmpty();
        (await _world.RunAsync("gc", "--dry-run", "--keep", "chisel", "--keep", "stonecc")).ShouldSucceed().Output.ShouldBeEmpty();

        (await _world.RunAsync("gc", "-y")).ShouldSucceed();

        Directory.Exists(_store.Tool.Prefix).ShouldBeFalse();
        (await _world.RunAsync("find", "--format", "{name}")).Lines.ShouldBe(["gravel-data", "gravel-data", "mason", "pebble", "quarry"]);
    }

    [Fact]
    public async Task Marks_decide_what_garbage_is()
    {
        (await _world.RunAsync("mark", "-e", "chisel", "stonecc")).ShouldSucceed();
        (await _world.RunAsync("gc", "--dry-run")).ShouldSucceed().Output.ShouldBeEmpty();
        (await _world.RunAsync("mark", "-i", "-a")).ShouldSucceed();
        (await _world.RunAsync("gc", "--dry-run")).ShouldSucceed().Lines.Length.ShouldBe(6, "what replaces an explicit package is kept");
        (await _world.RunAsync("mark", "chisel")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_deprecated_prefix_is_a_link_to_what_replaces_it()
    {
        (await _world.RunAsync("uninstall", "-y", "pebble")).ShouldFail(1, "matches 2 installed packages", "--all");
        (await _world.RunAsync("uninstall", "-y", $"/{_store.Library.Spec.Hash}")).ShouldFail(1, "quarry@2.0/", "deprecated in favour of it");

        (await _world.RunAsync("uninstall", "-y", $"/{_store.OldLibrary.Spec.Hash}")).ShouldSucceed();

        Directory.Exists(_store.OldLibrary.Prefix).ShouldBeFalse();
        File.Exists(Path.Combine(_store.Library.Prefix, ".spack", "spec.json")).ShouldBeTrue();
        Directory.EnumerateFiles(Path.Combine(_store.Library.Prefix, ".spack", "deprecated")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Deprecating_moves_the_spec_file_and_leaves_a_link()
    {
        (await _world.RunAsync("deprecate", "-y", "-D", "chisel", "gravel-data@2025-08-12")).ShouldFail(1, "has no `chisel`");
        (await _world.RunAsync("deprecate", "-y", "-D", "mason", "mason")).ShouldFail(1, "already");

        (await _world.RunAsync("deprecate", "-y", "gravel-data@2025-08-12", "gravel-data@2025-11-01")).ShouldSucceed();

        new DirectoryInfo(_store.Data.Prefix).LinkTarget.ShouldBe(_store.NewData.Prefix);
        File.Exists(Path.Combine(_store.NewData.Prefix, ".spack", "deprecated", _store.Data.Spec.Hash + "_spec.json")).ShouldBeTrue();
        (await _world.RunAsync("find", "--only-deprecated", "-H")).ShouldSucceed().Lines
            .ShouldBe(["/" + _store.Data.Spec.Hash, "/" + _store.OldLibrary.Spec.Hash]);
        (await _world.RunAsync("location", "-i", "pebble")).ShouldSucceed().Output.ShouldBe(_store.Library.Prefix + "\n");
    }

    [Fact]
    public async Task The_database_is_made_anew_from_prefixes_and_keeps_what_only_it_knew()
    {
        (await _world.RunAsync("mark", "-i", "mason")).ShouldSucceed();
        Directory.Delete(_store.Tool.Prefix, recursive: true);

        var result = (await _world.RunAsync("reindex")).ShouldSucceed();

        result.Error.ShouldContain("chisel@4.4.1/");
        result.Output.ShouldContain("5 packages found");
        (await _world.RunAsync("find", "-x", "--format", "{name}")).Lines.ShouldBe(["gravel-data", "gravel-data", "quarry"]);
        (await _world.RunAsync("find", "-M", "--format", "{name}")).Lines.ShouldBe(["chisel", "lostlib"]);
        (await _world.RunAsync("find", "--only-deprecated", "--format", "{name}")).Lines.ShouldBe(["pebble"]);
    }

    [Fact]
    public async Task What_interrupted_commands_left_is_removed_by_the_next_one_and_said()
    {
        var half = Path.Combine(_world.Store, "linux-x86_64_v3", $"half-1.0-{_store.Tool.Spec.Hash}");
        Directory.CreateDirectory(half);
        File.WriteAllText(Path.Combine(half, ".cairn-incomplete"), "");
        var doomed = Path.Combine(_world.Store, "linux-x86_64_v3", ".gone-1.0.removed-999999999");
        Directory.CreateDirectory(doomed);

        var result = (await _world.RunAsync("gc", "-y")).ShouldSucceed();

        result.Error.ShouldContain("removed what an interrupted installation left");
        result.Error.ShouldContain("removed what an interrupted removal left");
        Directory.Exists(half).ShouldBeFalse();
        Directory.Exists(doomed).ShouldBeFalse();
    }

    [Fact]
    public async Task A_store_below_another_one_shows_and_never_changes_it()
    {
        using var user = new ScenarioWorld();
        File.WriteAllText(Path.Combine(user.Config, "upstreams.yaml"), $"upstreams:\n  site:\n    install_tree: {_world.Store}\n");
        var before = File.ReadAllText(_store.Index);

        (await user.RunAsync("find", "-I", "--no-groups", "quarry")).ShouldSucceed().Output.ShouldBe("[^]  quarry@2.0\n");
        (await user.RunAsync("location", "-i", "quarry")).ShouldSucceed().Output.ShouldBe(_store.Program.Prefix + "\n");
        (await user.RunAsync("find", "--install-tree", "local")).ShouldSucceed().Output.ShouldBeEmpty();
        (await user.RunAsync("find", "--install-tree", "site", "--format", "{name}", "quarry")).ShouldSucceed().Output.ShouldBe("quarry\n");
        (await user.RunAsync("uninstall", "-y", "quarry")).ShouldFail(1, "upstream store");

        File.ReadAllText(_store.Index).ShouldBe(before);
    }

    [Fact]
    public async Task What_an_environment_holds_is_kept_for_it()
    {
        var environment = Path.Combine(_world.Root, "var", "spack", "environments", "site");
        Directory.CreateDirectory(environment);
        File.WriteAllText(Path.Combine(environment, "spack.yaml"), "spack:\n  specs:\n  - gravel-data  # stones\n  - quarry\n");
        var nodes = new[] { _store.Data }.Select(entry => $"\"{entry.Spec.Hash}\": {Node(entry)}");
        File.WriteAllText(
            Path.Combine(environment, "spack.lock"),
            $$"""{"_meta": {"file-type": "spack-lockfile", "lockfile-version": 6, "specfile-version": 5}, "roots": [{"hash": "{{_store.Data.Spec.Hash}}", "spec": "gravel-data"}], "concrete_specs": { {{string.Join(", ", nodes)}} } }""");

        (await _world.RunAsync("uninstall", "-y", "gravel-data@2025-08-12")).ShouldFail(1, "environment site", "--force");
        (await _world.RunAsync("gc", "-E", "--dry-run")).ShouldSucceed().Output.ShouldNotContain("gravel-data@2025-08-12");
        (await _world.RunAsync("-e", environment, "find", "-r")).ShouldSucceed().Output.ShouldContain("[+] gravel-data");
        (await _world.RunAsync("-e", environment, "uninstall", "-y", "--remove", "gravel-data@2025-08-12")).ShouldSucceed();

        File.ReadAllText(Path.Combine(environment, "spack.yaml")).ShouldBe("spack:\n  specs:\n  - quarry\n");
        File.Exists(Path.Combine(environment, "spack.lock")).ShouldBeFalse("nothing is decided any more");
        Directory.Exists(_store.Data.Prefix).ShouldBeFalse();
    }

    private static string Node(RecordedStore.Entry entry)
    {
        var json = new Specs.PythonJsonWriter();
        Specs.SpecJson.WriteNode(json, entry.Spec);
        return System.Text.Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
