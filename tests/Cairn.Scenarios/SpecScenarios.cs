using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

public sealed class SpecScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Json_is_a_spec_file_of_the_whole_graph()
    {
        using var file = JsonDocument.Parse((await _world.RunAsync("spec", "--json", "lua")).ShouldSucceed().Output);

        var nodes = file.RootElement.GetProperty("spec").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("name").GetString()).ToList();
        nodes[0].ShouldBe("lua");
        nodes.ShouldContain("readline");
        nodes.ShouldContain("ncurses");
        file.RootElement.GetProperty("spec").GetProperty("_meta").GetProperty("version").GetInt32().ShouldBe(5);
    }

    [Fact]
    public async Task Yaml_says_the_same_in_the_words_of_Yaml_and_is_read_back()
    {
        var yaml = (await _world.RunAsync("spec", "--yaml", "bzip2~shared cflags='-O2 -g'")).ShouldSucceed().Output;

        yaml.ShouldStartWith("spec:\n  _meta:\n    version: 5\n  nodes:\n  - name: bzip2\n");
        yaml.ShouldContain("      shared: false\n");
        yaml.ShouldContain("      cflags:\n      - -O2\n      - -g\n");
        yaml.ShouldContain("      module: null\n", customMessage: "an external has no module");
        var file = Path.Combine(_world.Directory, "bzip2.yaml");
        await File.WriteAllTextAsync(file, yaml);
        (await _world.RunAsync("spec", "--yaml", file)).ShouldSucceed().Output.ShouldBe(yaml);
    }

    [Fact]
    public async Task A_virtual_has_one_provider_and_the_user_may_name_another()
    {
        var usual = (await _world.RunAsync("spec", "hypre")).ShouldSucceed();
        var chosen = (await _world.RunAsync("spec", "hypre ^blis")).ShouldSucceed();

        usual.Output.ShouldContain("netlib-lapack@");
        usual.Output.ShouldContain("~external-blas");
        usual.Output.ShouldNotContain("blis@");
        chosen.Output.ShouldContain("blis@");
        chosen.Output.ShouldContain("+external-blas");
    }

    [Fact]
    public async Task A_conflict_is_refused_in_the_words_of_the_recipe() =>
        (await _world.RunAsync("spec", "hypre+int64+mixedint")).ShouldFail(1, "hypre takes 64-bit integers either everywhere or for global indices only");

    [Fact]
    public async Task The_shell_may_split_a_spec_into_words() =>
        (await _world.RunAsync("spec", "bzip2", "~shared")).ShouldSucceed().Output.ShouldContain("~shared");
}
