using Cairn.Sources;

namespace Cairn.Build.Worker;

/// <summary>Tells the parent, and the log, what happens to a package's sources.</summary>
internal sealed class WorkerSourceObserver(Action<WorkerMessage> tell) : ISourceObserver
{
    private readonly Lock _lock = new();
    private int _percent = -1;

    /// <inheritdoc/>
    public void Observe(SourceEvent happening)
    {
        lock (_lock)
        {
            Tell(happening);
        }
    }

    private void Tell(SourceEvent happening)
    {
        switch (happening)
        {
            case FetchStarted started:
                Log($"fetching {started.Url}");
                break;
            case FetchAdvanced { Total: > 0 } advanced when (int)(advanced.Received * 100 / advanced.Total.Value) is var percent && percent / 10 != _percent / 10:
                _percent = percent;
                tell(new WorkerStepped($"fetching {percent} % of {Size(advanced.Total.Value)} ({Size(advanced.BytesPerSecond)}/s)"));
                break;
            case FetchFellBack fell:
                Log($"{fell.From} could not serve ({fell.Reason}); asking {fell.To}");
                break;
            case FetchRetried retried:
                Log($"trying {retried.Url} again: {retried.Reason}");
                break;
            case FetchFinished finished:
                Log($"got {finished.Origin} ({finished.Size} bytes, {finished.Proof.Describe()})");
                break;
            case SourceWarned warned:
                Log($"warning: {warned.Message}");
                tell(new WorkerNoted($"warning: {warned.Message}"));
                break;
            case SourceWorkStarted work:
                Log(work.Activity);
                tell(new WorkerStepped(work.Activity));
                break;
        }
    }

    private static string Size(double bytes) => bytes < 1048576 ? $"{bytes / 1024:0.0} KiB" : $"{bytes / 1048576:0.0} MiB";

    private static void Log(string text) => Console.WriteLine($"==> {text}");
}
