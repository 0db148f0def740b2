using System.Diagnostics;

namespace Cairn.Scenarios.Support;

/// <summary>One user on one machine: a home, a store, a configuration and temporary files of its own, gone with the test.</summary>
public sealed class ScenarioWorld : IDisposable
{
    public ScenarioWorld()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("cairn-scenario-").FullName;
        foreach (var name in new[] { "home", "root", "config", "system", "tmp", "outside" })
        {
            System.IO.Directory.CreateDirectory(Path.Combine(Directory, name));
        }

        // No test asks the network for `builtin`.
        File.WriteAllText(Path.Combine(Directory, "system", "repos.yaml"), "repos:: {}\n");
    }

    /// <summary>The directory that holds everything.</summary>
    public string Directory { get; }

    public string Home => Path.Combine(Directory, "home");

    public string Root => Path.Combine(Directory, "root");

    public string Store => Path.Combine(Root, "opt");

    public string Config => Path.Combine(Directory, "config");

    public string Temporary => Path.Combine(Directory, "tmp");

    /// <summary>What replaces PATH; null for that of the tests.</summary>
    public string? SearchPath { get; init; }

    /// <summary>Runs a command to its end.</summary>
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        using var running = Start(arguments);
        return await running.ResultAsync();
    }

    /// <summary>Starts a command. Ctrl-C reaches it even where the tests themselves run in the background, where shells ignore it.</summary>
    public RunningCommand Start(params string[] arguments) => StartProgram(CairnBinary.Path, arguments);

    /// <summary>Starts a command of another copy of the program.</summary>
    public RunningCommand StartProgram(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", program, .. arguments])
        {
            WorkingDirectory = Directory,
        };
        SetEnvironment(start);
        return new RunningCommand(start, $"cairn {string.Join(' ', arguments)}");
    }

    /// <summary>Runs a program of the machine, such as a shell, in this world.</summary>
    public async Task<CommandResult> RunProgramAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Directory };
        SetEnvironment(start);
        using var running = new RunningCommand(start, $"{program} {string.Join(' ', arguments)}");
        return await running.ResultAsync();
    }

    private void SetEnvironment(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name =>
            name.StartsWith("SPACK_", StringComparison.Ordinal) || name.StartsWith("CAIRN_", StringComparison.Ordinal)
            || name is "MAKEFLAGS" or "MAKELEVEL" or "LD_LIBRARY_PATH").ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["HOME"] = Home;
        start.Environment["CAIRN_ROOT"] = Root;
        start.Environment["SPACK_USER_CONFIG_PATH"] = Config;
        start.Environment["SPACK_SYSTEM_CONFIG_PATH"] = Path.Combine(Directory, "system");
        start.Environment["TMPDIR"] = Temporary;
        if (SearchPath is not null)
        {
            start.Environment["PATH"] = SearchPath;
        }
    }

    /// <summary>Runs a program that was installed, with nothing in its environment.</summary>
    public async Task<CommandResult> RunInstalledAsync(string program, params string[] arguments)
    {
        using var running = new RunningCommand(new ProcessStartInfo("/usr/bin/env", ["-i", program, .. arguments]), program);
        return await running.ResultAsync();
    }

    /// <summary>The prefixes of a package in the store, whole or not.</summary>
    public string[] PrefixesOf(string name) => System.IO.Directory.Exists(Store)
        ? [.. System.IO.Directory.EnumerateDirectories(Store)
            .Where(directory => !Path.GetFileName(directory).StartsWith('.'))
            .SelectMany(directory => System.IO.Directory.EnumerateDirectories(directory, $"{name}-*"))]
        : [];

    /// <summary>The prefix of an installed package, as `location` says.</summary>
    public async Task<string> LocationAsync(string spec) => (await RunAsync("location", "-i", spec)).ShouldSucceed().Output.TrimEnd('\n');

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
