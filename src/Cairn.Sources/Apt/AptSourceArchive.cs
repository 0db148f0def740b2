using System.Collections.Immutable;

namespace Cairn.Sources;

/// <summary>
/// apt's source archive as a place for upstream's release files. Debian stores them byte for byte, and its indices give their SHA-256 and
/// MD5, so the digest that a recipe demands finds the file: no names are mapped, and nobody is trusted.
/// </summary>
public sealed class AptSourceArchive
{
    private static readonly TimeSpan WorthARefresh = TimeSpan.FromDays(1);

    private readonly string _folder;
    private readonly IAptSystem _apt;
    private readonly NamedLocks _locks;
    private readonly SemaphoreSlim _once = new(1);
    private AptIndex? _index;
    private bool _refreshed;

    /// <summary>Uses apt as this machine has it; lists and index are kept in <paramref name="folder"/>.</summary>
    public AptSourceArchive(string folder)
        : this(folder, new AptSystem(folder))
    {
    }

    internal AptSourceArchive(string folder, IAptSystem apt)
    {
        _folder = folder;
        _apt = apt;
        _locks = new NamedLocks(Path.Combine(folder, ".cairn-lock"));
    }

    /// <summary>True where apt exists.</summary>
    public bool IsAvailable => _apt.IsAvailable;

    private string IndexPath => Path.Combine(_folder, "index.bin");

    /// <summary>The index, fetched and built where there is none yet.</summary>
    /// <param name="refresh">True to fetch apt's lists anew.</param>
    /// <param name="subject">Whose source is looked for, for the observer.</param>
    /// <param name="observer">Hears that lists are fetched, which takes some seconds, and of repositories that can't be read.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Null where there is no apt, or its lists can't be had; the observer heard why.</returns>
    public async Task<AptIndex?> IndexAsync(bool refresh, string subject, ISourceObserver observer, CancellationToken cancellation = default)
    {
        if (!_apt.IsAvailable)
        {
            return null;
        }

        await _once.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            _index ??= AptIndex.Read(IndexPath);
            if (_index is not null && (!refresh || _refreshed))
            {
                return _index;
            }

            DateTime before = _index?.CreatedAt ?? DateTime.MinValue;
            using IDisposable held = await _locks.AcquireAsync("index", cancellation: cancellation).ConfigureAwait(false);

            // Another process may have built it while this one waited.
            if (AptIndex.Read(IndexPath) is { } fresh && fresh.CreatedAt > before)
            {
                return _index = fresh;
            }

            await BuildAsync(subject, observer, cancellation).ConfigureAwait(false);
            _refreshed = true;
            return _index = AptIndex.Read(IndexPath) ?? _index;
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>Finds the places of a file; where it is unknown and the index is not of today, the lists are fetched once more.</summary>
    public async Task<ImmutableArray<AptLocation>> FindAsync(Digest digest, string subject, ISourceObserver observer, CancellationToken cancellation = default)
    {
        if (!IsIndexed(digest) || await IndexAsync(false, subject, observer, cancellation).ConfigureAwait(false) is not { } index)
        {
            return [];
        }

        ImmutableArray<AptLocation> places = index.Find(digest);
        return !places.IsEmpty || DateTime.UtcNow - index.CreatedAt < WorthARefresh
            ? places
            : (await IndexAsync(true, subject, observer, cancellation).ConfigureAwait(false))?.Find(digest) ?? [];
    }

    /// <summary>True for digests of the kinds that apt's indices give.</summary>
    internal static bool IsIndexed(Digest digest) => digest.Algorithm is DigestAlgorithm.Sha256 or DigestAlgorithm.Md5;

    /// <summary>Downloads a file through apt's transports and proxies; apt compares it with the SHA-256 of its index.</summary>
    /// <returns>Null if it is there, otherwise why not.</returns>
    internal async Task<string?> DownloadAsync(
        AptLocation location, string target, string subject, ISourceObserver observer, CancellationToken cancellation)
    {
        observer.Observe(new FetchStarted(subject, RedactedUrl.Of(location.Uri)));
        Trees.Delete(target);
        ResumeInformation.Forget(target);
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        Task<string?> download = _apt.DownloadAsync(location.Uri, target, location.Sha256, cancellation);

        // apt says nothing while it downloads; the growing file does.
        while (await Task.WhenAny(download, Task.Delay(200, cancellation)).ConfigureAwait(false) != download)
        {
            cancellation.ThrowIfCancellationRequested();
            Tell();
        }

        string? failure = await download.ConfigureAwait(false);
        if (failure is null)
        {
            Tell();
        }

        return failure;

        void Tell()
        {
            FileInfo file = new(target);
            if (file.Exists)
            {
                observer.Observe(new FetchAdvanced(subject, file.Length, location.Size, file.Length / Math.Max(0.001, watch.Elapsed.TotalSeconds)));
            }
        }
    }

    private async Task BuildAsync(string subject, ISourceObserver observer, CancellationToken cancellation)
    {
        DiskFailure.Guard("creating", _folder, () => Directory.CreateDirectory(_folder));
        ImmutableArray<AptList> lists = await _apt.SystemListsAsync(cancellation).ConfigureAwait(false);
        if (lists.IsEmpty)
        {
            observer.Observe(new SourceWorkStarted(subject, "fetching apt's index of source packages"));
            (lists, ImmutableArray<string> problems) = await _apt.UpdateAsync(cancellation).ConfigureAwait(false);
            if (lists.IsEmpty)
            {
                observer.Observe(new SourceWarned(subject, "apt has no index of source packages: " + (problems.IsEmpty ? "no repository offers one" : string.Join("; ", problems.Take(3)))));
                return;
            }
        }

        await Task.Run(() => AptIndex.Write(IndexPath, DateTime.UtcNow, lists.SelectMany(Files)), cancellation).ConfigureAwait(false);
    }

    private IEnumerable<(string Root, IndexedSource Source)> Files(AptList list)
    {
        using Stream stream = _apt.OpenList(list.File);
        foreach (IndexedSource source in SourcesIndexReader.Read(stream))
        {
            yield return (list.Root, source);
        }
    }
}

/// <summary>The <c>apt-source:</c> mirror: asked after upstream, for every file whose SHA-256 or MD5 is known.</summary>
public sealed class AptPlace(AptSourceArchive archive) : SourcePlace
{
    /// <inheritdoc/>
    public override string Name => "apt-source";

    /// <inheritdoc/>
    public override bool CanServe(PlaceRequest request) => archive.IsAvailable && request.Origin.Digest is { } digest && AptSourceArchive.IsIndexed(digest);

    /// <inheritdoc/>
    public override async Task<PlaceAnswer> FetchAsync(PlaceRequest request, CancellationToken cancellation)
    {
        Digest digest = request.Origin.Digest!;
        ImmutableArray<AptLocation> places = await archive.FindAsync(digest, request.Subject, request.Observer, cancellation).ConfigureAwait(false);
        string reason = $"no source package of apt's repositories has a file with {digest.Algorithm.Name()} {digest.Hex[..12]}…";
        foreach (AptLocation place in places)
        {
            if (await archive.DownloadAsync(place, request.Partial, request.Subject, request.Observer, cancellation).ConfigureAwait(false) is not { } failure)
            {
                return PlaceAnswer.Delivered(new DownloadResult(RedactedUrl.Of(place.Uri), LooksLikeHtml: false, Resumed: false));
            }

            reason = $"{RedactedUrl.Of(place.Uri)}: {failure}";
        }

        return PlaceAnswer.Lacks(reason);
    }
}
