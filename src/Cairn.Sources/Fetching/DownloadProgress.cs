using System.Diagnostics;

namespace Cairn.Sources;

/// <summary>Tells an observer how far a download is, at most ten times a second.</summary>
/// <param name="subject">Whose source it is.</param>
/// <param name="observer">Hears of it.</param>
/// <param name="total">The size in all, if it is known.</param>
/// <param name="start">What was there before.</param>
internal sealed class DownloadProgress(string subject, ISourceObserver observer, long? total, long start)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _told;

    public void Tell(long received)
    {
        if (_watch.Elapsed - _told >= Interval)
        {
            TellLast(received);
        }
    }

    public void TellLast(long received)
    {
        _told = _watch.Elapsed;
        double speed = (received - start) / Math.Max(0.001, _watch.Elapsed.TotalSeconds);
        observer.Observe(new FetchAdvanced(subject, received, total, speed));
    }
}
