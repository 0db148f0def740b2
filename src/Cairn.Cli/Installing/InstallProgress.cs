using System.Diagnostics;
using Cairn.Build.Installation;
using Cairn.Cli.Presentation;
using Cairn.Specs;

namespace Cairn.Cli.Installing;

/// <summary>Shows what an installation does: one moving line a package on terminals, plain lines elsewhere.</summary>
internal sealed class InstallProgress : IInstallObserver, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly Terminal _terminal;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly LiveLines? _live;
    private readonly Timer? _timer;
    private int _toBuild;
    private int _done;

    public InstallProgress(Terminal terminal)
    {
        _terminal = terminal;
        if (terminal.IsInteractive)
        {
            _live = new LiveLines();
            _timer = new Timer(_ => Redraw(), null, Tick, Tick);
        }
    }

    public void Observe(InstallEvent happening)
    {
        lock (_lock)
        {
            _live?.Clear();
            Tell(happening);
            Draw();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            _live?.Clear();
        }
    }

    private void Tell(InstallEvent happening)
    {
        switch (happening)
        {
            case InstallPlanned planned:
                _toBuild = planned.ToBuild;
                if (planned.ToBuild > 0)
                {
                    _terminal.Note($"{Count(planned.ToBuild, "package")} to build, {planned.Installed} installed, {planned.External} external");
                }

                break;
            case PackageStarted started:
                _running[started.Spec.Hash] = new Running(Name(started.Spec), Stopwatch.StartNew()) { LogPath = started.LogPath };
                break;
            case PackageStepped step when _running.TryGetValue(step.Spec.Hash, out var running):
                running.Step = step.Step;
                if (_live is null)
                {
                    _terminal.ErrorLine($"{running.Name}: {step.Step}");
                }

                break;
            case PackageNoted note:
                _terminal.ErrorLine($"{Name(note.Spec)}: {note.Text}");
                break;
            case PackageInstalled installed:
                _running.Remove(installed.Spec.Hash);
                _done++;
                _terminal.ErrorLine($"[+] {Name(installed.Spec)} ({Seconds(installed.Duration)}) [{_done}/{_toBuild}]");
                break;
            case PackageFailed failed:
                _running.Remove(failed.Spec.Hash);
                TellFailure(failed);
                break;
            case PackageSkipped skipped:
                _terminal.ErrorLine($"[-] {Name(skipped.Spec)}: not tried because {skipped.Because.Name} failed");
                break;
        }
    }

    private void TellFailure(PackageFailed failed)
    {
        _terminal.Error(failed.Failure with { Message = $"`{failed.Spec.Name}@{failed.Spec.Version}` could not be installed: {failed.Failure.Message}" });
        foreach (var line in failed.Excerpt)
        {
            _terminal.ErrorLine(line);
        }

        if (failed.LogPath is not null)
        {
            _terminal.ErrorLine($"the whole log: {failed.LogPath}");
        }
    }

    private void Redraw()
    {
        lock (_lock)
        {
            if (_running.Count > 0)
            {
                _live?.Clear();
                Draw();
            }
        }
    }

    private void Draw() => _live?.Show([.. _running.Values.Select(running => $"[ ] {running.Name}: {running.Step} ({Seconds(running.Watch.Elapsed)})")]);

    private static string Name(ConcreteSpec spec) => $"{spec.Name}@{spec.Version}/{spec.ShortHash()}";

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private static string Seconds(TimeSpan time) => time.TotalMinutes >= 1 ? $"{(int)time.TotalMinutes} min {time.Seconds} s" : $"{time.TotalSeconds:0.0} s";

    private sealed class Running(string name, Stopwatch watch)
    {
        public string Name { get; } = name;

        public Stopwatch Watch { get; } = watch;

        public string Step { get; set; } = "starting";

        public string LogPath { get; init; } = "";
    }
}
