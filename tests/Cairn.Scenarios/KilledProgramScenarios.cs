using System.Diagnostics;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>SIGKILL of what a build runs, as the system does when memory runs out: the user hears which program a signal ended.</summary>
public sealed class KilledProgramScenarios : IDisposable
{
    private readonly ScenarioWorld _world = new();
    private readonly SmallRepository _repository;
    private readonly string _pipe;

    public KilledProgramScenarios()
    {
        _repository = new SmallRepository(_world);
        _pipe = Path.Combine(_world.Directory, "endless.h");
        using var made = Process.Start("mkfifo", [_pipe]);
        made.WaitForExit();
    }

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("cc1", "Killed signal terminated program cc1")]
    [InlineData("gcc", "Killed")]
    public async Task A_compiler_that_is_killed_is_named_in_the_failure(string victim, string said)
    {
        // It reads an include file that never ends.
        _repository.WriteBundle("compiled", $"""
            with open("makefile", "w") as f:
                f.write("all:\n\tgcc -include {_pipe} -c -o nothing.o -x c /dev/null\n")
            which("make", required=True)()
            """);

        var result = await InstallAndKillAsync("compiled", victim);

        result.ShouldFail(1, "`compiled@1.0` could not be installed: the phase `install` failed", "Command exited with status 2", said);
        _world.PrefixesOf("compiled").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_program_that_is_killed_names_the_signal()
    {
        _repository.WriteBundle("direct", $"which(\"cat\", required=True)(\"{_pipe}\")");

        var result = await InstallAndKillAsync("direct", "cat");

        result.ShouldFail(1, "`direct@1.0` could not be installed", "Command was ended by signal 9 (SIGKILL)");
        _world.PrefixesOf("direct").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_that_is_killed_names_the_signal_and_ends_what_it_started()
    {
        _repository.WriteBundle("orphaned", $"which(\"cat\", required=True)(\"{_pipe}\")");
        using var running = _world.Start("install", "orphaned");
        var child = 0;
        await running.UntilAsync(() => (child = Find(running.Id, "cat")) != 0);

        Kill(ParentOf(child));
        var result = await running.ResultAsync();

        result.ShouldFail(1, "`orphaned@1.0` could not be installed", "was ended by signal 9 (SIGKILL)", "out of memory");
        IsAlive(child).ShouldBeFalse("what it started runs on");
        _world.PrefixesOf("orphaned").ShouldBeEmpty();
    }

    private async Task<CommandResult> InstallAndKillAsync(string package, string victim)
    {
        using var running = _world.Start("install", package);
        var process = 0;
        await running.UntilAsync(() => (process = Find(running.Id, victim)) != 0);
        Kill(process);
        return await running.ResultAsync();
    }

    private static void Kill(int process)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -KILL {process}"]);
        kill.WaitForExit();
    }

    /// <summary>A process of some name below another one; 0 if there is none.</summary>
    private static int Find(int process, string name)
    {
        try
        {
            foreach (var child in Directory.EnumerateDirectories($"/proc/{process}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse))
            {
                if (File.ReadAllText($"/proc/{child}/comm").Trim() is var found && (found == name || found.EndsWith('-' + name, StringComparison.Ordinal)))
                {
                    return child;
                }

                if (Find(child, name) is not 0 and var below)
                {
                    return below;
                }
            }
        }
        catch (IOException)
        {
            // It ended meanwhile.
        }

        return 0;
    }

    private static bool IsAlive(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Length > 0; // a zombie has no command line any more
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int ParentOf(int process) =>
        int.Parse(File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("PPid:", StringComparison.Ordinal))["PPid:".Length..]);
}
