using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary><c>find --show-configured-externals</c>: what a decision would see of <c>packages.yaml</c>.</summary>
public sealed class ConfiguredExternalsScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Externals_are_shown_with_the_target_that_is_required_and_defaults_of_variants()
    {
        await File.WriteAllTextAsync(Path.Combine(_world.Config, "packages.yaml"), """
            packages:
              all:
                require: [target=x86_64_v2]
              cmake:
                externals: [{spec: cmake@3.25.1, prefix: /usr}]
              lua:
                externals: [{spec: lua@5.3.6~readline, prefix: /opt/lua}]
            """);

        var shown = (await _world.RunAsync("find", "--show-configured-externals", "--format", "{name}@{version} {target}{variants} {prefix}")).ShouldSucceed();

        shown.Lines.ShouldContain("cmake@3.25.1 x86_64_v2 build_system=generic /usr");
        shown.Lines.ShouldContain("lua@5.3.6 x86_64_v2~readline build_system=makefile /opt/lua");
        (await _world.RunAsync("find", "--show-configured-externals", "--format", "{name}", "lua")).ShouldSucceed().Output.ShouldBe("lua\n");
    }

    [Fact]
    public async Task An_external_without_an_exact_version_is_named_with_its_place()
    {
        await File.WriteAllTextAsync(Path.Combine(_world.Config, "packages.yaml"), "packages:\n  cmake:\n    externals: [{spec: 'cmake@3:', prefix: /usr}]\n");

        (await _world.RunAsync("find", "--show-configured-externals")).ShouldFail(1, "has no exact version", "packages.yaml:3");
    }
}
