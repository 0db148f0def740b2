using System.Diagnostics;
using System.Text;

namespace Cairn.Sources;

/// <summary>A program of the system that this room needs, and the package that brings it where it is missing.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="DebianPackage">The package of Debian-like systems.</param>
/// <param name="CondaPackage">The package's name elsewhere (conda, spack, brew).</param>
internal sealed record SystemTool(string Name, string DebianPackage, string CondaPackage)
{
    public static readonly SystemTool Gzip = new("gzip", "gzip", "gzip");
    public static readonly SystemTool Bzip2 = new("bzip2", "bzip2", "bzip2");
    public static readonly SystemTool Xz = new("xz", "xz-utils", "xz");
    public static readonly SystemTool Lzip = new("lzip", "lzip", "lzip");
    public static readonly SystemTool Zstandard = new("zstd", "zstd", "zstd");
    public static readonly SystemTool Patch = new("patch", "patch", "patch");
    public static readonly SystemTool Git = new("git", "git", "git");
    public static readonly SystemTool Mercurial = new("hg", "mercurial", "mercurial");
    public static readonly SystemTool Subversion = new("svn", "subversion", "subversion");
    public static readonly SystemTool Cvs = new("cvs", "cvs", "cvs");
    public static readonly SystemTool Go = new("go", "golang-go", "go");
    public static readonly SystemTool Curl = new("curl", "curl", "curl");

    /// <summary>The program's path, or null where the system lacks it.</summary>
    public string? Find()
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        foreach (string folder in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            string candidate = Path.Combine(folder, Name);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>The program's path.</summary>
    /// <exception cref="SourceException">The system lacks it; says what to install.</exception>
    public string Require(string purpose) => Find() ?? throw new SourceException(
        "source-missing-tool",
        $"`{Name}` is needed {purpose}, and it is not on PATH",
        null,
        $"install it, for example with `apt-get install {DebianPackage}` or `conda install {CondaPackage}`");

    /// <summary>Starts the program with its output captured as bytes.</summary>
    public Process Start(string purpose, IEnumerable<string> arguments, string? workingDirectory = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        ProcessStartInfo start = new(Require(purpose), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? "",
        };

        // Messages are read by people and by us: no translations, no questions.
        start.Environment["LC_ALL"] = "C.UTF-8";
        foreach ((string key, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[key] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"`{Name}` did not start");
    }

    /// <summary>Runs the program to its end.</summary>
    public async Task<ToolResult> RunAsync(
        string purpose,
        IEnumerable<string> arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string?>? environment = null,
        CancellationToken cancellation = default)
    {
        using Process process = Start(purpose, arguments, workingDirectory, environment);
        process.StandardInput.Close();
        try
        {
            Task<string> output = ReadAllAsync(process.StandardOutput.BaseStream, cancellation);
            Task<string> errors = ReadAllAsync(process.StandardError.BaseStream, cancellation);
            string outputText = await output.ConfigureAwait(false);
            string errorText = await errors.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return new ToolResult(process.ExitCode, outputText, errorText);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task<string> ReadAllAsync(Stream stream, CancellationToken cancellation)
    {
        using MemoryStream content = new();
        await stream.CopyToAsync(content, cancellation).ConfigureAwait(false);
        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }
}

/// <summary>What a program left behind.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The last lines of what it said, without empty ones.</summary>
    public IEnumerable<string> LastLines(int count = 12) =>
        (Output + "\n" + Errors).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .TakeLast(count)
            .Select(RedactedUrl.InText);
}
