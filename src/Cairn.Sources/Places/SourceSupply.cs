using System.Collections.Immutable;
using System.Globalization;

namespace Cairn.Sources;

/// <summary>Gets source files from the nearest place that has them: the cache, then the places in their order.</summary>
public sealed class SourceSupply
{
    private readonly SourceCache _cache;
    private readonly ImmutableArray<SourcePlace> _places;
    private readonly TrustPolicy _trust;
    private readonly ISourceObserver _observer;

    /// <summary>Composes a supply.</summary>
    /// <param name="cache">The source cache.</param>
    /// <param name="places">Mirrors, upstream and apt's archive, in the order in which they are asked.</param>
    /// <param name="trust">How much proof is asked for.</param>
    /// <param name="observer">Hears what happens.</param>
    public SourceSupply(SourceCache cache, ImmutableArray<SourcePlace> places, TrustPolicy trust, ISourceObserver observer)
    {
        _cache = cache;
        _places = places;
        _trust = trust;
        _observer = observer;
    }

    /// <summary>The source cache.</summary>
    public SourceCache Cache => _cache;

    /// <summary>How much proof is asked for.</summary>
    public TrustPolicy Trust => _trust;

    /// <summary>Who hears what happens.</summary>
    public ISourceObserver Observer => _observer;

    /// <summary>The places in the order in which they are asked.</summary>
    public ImmutableArray<SourcePlace> Places => _places;

    /// <summary>Gets a file and verifies it.</summary>
    /// <param name="subject">Whose source it is, such as <c>lua@5.4.6</c>.</param>
    /// <param name="origin">The file.</param>
    /// <param name="layout">Where caches and mirrors keep it.</param>
    /// <param name="folder">An existing directory for what can't go into the cache, and for files with a wrong digest.</param>
    /// <param name="mirrorsOnly">True to ask nobody but cache and mirrors.</param>
    /// <param name="cancellation">Stops; what was received stays for resuming.</param>
    /// <exception cref="DigestMismatchException">A file is not what the recipe demands; it was kept aside.</exception>
    /// <exception cref="SourceException">No place has it, or it can't be written.</exception>
    public async Task<FetchedFile> ObtainAsync(
        string subject, ArchiveOrigin origin, SourceLayout layout, string folder, bool mirrorsOnly = false, CancellationToken cancellation = default)
    {
        RequireProof(subject, origin);
        bool mayEnterCache = origin.Digest is not null && !origin.NoCache && _cache.IsWritable();
        string complete = mayEnterCache ? _cache.PathOf(layout) : Path.Combine(folder, origin.FileName);
        using IDisposable? held = mayEnterCache
            ? await _cache.LockAsync(layout, () => _observer.Observe(new SourceWorkStarted(subject, "waiting for another process that fetches it")), cancellation).ConfigureAwait(false)
            : null;

        if (UseEarlier(subject, origin, layout, folder, cancellation) is { } earlier)
        {
            return earlier;
        }

        PlaceRequest request = new(subject, origin, layout, complete + ".part", _observer);
        List<string> failures = [];
        (SourcePlace Place, string Reason)? previous = null;
        foreach (SourcePlace place in _places.Where(p => !(mirrorsOnly && p.IsUpstream) && p.CanServe(request)))
        {
            if (previous is { } failed)
            {
                _observer.Observe(new FetchFellBack(subject, failed.Place.Name, failed.Reason, place.Name));
            }

            (Arrival? arrival, string reason, bool worth) = await AskAsync(place, request, folder, cancellation).ConfigureAwait(false);
            if (arrival is not null)
            {
                bool enters = mayEnterCache && arrival.Proof is DigestProof;
                string path = enters ? _cache.Store(layout, request.Partial, arrival.Proof) : Settle(request.Partial, Path.Combine(folder, origin.FileName));
                _observer.Observe(new FetchFinished(subject, $"{place.Name}: {arrival.Url}", arrival.Size, arrival.Proof));
                return new FetchedFile(path, arrival.Proof, arrival.Url, arrival.Size, enters);
            }

            failures.Add($"{place.Name}: {reason}");
            previous = worth ? (place, reason) : previous;
        }

        throw Unreachable(subject, origin, layout, failures);
    }

