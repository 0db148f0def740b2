using Cairn.Build.Installation;
using Cairn.Cli.Presentation;

namespace Cairn.Cli.Installing;

/// <summary>Prints what builds print, as they print it (<c>-v</c>), or the whole log of those that fail (<c>--show-log-on-error</c>).</summary>
internal sealed class LogEcho : IInstallObserver, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal;
    private readonly bool _isLive;
    private readonly bool _showsFailures;
    private readonly Dictionary<string, (string Name, LogTail Tail)> _tails = new(StringComparer.Ordinal);
    private readonly Timer? _timer;

    public LogEcho(Terminal terminal, bool isLive, bool showsFailures)
    {
        (_terminal, _isLive, _showsFailures) = (terminal, isLive, showsFailures);
        _timer = isLive ? new Timer(_ => PrintAll(), null, Tick, Tick) : null;
    }

    public void Observe(InstallEvent happening)
    {
        switch (happening)
        {
            case PackageStarted started when _isLive:
                lock (_tails)
                {
                    _tails[started.Spec.Hash] = (started.Spec.Name, new LogTail(started.LogPath).FromBeginning());
                }

                break;
            case PackageInstalled { Spec: var spec }:
                End(spec.Hash);
                break;
            case PackageStopped { Spec: var spec }:
                End(spec.Hash);
                break;
            case PackageFailed { Spec: var spec } failed:
                End(spec.Hash);
                if (_showsFailures && !_isLive && failed.LogPath is not null)
                {
                    _terminal.ErrorLine($"the log of {InstallText.Name(spec)}:");
                    Print(null, new LogTail(failed.LogPath).FromBeginning());
                }

                break;
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void End(string hash)
    {
        lock (_tails)
        {
            if (_tails.Remove(hash, out var ended))
            {
                Print(ended.Name, ended.Tail);
            }
        }
    }

    private void PrintAll()
    {
        lock (_tails)
        {
            foreach (var (name, tail) in _tails.Values)
            {
                Print(name, tail);
            }
        }
    }

    private void Print(string? name, LogTail tail)
    {
        foreach (var line in tail.NewLines())
        {
            _terminal.ErrorLine(name is null ? line : $"{name}| {line}");
        }
    }
}
