using System.Text;
using Cairn.Specs;

namespace Cairn.Store.Files;

/// <summary>Writes files so that a reader, and a crash at any moment, sees the old content or the new one whole.</summary>
public static class AtomicFile
{
    /// <summary>Replaces a file's content: temporary file, fsync, rename, fsync of the directory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="access">Who else may write the file; null to leave that to the umask.</param>
    /// <param name="isDurable">False for what need not survive a power loss: no fsync then.</param>
    /// <exception cref="CairnException">The disk is full, the directory may not be written, ….</exception>
    public static void Write(string path, Action<Stream> write, SharedAccess? access = null, bool isDurable = true)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var temporary = Path.Combine(directory, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            Directory.CreateDirectory(directory);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: isDurable);
            }

            access?.ApplyToReplacement(temporary, path);
            File.Move(temporary, path, overwrite: true);
            if (isDurable)
            {
                DiskSynchronization.EntriesOf(directory);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new CairnException(new Diagnostic(
                "write-failed", $"cannot write `{path}`: {exception.Message}", null, ["its old content, if any, is intact"],
                "check the free space and the permissions of the directory"), exception);
        }
    }

    /// <summary>Replaces a file's content by a text in UTF-8.</summary>
    /// <exception cref="CairnException">The file cannot be written.</exception>
    public static void WriteText(string path, string text, bool isDurable = true) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)), isDurable: isDurable);

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What made the write fail is what has to be said.
        }
    }
}
