using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Cairn.Specs;

namespace Cairn.Build.Wrapper;

/// <summary>The program that stands in for compilers during builds: its C source is in the binary, compiled once for each compiler.</summary>
public sealed class CompilerWrapper(string cacheDirectory)
{
    private const string Resource = "Cairn.Build.Wrapper.compiler-wrapper.c";

    /// <summary>Puts the wrapper in place of a file, such as <c>libexec/spack/cc</c> of the package <c>compiler-wrapper</c>.</summary>
    /// <param name="path">The file; links to it under other names keep working.</param>
    /// <param name="compiler">A C compiler.</param>
    /// <exception cref="CairnException">The compiler cannot compile it.</exception>
    public void Install(string path, string compiler)
    {
        var built = Build(compiler);
        var temporary = path + ".new";
        File.Copy(built, temporary, overwrite: true);
        File.SetUnixFileMode(temporary, ExecutableMode);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Compiles the wrapper with a compiler, unless that was done before; returns the program's path.</summary>
    /// <exception cref="CairnException">The compiler cannot compile it.</exception>
    public string Build(string compiler)
    {
        var source = Source();
        var built = Path.Combine(cacheDirectory, KeyOf(source, compiler), "cc");
        if (File.Exists(built))
        {
            return built;
        }

        var directory = Path.GetDirectoryName(built)!;
        Directory.CreateDirectory(directory);
        var unique = $"{Environment.ProcessId}";
        var sourceFile = Path.Combine(directory, $"compiler-wrapper.{unique}.c");
        var program = Path.Combine(directory, $"cc.{unique}");
        File.WriteAllText(sourceFile, source);
        try
        {
            // Static where that works: the loader's work is most of what a call costs.
            if (!TryCompile(compiler, sourceFile, program, "-static", out _) && !TryCompile(compiler, sourceFile, program, null, out var output))
            {
                throw new CairnException(new Diagnostic(
                    "compiler-wrapper", $"`{compiler}` cannot compile the compiler wrapper", null, [output.Trim()],
                    "check that this compiler works and that the C library's headers are installed (on Debian: `apt install gcc libc6-dev`)"));
            }

            File.Move(program, built, overwrite: true);
        }
        finally
        {
            File.Delete(sourceFile);
        }

        return built;
    }

    private const UnixFileMode ExecutableMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static bool TryCompile(string compiler, string source, string program, string? option, out string output)
    {
        var start = new ProcessStartInfo(compiler) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in new[] { "-O2", "-std=gnu11", option, "-o", program, source })
        {
            if (argument is not null)
            {
                start.ArgumentList.Add(argument);
            }
        }

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            output = process.StandardOutput.ReadToEnd() + error.Result;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            output = exception.Message;
            return false;
        }
    }

    private static string Source()
    {
        using var stream = typeof(CompilerWrapper).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"the resource {Resource} is missing");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static string KeyOf(string source, string compiler)
    {
        var written = File.Exists(compiler) ? File.GetLastWriteTimeUtc(compiler).Ticks : 0;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{compiler}\n{written}")))[..16];
    }
}
