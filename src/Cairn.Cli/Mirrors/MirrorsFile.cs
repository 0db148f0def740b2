using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Mirrors;

/// <summary>The <c>mirrors.yaml</c> of one scope. A change rewrites the lines of one mirror; comments and everything else stay as they are.</summary>
internal sealed class MirrorsFile
{
    private const string Section = "mirrors";
    private const string Indent = "  ";

    private readonly List<string> _lines;
    private readonly YamlMapping? _document;

    private MirrorsFile(string path)
    {
        Path = path;
        _document = YamlReader.ReadFile(path) as YamlMapping;
        _lines = File.Exists(path) ? [.. File.ReadAllLines(path)] : [];
        Mirrors = _document?[Section] as YamlMapping;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the scope says; null if nothing.</summary>
    public YamlMapping? Mirrors { get; }

    /// <summary>The file of a scope of that name.</summary>
    /// <exception cref="CairnException">There is no such scope, or it has no files.</exception>
    public static MirrorsFile OfScope(Session session, string scope) => session.Configuration.Scopes.FirstOrDefault(candidate => candidate.Name == scope) switch
    {
        DirectoryScope directory => new MirrorsFile(directory.FileOf(Section)),
        null => throw new CairnException(new Diagnostic(
            "configuration-scope", $"there is no configuration scope `{scope}`", null, [],
            $"scopes that can be changed: {string.Join(", ", session.Configuration.Scopes.OfType<DirectoryScope>().Select(known => known.Name))}")),
        _ => throw new CairnException(new Diagnostic(
            "configuration-scope", $"the scope `{scope}` has no files that could be changed", null, [], "use `--scope user` or `--scope site`")),
    };

    /// <summary>The files of all scopes that name a mirror, highest precedence first.</summary>
    public static ImmutableArray<MirrorsFile> Naming(Session session, string mirror) =>
    [
        .. session.Configuration.Scopes.Reverse().OfType<DirectoryScope>().Select(scope => new MirrorsFile(scope.FileOf(Section)))
            .Where(file => file.Mirrors?[mirror] is not null),
    ];

    /// <summary>Puts a mirror in front of the others: the newest is asked first, as in Spack.</summary>
    public void Add(string name, YamlNode value)
    {
        if (!CanEditLines())
        {
            Rewrite([Entry(name, value), .. Mirrors?.Entries ?? []]);
            return;
        }

        int at = Mirrors is { Entries: [var first, ..] } ? first.KeyMark.Line - 1 : HeadLine() + 1;
        _lines.InsertRange(at, Lines(name, value, IndentOfEntries()));
        Save();
    }

    /// <summary>Takes a mirror out.</summary>
    public void Remove(string name)
    {
        if (!CanEditLines() || Mirrors!.Entries.Length == 1)
        {
            Rewrite([.. Mirrors!.Entries.Where(entry => entry.Key != name)]);
            return;
        }

        var (from, to) = LinesOf(name);
        _lines.RemoveRange(from, to - from);
        Save();
    }

    /// <summary>Says something else about a mirror, under the same or another name, in the same place.</summary>
    public void Replace(string name, string newName, YamlNode value)
    {
        if (!CanEditLines())
        {
            Rewrite([.. Mirrors!.Entries.Select(entry => entry.Key == name ? Entry(newName, value) : entry)]);
            return;
        }

        var (from, to) = LinesOf(name);
        _lines.RemoveRange(from, to - from);
        _lines.InsertRange(from, Lines(newName, value, IndentOfEntries()));
        Save();
    }

    private static YamlEntry Entry(string name, YamlNode value) => new(name, MergeMode.Merge, value, default);

    private static IEnumerable<string> Lines(string name, YamlNode value, string indent) =>
        YamlWriter.Write(new YamlMapping([Entry(name, value)], default)).TrimEnd('\n').Split('\n').Select(line => indent + line);

    /// <summary>True if every mirror begins on a line of its own: then lines can be exchanged.</summary>
    private bool CanEditLines()
    {
        if (_document is null || Mirrors is null)
        {
            return _document is not null && HeadLine() >= 0 && _lines[HeadLine()].TrimEnd() == Section + ":";
        }

        var lines = Mirrors.Entries.Select(entry => entry.KeyMark.Line).ToList();
        return lines.Count > 0 && lines[0] > HeadLine() + 1 && lines.Distinct().Count() == lines.Count
            && Mirrors.Entries.All(entry => _lines[entry.KeyMark.Line - 1].AsSpan(0, entry.KeyMark.Column - 1).IsWhiteSpace());
    }

    private int HeadLine() => _lines.FindIndex(line => line.StartsWith(Section + ":", StringComparison.Ordinal));

    private string IndentOfEntries() => Mirrors is { Entries: [var first, ..] } ? new string(' ', first.KeyMark.Column - 1) : Indent;

    /// <summary>The lines of a mirror: up to the last one that is indented below its name. Comments behind it belong to what follows.</summary>
    private (int From, int To) LinesOf(string name)
    {
        Mirrors!.TryGetEntry(name, out var entry);
        int from = entry.KeyMark.Line - 1;
        int to = from + 1;
        for (int at = to; at < _lines.Count; at++)
        {
            string line = _lines[at];
            bool isInside = line.Length > 0 && line.Length - line.TrimStart(' ').Length >= entry.KeyMark.Column;
            if (isInside)
            {
                to = at + 1;
            }
            else if (line.Trim().Length > 0)
            {
                break;
            }
        }

        return (from, to);
    }

    private void Rewrite(ImmutableArray<YamlEntry> mirrors)
    {
        var others = _document?.Entries.Where(entry => entry.Key != Section) ?? [];
        var mode = _document is not null && _document.TryGetEntry(Section, out var before) ? before.Mode : MergeMode.Merge;
        var section = new YamlEntry(Section, mode, new YamlMapping(mirrors, default), default);
        AtomicFile.WriteText(Path, YamlWriter.Write(new YamlMapping([section, .. others], default)));
    }

    private void Save() => AtomicFile.WriteText(Path, string.Join('\n', _lines) + "\n");
}
