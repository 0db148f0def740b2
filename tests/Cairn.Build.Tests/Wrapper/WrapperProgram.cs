using System.Diagnostics;
using Cairn.Build.Wrapper;

namespace Cairn.Build.Tests.Wrapper;

/// <summary>The compiled wrapper under all its names, shared by the tests of its rules.</summary>
public sealed class WrapperProgram : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cairn-wrapper-").FullName;

    public WrapperProgram()
    {
        var program = new CompilerWrapper(_directory).Build("cc");
        Bin = Path.Combine(_directory, "bin");
        Directory.CreateDirectory(Bin);
        foreach (var name in new[] { "cc", "c++", "ftn", "f77", "ld", "cpp", "unheard-of" })
        {
            File.CreateSymbolicLink(Path.Combine(Bin, name), program);
        }
    }

    public string Bin { get; }

    /// <summary>The command line that the wrapper would run.</summary>
    public string[] CommandOf(string name, string arguments, params (string Name, string? Value)[] variables)
    {
        var (code, output, error) = Run(name, arguments, [("SPACK_TEST_COMMAND", "dump-args"), .. variables]);
        code.ShouldBe(0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public string ModeOf(string name, string arguments) =>
        Run(name, arguments, [("SPACK_TEST_COMMAND", "dump-mode")]).Output.Trim();

    /// <summary>Runs the wrapper in a small environment: store, system and compilers are known, dependencies and flags are not.</summary>
    public (int Code, string Output, string Error) Run(string name, string arguments, params (string Name, string? Value)[] variables)
    {
        var start = new ProcessStartInfo(Path.Combine(Bin, name))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _directory,
        };
        foreach (var argument in arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (variable, value) in Environment().Concat(variables))
        {
            start.Environment[variable] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private IEnumerable<(string, string?)> Environment()
    {
        yield return ("PATH", $"{Bin}:/usr/bin:/bin");
        yield return ("SPACK_COMPILER_WRAPPER_PATH", Bin);
        yield return ("SPACK_DEBUG_LOG_DIR", _directory);
        yield return ("SPACK_DEBUG_LOG_ID", "zlib-abcdefg");
        yield return ("SPACK_SHORT_SPEC", "zlib@1.3");
        yield return ("SPACK_SYSTEM_DIRS", "\"/usr\"|\"/usr/lib\"|\"/usr/lib/\"|\"/usr/include\"");
        yield return ("SPACK_MANAGED_DIRS", "\"/store/\"*|\"/stage/\"*");
        foreach (var (language, command) in new[] { ("CC", "/bin/real-cc"), ("CXX", "/bin/real-c++"), ("FC", "/bin/real-fc"), ("F77", "/bin/real-f77") })
        {
            yield return ($"SPACK_{language}", command);
            yield return ($"SPACK_{language}_LINKER_ARG", "-Wl,");
            yield return ($"SPACK_{language}_RPATH_ARG", "-Wl,-rpath,");
        }
    }
}
