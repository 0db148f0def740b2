using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

[Collection(InstalledWorldTests.Name)]
public sealed class FindScenarios(InstalledWorld installed)
{
    private readonly ScenarioWorld _world = installed.World;

    [Fact]
    public async Task Lists_what_is_installed_by_architecture_and_compiler()
    {
        var found = (await _world.RunAsync("find")).ShouldSucceed();

        found.Lines[0].ShouldStartWith("-- ");
        foreach (var spec in new[] { "lua@5.4.4", "readline@8.2", "ncurses@6.4", "jansson@2.14", "uthash@2.3.0", "xxhash@" })
        {
            found.Output.ShouldContain(spec);
        }
    }

    [Fact]
    public async Task Json_is_a_list_of_nodes_with_hash_version_and_variants()
    {
        using var found = JsonDocument.Parse((await _world.RunAsync("find", "--json", "bzip2~shared")).ShouldSucceed().Output);

        var node = found.RootElement.EnumerateArray().ShouldHaveSingleItem();
        node.GetProperty("name").GetString().ShouldBe("bzip2");
        node.GetProperty("hash").GetString()!.Length.ShouldBe(32);
        node.GetProperty("parameters").GetProperty("shared").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Long_and_variants_show_short_hashes_and_variants()
    {
        var found = (await _world.RunAsync("find", "-lv", "bzip2~shared")).ShouldSucceed();
        var hash = Path.GetFileName(await _world.LocationAsync("bzip2~shared")).Split('-')[^1];

        found.Lines[1].ShouldStartWith(hash[..7] + " bzip2@1.0.8");
        found.Lines[1].ShouldContain("~shared");
    }

    [Fact]
    public async Task Explicit_shows_only_what_was_asked_for()
    {
        var found = (await _world.RunAsync("find", "-x")).ShouldSucceed();

        found.Output.ShouldContain("lua@5.4.4");
        found.Output.ShouldNotContain("ncurses@");
    }

    [Fact]
    public async Task Finding_nothing_that_was_named_is_a_failure()
    {
        var found = await _world.RunAsync("find", "hypre");

        found.ShouldFail(1, "no installed package matches `hypre`");
    }
}
