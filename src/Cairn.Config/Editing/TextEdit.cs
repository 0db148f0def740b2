using System.Text;
using Cairn.Config.Yaml;

namespace Cairn.Config.Editing;

/// <summary>Cuts and pastes in the text of one document.</summary>
internal sealed class TextEdit
{
    private readonly string _text;
    private readonly OutlineNode? _root;
    private readonly string _step;

    public TextEdit(string text)
    {
        _text = text;
        _root = OutlineNode.Of(text);
        _step = new string(' ', StepOf(_root) ?? 2);
    }

    /// <summary>The text with a value under a path.</summary>
    public string Set(ReadOnlySpan<ConfigurationPath.Element> path, YamlNode value, bool atFront)
    {
        var node = _root;
        OutlineEntry? parent = null;
        for (int i = 0; i < path.Length; i++)
        {
            if (node is not { Kind: OutlineKind.Mapping })
            {
                var nested = Nested(path[i..], value);
                return parent is null ? Appended(nested) : Replaced(parent, nested, InFlow(parent));
            }

            if (node.Find(path[i].Name) is not { } entry)
            {
                return Inserted(node, new YamlEntry(path[i].Name, path[i].Mode, Nested(path[(i + 1)..], value), default), atFront);
            }

            if (path[i].Mode != MergeMode.Merge && entry.Mode != path[i].Mode)
            {
                return new TextEdit(WithKey(entry, path[i].Name, path[i].Mode)).Set(path, value, atFront);
            }

            (parent, node) = (entry, entry.Value);
        }

        return Replaced(parent!, value, InFlow(parent!));
    }

    /// <summary>The text without an entry that is there.</summary>
    public string Remove(ReadOnlySpan<ConfigurationPath.Element> path)
    {
        var node = _root!;
        OutlineEntry? parent = null;
        for (int i = 0; i < path.Length - 1; i++)
        {
            parent = node.Find(path[i].Name)!;
            node = parent.Value;
        }

        string key = path[^1].Name;
        return RemovePart(node, parent, node.Entries.ToList().FindIndex(entry => entry.Key == key));
    }

    /// <summary>The text with another name for a key that is there.</summary>
    public string Rename(ReadOnlySpan<ConfigurationPath.Element> path, string name)
    {
        var entry = EntryAt(path);
        return WithKey(entry, name, entry.Mode);
    }

    /// <summary>The text without an item of a list.</summary>
    public string RemoveItem(ReadOnlySpan<ConfigurationPath.Element> path, int index)
    {
        var parent = EntryAt(path);
        return RemovePart(parent.Value, parent, index);
    }

    /// <summary>The text with more items in front of a list that has items, or behind it.</summary>
    public string InsertItems(ReadOnlySpan<ConfigurationPath.Element> path, IReadOnlyList<YamlNode> items, bool atFront)
    {
        if (items.Count == 0)
        {
            return _text;
        }

        var list = EntryAt(path).Value;
        if (list.IsFlow)
        {
            string flow = string.Join(", ", items.Select(YamlWriter.Flow));
            int place = atFront ? list.Entries[0].Start : list.Entries[^1].End;
            return _text.Insert(place, atFront ? flow + ", " : ", " + flow);
        }

        var model = atFront ? list.Entries[0] : list.Entries[^1];
        string dash = DashOf(list.Entries[0]);
        var lines = new StringBuilder();
        foreach (var item in items)
        {
            lines.Append(Indented(YamlWriter.Write(item), dash, new string(' ', dash.Length)));
        }

        return atFront ? _text.Insert(LineStart(model.Start), lines.ToString()) : InsertedBehind(model.End, lines.ToString());
    }

    private string WithKey(OutlineEntry entry, string name, MergeMode mode) => $"{_text[..entry.Start]}{YamlWriter.Key(name, mode)}{_text[entry.KeyEnd..]}";

    private OutlineEntry EntryAt(ReadOnlySpan<ConfigurationPath.Element> path)
    {
        var entry = _root!.Find(path[0].Name)!;
        foreach (var element in path[1..])
        {
            entry = entry.Value.Find(element.Name)!;
        }

        return entry;
    }

    /// <summary>What stands before an item in its line: its indentation and its dash.</summary>
    private string DashOf(OutlineEntry item) => _text[LineStart(item.Start)..item.Start];

    /// <summary>True if an entry stands within brackets.</summary>
    private bool InFlow(OutlineEntry entry) => Holder(_root!, entry) is { IsFlow: true };

    private static OutlineNode? Holder(OutlineNode node, OutlineEntry wanted) => node.Entries.Contains(wanted)
        ? node
        : node.Entries.Select(entry => Holder(entry.Value, wanted)).FirstOrDefault(found => found is not null);

    private string Replaced(OutlineEntry entry, YamlNode value, bool inFlow)
    {
        if (inFlow || entry.Value is { IsFlow: true, Kind: not OutlineKind.Empty })
        {
            string flow = YamlWriter.Flow(value);
            return entry.Value.Start == entry.KeyEnd ? _text.Insert(entry.KeyEnd, " " + flow) : $"{_text[..entry.Value.Start]}{flow}{_text[entry.Value.End..]}";
        }

        bool wasBlock = entry.Value.Kind is OutlineKind.Mapping or OutlineKind.List && !entry.Value.IsFlow;
        string? inline = YamlWriter.IsInline(value) ? YamlWriter.Write(value).TrimEnd('\n') : null;
        if (inline is not null && !wasBlock)
        {
            return entry.Value.Start == entry.KeyEnd
                ? _text.Insert(entry.KeyEnd, " " + inline)
                : $"{_text[..entry.Value.Start]}{inline}{_text[entry.Value.End..]}";
        }

        // What stands behind the key or the old value in its line, a comment perhaps, stays there.
        int tailStart = wasBlock ? entry.KeyEnd : entry.Value.End;
        int tailEnd = LineEnd(tailStart);
        string tail = _text[tailStart..tailEnd].TrimEnd();
        string rest = _text[(wasBlock ? entry.Value.End : tailEnd)..];
        if (inline is not null)
        {
            return $"{_text[..entry.KeyEnd]} {inline}{tail}{rest}";
        }

        return $"{_text[..entry.KeyEnd]}{tail}\n{Block(value, ColumnOf(entry.Start)).TrimEnd('\n')}{(rest.Length == 0 ? "\n" : rest)}";
    }

