using System.Diagnostics;
using System.Text;
using Cairn.Python.Modules.Files;

namespace Cairn.Python.Modules.Processes;

/// <summary>Where one of a process's streams goes.</summary>
internal enum StreamTarget
{
    /// <summary>To the same place as ours.</summary>
    Inherit,

    /// <summary>To a pipe.</summary>
    Pipe,

    /// <summary>To (or from) nothing.</summary>
    Null,

    /// <summary>Standard error to where standard output goes.</summary>
    Output,

    /// <summary>To the end of a file, or from a file.</summary>
    File,
}

/// <summary>A stream of a process: its target and, for files, the path.</summary>
internal readonly record struct ProcessStream(StreamTarget Target, string? Path = null);

/// <summary>How a process is to be started.</summary>
internal sealed record ProcessRequest(
    IReadOnlyList<string> Arguments, string? Executable, string? Directory, IReadOnlyDictionary<string, string>? Environment,
    ProcessStream Input, ProcessStream Output, ProcessStream Error);

/// <summary>Starts processes for an evaluation.</summary>
/// <remarks>
/// .NET knows only "inherit" and "pipe". Everything else (joining the error stream to the output, files, nothing) is left to a
/// shell that redirects and then becomes the program with <c>exec</c>, so that the process number stays the program's.
/// </remarks>
internal static class HostProcess
{
    private const int NoEntry = 2;
    private const int AccessDenied = 13;

    /// <summary>Starts a process.</summary>
    /// <exception cref="PyRaise"><c>FileNotFoundError</c> or <c>PermissionError</c>: the program or directory cannot be used, or
    /// this world starts no processes.</exception>
    public static Process Start(Realm realm, ProcessRequest request)
    {
        realm.Host.Demand(HostAccess.Process, $"run `{string.Join(' ', request.Arguments)}`");
        string directory = request.Directory is { } wanted ? HostFiles.Resolve(realm, wanted) : realm.Host.CurrentDirectory;
        if (!Directory.Exists(directory))
        {
            throw Libc.Error(NoEntry, request.Directory ?? directory);
        }

        string program = Locate(request, directory, realm);
        var start = new ProcessStartInfo
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = request.Input.Target == StreamTarget.Pipe,
            RedirectStandardOutput = request.Output.Target == StreamTarget.Pipe,
            RedirectStandardError = request.Error.Target == StreamTarget.Pipe,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in request.Environment ?? realm.Host.Environment.AsReadOnly())
        {
            start.Environment[name] = value;
        }

        string redirections = Redirections(realm, request);
        if (redirections.Length == 0)
        {
            start.FileName = program;
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add($"exec \"$@\"{redirections}");
            start.ArgumentList.Add("sh");
            start.ArgumentList.Add(program);
        }

        foreach (string argument in request.Arguments.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        realm.Host.Output.Flush();
        try
        {
            return Process.Start(start) ?? throw Libc.Error(AccessDenied, program);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw Libc.Error(error.NativeErrorCode, request.Arguments[0]);
        }
    }

    /// <summary><c>os.system</c>: runs a shell command with our own streams and gives its exit code.</summary>
    public static int RunShell(Realm realm, string command)
    {
        var inherited = new ProcessStream(StreamTarget.Inherit);
        using Process process = Start(realm, new ProcessRequest(["/bin/sh", "-c", command], null, null, null, inherited, inherited, inherited));
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>The exit status as Python counts it: minus the signal's number for a process that a signal ended.</summary>
    public static int ReturnCode(Process process) => process.ExitCode > 128 && process.ExitCode < 128 + 65 ? 128 - process.ExitCode : process.ExitCode;

    private static string Locate(ProcessRequest request, string directory, Realm realm)
    {
        string name = request.Executable ?? request.Arguments[0];
        if (name.Contains('/'))
        {
            string path = PosixPath.Join(directory, [name]);
            return File.Exists(path)
                ? Libc.Access(path, 1) == 0 ? path : throw Libc.Error(AccessDenied, name)
                : throw Libc.Error(Directory.Exists(path) ? AccessDenied : NoEntry, name);
        }

        string? search = null;
        _ = request.Environment is { } environment ? environment.TryGetValue("PATH", out search) : realm.Host.Environment.TryGetValue("PATH", out search);
        foreach (string folder in (search ?? "/bin:/usr/bin").Split(':'))
        {
            string path = PosixPath.Join(directory, [folder, name]);
            if (File.Exists(path) && Libc.Access(path, 1) == 0)
            {
                return path;
            }
        }

        throw Libc.Error(NoEntry, name);
    }

    private static string Redirections(Realm realm, ProcessRequest request)
    {
        var text = new StringBuilder();
        Append(text, " <", realm, request.Input);
        Append(text, " >>", realm, request.Output);
        Append(text, " 2>>", realm, request.Error);
        if (request.Error.Target == StreamTarget.Output)
        {
            text.Append(" 2>&1");
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string redirection, Realm realm, ProcessStream stream)
    {
        if (stream.Target == StreamTarget.Null)
        {
            text.Append(redirection).Append("/dev/null");
        }
        else if (stream.Target == StreamTarget.File)
        {
            text.Append(redirection).Append('\'').Append(HostFiles.Resolve(realm, stream.Path!).Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'');
        }
    }
}
