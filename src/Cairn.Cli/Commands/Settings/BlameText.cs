using System.Text;
using Cairn.Config.Yaml;

namespace Cairn.Cli.Commands;

/// <summary>Configuration as YAML with the place of each value in front of its line.</summary>
internal sealed class BlameText
{
    private readonly List<(string Place, string Line)> _lines = [];

    private BlameText()
    {
    }

    /// <summary>The text.</summary>
    public static string Write(YamlNode node)
    {
        var blame = new BlameText();
        blame.Add(node, "", "");
        int width = blame._lines.Max(line => line.Place.Length);
        var text = new StringBuilder();
        foreach (var (place, line) in blame._lines)
        {
            text.Append(place.PadRight(width)).Append("  ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <param name="node">The value.</param>
    /// <param name="first">What stands before it on its first line.</param>
    /// <param name="indent">What stands before its other lines.</param>
    private void Add(YamlNode node, string first, string indent)
    {
        switch (node)
        {
            case YamlMapping { Entries.Length: > 0 } mapping:
                foreach (var entry in mapping.Entries)
                {
                    AddEntry(entry, first, indent);
                    first = indent;
                }

                break;
            case YamlSequence { Items.Length: > 0 } sequence:
                foreach (var item in sequence.Items)
                {
                    Add(item, first + "- ", indent + "  ");
                    first = indent;
                }

                break;
            default:
                _lines.Add((Place(node.Mark), first + YamlWriter.Write(node).TrimEnd('\n')));
                break;
        }
    }

    private void AddEntry(YamlEntry entry, string first, string indent)
    {
        string key = $"{first}{YamlWriter.Quote(entry.Key)}:";
        if (entry.Value is YamlMapping { Entries.Length: > 0 })
        {
            _lines.Add((Place(entry.KeyMark), key));
            Add(entry.Value, indent + "  ", indent + "  ");
        }
        else if (entry.Value is YamlSequence { Items.Length: > 0 })
        {
            _lines.Add((Place(entry.KeyMark), key));
            Add(entry.Value, indent, indent);
        }
        else
        {
            _lines.Add((Place(entry.Value.Mark), $"{key} {YamlWriter.Write(entry.Value).TrimEnd('\n')}"));
        }
    }

    private static string Place(YamlMark mark) => mark.Line > 0 ? $"{mark.File}:{mark.Line}" : mark.File;
}
