using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>What <c>-c</c>, <c>-C</c> and configuration files do, and mistakes in them.</summary>
public sealed class ConfigurationScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public ConfigurationScenarios() => new SmallRepository(_world).WriteRecipe("small");

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_setting_of_the_command_line_moves_the_store_also_for_the_worker()
    {
        var store = Path.Combine(_world.Directory, "elsewhere");

        (await _world.RunAsync("-c", $"config:install_tree:root:{store}", "install", "small")).ShouldSucceed();

        (await _world.RunAsync("-c", $"config:install_tree:root:{store}", "location", "-i", "small")).ShouldSucceed().Output.ShouldStartWith(store);
        _world.PrefixesOf("small").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_directory_of_the_command_line_precedes_the_users_files()
    {
        var scope = Directory.CreateDirectory(Path.Combine(_world.Directory, "scope")).FullName;
        await File.WriteAllTextAsync(Path.Combine(_world.Config, "packages.yaml"), "packages:\n  bzip2:\n    variants: +shared\n");
        await File.WriteAllTextAsync(Path.Combine(scope, "packages.yaml"), "packages:\n  bzip2:\n    variants: ~shared\n");

        (await _world.RunAsync("spec", "bzip2")).ShouldSucceed().Output.ShouldContain("+shared");
        (await _world.RunAsync("-C", scope, "spec", "bzip2")).ShouldSucceed().Output.ShouldContain("~shared");
    }

    [Fact]
    public async Task A_colon_at_the_end_of_a_preferred_version_is_dropped_as_Spack_does()
    {
        new SmallRepository(_world).WriteBundle("layered", "touch(prefix.join(\"x\"))", "version(\"main\")\nversion(\"2.5\")\nversion(\"2.1\")\nversion(\"3.0\")");
        await File.WriteAllTextAsync(Path.Combine(_world.Config, "packages.yaml"), "packages:\n  layered:\n    version: ['2:']\n");

        (await _world.RunAsync("spec", "layered")).ShouldSucceed().Output.ShouldContain("layered@2.5");
    }

    [Fact]
    public async Task Broken_yaml_is_shown_at_its_line()
    {
        var file = Path.Combine(_world.Config, "packages.yaml");
        await File.WriteAllTextAsync(file, "packages:\n  all:\n    require: [oops\n  bzip2: {}\n");

        (await _world.RunAsync("spec", "small")).ShouldFail(1, "not valid YAML", $"{file}:");
    }

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_named() =>
        (await _world.RunAsync("-c", "config:build_jobs:many", "install", "small")).ShouldFail(1, "`config:build_jobs` should be a whole number");

    [Fact]
    public async Task A_setting_without_a_value_is_explained() =>
        (await _world.RunAsync("-c", "config", "spec", "small")).ShouldFail(1, "`-c config` has no value", "hint:");

    [Fact]
    public async Task A_scope_that_does_not_exist_is_named() =>
        (await _world.RunAsync("-C", "/nonexistent", "spec", "small")).ShouldFail(1, "`/nonexistent` of `-C` does not exist");
}