    private string Inserted(OutlineNode mapping, YamlEntry entry, bool atFront)
    {
        if (mapping.IsFlow)
        {
            string flow = $"{YamlWriter.Key(entry.Key, entry.Mode)} {YamlWriter.Flow(entry.Value)}";
            return atFront ? _text.Insert(mapping.Entries[0].Start, flow + ", ") : _text.Insert(mapping.Entries[^1].End, ", " + flow);
        }

        int column = ColumnOf(mapping.Entries[0].Start);
        string lines = Entry(entry, column);
        bool isBehindDash = !string.IsNullOrWhiteSpace(_text[LineStart(mapping.Entries[0].Start)..mapping.Entries[0].Start]);
        return atFront && !isBehindDash ? _text.Insert(LineStart(mapping.Entries[0].Start), lines) : InsertedBehind(mapping.Entries[^1].End, lines);
    }

    private string Appended(YamlNode document)
    {
        string start = _text.Length == 0 || _text.EndsWith('\n') ? _text : _text + "\n";
        return _root is { Kind: OutlineKind.Empty, End: > 0 and var end, Start: var from } && end > from
            ? $"{_text[..from]}{Indented(YamlWriter.Write(document), "", "")}{_text[end..].TrimStart('\n')}"
            : start + YamlWriter.Write(document);
    }

    private string RemovePart(OutlineNode holder, OutlineEntry? parent, int index)
    {
        var part = holder.Entries[index];
        if (holder.IsFlow)
        {
            return WithoutInFlow(part);
        }

        int from = LineStart(part.Start);
        string before = _text[from..part.Start];
        bool ownsLines = before.All(character => character is ' ' || (character == '-' && holder.Kind == OutlineKind.List)) && before.Count(character => character == '-') <= 1;
        if (!ownsLines && holder.Entries.Count > 1)
        {
            // The first key of an item stands behind its dash: the next one moves there.
            return index + 1 < holder.Entries.Count ? $"{_text[..part.Start]}{_text[holder.Entries[index + 1].Start..]}" : _text.Remove(part.Start, part.End - part.Start);
        }

        int to = LineEnd(part.End);
        to = to < _text.Length ? to + 1 : to;
        string rest = _text[..from] + _text[to..];
        if (holder.Entries.Count > 1 || parent is null)
        {
            return rest;
        }

        // Nothing is left: say so, or it would read as an empty value.
        return rest.Insert(parent.KeyEnd, holder.Kind == OutlineKind.List ? " []" : " {}");
    }

    private string WithoutInFlow(OutlineEntry part)
    {
        int from = part.Start, to = part.End;
        int after = Skip(to);
        if (after < _text.Length && _text[after] == ',')
        {
            to = Skip(after + 1);
        }
        else
        {
            int before = _text.AsSpan(0, from).TrimEnd().Length;
            from = before > 0 && _text[before - 1] == ',' ? before - 1 : from;
        }

        return _text[..from] + _text[to..];
    }

    /// <summary>Lines behind the line in which something ends.</summary>
    private string InsertedBehind(int end, string lines)
    {
        int at = LineEnd(end);
        return at < _text.Length ? _text.Insert(at + 1, lines) : $"{_text}\n{lines}";
    }

    private static YamlNode Nested(ReadOnlySpan<ConfigurationPath.Element> path, YamlNode value)
    {
        for (int i = path.Length - 1; i >= 0; i--)
        {
            value = new YamlMapping([new YamlEntry(path[i].Name, path[i].Mode, value, default)], default);
        }

        return value;
    }

    private string Entry(YamlEntry entry, int column) =>
        Indented(YamlWriter.Write(new YamlMapping([entry], default), _step), new string(' ', column), new string(' ', column));

    /// <summary>The lines of a collection below a key: keys one step further in, dashes below the key.</summary>
    private string Block(YamlNode value, int column)
    {
        string indent = value is YamlMapping ? new string(' ', column) + _step : new string(' ', column);
        return Indented(YamlWriter.Write(value, _step), indent, indent);
    }

    private static string Indented(string lines, string first, string others)
    {
        var text = new StringBuilder();
        string indent = first;
        foreach (string line in lines.TrimEnd('\n').Split('\n'))
        {
            text.Append(line.Length == 0 ? "" : indent).Append(line).Append('\n');
            indent = others;
        }

        return text.ToString();
    }

    /// <summary>How far the first nested mapping of the document is indented.</summary>
    private int? StepOf(OutlineNode? node)
    {
        foreach (var entry in node?.Entries ?? [])
        {
            if (entry.Value is { Kind: OutlineKind.Mapping, IsFlow: false })
            {
                return ColumnOf(entry.Value.Start) - ColumnOf(entry.Start) is > 0 and var step ? step : null;
            }
        }

        return null;
    }

    private int ColumnOf(int at) => at - LineStart(at);

    private int Skip(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private int LineStart(int at) => at == 0 ? 0 : _text.LastIndexOf('\n', at - 1) + 1;

    private int LineEnd(int at) => _text.IndexOf('\n', at) is var end && end < 0 ? _text.Length : end;
}
