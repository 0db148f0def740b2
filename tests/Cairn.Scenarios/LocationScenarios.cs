using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

[Collection(InstalledWorldTests.Name)]
public sealed class LocationScenarios(InstalledWorld installed)
{
    private readonly ScenarioWorld _world = installed.World;

    [Fact]
    public async Task Json_tells_name_version_hash_and_prefix()
    {
        using var location = JsonDocument.Parse((await _world.RunAsync("location", "-i", "--json", "lua")).ShouldSucceed().Output);

        location.RootElement.GetProperty("name").GetString().ShouldBe("lua");
        location.RootElement.GetProperty("version").GetString().ShouldBe("5.4.4");
        location.RootElement.GetProperty("prefix").GetString().ShouldBe(await _world.LocationAsync("lua"));
    }

    [Fact]
    public async Task A_hash_names_an_installation()
    {
        var prefix = await _world.LocationAsync("lua");

        (await _world.LocationAsync("/" + Path.GetFileName(prefix).Split('-')[^1][..7])).ShouldBe(prefix);
    }

    [Fact]
    public async Task What_is_not_installed_has_no_location() =>
        (await _world.RunAsync("location", "-i", "hypre")).ShouldFail(1, "no installed package matches `hypre`", "hint: `cairn install hypre`")
            .Output.ShouldBeEmpty();
}
