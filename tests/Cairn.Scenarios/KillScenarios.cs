using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>
/// SIGKILL at random moments of an installation of ten packages: of the program, of a worker, of what a worker runs. Whatever is recorded
/// is whole, and the next run completes. <c>CAIRN_SCENARIO_KILLS</c> says how many kills; the seed is printed with a failure.
/// </summary>
public sealed class KillScenarios : IDisposable
{
    private const int Packages = 10;

    private static readonly int s_kills = int.TryParse(Environment.GetEnvironmentVariable("CAIRN_SCENARIO_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : 4;

    private readonly ScenarioWorld _world = new();
    private readonly int _seed = Environment.TickCount;

    public KillScenarios()
    {
        var repository = new SmallRepository(_world);
        for (var i = 1; i <= Packages; i++)
        {
            var needs = i <= 2 ? "" : $"depends_on(\"p{i - 2}\")\ndepends_on(\"p{i / 2}\")";
            repository.WriteBundle($"p{i}", $"""
                mkdirp(prefix.bin)
                which("sh", required=True)("-c", "sleep 0.05; for i in 1 2 3 4 5; do echo $i > {"{}"}/part$i; done; echo p{i} > {"{}"}/whole".format(prefix.bin, prefix.bin))
                """, needs);
        }

        repository.WriteBundle("all", directives: string.Join('\n', Enumerable.Range(1, Packages).Select(i => $"depends_on(\"p{i}\")")));
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Random_kills_leave_a_store_that_is_sound_and_the_next_run_completes()
    {
        var random = new Random(_seed);
        var usual = await TimeOfWholeRunAsync();
        var done = 0;
        while (done < s_kills)
        {
            using var running = _world.Start("install", "-j", "2", "-p", "2", "all");
            await Task.Delay(TimeSpan.FromSeconds(random.NextDouble() * usual));
            if (running.HasExited)
            {
                (await running.ResultAsync()).ShouldSucceed();
                await ShouldBeCompleteAsync();
                await RemoveAllAsync();
                continue;
            }

            done += Kill(running.Id, random.Next(3), random) ? 1 : 0;
            await running.ResultAsync();
            await ShouldBeSoundAsync(done);
        }

        (await _world.RunAsync("install", "-j", "2", "-p", "2", "all")).ShouldSucceed();
        await ShouldBeCompleteAsync();
    }

    /// <summary>Kills the program itself, one of its workers, or one of the processes that these started.</summary>
    private static bool Kill(int program, int generation, Random random)
    {
        int[] victims = [program];
        for (var i = 0; i < generation; i++)
        {
            victims = [.. victims.SelectMany(ChildrenOf)];
        }

        if (victims.Length == 0)
        {
            victims = [program];
        }

        using var kill = Process.Start("/bin/sh", ["-c", $"kill -KILL {victims[random.Next(victims.Length)]} 2>/dev/null"]);
        kill.WaitForExit();
        return kill.ExitCode == 0;
    }

    private static IEnumerable<int> ChildrenOf(int process)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{process}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(child => int.Parse(child, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return []; // it ended meanwhile
        }
    }

    private async Task<double> TimeOfWholeRunAsync()
    {
        var watch = Stopwatch.StartNew();
        (await _world.RunAsync("install", "-j", "2", "-p", "2", "all")).ShouldSucceed();
        await ShouldBeCompleteAsync();
        await RemoveAllAsync();
        return watch.Elapsed.TotalSeconds;
    }

    private async Task RemoveAllAsync() => (await _world.RunAsync("uninstall", "-y", "-a", "--dependents", "p1", "p2")).ShouldSucceed();

    /// <summary>Every record has a prefix that is whole; every prefix without a mark is recorded or can be.</summary>
    private async Task ShouldBeSoundAsync(int kill)
    {
        var why = $"after kill {kill} with seed {_seed}";
        foreach (var prefix in await RecordedAsync())
        {
            File.Exists(Path.Combine(prefix, ".spack", "spec.json")).ShouldBeTrue($"{prefix} {why}");
            File.Exists(Path.Combine(prefix, ".cairn-incomplete")).ShouldBeFalse($"{prefix} {why}");
            Directory.EnumerateFiles(Path.Combine(prefix, "bin")).ShouldNotBeEmpty($"{prefix} {why}");
        }
    }

    private async Task ShouldBeCompleteAsync()
    {
        var recorded = await RecordedAsync();
        recorded.Count.ShouldBe(Packages + 1, $"seed {_seed}");
        foreach (var prefix in recorded.Where(prefix => !Path.GetFileName(prefix).StartsWith("all-", StringComparison.Ordinal)))
        {
            (await File.ReadAllTextAsync(Path.Combine(prefix, "bin", "whole"))).Trim().ShouldBe(Path.GetFileName(prefix).Split('-')[0], $"seed {_seed}");
        }

        var left = Directory.EnumerateDirectories(_world.Store, "*", SearchOption.TopDirectoryOnly).Where(directory => !Path.GetFileName(directory).StartsWith('.'))
            .SelectMany(directory => Directory.EnumerateDirectories(directory)).Select(Path.GetFileName).Where(name => name!.StartsWith('.') || !recorded.Any(prefix => Path.GetFileName(prefix) == name));
        left.ShouldBeEmpty($"seed {_seed}");
    }

    private async Task<IReadOnlyList<string>> RecordedAsync()
    {
        var index = Path.Combine(_world.Store, ".spack-db", "index.json");
        if (!File.Exists(index))
        {
            return [];
        }

        using var database = JsonDocument.Parse(await File.ReadAllBytesAsync(index));
        return [.. database.RootElement.GetProperty("database").GetProperty("installs").EnumerateObject()
            .Where(record => record.Value.GetProperty("installed").GetBoolean())
            .Select(record => record.Value.GetProperty("path").GetString()!)];
    }
}
