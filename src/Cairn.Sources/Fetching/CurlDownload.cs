using System.Globalization;

namespace Cairn.Sources;

/// <summary>Downloads by the system's curl, for what the framework can't: FTP.</summary>
internal static class CurlDownload
{
    public static async Task<DownloadResult> RunAsync(string url, string partial, DownloadOptions options, CancellationToken cancellation)
    {
        string[] arguments =
        [
            "--fail", "--silent", "--show-error", "--location", "--proto-redir", "=http,https,ftp,ftps",
            "--connect-timeout", options.ConnectTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
            "--speed-limit", "1", "--speed-time", options.StallTimeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture),
            "--retry", options.Retries.ToString(CultureInfo.InvariantCulture),
            "--output", partial, "--", url,
        ];
        ToolResult result = await SystemTool.Curl.RunAsync($"to download `{RedactedUrl.Of(url)}`", arguments, cancellation: cancellation).ConfigureAwait(false);
        if (result.ExitCode == 0)
        {
            return new DownloadResult(RedactedUrl.Of(url), LooksLikeHtml: false, Resumed: false);
        }

        // 23 is curl's word for a disk that can't be written.
        string reason = result.LastLines(1).FirstOrDefault() ?? $"curl ends with {result.ExitCode}";
        throw result.ExitCode == 23
            ? new SourceException("source-disk-full", $"cannot write `{partial}`", [reason])
            : new DownloadFailedException(url, reason, hostIsUnreachable: result.ExitCode is 6 or 7 or 28);
    }
}
