namespace Cairn.Sources;

/// <summary>What the errors of HTTP mean.</summary>
internal static class DownloadErrors
{
    /// <summary>True for failures that may pass.</summary>
    public static bool IsTransient(HttpRequestException error) => error.HttpRequestError is
        HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse or HttpRequestError.Unknown;

    /// <summary>The reason in few words, redacted.</summary>
    public static string Explain(Exception error)
    {
        string text = error is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } && error.InnerException is { } inner
            ? $"no secure connection: {inner.Message}"
            : error is HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } ? "the connection broke off" : error.Message;
        return RedactedUrl.InText(text.ReplaceLineEndings(" "));
    }
}
