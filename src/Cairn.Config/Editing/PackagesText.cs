using System.Collections.Immutable;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Editing;

/// <summary>
/// The text of a <c>packages.yaml</c> in which externals are added and removed. Everything else, comments included, stays as it is; each
/// edit is read back and compared with what it should say before it counts.
/// </summary>
public sealed class PackagesText
{
    private const string Section = "packages";
    private const string Step = "  ";

    private readonly string _text;
    private readonly string _file;
    private readonly YamlMapping _packages;
    private readonly TextOutline? _outline;

    private PackagesText(string text, string file)
    {
        (_text, _file) = (text, file);
        var document = YamlReader.Read(text, file);
        _outline = document is null ? null : TextOutline.Of(text)?[Section]?.Value;
        _packages = (document as YamlMapping)?[Section] as YamlMapping ?? Mapping();
        if (_outline is { Kind: SectionKind.Other or SectionKind.List } || (document is YamlMapping { Entries.Length: > 0 } && _outline is null))
        {
            throw Refused("does not hold a mapping `packages:`");
        }
    }

    /// <summary>Takes a file's text, empty for a file that does not exist.</summary>
    /// <exception cref="CairnException">The text is not YAML, or no section of packages.</exception>
    public static PackagesText Parse(string text, string file) => new(text, file);

    /// <inheritdoc/>
    public override string ToString() => _text;

    /// <summary>The externals that the file gives for a package.</summary>
    public ImmutableArray<YamlNode> ExternalsOf(string package) =>
        (_packages[package] as YamlMapping)?["externals"] is YamlSequence list ? list.Items : [];

    /// <summary>The packages that have an entry.</summary>
    public IEnumerable<string> Packages => _packages.Entries.Select(entry => entry.Key);

    /// <summary>The file with externals of a package behind those that it has.</summary>
    /// <exception cref="CairnException">The file is written in a way that cannot be edited.</exception>
    public PackagesText WithExternals(string package, IEnumerable<YamlMapping> externals)
    {
        YamlNode[] added = [.. externals];
        var list = new YamlSequence([.. ExternalsOf(package), .. added], default);
        return With(package, "externals", list, added.Length == 0 ? null : new YamlSequence([.. added], default));
    }

    /// <summary>The file with one setting of a package.</summary>
    /// <exception cref="CairnException">The file is written in a way that cannot be edited.</exception>
    public PackagesText WithSetting(string package, string key, string value) =>
        With(package, key, new YamlScalar(value, false, default), null);

    /// <summary>The file without one external of a package.</summary>
    /// <exception cref="CairnException">The file is written in a way that cannot be edited.</exception>
    public PackagesText WithoutExternal(string package, int index)
    {
        var part = _outline?[package]?.Value["externals"] ?? throw Refused($"has no externals of `{package}`");
        var left = ExternalsOf(package).RemoveAt(index);
        var expected = Replaced(package, "externals", new YamlSequence(left, default));
        if (left.IsEmpty || part.Value.IsFlow)
        {
            return Checked(Replace(part, new YamlSequence(left, default)), expected);
        }

        var item = part.Value.Parts[index];
        int from = LineStart(item.Start), to = LineEnd(item.Value.End);
        return Checked(_text[..from] + _text[Math.Min(_text.Length, to + 1)..], expected);
    }

    private PackagesText With(string package, string key, YamlNode whole, YamlNode? appended)
    {
        var expected = Replaced(package, key, whole);
        var entry = Mapping(Entry(key, whole));
        if (_outline is null)
        {
            var start = _text.Length == 0 || _text.EndsWith('\n') ? _text : _text + "\n";
            return Checked(start + YamlWriter.Write(Mapping(Entry(Section, Mapping(Entry(package, entry))))), expected);
        }

        var root = TextOutline.Of(_text)![Section]!;
        if (_outline is { Kind: SectionKind.Empty } or { IsFlow: true })
        {
            return Checked(Replace(root, expected), expected);
        }

        if (_outline[package] is not { } packagePart)
        {
            return Checked(Append(_outline, Mapping(Entry(package, entry))), expected);
        }

        if (packagePart.Value is { Kind: not SectionKind.Mapping } or { IsFlow: true })
        {
            return Checked(Replace(packagePart, expected[package]!), expected);
        }

        if (packagePart.Value[key] is not { } keyPart)
        {
            return Checked(Append(packagePart.Value, entry), expected);
        }

        return Checked(
            appended is not null && keyPart.Value is { Kind: SectionKind.List, IsFlow: false } ? Append(keyPart.Value, appended) : Replace(keyPart, whole),
            expected);
    }

