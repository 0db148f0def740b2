using System.Diagnostics;
using Cairn.Build.Installation;
using Cairn.Cli.Presentation;
using Cairn.Specs;

namespace Cairn.Cli.Installing;

/// <summary>
/// Shows an installation on a terminal: what has ended scrolls by, and below it stands one line for each package at work and one with
/// totals. Keys open the log of a package, which then scrolls by instead, and lead back.
/// </summary>
internal sealed class LiveInstallView : IInstallObserver, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly Terminal _terminal;
    private readonly Lock _lock = new();
    private readonly LiveLines _live = new();
    private readonly List<PackageAtWork> _atWork = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TerminalKeys? _keys;
    private readonly Timer _timer;
    private LogTail? _tail;
    private TimeSpan? _estimate;
    private int _chosen;
    private int _toBuild;
    private int _done;
    private int _failed;
    private bool _isDisposed;

    public LiveInstallView(Terminal terminal)
    {
        _terminal = terminal;
        _keys = TerminalKeys.TryOpen(OnKey);
        _timer = new Timer(_ => Redraw(), null, Tick, Tick);
    }

    public void Observe(InstallEvent happening)
    {
        lock (_lock)
        {
            _live.Clear();
            Tell(happening);
            Draw();
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _keys?.Dispose();
        lock (_lock)
        {
            _isDisposed = true;
            _live.Clear();
        }
    }

    private void Tell(InstallEvent happening)
    {
        switch (happening)
        {
            case InstallPlanned { ToBuild.IsEmpty: false } planned:
                _toBuild = planned.ToBuild.Length;
                _estimate = planned.Estimate;
                _terminal.Note(InstallText.Planned(planned));
                break;
            case PackageStarted started:
                _atWork.Add(new PackageAtWork(started));
                break;
            case PackageStepped step when Find(step.Spec) is { } package:
                package.Step = step.Step;
                break;
            case StoreRepaired repaired:
                _terminal.Note(repaired.Text);
                break;
            case PackageNoted note:
                _terminal.ErrorLine($"{InstallText.Name(note.Spec)}: {note.Text}");
                break;
            case PackageInstalled installed:
                Leave(installed.Spec);
                _terminal.ErrorLine(InstallText.Installed(installed, ++_done, _toBuild));
                break;
            case PackageStopped stopped:
                Leave(stopped.Spec);
                _terminal.ErrorLine(InstallText.Stopped(stopped));
                break;
            case PackageFailed failed:
                Leave(failed.Spec);
                _failed++;
                InstallText.Tell(_terminal, failed);
                break;
            case PackageSkipped skipped:
                _terminal.ErrorLine($"[-] {InstallText.Name(skipped.Spec)}: not tried because {skipped.Because.Name} failed");
                break;
        }
    }

    private PackageAtWork? Find(ConcreteSpec spec) => _atWork.Find(package => package.Spec.Hash == spec.Hash);

    private void Leave(ConcreteSpec spec)
    {
        if (Find(spec) is not { } package)
        {
            return;
        }

        if (_tail?.Path == package.LogPath)
        {
            CloseLog();
        }

        _atWork.Remove(package);
        _chosen = Math.Clamp(_chosen, 0, Math.Max(0, _atWork.Count - 1));
    }

    private void OnKey(TerminalKey key)
    {
        lock (_lock)
        {
            _live.Clear();
            switch (key)
            {
                case TerminalKey.Next when _tail is null && _atWork.Count > 0:
                    _chosen = (_chosen + 1) % _atWork.Count;
                    break;
                case TerminalKey.Previous when _tail is null && _atWork.Count > 0:
                    _chosen = (_chosen + _atWork.Count - 1) % _atWork.Count;
                    break;
                case TerminalKey.Log when _tail is null && _chosen < _atWork.Count:
                    _terminal.Note($"the log of {InstallText.Name(_atWork[_chosen].Spec)} (v: back)");
                    _tail = new LogTail(_atWork[_chosen].LogPath);
                    break;
                case TerminalKey.Log or TerminalKey.Back when _tail is not null:
                    CloseLog();
                    break;
            }

            Draw();
        }
    }

    private void CloseLog()
    {
        PrintLog();
        _tail = null;
        _terminal.Note("back from the log");
    }

    private void PrintLog()
    {
        foreach (var line in _tail!.NewLines())
        {
            _terminal.ErrorLine(line);
        }
    }

    private void Redraw()
    {
        lock (_lock)
        {
            if (_atWork.Count > 0 && !_isDisposed)
            {
                _live.Clear();
                Draw();
            }
        }
    }

    private void Draw()
    {
        if (_tail is not null)
        {
            PrintLog();
            _live.Show([Totals()]);
            return;
        }

        if (_atWork.Count > 0)
        {
            _live.Show([.. _atWork.Select((package, i) => Line(package, i)), Totals()]);
        }
    }

    private string Line(PackageAtWork package, int index)
    {
        var expected = package.Estimate is { } estimate ? $" of about {InstallText.Time(estimate)}" : "";
        var mark = index == _chosen && _atWork.Count > 1 && _keys is not null ? '>' : ' ';
        return $"{mark}[ ] {InstallText.Name(package.Spec)}: {package.Step} ({InstallText.Time(package.Watch.Elapsed)}{expected})";
    }

    private string Totals()
    {
        var failed = _failed > 0 ? $", {_failed} failed" : "";
        var left = _estimate is { } estimate && estimate > _watch.Elapsed ? $", about {InstallText.Time(estimate - _watch.Elapsed)} left" : "";
        var keys = _keys is null ? "" : _tail is not null ? "   v: back" : _atWork.Count > 1 ? "   n/p: choose, v: log" : "   v: log";
        return $"    {_done} of {_toBuild} done, {_atWork.Count} at work{failed}, {InstallText.Time(_watch.Elapsed)}{left}{keys}";
    }

    private sealed class PackageAtWork(PackageStarted started)
    {
        public ConcreteSpec Spec { get; } = started.Spec;

        public string LogPath { get; } = started.LogPath;

        public TimeSpan? Estimate { get; } = started.Estimate;

        public Stopwatch Watch { get; } = Stopwatch.StartNew();

        public string Step { get; set; } = "starting";
    }
}
