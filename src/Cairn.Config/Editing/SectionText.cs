using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Editing;

/// <summary>
/// The text of a configuration file in which one section is edited. What is not edited (comments, order, quotes, blanks) stays byte for
/// byte as it is: an edit cuts text out or puts text in at places that the parser gives, and is read back before it counts.
/// </summary>
public sealed class SectionText
{
    private const string Step = "  ";

    private readonly string _text;
    private readonly string _file;
    private readonly string _section;
    private readonly SectionOutline? _outline;

    private SectionText(string text, string file, string section)
    {
        (_text, _file, _section) = (text, file, section);
        YamlReader.Read(text, file); // malformed text is refused with its place before anything is changed
        _outline = SectionOutline.Find(text, section);
    }

    /// <summary>True if the section is a list: the form of repositories before Spack 1.0.</summary>
    public bool IsList => _outline is { Kind: SectionKind.List };

    /// <summary>The keys of the section's mapping, or the texts of its list's plain items.</summary>
    public IEnumerable<string> Keys => _outline?.Parts.Select(part => part.Name) ?? [];

    /// <summary>Takes a file's text, empty for a file that does not exist.</summary>
    /// <exception cref="CairnException">The text is not YAML.</exception>
    public static SectionText Parse(string text, string file, string section) => new(text, file, section);

    /// <summary>The text with <c>key: value</c> in front of the section's other entries.</summary>
    /// <exception cref="CairnException">The key is there, or the section is no mapping.</exception>
    public string WithFirst(string key, string value)
    {
        if (Keys.Contains(key))
        {
            throw Refused($"`{_section}` in `{_file}` has an entry `{key}` already");
        }

        return Checked(Insert($"{YamlWriter.Quote(key)}: {YamlWriter.Quote(value)}", isItem: false), Keys.Prepend(key));
    }

    /// <summary>The text with an item in front of the section's list.</summary>
    /// <exception cref="CairnException">The section is no list.</exception>
    public string WithFirstItem(string value) => Checked(Insert(YamlWriter.Quote(value), isItem: true), Keys.Prepend(value));

    /// <summary>The text without an entry or item.</summary>
    /// <exception cref="CairnException">There is no such entry.</exception>
    public string Without(string key)
    {
        if (_outline is null || !Keys.Contains(key))
        {
            throw Refused($"`{_section}` in `{_file}` has no entry `{key}`");
        }

        var part = _outline.Parts.First(part => part.Name == key);
        return Checked(_outline.IsFlow ? WithoutInFlow(part) : WithoutLines(part), Keys.Where(name => name != key));
    }

    private string Insert(string entry, bool isItem)
    {
        switch (_outline)
        {
            case null:
                var start = _text.Length == 0 || _text.EndsWith('\n') ? _text : _text + "\n";
                return $"{start}{_section}:\n{(isItem ? "- " : Step)}{entry}\n";
            case { Kind: SectionKind.Other }:
                throw Refused($"`{_section}` in `{_file}` is neither a mapping nor a list");
            case { Kind: SectionKind.Empty, ValueStart: var from, ValueEnd: var to, KeyIndent: var indent }:
                // `repos:` or `repos: {}`, perhaps with a comment behind it: the value goes, the comment stays.
                int end = LineEnd(to);
                return $"{_text[..from].TrimEnd(' ')}{_text[to..end].TrimEnd()}\n{new string(' ', indent)}{(isItem ? "- " : Step)}{entry}{(end < _text.Length ? "" : "\n")}{_text[end..]}";
            case { IsFlow: true, ValueStart: var at }:
                return $"{_text[..(at + 1)]}{entry}, {_text[(at + 1)..]}";
            default:
                int line = LineStart(_outline.Parts[0].Start);
                // The first entry's own indentation, and its dash in a list.
                return $"{_text[..line]}{_text[line.._outline.Parts[0].Start]}{entry}\n{_text[line..]}";
        }
    }

    private string WithoutLines(SectionPart part)
    {
        int from = LineStart(part.Start);
        int to = LineEnd(part.End);
        to = to < _text.Length ? to + 1 : to;
        string rest = _text[..from] + _text[to..];
        if (_outline!.Parts.Count > 1)
        {
            return rest;
        }

        // Nothing is left: say so, or the section would read as an empty value.
        string nothing = IsList ? " []" : " {}";
        return rest.Insert(_outline.KeyEnd, nothing);
    }

    private string WithoutInFlow(SectionPart part)
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

    private int Skip(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at;
    }

    private int LineStart(int at) => _text.LastIndexOf('\n', Math.Max(0, at - 1), Math.Max(0, at)) + 1;

    private int LineEnd(int at) => _text.IndexOf('\n', at) is var end && end < 0 ? _text.Length : end;

    /// <summary>Reads an edited text back: an edit that does not say what it should is never handed out.</summary>
    private string Checked(string edited, IEnumerable<string> wanted)
    {
        var read = new SectionText(edited, _file, _section);
        return read.Keys.SequenceEqual(wanted)
            ? edited
            : throw Refused($"`{_section}` in `{_file}` is written in a way that cannot be edited here");
    }

    private static CairnException Refused(string message) =>
        new(new Diagnostic("configuration-edit", message, null, ["the file is as it was"], "edit the file by hand"));
}
