namespace Cairn.Sources;

/// <summary>What is asked of a place.</summary>
/// <param name="Subject">Whose source it is.</param>
/// <param name="Origin">The source.</param>
/// <param name="Layout">Where mirrors have it.</param>
/// <param name="Partial">The file to write.</param>
/// <param name="Observer">Hears of progress.</param>
public sealed record PlaceRequest(string Subject, ArchiveOrigin Origin, SourceLayout Layout, string Partial, ISourceObserver Observer);

/// <summary>What a place answers.</summary>
/// <param name="Download">What was downloaded, or null if the place does not have it.</param>
/// <param name="Reason">Why it does not have it.</param>
/// <param name="Worth">False if nobody needs to hear of it, as when a mirror simply lacks the file.</param>
public sealed record PlaceAnswer(DownloadResult? Download, string Reason, bool Worth)
{
    /// <summary>The place delivered.</summary>
    public static PlaceAnswer Delivered(DownloadResult download) => new(download, "", true);

    /// <summary>The place does not have it.</summary>
    public static PlaceAnswer Lacks(string reason, bool worth = true) => new(null, reason, worth);
}

/// <summary>A place that may have a source file.</summary>
public abstract class SourcePlace
{
    /// <summary>How messages call it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// True if the place belongs to the recipe's authors: a wrong file there is an alarm that stops everything. A wrong file in a mirror is
    /// an alarm too, but the next place may have the right one.
    /// </summary>
    public virtual bool IsUpstream => false;

    /// <summary>True if the place may have sources of this kind at all.</summary>
    public abstract bool CanServe(PlaceRequest request);

    /// <summary>Fetches the file.</summary>
    /// <exception cref="SourceException">The disk is full, or the like; not that the file is missing here.</exception>
    public abstract Task<PlaceAnswer> FetchAsync(PlaceRequest request, CancellationToken cancellation);
}

/// <summary>A mirror of Spack's layout.</summary>
public sealed class MirrorPlace(string name, string url, Downloader downloader) : SourcePlace
{
    private readonly string _root = url.TrimEnd('/');

    /// <inheritdoc/>
    public override string Name => $"mirror `{name}`";

    /// <summary>The mirror's root.</summary>
    public string Url => _root;

    /// <inheritdoc/>
    public override bool CanServe(PlaceRequest request) => true;

    /// <inheritdoc/>
    public override async Task<PlaceAnswer> FetchAsync(PlaceRequest request, CancellationToken cancellation)
    {
        string reason = "";
        foreach (string path in request.Layout.Path is { } primary ? new[] { primary, request.Layout.Alias } : [request.Layout.Alias])
        {
            try
            {
                return PlaceAnswer.Delivered(await downloader.DownloadAsync(
                    request.Subject, $"{_root}/{path}", request.Partial, request.Observer, cancellation: cancellation).ConfigureAwait(false));
            }
            catch (DownloadFailedException failure)
            {
                reason = failure.Reason;
                if (failure.HostIsUnreachable)
                {
                    return PlaceAnswer.Lacks(failure.Reason);
                }
            }
        }

        return PlaceAnswer.Lacks($"does not have it ({reason})", worth: false);
    }

    /// <summary>Asks whether the mirror has a source.</summary>
    public Task<bool> HasAsync(SourceLayout layout, CancellationToken cancellation) =>
        downloader.ExistsAsync($"{_root}/{layout.StoragePath}", cancellation);
}

/// <summary>The URLs that the recipe names.</summary>
public sealed class UpstreamPlace(Downloader downloader) : SourcePlace
{
    /// <inheritdoc/>
    public override string Name => "upstream";

    /// <inheritdoc/>
    public override bool IsUpstream => true;

    /// <inheritdoc/>
    /// <remarks>Recipes of licensed software name a file in the user's directory: who put it there has downloaded it.</remarks>
    public override bool CanServe(PlaceRequest request) => !request.Origin.Urls.IsDefaultOrEmpty
        && (!request.Origin.ManualDownload || FileUrl.PathOf(request.Origin.Urls[0]) is not null);

    /// <inheritdoc/>
    public override async Task<PlaceAnswer> FetchAsync(PlaceRequest request, CancellationToken cancellation)
    {
        List<string> reasons = [];
        foreach (string url in request.Origin.Urls.Distinct())
        {
            try
            {
                TimeSpan? timeout = request.Origin.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
                return PlaceAnswer.Delivered(await downloader.DownloadAsync(
                    request.Subject, url, request.Partial, request.Observer, request.Origin.Cookie, timeout, cancellation).ConfigureAwait(false));
            }
            catch (DownloadFailedException failure)
            {
                reasons.Add($"{RedactedUrl.Of(url)}: {failure.Reason}");
            }
        }

        return PlaceAnswer.Lacks(string.Join("; ", reasons));
    }
}