    /// <summary>Fetches from one place and verifies what it delivers.</summary>
    /// <returns>The file in <see cref="PlaceRequest.Partial"/>, or why there is none and whether people need to hear of it.</returns>
    private async Task<(Arrival? Arrival, string Reason, bool Worth)> AskAsync(
        SourcePlace place, PlaceRequest request, string folder, CancellationToken cancellation)
    {
        while (true)
        {
            PlaceAnswer answer = await place.FetchAsync(request, cancellation).ConfigureAwait(false);
            if (answer.Download is not { } download)
            {
                return (null, answer.Reason, answer.Worth);
            }

            (SourceProof? proof, DigestMismatchException? mismatch, long size) = Check(request.Subject, request.Origin, request.Partial, folder, download, cancellation);
            if (proof is not null)
            {
                return (new Arrival(proof, download.EffectiveUrl, size), "", true);
            }

            if (mismatch is null)
            {
                // Two halves of different files make a wrong whole; one fresh download settles whether that was it.
                _observer.Observe(new SourceWarned(request.Subject, "the resumed download has a wrong digest; fetching it anew"));
                continue;
            }

            if (place.IsUpstream)
            {
                throw mismatch;
            }

            _observer.Observe(new SourceWarned(request.Subject, string.Join("; ", [mismatch.Message, .. mismatch.Diagnostic.Notes])));
            return (null, "wrong digest", true);
        }
    }

    /// <summary>Gets a checkout that a mirror or the cache keeps as an archive; null if none of them has it.</summary>
    /// <remarks>Nothing proves such an archive as it is, so the file comes with a waiver; git can prove the commit in it afterwards.</remarks>
    public async Task<FetchedFile?> TryObtainCheckoutAsync(
        string subject, SourceLayout layout, string folder, CancellationToken cancellation = default)
    {
        Waiver waiver = new("an archived checkout, for which there is no proof but the mirror's word");
        if (_cache.Find(layout) is { } cached)
        {
            return new FetchedFile(cached, waiver, "source cache", new FileInfo(cached).Length, true);
        }

        string target = Path.Combine(folder, "checkout.tar.gz");
        PlaceRequest request = new(subject, new ArchiveOrigin([], null) { Extension = "tar.gz" }, layout, target + ".part", _observer);
        foreach (MirrorPlace mirror in _places.OfType<MirrorPlace>())
        {
            PlaceAnswer answer = await mirror.FetchAsync(request, cancellation).ConfigureAwait(false);
            if (answer.Download is { } download)
            {
                string path = Settle(request.Partial, target);
                return new FetchedFile(path, waiver, download.EffectiveUrl, new FileInfo(path).Length, false);
            }
        }

        return null;
    }

    /// <summary>A file of an earlier run, if it is there and right; a wrong one is put aside and told.</summary>
    private FetchedFile? UseEarlier(
        string subject, ArchiveOrigin origin, SourceLayout layout, string folder, CancellationToken cancellation)
    {
        string inFolder = Path.Combine(folder, origin.FileName);
        string? cached = origin.Digest is not null ? _cache.Find(layout) : null;
        foreach (string candidate in new[] { cached, inFolder }.OfType<string>().Distinct())
        {
            // Links in a stage lead into the cache, which was asked already.
            if (!File.Exists(candidate) || (candidate == inFolder && new FileInfo(candidate).LinkTarget is not null))
            {
                continue;
            }

            long size = new FileInfo(candidate).Length;
            if (origin.Digest is null)
            {
                return new FetchedFile(candidate, new Waiver("the recipe gives no digest"), candidate, size, false);
            }

            VerificationResult result = origin.Digest.Verify(candidate, cancellation);
            if (result.Proof is { } proof)
            {
                return new FetchedFile(candidate, new DigestProof(proof), candidate == cached ? "source cache" : "stage", size, candidate == cached);
            }

            if (!_trust.VerifyDigests)
            {
                return new FetchedFile(candidate, new Waiver("checksums are switched off"), candidate, size, candidate == cached);
            }

            string kept = KeepAside(candidate, folder, origin);
            _observer.Observe(new SourceWarned(
                subject, $"`{candidate}` does not have the digest that the recipe demands (expected {origin.Digest.Hex}, got {result.Actual.Hex}); kept as `{kept}`"));
        }

        return null;
    }

