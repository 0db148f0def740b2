using System.Net;

namespace Cairn.Sources;

/// <summary>How downloads behave.</summary>
public sealed record DownloadOptions
{
    /// <summary>How long a connection may take to be made (<c>config:connect_timeout</c>).</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a server may say nothing, before its answer and within it.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a failure that may pass is tried again; progress between two failures counts anew.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>The pause before the first retry; it doubles with each.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many downloads run at once.</summary>
    public int MaxParallel { get; init; } = 8;

    /// <summary>False to accept any certificate (<c>config:verify_ssl</c>).</summary>
    public bool VerifyCertificates { get; init; } = true;

    /// <summary>
    /// A file, or a directory of files, with certificates in PEM that are trusted instead of the system's (<c>config:ssl_certs</c>), as sites
    /// with an authority of their own have it; null for the system's.
    /// </summary>
    public string? Certificates { get; init; }

    /// <summary>The proxy; where null, the environment's (<c>http_proxy</c>, <c>https_proxy</c>, <c>all_proxy</c>, <c>no_proxy</c>).</summary>
    public IWebProxy? Proxy { get; init; }
}

/// <summary>What a download brought.</summary>
/// <param name="EffectiveUrl">The URL that answered in the end, redacted.</param>
/// <param name="LooksLikeHtml">True if the server says that it is a page for people.</param>
/// <param name="Resumed">True if bytes of an earlier attempt are part of it.</param>
public sealed record DownloadResult(string EffectiveUrl, bool LooksLikeHtml, bool Resumed);

/// <summary>A place could not deliver; another one may.</summary>
public sealed class DownloadFailedException : SourceException
{
    /// <summary>Describes the failure.</summary>
    public DownloadFailedException(string url, string reason, bool hostIsUnreachable = false)
        : base("source-download-failed", $"cannot download `{RedactedUrl.Of(url)}`: {reason}")
    {
        Reason = reason;
        HostIsUnreachable = hostIsUnreachable;
    }

    /// <summary>Why, without the URL.</summary>
    public string Reason { get; }

    /// <summary>True if the host can't be reached at all.</summary>
    public bool HostIsUnreachable { get; }
}
