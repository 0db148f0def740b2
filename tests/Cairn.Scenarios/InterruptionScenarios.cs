using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>Builds that are stopped, and two at once.</summary>
public sealed class InterruptionScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;
    private readonly string _processes;
    private readonly string _go;

    public InterruptionScenarios()
    {
        _repository = new SmallRepository(_world);
        _processes = Path.Combine(_world.Directory, "processes");
        _go = Path.Combine(_world.Directory, "go");
        // Its shell and a child of it say who they are and wait; each run adds two lines.
        _repository.WriteRecipe("patient", $"""
            mkdirp(prefix.bin)
            install("readme", prefix.bin)
            which("sh")("-c", "sleep 1000 & child=$!; printf '%s %s\\n' $$ $child >>{_processes}; while [ ! -e {_go} ]; do sleep 0.1; done; kill $child")
            """);
        _repository.WriteRecipe("quick");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Ctrl_C_ends_everything_and_leaves_nothing_half_installed()
    {
        using var running = _world.Start("install", "patient");
        await running.UntilAsync(HasBegun);

        running.Signal("INT");
        var result = await running.ResultAsync();

        result.ExitCode.ShouldBe(130, result.ToString());
        result.Error.ShouldContain("interrupted");
        await ShouldHaveEndedAsync();
        _world.PrefixesOf("patient").ShouldBeEmpty();
        (await _world.RunAsync("find")).ShouldSucceed().Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_kill_the_workers_end_and_the_next_command_cleans_up_and_succeeds()
    {
        using var running = _world.Start("install", "patient");
        await running.UntilAsync(HasBegun);

        running.Signal("KILL");
        await running.ResultAsync();
        await ShouldHaveEndedAsync();

        _world.PrefixesOf("patient").ShouldHaveSingleItem();
        (await _world.RunAsync("install", "quick")).ShouldSucceed();
        _world.PrefixesOf("patient").ShouldBeEmpty();
        await File.WriteAllTextAsync(_go, "");
        (await _world.RunAsync("install", "patient")).ShouldSucceed();
        _world.PrefixesOf("patient").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_two_installations_at_once_the_second_takes_the_result_of_the_first()
    {
        using var first = _world.Start("install", "patient");
        await first.UntilAsync(HasBegun);
        using var second = _world.Start("install", "patient");
        // It must wait, not build.
        await second.UntilErrorAsync("waiting: it is held by process");
        await File.WriteAllTextAsync(_go, "");

        var results = new[] { await first.ResultAsync(), await second.ResultAsync() };

        foreach (var result in results)
        {
            result.ShouldSucceed().Output.ShouldContain(_world.PrefixesOf("patient").ShouldHaveSingleItem());
        }

        (await File.ReadAllLinesAsync(_processes)).Length.ShouldBe(1, "it was built once");
        results[1].Error.ShouldContain($"waiting: it is held by process {first.Id} on this host");
        results[1].Error.ShouldContain("another process built it");
    }

    private bool HasBegun() => File.Exists(_processes) && File.ReadAllText(_processes).EndsWith('\n');

    private async Task ShouldHaveEndedAsync()
    {
        var processes = (await File.ReadAllTextAsync(_processes)).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        processes.Length.ShouldBe(2);
        for (var tries = 0; tries < 200 && processes.Any(IsAlive); tries++)
        {
            await Task.Delay(100);
        }

        processes.Where(IsAlive).ShouldBeEmpty();
    }

    private static bool IsAlive(string process)
    {
        try
        {
            // A zombie has no command line any more.
            return File.ReadAllText($"/proc/{process}/cmdline").Contains('s');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
