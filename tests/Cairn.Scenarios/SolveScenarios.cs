using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

public sealed class SolveScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_problem_that_was_written_down_costs_the_same_without_recipes()
    {
        var file = Path.Combine(_world.Directory, "lua.problem");
        var solved = (await _world.RunAsync("solve", "--json", "--dump-problem", file, "lua")).ShouldSucceed();
        File.WriteAllText(Path.Combine(_world.Config, "repos.yaml"), "repos:: {}\n");
        var replayed = (await _world.RunAsync("solve", "--json", "--replay", file)).ShouldSucceed();

        using var first = JsonDocument.Parse(solved.Output);
        using var second = JsonDocument.Parse(replayed.Output);
        second.RootElement.GetProperty("status").GetString().ShouldBe("optimal");
        Costs(second.RootElement).ShouldBe(Costs(first.RootElement));

        File.AppendAllText(file, "clause 1 x\n");
        (await _world.RunAsync("solve", "--replay", file)).ShouldFail(1, "is no problem that can be solved again");
    }

    [Fact]
    public async Task Costs_are_told_in_one_row_for_built_and_reused()
    {
        var output = (await _world.RunAsync("solve", "--show", "opt", "lua")).ShouldSucceed().Output.Split('\n');

        output[0].ShouldBe("priority  to build  reused  criterion");
        output[1].ShouldBe("     310         0       -  requirement weight");
        output.ShouldContain(line => line.EndsWith("  version badness (roots)", StringComparison.Ordinal) && line.StartsWith("     270 ", StringComparison.Ordinal));
        output.Count(line => line.EndsWith("  version badness (roots)", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_spec_file_may_stand_for_a_spec_and_for_a_dependency()
    {
        var file = Path.Combine(_world.Directory, "ncurses.json");
        var text = (await _world.RunAsync("spec", "--json", "ncurses+symlinks")).ShouldSucceed().Output;
        File.WriteAllText(file, text);

        (await _world.RunAsync("spec", "--format", "{name}{variants.symlinks}", "./ncurses.json")).ShouldSucceed().Output.Trim().ShouldBe("ncurses+symlinks");
        (await _world.RunAsync("spec", "lua", "^./ncurses.json")).ShouldSucceed().Output.ShouldContain("+symlinks");
        (await _world.RunAsync("spec", "./nosuch.json")).ShouldFail(1, "cannot read the spec file `./nosuch.json`");
        (await _world.RunAsync("spec", "lua", "^/abcdefg")).ShouldFail(1, "no installed package matches");
    }

    [Fact]
    public async Task Specs_of_an_environment_may_be_reused()
    {
        var other = Directory.CreateDirectory(Path.Combine(_world.Directory, "other")).FullName;
        File.WriteAllText(Path.Combine(other, "spack.yaml"), "spack:\n  specs: [ncurses+symlinks]\n");
        (await _world.RunAsync("-e", other, "concretize")).ShouldSucceed();
        File.WriteAllText(Path.Combine(_world.Config, "concretizer.yaml"), $"concretizer:\n  reuse:\n    from:\n    - type: environment\n      path: {other}\n");

        (await _world.RunAsync("spec", "lua")).ShouldSucceed().Output.ShouldContain("+symlinks");
        (await _world.RunAsync("spec", "--fresh", "lua")).ShouldSucceed().Output.ShouldNotContain("+symlinks");
    }

    private static List<(int, long)> Costs(JsonElement answer) =>
    [
        .. answer.GetProperty("criteria").EnumerateArray().Select(row => (row[0].GetInt32(), row[1].GetInt64())).Where(row => row.Item2 != 0),
    ];
}
