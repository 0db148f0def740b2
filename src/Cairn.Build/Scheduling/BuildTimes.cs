using System.Globalization;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Build.Scheduling;

/// <summary>How long packages took to build, remembered from run to run: for estimates, and to begin with what keeps others waiting longest.</summary>
/// <remarks>A text file with a line <c>name version seconds</c> for each; what is damaged or cannot be written is no failure of a build.</remarks>
public sealed class BuildTimes
{
    private const int MaximumEntries = 20_000;

    private readonly string? _file;
    private readonly Dictionary<(string Name, string Version), double> _seconds = [];
    private readonly Dictionary<string, double> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Version), double> _new = [];

    /// <summary>Reads what is remembered.</summary>
    /// <param name="file">The file; null to remember nothing.</param>
    public BuildTimes(string? file)
    {
        _file = file;
        Read();
    }

    /// <summary>How long a package took: this version, else another one; null if none is known.</summary>
    public TimeSpan? Of(ConcreteSpec spec)
    {
        if (_seconds.TryGetValue(KeyOf(spec), out var seconds) || _byName.TryGetValue(spec.Name, out seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return null;
    }

    /// <summary>Remembers how long a package took now.</summary>
    public void Remember(ConcreteSpec spec, TimeSpan duration)
    {
        lock (_new)
        {
            _new[KeyOf(spec)] = duration.TotalSeconds;
        }
    }

    /// <summary>Writes what was learnt, together with what others wrote meanwhile.</summary>
    public void Save()
    {
        if (_file is null || _new.Count == 0)
        {
            return;
        }

        _seconds.Clear();
        Read();
        foreach (var (key, seconds) in _new)
        {
            _seconds[key] = seconds;
        }

        try
        {
            AtomicFile.WriteText(_file, string.Concat(_seconds.Take(MaximumEntries)
                .OrderBy(entry => entry.Key.Name, StringComparer.Ordinal).ThenBy(entry => entry.Key.Version, StringComparer.Ordinal)
                .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key.Name} {entry.Key.Version} {entry.Value:0.##}\n"))), isDurable: false);
        }
        catch (CairnException)
        {
            // A full or read-only cache: the next run estimates worse, nothing else.
        }
    }

    private static (string Name, string Version) KeyOf(ConcreteSpec spec) => (spec.Name, spec.Version.ToString());

    private void Read()
    {
        if (_file is null || !File.Exists(_file))
        {
            return;
        }

        try
        {
            foreach (var words in File.ReadLines(_file).Select(line => line.Split(' ')))
            {
                if (words is [var name, var version, var text] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0)
                {
                    _seconds[(name, version)] = seconds;
                    _byName[name] = seconds;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _seconds.Clear(); // nothing is remembered then
        }
    }
}
