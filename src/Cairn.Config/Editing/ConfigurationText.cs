using System.Collections.Immutable;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Editing;

/// <summary>
/// The text of a configuration file that is edited. What is not edited (comments, order, quotes, blanks) stays byte for byte as it is: an
/// edit cuts text out or puts text in at places that the parser gives, and it is read back and compared with what was meant before it counts.
/// </summary>
public sealed class ConfigurationText
{
    private readonly string _file;

    private ConfigurationText(string text, string file)
    {
        (Text, _file) = (text, file);
        Content = YamlReader.Read(text, file); // malformed text is refused with its place before anything is changed
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>What the text says; null if it says nothing.</summary>
    public YamlNode? Content { get; }

    /// <summary>Takes a file's text, empty for a file that does not exist.</summary>
    /// <exception cref="CairnException">The text is not YAML.</exception>
    public static ConfigurationText Parse(string text, string file) => new(text, file);

    /// <summary>Reads a file; one that does not exist is empty.</summary>
    /// <exception cref="CairnException">The file cannot be read, or is not YAML.</exception>
    public static ConfigurationText Read(string file)
    {
        try
        {
            return new ConfigurationText(File.Exists(file) ? File.ReadAllText(file) : "", file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "configuration-unreadable", $"cannot read `{file}`: {exception.Message}", null, [], "check the file's permissions"), exception);
        }
    }

    /// <summary>The value under a path, or null.</summary>
    public YamlNode? Find(params ReadOnlySpan<ConfigurationPath.Element> path) => YamlTreeEdit.Find(Content, path);

    /// <summary>The text with a value under a path; keys that are missing are made.</summary>
    /// <param name="path">The keys from the top.</param>
    /// <param name="value">The value.</param>
    /// <param name="atFront">True to put a new key in front of the others, where order is search order.</param>
    /// <exception cref="CairnException">The text is written in a way that cannot be edited.</exception>
    public ConfigurationText Set(ReadOnlySpan<ConfigurationPath.Element> path, YamlNode value, bool atFront = false)
    {
        for (int i = 0; i < path.Length; i++)
        {
            // A list or a single value on the way is somebody's: it is not thrown away for a mapping.
            if (Find(path[..i]) is not (null or YamlMapping or YamlScalar { IsNull: true } or YamlSequence { Items.IsEmpty: true }))
            {
                throw Refused($"`{(i == 0 ? "the file" : string.Join(':', path[..i].ToArray().Select(element => element.Name)))}` in `{_file}` is no mapping", "edit the file by hand: `cairn config edit`");
            }
        }

        var expected = YamlTreeEdit.Set(Content, path, value, atFront);
        var edit = new TextEdit(Text);
        return Checked(edit.Set(path, value, atFront), expected);
    }

    /// <summary>The text with the items of a list, where only those that differ are touched: new ones in front or at the end, others gone.</summary>
    /// <exception cref="CairnException">The text is written in a way that cannot be edited.</exception>
    public ConfigurationText SetItems(ReadOnlySpan<ConfigurationPath.Element> path, ImmutableArray<YamlNode> items)
    {
        var list = new YamlSequence(items, default);
        if (Find(path) is not YamlSequence { Items.IsEmpty: false } before || items.IsEmpty)
        {
            return Set(path, list);
        }

        // Items that stay, in their order, are the middle of the new list: everything else is put in front or behind.
        var expected = YamlTreeEdit.Set(Content, path, list, atFront: false);
        var text = this;
        for (int i = before.Items.Length - 1; i >= 0; i--)
        {
            if (!items.Any(item => YamlTreeEdit.Same(item, before.Items[i])))
            {
                text = new ConfigurationText(new TextEdit(text.Text).RemoveItem(path, i), _file);
            }
        }

        if (text.Find(path) is not YamlSequence { Items.IsEmpty: false } kept)
        {
            return Set(path, list);
        }

        int first = items.ToList().FindIndex(item => YamlTreeEdit.Same(item, kept.Items[0]));
        string edited = new TextEdit(text.Text).InsertItems(path, [.. items[..first]], atFront: true);
        edited = new TextEdit(edited).InsertItems(path, [.. items.Skip(first + kept.Items.Length)], atFront: false);
        var result = new ConfigurationText(edited, _file);
        return YamlTreeEdit.Same(result.Content, expected) ? result : Set(path, list);
    }

    /// <summary>The text without the entry under a path.</summary>
    /// <exception cref="CairnException">There is no such entry, or the text is written in a way that cannot be edited.</exception>
    public ConfigurationText Remove(params ReadOnlySpan<ConfigurationPath.Element> path) => Find(path) is null
        ? throw NotSet(path)
        : Checked(new TextEdit(Text).Remove(path), YamlTreeEdit.Remove(Content!, path));

    /// <summary>The text with another name for the key at the end of a path; its value and its place stay.</summary>
    /// <exception cref="CairnException">There is no such entry, or the text is written in a way that cannot be edited.</exception>
    public ConfigurationText Rename(ReadOnlySpan<ConfigurationPath.Element> path, string name) => Find(path) is null
        ? throw NotSet(path)
        : Checked(new TextEdit(Text).Rename(path, name), YamlTreeEdit.Rename(Content!, path, name));

    /// <summary>Reads an edited text back: an edit that does not say what it should is never handed out.</summary>
    private ConfigurationText Checked(string edited, YamlNode expected)
    {
        ConfigurationText? read = null;
        try
        {
            read = new ConfigurationText(edited, _file);
        }
        catch (CairnException)
        {
            // Refused below: what was written here cannot be edited by cutting and pasting, for example around aliases.
        }

        return read is not null && YamlTreeEdit.Same(read.Content, expected)
            ? read
            : throw Refused($"`{_file}` is written in a way that cannot be edited here", "edit the file by hand: `cairn config edit`");
    }

    private CairnException NotSet(ReadOnlySpan<ConfigurationPath.Element> path) => Refused(
        $"`{string.Join(':', path.ToArray().Select(element => element.Name))}` is not set in `{_file}`", "`cairn config blame` shows where a value comes from");

    private static CairnException Refused(string message, string hint) =>
        new(new Diagnostic("configuration-edit", message, null, ["the file is as it was"], hint));
}
