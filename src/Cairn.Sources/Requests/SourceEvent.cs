namespace Cairn.Sources;

/// <summary>Hears what happens while sources are fetched and staged; called from several threads at once.</summary>
public interface ISourceObserver
{
    /// <summary>Takes note of an event. Must return quickly and never throw.</summary>
    void Observe(SourceEvent happening);
}

/// <summary>Something that happened to a source.</summary>
/// <param name="Subject">Whose source, such as <c>lua@5.4.6</c>.</param>
public abstract record SourceEvent(string Subject);

/// <summary>A download began.</summary>
/// <param name="Subject">Whose source.</param>
/// <param name="Url">From where, redacted.</param>
public sealed record FetchStarted(string Subject, string Url) : SourceEvent(Subject);

/// <summary>A download went on; told at most ten times a second.</summary>
/// <param name="Subject">Whose source.</param>
/// <param name="Received">Bytes so far, those of an earlier attempt included.</param>
/// <param name="Total">Bytes in all, if the server says so.</param>
/// <param name="BytesPerSecond">The speed of this attempt.</param>
public sealed record FetchAdvanced(string Subject, long Received, long? Total, double BytesPerSecond) : SourceEvent(Subject);

/// <summary>A download failed in a way that may pass, and is tried again.</summary>
/// <param name="Subject">Whose source.</param>
/// <param name="Url">From where, redacted.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Delay">When it is tried again.</param>
public sealed record FetchRetried(string Subject, string Url, string Reason, TimeSpan Delay) : SourceEvent(Subject);

/// <summary>A place did not have the source, and the next one is asked.</summary>
/// <param name="Subject">Whose source.</param>
/// <param name="From">The place that was asked.</param>
/// <param name="Reason">Why it could not serve.</param>
/// <param name="To">The place that is asked next.</param>
public sealed record FetchFellBack(string Subject, string From, string Reason, string To) : SourceEvent(Subject);

/// <summary>A source is here and verified.</summary>
/// <param name="Subject">Whose source.</param>
/// <param name="Origin">Where it came from, redacted.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Proof">What proves it.</param>
public sealed record FetchFinished(string Subject, string Origin, long Size, SourceProof Proof) : SourceEvent(Subject);

/// <summary>Something that people must hear of, such as a weak digest or a check that was switched off.</summary>
/// <param name="Subject">Whose source.</param>
/// <param name="Message">The warning.</param>
public sealed record SourceWarned(string Subject, string Message) : SourceEvent(Subject);

/// <summary>A longer piece of work began, such as fetching an index or cloning a repository.</summary>
/// <param name="Subject">Whose source.</param>
/// <param name="Activity">What is done.</param>
public sealed record SourceWorkStarted(string Subject, string Activity) : SourceEvent(Subject);

/// <summary>An observer that hears nothing.</summary>
public sealed class SilentObserver : ISourceObserver
{
    /// <summary>The one instance.</summary>
    public static readonly SilentObserver Instance = new();

    /// <inheritdoc/>
    public void Observe(SourceEvent happening)
    {
    }
}
