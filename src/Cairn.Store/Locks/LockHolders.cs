using System.Globalization;
using System.Text;

namespace Cairn.Store.Locks;

/// <summary>Says who holds a lock. The system knows processes of this host; for others the holders leave a note beside the lock file.</summary>
/// <remarks>
/// Locks themselves stay the system's: a note that a killed process left behind is read only while somebody really holds the lock, and
/// the next holder overwrites it. Spack neither needs nor disturbs the notes.
/// </remarks>
internal sealed class LockHolders(string lockFile)
{
    private readonly HashSet<long> _noted = [];

    /// <summary>Leaves a note that this process holds the lock that starts at a byte.</summary>
    public void Remember(long start)
    {
        try
        {
            File.WriteAllText(NoteOf(start), $"{Environment.MachineName}\n{Environment.ProcessId}\n{CommandOf("self")}\n");
            lock (_noted)
            {
                _noted.Add(start);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A courtesy to those who wait: the lock holds without it.
        }
    }

    /// <summary>Takes the note back.</summary>
    public void Forget(long start)
    {
        lock (_noted)
        {
            if (!_noted.Remove(start))
            {
                return;
            }
        }

        try
        {
            File.Delete(NoteOf(start));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // See above; the next holder overwrites it.
        }
    }

    /// <summary>A sentence about the holder.</summary>
    /// <param name="process">The process by the word of the system; 0 or less if it is not on this host.</param>
    /// <param name="start">The first byte of the lock.</param>
    public string Describe(int process, long start)
    {
        if (process > 0 && CommandOf(process.ToString(CultureInfo.InvariantCulture)) is { Length: > 0 } command)
        {
            return $"it is held by process {process} on this host ({Environment.MachineName}): `{command}`";
        }

        if (ReadNote(start) is { } note && (note.Host != Environment.MachineName || process <= 0))
        {
            return $"it is held by process {note.Process} on {note.Host}: `{note.Command}`";
        }

        return process > 0 ? $"it is held by process {process}" : "it is held by a process on another host";
    }

    private string NoteOf(long start) => start == 0 ? lockFile + ".holder" : $"{lockFile}.{start:x}.holder";

    private (string Host, string Process, string Command)? ReadNote(long start)
    {
        try
        {
            return File.ReadAllLines(NoteOf(start)) is [var host, var process, var command, ..] ? (host, process, command) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // no note: it is held by Spack, or has just been released
        }
    }

    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline", Encoding.UTF8).TrimEnd('\0').Replace('\0', ' ').Replace('\n', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended meanwhile, or belongs to somebody else
        }
    }
}
