using System.Diagnostics;

namespace Cairn.Scenarios.Support;

/// <summary>What a run of the program printed, and how it ended.</summary>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard output.</summary>
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Fails the test unless the command succeeded.</summary>
    public Outcome Succeeded()
    {
        ExitCode.ShouldBe(0, Error + Output);
        return this;
    }
}

/// <summary>A temporary home, root and configuration of its own, in which the published binary runs. Removed at the end.</summary>
public sealed class Place : IDisposable
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    /// <summary>Makes the place.</summary>
    public Place()
    {
        Root = Directory.CreateTempSubdirectory("cairn-scenario-").FullName;
        Directory.CreateDirectory(Path("home"));
        Directory.CreateDirectory(Path("config"));

        // No test asks the network for `builtin`.
        Write("system/repos.yaml", "repos:: {}\n");
    }

    /// <summary>The folder of everything.</summary>
    public string Root { get; }

    /// <summary>Environment variables on top of the place's own.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>A path in the place.</summary>
    public string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string path, string text)
    {
        string full = Path(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>A repository of recipes, registered in the user's configuration after those before it.</summary>
    public string Repository(string name, params (string Package, string Text)[] recipes)
    {
        string folder = $"repositories/spack_repo/{name}";
        Write($"{folder}/repo.yaml", $"repo:\n  namespace: {name}\n  api: v2.2\n");
        Directory.CreateDirectory(Path(folder, "packages"));
        foreach (var (package, text) in recipes)
        {
            Write($"{folder}/packages/{package.Replace('-', '_')}/package.py", text);
        }

        string configuration = Path("config", "repos.yaml");
        File.AppendAllText(configuration, $"{(File.Exists(configuration) ? "" : "repos:\n")}  {name}: {Path(folder)}\n");
        return Path(folder);
    }

    /// <summary>Runs the program and waits for its end.</summary>
    public Outcome Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Close();
        if (!process.WaitForExit(s_timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"`cairn {string.Join(' ', arguments)}` did not end within {s_timeout}");
        }

        return new Outcome(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(CairnBinary.Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        start.Environment["HOME"] = Path("home");
        start.Environment["CAIRN_ROOT"] = Path("root");
        start.Environment["SPACK_USER_CONFIG_PATH"] = Path("config");
        start.Environment["SPACK_SYSTEM_CONFIG_PATH"] = Path("system");
        start.Environment.Remove("CAIRN_USER_CACHE_PATH");
        start.Environment.Remove("SPACK_USER_CACHE_PATH");
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
