namespace Cairn.Sources;

/// <summary>A mirror that is configured but that Cairn has no means to read, such as <c>s3://</c>: it says so instead of seeming empty.</summary>
public sealed class UnreadableMirrorPlace(string name, string url) : SourcePlace
{
    private int _told;

    /// <inheritdoc/>
    public override string Name => $"mirror `{name}`";

    /// <summary>Why nothing comes from it.</summary>
    public string Reason =>
        $"Cairn reads mirrors of sources at `file://`, `http://` and `https://`, not at `{url[..(url.IndexOf(':') + 1)]}//`; most object stores can be read at an `https://` address as well";

    /// <inheritdoc/>
    public override bool CanServe(PlaceRequest request) => true;

    /// <inheritdoc/>
    /// <remarks>Told once: the next packages would only say the same.</remarks>
    public override Task<PlaceAnswer> FetchAsync(PlaceRequest request, CancellationToken cancellation) =>
        Task.FromResult(PlaceAnswer.Lacks(Reason, worth: Interlocked.Exchange(ref _told, 1) == 0));
}
