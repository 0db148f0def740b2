using System.Globalization;

namespace Cairn.Sources;

/// <summary>Remembers for a while that a repository could not be cloned, so that a missing network costs its time once and not in every command.</summary>
public sealed class CloneFailures(string folder)
{
    /// <summary>How long a failure is believed.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    /// <summary>The failure that is still believed, or null.</summary>
    /// <param name="destination">Where the clone was to be.</param>
    public CloneFailure? Find(string destination)
    {
        try
        {
            string[] lines = File.ReadAllLines(FileFor(destination));
            return lines.Length > 1 && lines[1] == destination
                && DateTime.TryParse(lines[0], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
                && DateTime.UtcNow - time is { Ticks: >= 0 } age && age < Memory
                    ? new CloneFailure(time, string.Join('\n', lines.Skip(2)))
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Remembers a failure. What cannot be remembered is tried again: no harm is done.</summary>
    public void Remember(string destination, string reason)
    {
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(FileFor(destination), $"{DateTime.UtcNow:O}\n{destination}\n{reason}\n");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A read-only cache.
        }
    }

    /// <summary>Forgets a failure.</summary>
    public void Forget(string destination)
    {
        try
        {
            File.Delete(FileFor(destination));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It ends by itself.
        }
    }

    private string FileFor(string destination) => Path.Combine(folder, $".{Path.GetFileName(Path.TrimEndingDirectorySeparator(destination))}.unreachable");
}

/// <summary>That a repository could not be cloned.</summary>
/// <param name="Time">When, in universal time.</param>
/// <param name="Reason">Why.</param>
public sealed record CloneFailure(DateTime Time, string Reason);
