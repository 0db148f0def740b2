using System.Net;
using System.Net.Http.Headers;

namespace Cairn.Sources;

/// <summary>Downloads files over HTTP and HTTPS, copies <c>file://</c>, and leaves <c>ftp://</c> to curl.</summary>
public sealed class Downloader : IDisposable
{
    private const int MostAttempts = 50;

    private readonly DownloadOptions _options;
    private readonly HttpExchange _exchange;
    private readonly UnreachableHosts _unreachable = new();
    private readonly SemaphoreSlim _slots;

    /// <summary>Prepares downloads; connections are shared by all of them.</summary>
    public Downloader(DownloadOptions options)
    {
        _options = options;
        _slots = new SemaphoreSlim(options.MaxParallel);
        _exchange = new HttpExchange(options, _unreachable);
    }

    /// <summary>Downloads a file, resuming an earlier attempt where the server can tell that the content is still the same.</summary>
    /// <param name="subject">Whose source it is, for the observer.</param>
    /// <param name="url">Where it is.</param>
    /// <param name="partial">The file to write; it and its <c>.from</c> stay if the download is interrupted.</param>
    /// <param name="observer">Hears of progress.</param>
    /// <param name="cookie">A cookie to send.</param>
    /// <param name="stallTimeout">Overrides how long the server may say nothing.</param>
    /// <param name="cancellation">Stops; what was received stays for resuming.</param>
    /// <exception cref="DownloadFailedException">The place can't deliver.</exception>
    /// <exception cref="SourceException">The disk is full or can't be written.</exception>
    public async Task<DownloadResult> DownloadAsync(
        string subject,
        string url,
        string partial,
        ISourceObserver observer,
        string? cookie = null,
        TimeSpan? stallTimeout = null,
        CancellationToken cancellation = default)
    {
        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Uri address = ParseUrl(url);
            observer.Observe(new FetchStarted(subject, RedactedUrl.Of(url)));
            return address.Scheme switch
            {
                "file" => LocalDownload.Copy(subject, address, partial, observer, cancellation),
                "http" or "https" => await DownloadWithRetriesAsync(
                    new Job(subject, url, address, partial, observer, cookie, stallTimeout ?? _options.StallTimeout), cancellation).ConfigureAwait(false),
                "ftp" or "ftps" => await CurlDownload.RunAsync(url, partial, _options, cancellation).ConfigureAwait(false),
                _ => throw new DownloadFailedException(url, $"Cairn does not fetch from `{address.Scheme}://`"),
            };
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Asks whether a URL can be had, without fetching it.</summary>
    public async Task<bool> ExistsAsync(string url, CancellationToken cancellation = default)
    {
        Uri address = ParseUrl(url);
        if (address.Scheme == "file")
        {
            return File.Exists(FileAddress.PathOf(address));
        }

        if (address.Scheme is not ("http" or "https") || _unreachable.ReasonFor(address) is not null)
        {
            return false;
        }

        try
        {
            using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            stall.CancelAfter(_options.StallTimeout);
            using HttpResponseMessage answer = await _exchange.SendAsync(address, HttpMethod.Head, _ => { }, stall.Token).ConfigureAwait(false);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or DownloadFailedException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            _unreachable.Note(address, error, _options.ConnectTimeout);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _exchange.Dispose();
        _slots.Dispose();
    }

    private static Uri ParseUrl(string url)
    {
        if (FileUrl.PathOf(url) is { } path)
        {
            return new UriBuilder("file", "") { Path = Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal) }.Uri;
        }

        return Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
            ? address
            : throw new DownloadFailedException(url, "this is no URL");
    }

    private async Task<DownloadResult> DownloadWithRetriesAsync(Job job, CancellationToken cancellation)
    {
        int failures = 0;
        long best = -1;
        for (int attempt = 0; ; attempt++)
        {
            if (_unreachable.ReasonFor(job.Address) is { } known)
            {
                throw new DownloadFailedException(job.Url, known, hostIsUnreachable: true);
            }

            string reason;
            TimeSpan? wanted = null;
            try
            {
                return await DownloadOnceAsync(job, cancellation).ConfigureAwait(false);
            }
            catch (TransientFailure failure)
            {
                (reason, wanted) = (failure.Message, failure.RetryAfter);
            }
            catch (HttpRequestException error) when (!_unreachable.Note(job.Address, error, _options.ConnectTimeout) && DownloadErrors.IsTransient(error))
            {
                reason = DownloadErrors.Explain(error);
            }
            catch (HttpRequestException error)
            {
                string? unreachable = _unreachable.ReasonFor(job.Address);
                throw new DownloadFailedException(job.Url, unreachable ?? DownloadErrors.Explain(error), unreachable is not null);
            }
            catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
            {
                // The connect time-out of the handler arrives as a cancellation with an inner TimeoutException.
                if (_unreachable.Note(job.Address, error, _options.ConnectTimeout))
                {
                    throw new DownloadFailedException(job.Url, _unreachable.ReasonFor(job.Address)!, hostIsUnreachable: true);
                }

                reason = $"the server said nothing for {job.StallTimeout.TotalSeconds:0} s";
            }
            catch (HttpIOException error)
            {
                reason = DownloadErrors.Explain(error);
            }

            long received = File.Exists(job.Partial) ? new FileInfo(job.Partial).Length : 0;
            failures = received > best && best >= 0 ? 1 : failures + 1;
            best = Math.Max(best, received);
            if (failures > _options.Retries || attempt >= MostAttempts)
            {
                throw new DownloadFailedException(job.Url, $"{reason} (tried {attempt + 1} times)");
            }

            TimeSpan delay = wanted ?? _options.FirstDelay * Math.Pow(2, failures - 1);
            job.Observer.Observe(new FetchRetried(job.Subject, RedactedUrl.Of(job.Url), reason, delay));
            await Task.Delay(delay, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<DownloadResult> DownloadOnceAsync(Job job, CancellationToken cancellation)
    {
        ResumeInformation? resume = ResumeInformation.Read(job.Partial);
        long have = resume?.Url == RedactedUrl.Of(job.Url) ? new FileInfo(job.Partial).Length : 0;
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(job.StallTimeout);
        using HttpResponseMessage answer = await _exchange.SendAsync(job.Address, HttpMethod.Get, request => Prepare(request, job, resume, have), stall.Token)
            .ConfigureAwait(false);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.PartialContent when have > 0 && answer.Content.Headers.ContentRange?.From == have:
                break;
            case HttpStatusCode.OK:
                have = 0;
                break;
            case HttpStatusCode.RequestedRangeNotSatisfiable when have > 0 && answer.Content.Headers.ContentRange?.Length == have:
                // All of it was here: the earlier process ended between the last byte and the verification, which follows now.
                ResumeInformation.Forget(job.Partial);
                return new DownloadResult(RedactedUrl.Of(answer.RequestMessage!.RequestUri!), LooksLikeHtml: false, Resumed: true);
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                ResumeInformation.Forget(job.Partial);
                Trees.Delete(job.Partial);
                throw new TransientFailure("the server could not resume, starting anew", TimeSpan.Zero);
            default:
                throw Refused(job.Url, answer);
        }

        string? validator = answer.Headers.ETag is { IsWeak: false } tag ? tag.Tag : answer.Content.Headers.LastModified?.ToString("R");
        if (have == 0)
        {
            ResumeInformation.Forget(job.Partial);
        }

        // The validator is written only after an old partial file is gone, so that the two always belong together.
        await ReceiveAsync(job, answer, have, validator, stall).ConfigureAwait(false);
        ResumeInformation.Forget(job.Partial);
        bool html = answer.Content.Headers.ContentType?.MediaType == "text/html";
        return new DownloadResult(RedactedUrl.Of(answer.RequestMessage!.RequestUri!), html, have > 0);
    }

    private static void Prepare(HttpRequestMessage request, Job job, ResumeInformation? resume, long have)
    {
        if (have > 0 && resume is not null)
        {
            request.Headers.Range = new RangeHeaderValue(have, null);
            request.Headers.TryAddWithoutValidation("If-Range", resume.Validator);
        }

        if (job.Cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", job.Cookie);
        }
    }

    private static async Task ReceiveAsync(Job job, HttpResponseMessage answer, long have, string? validator, CancellationTokenSource stall)
    {
        using Stream content = await answer.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        using FileStream file = DiskFailure.Guard("writing", job.Partial, () => new FileStream(
            job.Partial, have > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, 0));
        if (validator is not null)
        {
            new ResumeInformation(RedactedUrl.Of(job.Url), validator).Write(job.Partial);
        }

        long? total = answer.Content.Headers.ContentLength + have;
        long received = have;
        DownloadProgress progress = new(job.Subject, job.Observer, total, have);
        byte[] buffer = new byte[1 << 17];
        while (true)
        {
            stall.CancelAfter(job.StallTimeout);
            int read = await content.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            try
            {
                file.Write(buffer, 0, read);
            }
            catch (IOException error)
            {
                throw DiskFailure.Describe("writing", job.Partial, error);
            }

            received += read;
            progress.Tell(received);
        }

        DiskFailure.Guard("writing", job.Partial, () => file.Flush(flushToDisk: true));
        progress.TellLast(received);
    }

    private static Exception Refused(string url, HttpResponseMessage answer)
    {
        int code = (int)answer.StatusCode;
        string reason = $"the server answers {code} {answer.ReasonPhrase}".TrimEnd();
        if (code is 408 or 425 or 429 or >= 500)
        {
            TimeSpan? after = answer.Headers.RetryAfter?.Delta;
            return new TransientFailure(reason, after is { } delay ? TimeSpan.FromSeconds(Math.Min(30, delay.TotalSeconds)) : null);
        }

        return new DownloadFailedException(url, reason);
    }

    private sealed record Job(string Subject, string Url, Uri Address, string Partial, ISourceObserver Observer, string? Cookie, TimeSpan StallTimeout);

    private sealed class TransientFailure(string message, TimeSpan? retryAfter) : Exception(message)
    {
        public TimeSpan? RetryAfter { get; } = retryAfter;
    }
}