    /// <summary>Puts entries or items behind those of a block.</summary>
    private string Append(TextOutline block, YamlNode added)
    {
        var at = LineEnd(block.End);
        var text = Indented(YamlWriter.Write(added), new string(' ', block.Column));
        return at < _text.Length ? _text[..(at + 1)] + text + _text[(at + 1)..] : $"{_text}\n{text}";
    }

    /// <summary>Writes the value of a key anew; a comment behind it stays on the key's line.</summary>
    private string Replace(TextPart part, YamlNode value)
    {
        var column = part.Start - LineStart(part.Start);
        int from = part.KeyEnd, to = Math.Max(part.KeyEnd, part.Value.End), end = LineEnd(to);
        var comment = _text[to..end].TrimEnd();
        var isInline = value is not (YamlMapping { Entries.Length: > 0 } or YamlSequence { Items.Length: > 0 });
        var written = YamlWriter.Write(value).TrimEnd('\n');
        var indent = new string(' ', column) + (value is YamlSequence ? "" : Step);
        return isInline
            ? $"{_text[..from]} {written}{comment}{_text[end..]}"
            : $"{_text[..from]}{(comment.Length > 0 ? "  " + comment.TrimStart() : "")}\n{Indented(written + "\n", indent).TrimEnd('\n')}{(end < _text.Length ? "" : "\n")}{_text[end..]}";
    }

    private static string Indented(string text, string indent) =>
        string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{indent}{line}\n"));

    /// <summary>The section as it should be afterwards.</summary>
    private YamlMapping Replaced(string package, string key, YamlNode value)
    {
        var settings = _packages[package] as YamlMapping ?? Mapping();
        return Put(_packages, package, Put(settings, key, value));
    }

    private static YamlMapping Put(YamlMapping mapping, string key, YamlNode value)
    {
        for (var i = 0; i < mapping.Entries.Length; i++)
        {
            if (mapping.Entries[i].Key == key)
            {
                return new YamlMapping(mapping.Entries.SetItem(i, mapping.Entries[i] with { Value = value }), default);
            }
        }

        return new YamlMapping(mapping.Entries.Add(Entry(key, value)), default);
    }

    /// <summary>Reads an edited text back: an edit that does not say what it should is never handed out.</summary>
    private PackagesText Checked(string edited, YamlMapping expected)
    {
        PackagesText read;
        try
        {
            read = new PackagesText(edited, _file);
        }
        catch (CairnException)
        {
            throw Refused("is written in a way that cannot be edited here");
        }

        return YamlWriter.Write(read._packages) == YamlWriter.Write(expected) ? read : throw Refused("is written in a way that cannot be edited here");
    }

    private int LineStart(int at) => at == 0 ? 0 : _text.LastIndexOf('\n', at - 1) + 1;

    private int LineEnd(int at) => _text.IndexOf('\n', Math.Min(at, _text.Length)) is var end && end < 0 ? _text.Length : end;

    private CairnException Refused(string problem) => new(new Diagnostic(
        "configuration-edit", $"`{_file}` {problem}", null, ["the file is as it was"], "edit the file by hand"));

    private static YamlMapping Mapping(params ReadOnlySpan<YamlEntry> entries) => new([.. entries], default);

    private static YamlEntry Entry(string key, YamlNode value) => new(key, MergeMode.Merge, value, default);
}
