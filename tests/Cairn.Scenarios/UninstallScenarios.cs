using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

[Collection(InstalledWorldTests.Name)]
public sealed class UninstallScenarios(InstalledWorld installed)
{
    private readonly ScenarioWorld _world = installed.World;

    [Fact]
    public async Task Refuses_while_something_installed_depends_on_it()
    {
        var prefix = await _world.LocationAsync("ncurses");

        (await _world.RunAsync("uninstall", "-y", "ncurses")).ShouldFail(1, "depend on what is to be removed", "lua@5.4.4/", "readline@8.2/", "--dependents");

        Directory.Exists(prefix).ShouldBeTrue();
    }

    [Fact]
    public async Task Asks_and_takes_silence_for_a_no()
    {
        var prefix = await _world.LocationAsync("uthash");

        var result = await _world.RunAsync("uninstall", "uthash");

        result.ExitCode.ShouldNotBe(0);
        result.Error.ShouldContain("--yes-to-all");
        Directory.Exists(prefix).ShouldBeTrue();
    }

    [Fact]
    public async Task Dependents_go_too_if_asked_for()
    {
        var world = new ScenarioWorld();
        using (world)
        {
            var repository = new SmallRepository(world);
            repository.WriteRecipe("bottom");
            repository.WriteRecipe("middle", directives: "depends_on(\"bottom\")");
            repository.WriteRecipe("top", directives: "depends_on(\"middle\")");
            repository.WriteRecipe("aside");
            (await world.RunAsync("install", "top", "aside")).ShouldSucceed();

            var result = (await world.RunAsync("uninstall", "--dependents", "-y", "bottom")).ShouldSucceed();

            result.Lines.Select(line => line.Split(' ')[1].Split('@')[0]).ShouldBe(["top", "middle", "bottom"]);
            world.PrefixesOf("bottom").ShouldBeEmpty();
            world.PrefixesOf("top").ShouldBeEmpty();
            world.PrefixesOf("aside").ShouldHaveSingleItem();
            (await world.RunAsync("find", "--format", "{name}")).Output.ShouldBe("aside\n");
        }
    }
}