    private (SourceProof? Proof, DigestMismatchException? Mismatch, long Size) Check(
        string subject, ArchiveOrigin origin, string partial, string folder, DownloadResult download, CancellationToken cancellation)
    {
        long size = DiskFailure.Guard("reading", partial, () => new FileInfo(partial).Length);
        if (download.LooksLikeHtml && origin.Expand)
        {
            _observer.Observe(new SourceWarned(subject, $"{download.EffectiveUrl} looks like an HTML page: the URL is broken or a gateway answers in its place"));
        }

        if (origin.Digest is not { } digest)
        {
            return (new Waiver("the recipe gives no digest"), null, size);
        }

        VerificationResult result = digest.Verify(partial, cancellation);
        if (result.Proof is { } proof)
        {
            return (new DigestProof(proof), null, size);
        }

        if (!_trust.VerifyDigests)
        {
            return (new Waiver("checksums are switched off"), null, size);
        }

        if (download.Resumed)
        {
            // The next attempt begins without it, so it can't be resumed again.
            Trees.Delete(partial);
            return (null, null, size);
        }

        string kept = KeepAside(partial, folder, origin);
        return (null, new DigestMismatchException(
            $"`{download.EffectiveUrl}`",
            digest,
            result.Actual,
            size,
            kept,
            download.LooksLikeHtml ? ["the server calls it an HTML page"] : []), size);
    }

    private static string KeepAside(string file, string folder, ArchiveOrigin origin)
    {
        string time = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'.'fff", CultureInfo.InvariantCulture);
        string kept = Path.Combine(folder, $"{origin.FileName}.wrong-{time}");
        DiskFailure.Guard("keeping aside", file, () => File.Move(file, kept, overwrite: true));
        return kept;
    }

    private static string Settle(string partial, string path)
    {
        DiskFailure.Guard("storing", path, () => File.Move(partial, path, overwrite: true));
        return path;
    }

    private void RequireProof(string subject, ArchiveOrigin origin)
    {
        if (origin.Digest is null && !_trust.AllowUnverified)
        {
            throw new SourceException(
                "source-no-digest",
                $"the recipe gives no digest for `{subject}`, so nothing can prove that a download is right",
                [origin.Describe()],
                "ask for a version that the recipe knows, or accept the risk with `--no-checksum`");
        }

        if (origin.Digest is null)
        {
            _observer.Observe(new SourceWarned(subject, "fetched without a digest: nothing proves that it is right"));
        }
        else if (!_trust.VerifyDigests)
        {
            _observer.Observe(new SourceWarned(subject, "checksums are switched off: the digest is not asked for"));
        }
        else if (origin.Digest.IsWeak)
        {
            _observer.Observe(new SourceWarned(subject, $"the recipe has only a {origin.Digest.Algorithm.Name()} digest, which can be forged"));
        }
    }

    private SourceException Unreachable(string subject, ArchiveOrigin origin, SourceLayout layout, List<string> failures)
    {
        string target = _cache.PathOf(layout);
        if (origin.ManualDownload)
        {
            return new SourceException(
                "source-manual-download",
                $"the source of `{subject}` can't be downloaded automatically",
                [.. origin.DownloadInstructions is { Length: > 0 } text ? [text] : Array.Empty<string>(), .. failures],
                !origin.Urls.IsDefaultOrEmpty && FileUrl.PathOf(origin.Urls[0]) is { } local
                    ? $"get `{Path.GetFileName(local)}` by hand and put it at `{local}`, or copy it to `{target}`"
                    : $"download {origin.Describe()} by hand and copy it to `{target}`");
        }

        return new SourceException(
            "source-unreachable",
            $"no place has the source of `{subject}`",
            failures.Count > 0 ? failures : ["no mirror is configured, and the recipe names no URL"],
            $"add a mirror that has it (`cairn mirror add`), see what can be had with `cairn versions --reachable {subject.Split('@')[0]}`, or copy the file to `{target}`");
    }

    private sealed record Arrival(SourceProof Proof, string Url, long Size);
}
