using System.Globalization;
using System.Text.RegularExpressions;

namespace Cairn.Scenarios.Support;

/// <summary>
/// What a command and all that it started asked the system to do with files, in order, as <c>strace</c> tells it; and what of that a
/// power loss at some moment could still take, because nobody had waited for the disk.
/// </summary>
public sealed partial class DiskTrace
{
    private readonly List<DiskEvent> _events = [];

    private DiskTrace()
    {
    }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<DiskEvent> Events => _events;

    /// <summary>The arguments of <c>env</c> that run a program and leave a trace of it.</summary>
    public static string[] Command(string file) =>
        ["strace", "-f", "-qq", "-y", "-s", "0", "-e", "trace=open,openat,creat,write,pwrite64,writev,pwritev,copy_file_range,sendfile,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,symlink,symlinkat,fsync,fdatasync,syncfs", "-o", file];

    /// <summary>Reads a trace.</summary>
    public static DiskTrace Read(string file)
    {
        var trace = new DiskTrace();
        var unfinished = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file))
        {
            var space = line.IndexOf(' ');
            var (process, call) = (line[..space], line[space..].TrimStart());
            if (call.EndsWith("<unfinished ...>", StringComparison.Ordinal))
            {
                unfinished[process] = call[..^"<unfinished ...>".Length];
                continue;
            }

            if (ResumedPattern().Match(call) is { Success: true } resumed)
            {
                call = unfinished.GetValueOrDefault(process, "") + call[resumed.Length..];
            }

            if (!FailedPattern().IsMatch(call))
            {
                trace.Add(call);
            }
        }

        return trace;
    }

    /// <summary>What a power loss right after an event could take of what lies below a directory: contents, and entries of directories.</summary>
    public IReadOnlyList<string> AtRisk(int index, string below)
    {
        var risks = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i <= index; i++)
        {
            var (kind, path) = _events[i];
            switch (kind)
            {
                case DiskEventKind.SystemSynchronized:
                    risks.Clear();
                    break;
                case DiskEventKind.Synchronized:
                    risks.RemoveWhere(risk => risk == $"content of {path}" || (risk.StartsWith("entry ", StringComparison.Ordinal) && Path.GetDirectoryName(risk["entry ".Length..]) == path));
                    break;
                case DiskEventKind.Written:
                    risks.Add($"content of {path}");
                    break;
                default:
                    risks.Add($"entry {path}");
                    break;
            }
        }

        return [.. risks.Where(risk => risk.Contains($" {below}/", StringComparison.Ordinal) || risk.EndsWith($" {below}", StringComparison.Ordinal))];
    }

    /// <summary>The first event of a kind about a path after another event.</summary>
    public int IndexOf(DiskEventKind kind, string path, int after = -1) => _events.FindIndex(after + 1, happening => happening == new DiskEvent(kind, path));

    private void Add(string call)
    {
        var name = call[..Math.Max(0, call.IndexOf('('))];
        var names = QuotedPattern().Matches(call).Select(match => match.Groups[1].Value).Where(path => path.StartsWith('/')).ToList();
        var handle = HandlePattern().Match(call) is { Success: true } match ? match.Groups[1].Value : null;
        switch (name)
        {
            case "open" or "openat" or "creat" when names is [var path, ..] && call.Contains("O_CREAT", StringComparison.Ordinal):
                _events.Add(new DiskEvent(DiskEventKind.Created, path));
                break;
            case "write" or "pwrite64" or "writev" or "pwritev" or "ftruncate" or "copy_file_range" or "sendfile" when handle is not null:
                foreach (Match any in HandlePattern().Matches(call))
                {
                    _events.Add(new DiskEvent(DiskEventKind.Written, any.Groups[1].Value)); // of two, one is only read: too careful
                }

                break;
            case "rename" or "renameat" or "renameat2" when names is [var from, var to]:
                _events.Add(new DiskEvent(DiskEventKind.Removed, from));
                _events.Add(new DiskEvent(DiskEventKind.Renamed, to));
                break;
            case "unlink" or "unlinkat" when names is [var path, ..]:
                _events.Add(new DiskEvent(DiskEventKind.Removed, path));
                break;
            case "mkdir" or "mkdirat" or "link" or "linkat" or "symlink" or "symlinkat" when names.Count > 0:
                _events.Add(new DiskEvent(DiskEventKind.Created, names[^1]));
                break;
            case "fsync" or "fdatasync" when handle is not null:
                _events.Add(new DiskEvent(DiskEventKind.Synchronized, handle));
                break;
            case "syncfs" when handle is not null:
                _events.Add(new DiskEvent(DiskEventKind.SystemSynchronized, handle));
                break;
        }
    }

    [GeneratedRegex(@"^<\.\.\. \w+ resumed>")]
    private static partial Regex ResumedPattern();

    [GeneratedRegex(@"\) += -1 E")]
    private static partial Regex FailedPattern();

    [GeneratedRegex("\"([^\"]*)\"(?!\\.\\.\\.,)")]
    private static partial Regex QuotedPattern();

    [GeneratedRegex(@"\b\d+<(/[^>]*)>")]
    private static partial Regex HandlePattern();
}

/// <summary>Something that happened to a file or to a directory.</summary>
public readonly record struct DiskEvent(DiskEventKind Kind, string Path)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Path}");
}

/// <summary>What happened.</summary>
public enum DiskEventKind
{
    Created,
    Written,
    Renamed,
    Removed,

    /// <summary>The disk has the content of a file, or the entries of a directory.</summary>
    Synchronized,

    /// <summary>The disk has everything of a file system.</summary>
    SystemSynchronized,
}
