using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>Spec files in YAML: the members of the JSON form in the same order, as block collections.</summary>
internal static class SpecYaml
{
    /// <summary>The text of a spec file.</summary>
    public static string Text(ConcreteSpec spec) => YamlWriter.Write(Node(PlainJson.Parse(SpecJson.Write(spec))));

    private static YamlNode Node(PlainValue value) => value switch
    {
        PlainMapping mapping => new YamlMapping([.. mapping.Entries.Select(member => new YamlEntry(member.Key, MergeMode.Merge, Node(member.Value), default))], default),
        PlainList list => new YamlSequence([.. list.Items.Select(Node)], default),
        PlainText text => new YamlScalar(text.Text, true, default),
        PlainBoolean boolean => new YamlScalar(boolean.Value ? "true" : "false", false, default),
        PlainNumber number => new YamlScalar(number.Digits, false, default),
        _ => new YamlScalar("null", false, default),
    };
}
