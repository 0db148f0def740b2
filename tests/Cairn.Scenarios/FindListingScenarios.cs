using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>What <c>find</c> prints of a store that Spack wrote, to the letter: the texts are those of Spack 1.2 for the same switches.</summary>
public sealed class FindListingScenarios : IDisposable
{
    private const string Cc = "-- linux-debian12-x86_64_v3 / %c,cxx=stonecc@12.2.0 -------------\n";
    private const string C = "-- linux-debian12-x86_64_v3 / %c=stonecc@12.2.0 -----------------\n";
    private const string None = "-- linux-debian12-x86_64_v3 / no compilers ----------------------\n";

    private readonly ScenarioWorld _world = new();
    private readonly RecordedStore _store;

    public FindListingScenarios() => _store = new RecordedStore(_world.Store);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Groups_by_architecture_and_compilers_without_compilers_last() => await ShouldPrint(
        ["find"],
        $"{Cc}quarry@2.0\n\n{C}chisel@4.4.1\nmason@1.0\npebble@1.3.1\n\n{None}gravel-data@2025-08-12\ngravel-data@2025-11-01\nstonecc@12.2.0\n");

    [Fact]
    public async Task Hashes_variants_flags_and_namespaces() => await ShouldPrint(
        ["find", "-lvfN", "quarry"], $"{Cc}{_store.Program.Short} quarry_repo.quarry@2.0~docs+fast  cflags=-O3\n");

    [Fact]
    public async Task Prefixes_stand_in_a_column() => await ShouldPrint(
        ["find", "-p", "--no-groups", "quarry", "chisel"],
        $"chisel@4.4.1  {_store.Tool.Prefix}\nquarry@2.0    {_store.Program.Prefix}\n");

    [Fact]
    public async Task Dependencies_form_a_tree_with_status() => await ShouldPrint(
        ["find", "-dI", "mason"],
        $"{C}[+]  mason@1.0\n[-]      lostlib@0.9\n[e]      stonecc@12.2.0\n\n");

    [Theory]
    [InlineData("-x", "gravel-data gravel-data quarry mason")]
    [InlineData("-X", "chisel pebble stonecc")]
    [InlineData("-e", "stonecc")]
    [InlineData("-M", "lostlib")]
    [InlineData("--only-deprecated", "pebble")]
    [InlineData("--end-date 2021", "mason")]
    [InlineData("--start-date 2021-01-01 -x", "gravel-data gravel-data quarry")]
    [InlineData("--install-tree upstream", "")]
    [InlineData("--loaded", "")]
    [InlineData("%stonecc", "chisel mason pebble quarry")]
    [InlineData("^pebble@1.3:", "quarry")]
    public async Task Filters(string switches, string names)
    {
        var found = (await _world.RunAsync(["find", "--format", "{name}", .. switches.Split(' ')])).ShouldSucceed();

        found.Lines.Order(StringComparer.Ordinal).ShouldBe(names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Missing_and_deprecated_ones_are_listed_beside_the_installed_ones_if_asked_for()
    {
        var found = (await _world.RunAsync("find", "-m", "--deprecated", "-H")).ShouldSucceed();

        found.Lines.Length.ShouldBe(9);
        found.Lines.ShouldContain("/" + _store.Lost.Spec.Hash);
        found.Lines.ShouldContain("/" + _store.OldLibrary.Spec.Hash);
    }

    [Fact]
    public async Task Json_lists_nodes_and_with_dependencies_what_is_below_them()
    {
        using var found = JsonDocument.Parse((await _world.RunAsync("find", "--json", "-d", "quarry")).ShouldSucceed().Output);

        found.RootElement.EnumerateArray().Select(node => node.GetProperty("name").GetString())
            .ShouldBe(["quarry", "chisel", "stonecc", "pebble"], ignoreOrder: true);
    }

    [Fact]
    public async Task Nothing_found_says_what_is_there_instead()
    {
        (await _world.RunAsync("find", "pebble@9")).ShouldFail(1, "no installed package matches `pebble@9`", "pebble@1.3.1/");
        (await _world.RunAsync("find", "peble")).ShouldFail(1, "hint: `pebble` is installed");
        (await _world.RunAsync("find", "--start-date", "someday")).ShouldFail(1, "`someday` is no date");
        (await _world.RunAsync("find", "-x", "-X")).ExitCode.ShouldBe(2);
    }

    private async Task ShouldPrint(string[] arguments, string text) =>
        (await _world.RunAsync(arguments)).ShouldSucceed().Output.ShouldBe(text);
}
