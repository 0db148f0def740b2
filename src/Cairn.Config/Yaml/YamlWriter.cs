using System.Text;

namespace Cairn.Config.Yaml;

/// <summary>Writes values as YAML in block style, quoting only what would be read as something else.</summary>
public static class YamlWriter
{
    /// <summary>The text of a value, ending in a line feed.</summary>
    /// <param name="node">The value.</param>
    /// <param name="step">What a mapping is indented by within another.</param>
    public static string Write(YamlNode node, string step = "  ")
    {
        var text = new StringBuilder();
        WriteNode(text, node, "", step);
        return text.ToString();
    }

    /// <summary>A value on one line, collections in brackets.</summary>
    public static string Flow(YamlNode node) => node switch
    {
        YamlMapping mapping => $"{{{string.Join(", ", mapping.Entries.Select(entry => $"{Key(entry.Key, entry.Mode)} {Flow(entry.Value)}"))}}}",
        YamlSequence sequence => $"[{string.Join(", ", sequence.Items.Select(Flow))}]",
        YamlScalar { IsQuoted: true } scalar when scalar.Text.AsSpan().ContainsAny(",[]{}") => DoubleQuoted(scalar.Text),
        _ => Inline(node),
    };

    /// <summary>A key with its merge sign and its colon.</summary>
    public static string Key(string key, MergeMode mode) => Quote(key) + mode switch
    {
        MergeMode.Override => "::",
        MergeMode.Prepend => "+:",
        MergeMode.Append => "-:",
        _ => ":",
    };

    /// <summary>True if a value stands on its key's line.</summary>
    internal static bool IsInline(YamlNode node) => node is not (YamlMapping { Entries.Length: > 0 } or YamlSequence { Items.Length: > 0 });

    /// <summary>A text as a scalar: plain where that is read back as the same text, else in quotes.</summary>
    public static string Quote(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        return text.Any(char.IsControl) ? DoubleQuoted(text) : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static void WriteNode(StringBuilder text, YamlNode node, string indent, string step)
    {
        switch (node)
        {
            case YamlMapping { Entries.Length: > 0 } mapping:
                foreach (var entry in mapping.Entries)
                {
                    text.Append(indent);
                    WriteEntry(text, entry, indent, step);
                }

                break;
            case YamlSequence { Items.Length: > 0 } sequence:
                foreach (var item in sequence.Items)
                {
                    text.Append(indent).Append("- ");
                    WriteItem(text, item, indent + "  ", step);
                }

                break;
            default:
                text.Append(indent).Append(Inline(node)).Append('\n');
                break;
        }
    }

    private static void WriteEntry(StringBuilder text, YamlEntry entry, string indent, string step)
    {
        text.Append(Key(entry.Key, entry.Mode));
        switch (entry.Value)
        {
            case YamlMapping { Entries.Length: > 0 }:
                text.Append('\n');
                WriteNode(text, entry.Value, indent + step, step);
                break;
            case YamlSequence { Items.Length: > 0 }:
                text.Append('\n');
                WriteNode(text, entry.Value, indent, step);
                break;
            default:
                text.Append(' ').Append(Inline(entry.Value)).Append('\n');
                break;
        }
    }

    /// <summary>An item behind its dash: the first key of a mapping stands on the dash's line.</summary>
    private static void WriteItem(StringBuilder text, YamlNode item, string indent, string step)
    {
        if (item is YamlMapping { Entries.Length: > 0 } mapping)
        {
            for (var i = 0; i < mapping.Entries.Length; i++)
            {
                text.Append(i == 0 ? "" : indent);
                WriteEntry(text, mapping.Entries[i], indent, step);
            }
        }
        else if (item is YamlSequence { Items.Length: > 0 })
        {
            text.Append('\n');
            WriteNode(text, item, indent, step);
        }
        else
        {
            text.Append(Inline(item)).Append('\n');
        }
    }

    private static string Inline(YamlNode node) => node switch
    {
        YamlMapping => "{}",
        YamlSequence => "[]",
        YamlScalar { IsQuoted: false } scalar => scalar.Text.Length == 0 ? "null" : scalar.Text,
        YamlScalar scalar => Quote(scalar.Text),
        _ => "",
    };

    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || new YamlScalar(text, false, default).Kind != YamlScalarKind.String)
        {
            return false;
        }

        // YAML 1.1 readers take these for booleans.
        if (text.ToLowerInvariant() is "yes" or "no" or "on" or "off" or "y" or "n")
        {
            return false;
        }

        // A dash begins an item only before a blank, and a document only where there are three.
        if (text[0] == '-' && (text.Length == 1 || text[1] is ' ' or '-'))
        {
            return false;
        }

        return !"?:,[]{}#&*!|>'\"%@`".Contains(text[0]) && !text.Contains(": ", StringComparison.Ordinal) &&
            !text.Contains(" #", StringComparison.Ordinal) && text[^1] != ':' && !text.Any(char.IsControl);
    }

    private static string DoubleQuoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(character) => quoted.Append($"\\x{(int)character:x2}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
