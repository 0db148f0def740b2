namespace Cairn.Sources;

/// <summary>Copies what lies on this machine, as a download.</summary>
internal static class LocalDownload
{
    /// <exception cref="DownloadFailedException">There is no such file.</exception>
    /// <exception cref="SourceException">It can't be copied.</exception>
    public static DownloadResult Copy(string subject, Uri address, string partial, ISourceObserver observer, CancellationToken cancellation)
    {
        string path = FileAddress.PathOf(address);
        if (!File.Exists(path))
        {
            throw new DownloadFailedException(address.OriginalString, "there is no such file");
        }

        ResumeInformation.Forget(partial);
        using FileStream source = DiskFailure.Guard("reading", path, () => new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, FileOptions.SequentialScan));

        // Which of the two disks is full must be told: only one of them is written.
        DiskFailure.Guard("writing", partial, () =>
        {
            using FileStream target = new(partial, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
            DownloadProgress progress = new(subject, observer, source.Length, 0);
            byte[] buffer = new byte[1 << 20];
            int read;
            while ((read = DiskFailure.Guard("reading", path, () => source.Read(buffer))) > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                target.Write(buffer, 0, read);
                progress.Tell(target.Length);
            }

            target.Flush(flushToDisk: true);
            progress.TellLast(target.Length);
        });
        return new DownloadResult(address.OriginalString, LooksLikeHtml: false, Resumed: false);
    }
}
