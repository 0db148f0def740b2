using System.Collections.Immutable;
using System.Globalization;

namespace Cairn.Config.Yaml;

/// <summary>An immutable value of a YAML document that knows where it was written.</summary>
public abstract class YamlNode(YamlMark mark)
{
    /// <summary>Where the value starts.</summary>
    public YamlMark Mark { get; } = mark;

    /// <summary>What the value is, for messages: <c>a mapping</c>, <c>a list</c>, <c>a string</c>…</summary>
    public abstract string Description { get; }
}

/// <summary>What a plain scalar stands for under YAML's core schema.</summary>
public enum YamlScalarKind
{
    /// <summary>Empty, <c>~</c> or <c>null</c>.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or exponent.</summary>
    Float,

    /// <summary>Anything else, and everything in quotes.</summary>
    String,
}

/// <summary>A single value: text, number, boolean or null.</summary>
public sealed class YamlScalar : YamlNode
{
    /// <summary>Creates a scalar; a plain one gets its kind from its text, a quoted one is always a string.</summary>
    public YamlScalar(string text, bool isQuoted, YamlMark mark)
        : base(mark)
    {
        Text = text;
        IsQuoted = isQuoted;
        Kind = isQuoted ? YamlScalarKind.String : KindOf(text);
    }

    /// <summary>The value as written, without quotes and escapes.</summary>
    public string Text { get; }

    /// <summary>True if the value was in quotes or a block scalar.</summary>
    public bool IsQuoted { get; }

    /// <summary>What the text stands for.</summary>
    public YamlScalarKind Kind { get; }

    /// <summary>True for an empty value, <c>~</c> and <c>null</c>.</summary>
    public bool IsNull => Kind == YamlScalarKind.Null;

    /// <inheritdoc/>
    public override string Description => Kind switch
    {
        YamlScalarKind.Null => "an empty value",
        YamlScalarKind.Boolean => "a boolean",
        YamlScalarKind.Integer or YamlScalarKind.Float => "a number",
        _ => "a string",
    };

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static YamlScalarKind KindOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => YamlScalarKind.Boolean,
        _ when !LooksNumeric(text) => YamlScalarKind.String,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => YamlScalarKind.Integer,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => YamlScalarKind.Float,
        _ => YamlScalarKind.String,
    };

    private static bool LooksNumeric(string text) =>
        char.IsAsciiDigit(text[^1]) || text[^1] == '.' ? text[0] is '-' or '+' or '.' || char.IsAsciiDigit(text[0]) : false;
}

/// <summary>A list.</summary>
public sealed class YamlSequence(ImmutableArray<YamlNode> items, YamlMark mark) : YamlNode(mark)
{
    /// <summary>The items in their order.</summary>
    public ImmutableArray<YamlNode> Items { get; } = items;

    /// <inheritdoc/>
    public override string Description => "a list";
}

/// <summary>How a key joins what scopes of lower precedence say under the same key.</summary>
/// <remarks>Spack docs, "Configuration Files": <c>key::</c> overrides, <c>key+:</c> prepends, <c>key-:</c> appends.</remarks>
public enum MergeMode
{
    /// <summary>Mappings merge, lists prepend, scalars replace.</summary>
    Merge,

    /// <summary><c>key::</c> replaces everything below.</summary>
    Override,

    /// <summary><c>key+:</c> puts the value in front, strings included.</summary>
    Prepend,

    /// <summary><c>key-:</c> puts the value behind, strings included.</summary>
    Append,
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key without the merge sign.</param>
/// <param name="Mode">The merge sign behind the key.</param>
/// <param name="Value">The value.</param>
/// <param name="KeyMark">Where the key stands.</param>
public readonly record struct YamlEntry(string Key, MergeMode Mode, YamlNode Value, YamlMark KeyMark);

/// <summary>A mapping that keeps the order in which its keys were written.</summary>
public sealed class YamlMapping(ImmutableArray<YamlEntry> entries, YamlMark mark) : YamlNode(mark)
{
    private const int IndexedFrom = 9;
    private Dictionary<string, int>? _index;

    /// <summary>The entries in their order; keys are unique.</summary>
    public ImmutableArray<YamlEntry> Entries { get; } = entries;

    /// <inheritdoc/>
    public override string Description => "a mapping";

    /// <summary>The value under <paramref name="key"/>, or null.</summary>
    public YamlNode? this[string key] => TryGetEntry(key, out var entry) ? entry.Value : null;

    /// <summary>Looks a key up.</summary>
    public bool TryGetEntry(string key, out YamlEntry entry)
    {
        var at = IndexOf(key);
        entry = at < 0 ? default : Entries[at];
        return at >= 0;
    }

    private int IndexOf(string key)
    {
        if (Entries.Length < IndexedFrom)
        {
            for (var i = 0; i < Entries.Length; i++)
            {
                if (Entries[i].Key == key)
                {
                    return i;
                }
            }

            return -1;
        }

        // Built on demand: most mappings are walked, not searched. A race builds it twice, harmlessly.
        var index = _index;
        if (index is null)
        {
            index = new Dictionary<string, int>(Entries.Length, StringComparer.Ordinal);
            for (var i = 0; i < Entries.Length; i++)
            {
                index[Entries[i].Key] = i;
            }

            _index = index;
        }

        return index.TryGetValue(key, out var at) ? at : -1;
    }
}
