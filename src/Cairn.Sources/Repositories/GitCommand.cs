using System.Diagnostics;
using System.Text;

namespace Cairn.Sources;

/// <summary>Runs git on a clone of a repository of recipes or configuration.</summary>
/// <param name="subject">What the clone is for, for messages: <c>the repository `builtin`</c>.</param>
internal sealed class GitCommand(string subject)
{
    private static readonly string[] s_quiet = ["-c", "advice.detachedHead=false", "-c", "init.defaultBranch=main", "-c", "gc.auto=0"];

    // No questions on the terminal; and nothing of a git that called us (a hook) may leak in.
    private static readonly Dictionary<string, string?> s_environment = new()
    {
        ["GIT_TERMINAL_PROMPT"] = "0", ["GIT_DIR"] = null, ["GIT_WORK_TREE"] = null, ["GIT_INDEX_FILE"] = null, ["GIT_COMMON_DIR"] = null,
    };

    /// <summary>Runs a command in a clone.</summary>
    public Task<ToolResult> TryAsync(string clone, IEnumerable<string> arguments, CancellationToken cancellation) =>
        SystemTool.Git.RunAsync(Purpose, [.. s_quiet, "-C", clone, .. arguments], environment: s_environment, cancellation: cancellation);

    /// <summary>Runs a command in a clone; what it prints comes back without blanks around it.</summary>
    /// <exception cref="SourceException">It fails.</exception>
    public async Task<string> RunAsync(string clone, IEnumerable<string> arguments, string failure, CancellationToken cancellation)
    {
        var result = await TryAsync(clone, arguments, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.Output.Trim()
            : throw new SourceException("repository-git-failed", failure, result.LastLines(6), $"the clone is `{clone}`");
    }

    /// <summary>Asks a server for some references, within a time.</summary>
    /// <exception cref="SourceException">It refuses, cannot be reached, or says nothing.</exception>
    public async Task<string> ListRemoteAsync(string url, IEnumerable<string> references, TimeSpan limit, CancellationToken cancellation)
    {
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timer.CancelAfter(limit);
        try
        {
            var result = await SystemTool.Git.RunAsync(
                Purpose, [.. s_quiet, "ls-remote", "--quiet", "--", url, .. references], environment: s_environment, cancellation: timer.Token).ConfigureAwait(false);
            return result.ExitCode == 0 ? result.Output : throw Refused(url, result.LastLines(4));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Refused(url, [$"no answer within {limit.TotalSeconds:0} s"]);
        }
    }

    /// <summary>Runs a command that takes long, and tells what git says about its progress.</summary>
    /// <exception cref="SourceException">It fails.</exception>
    public async Task RunLongAsync(IEnumerable<string> arguments, Action<string> progress, string failure, CancellationToken cancellation)
    {
        using var process = SystemTool.Git.Start(Purpose, [.. s_quiet, .. arguments], environment: s_environment);
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var last = await FollowAsync(process, progress, cancellation).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw new SourceException("repository-git-failed", failure, last.TakeLast(6).Select(RedactedUrl.InText), null);
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private string Purpose => $"for {subject}";

    private SourceException Refused(string url, IEnumerable<string> notes) =>
        new("repository-unreachable", $"{subject} cannot be fetched from `{RedactedUrl.Of(url)}`", notes);

    /// <summary>git writes its progress over and over the same line: each ends with a carriage return.</summary>
    private static async Task<List<string>> FollowAsync(Process process, Action<string> progress, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var buffer = new char[1024];
        int read;
        while ((read = await process.StandardError.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            for (int i = 0; i < read; i++)
            {
                if (buffer[i] is not ('\r' or '\n'))
                {
                    line.Append(buffer[i]);
                    continue;
                }

                if (line.Length > 0)
                {
                    progress(line.ToString());
                    if (buffer[i] == '\n')
                    {
                        lines.Add(line.ToString());
                    }

                    line.Clear();
                }
            }
        }

        if (line.Length > 0)
        {
            lines.Add(line.ToString());
        }

        return lines;
    }
}
