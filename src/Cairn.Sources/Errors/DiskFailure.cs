namespace Cairn.Sources;

/// <summary>Turns operating-system errors into failures that say which path and what was being done.</summary>
internal static class DiskFailure
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    /// <summary>Runs <paramref name="action"/>; an I/O error becomes a <see cref="SourceException"/>.</summary>
    public static T Guard<T>(string doing, string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Describe(doing, path, error);
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static void Guard(string doing, string path, Action action)
    {
        Guard(doing, path, () =>
        {
            action();
            return true;
        });
    }

    /// <summary>The failure to report for <paramref name="error"/>.</summary>
    public static SourceException Describe(string doing, string path, Exception error)
    {
        if (IsDiskFull(error))
        {
            return new SourceException(
                "source-disk-full",
                $"no space left while {doing} `{path}`",
                null,
                "free some space or choose another place with `config:build_stage` and `config:source_cache`, then run the command again");
        }

        string reason = error.Message.ReplaceLineEndings(" ");
        return error is UnauthorizedAccessException
            ? new SourceException("source-access-denied", $"access denied while {doing} `{path}`", [reason])
            : new SourceException("source-io", $"input/output error while {doing} `{path}`", [reason]);
    }

    /// <summary>True if <paramref name="error"/> says that the disk or the quota is full.</summary>
    /// <remarks>.NET puts the raw errno into <see cref="Exception.HResult"/> of an <see cref="IOException"/> on Unix.</remarks>
    public static bool IsDiskFull(Exception error) => error is IOException && error.HResult is NoSpace or QuotaExceeded;
}
