using System.Diagnostics;
using System.Text;
using Cairn.Scenarios.Support;

namespace Cairn.Scenarios;

/// <summary>What an installation looks like on a terminal, and the keys that it knows.</summary>
public sealed class LiveViewScenarios : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly ScenarioWorld _world = new();
    private Process? _process;
    private bool _hasEnded;

    public void Dispose()
    {
        if (_process is { } left && !_hasEnded)
        {
            left.Kill(entireProcessTree: true);
        }

        _world.Dispose();
    }

    [SkippableFact]
    public async Task Packages_at_work_have_a_moving_line_and_a_key_opens_the_log_and_another_leads_back()
    {
        Skip.IfNot(File.Exists("/usr/bin/script"), "there is no `script` that could play a terminal");
        var go = Path.Combine(_world.Directory, "go");
        new SmallRepository(_world).WriteBundle("slow", $"""
            mkdirp(prefix.bin)
            print("words of the log", flush=True)
            which("sh", required=True)("-c", "while [ ! -e {go} ]; do sleep 0.1; done")
            """);
        var process = _process = StartOnTerminal("install", "slow");
        var screen = new Screen(process.StandardOutput);

        await screen.UntilAsync("slow@1.0/");
        await screen.UntilAsync("0 of 1 done, 1 at work");
        await screen.UntilAsync("install (");
        screen.Text.ShouldNotContain("words of the log");
        await process.StandardInput.WriteAsync("v");
        await process.StandardInput.FlushAsync();
        await screen.UntilAsync("words of the log");
        await process.StandardInput.WriteAsync("v");
        await process.StandardInput.FlushAsync();
        await screen.UntilAsync("back from the log");
        await File.WriteAllTextAsync(go, "");
        await screen.UntilAsync("[+] slow@1.0/");

        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        _hasEnded = true;
        screen.Text.ShouldContain("\u001b[");
        process.ExitCode.ShouldBe(0, screen.Text);
    }

    private Process StartOnTerminal(params string[] arguments)
    {
        var command = string.Join(' ', [CairnBinary.Path, .. arguments]);
        var start = new ProcessStartInfo("/usr/bin/script", ["-qefc", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _world.Directory,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment["HOME"] = _world.Home;
        start.Environment["CAIRN_ROOT"] = _world.Root;
        start.Environment["SPACK_USER_CONFIG_PATH"] = _world.Config;
        start.Environment["SPACK_SYSTEM_CONFIG_PATH"] = Path.Combine(_world.Directory, "system");
        start.Environment["TMPDIR"] = _world.Temporary;
        return Process.Start(start)!;
    }

    /// <summary>All that was ever written to a terminal.</summary>
    private sealed class Screen
    {
        private readonly StringBuilder _text = new();

        public Screen(StreamReader output) => _ = ReadAsync(output);

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public async Task UntilAsync(string words)
        {
            for (var waited = Stopwatch.StartNew(); !Text.Contains(words, StringComparison.Ordinal); await Task.Delay(50))
            {
                waited.Elapsed.ShouldBeLessThan(Patience, $"waiting for `{words}` in\n{Text}");
            }
        }

        private async Task ReadAsync(StreamReader output)
        {
            var characters = new char[4096];
            int count;
            while ((count = await output.ReadAsync(characters)) > 0)
            {
                lock (_text)
                {
                    _text.Append(characters, 0, count);
                }
            }
        }
    }
}
