using System.Globalization;
using Cairn.Cli.Presentation;
using Cairn.Sources;

namespace Cairn.Cli.Fetching;

/// <summary>Shows what happens to sources: one moving line a download on terminals, plain lines elsewhere; all on standard error.</summary>
internal sealed class SourceProgress : ISourceObserver, IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    private readonly Terminal _terminal;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _running = new(StringComparer.Ordinal);
    private readonly LiveLines? _live;
    private readonly Timer? _timer;

    public SourceProgress(Terminal terminal)
    {
        _terminal = terminal;
        if (terminal.IsInteractive)
        {
            _live = new LiveLines();
            _timer = new Timer(_ => Redraw(), null, Tick, Tick);
        }
    }

    /// <summary>A number of bytes for people.</summary>
    public static string Bytes(double bytes) => bytes switch
    {
        >= 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 30):0.0} GiB"),
        >= 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 20):0.0} MiB"),
        >= 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 10):0.0} KiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes:0} bytes"),
    };

    public void Observe(SourceEvent happening)
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

    private void Tell(SourceEvent happening)
    {
        string subject = happening.Subject;
        switch (happening)
        {
            case FetchStarted started:
                Step(subject, $"fetching {started.Url}");
                break;
            case FetchAdvanced advanced when _live is not null:
                string total = advanced.Total is { } size ? $" of {Bytes(size)}" : "";
                _running[subject] = $"{Bytes(advanced.Received)}{total}, {Bytes(advanced.BytesPerSecond)}/s";
                break;
            case FetchRetried retried:
                _terminal.ErrorLine($"{subject}: {retried.Url}: {retried.Reason}; trying again in {retried.Delay.TotalSeconds:0.#} s");
                break;
            case FetchFellBack fell:
                _terminal.ErrorLine($"{subject}: {fell.From} cannot serve it ({fell.Reason}); asking {fell.To}");
                break;
            case FetchFinished finished:
                _running.Remove(subject);
                _terminal.ErrorLine($"{subject}: {Bytes(finished.Size)} from {finished.Origin} ({Short(finished.Proof)})");
                break;
            case SourceWarned warned:
                _terminal.Warning($"{subject}: {warned.Message}");
                break;
            case SourceWorkStarted work:
                Step(subject, work.Activity);
                break;
        }
    }

    private static string Short(SourceProof proof) => proof is DigestProof { Digest.Value: var digest }
        ? $"{digest.Algorithm.Name()} verified"
        : proof.Describe();

    private void Step(string subject, string what)
    {
        if (_live is null)
        {
            _terminal.ErrorLine($"{subject}: {what}");
        }
        else
        {
            _running[subject] = what;
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

    private void Draw() => _live?.Show([.. _running.Select(running => $"[ ] {running.Key}: {running.Value}")]);
}
