using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>Reads values of the shapes that <c>packages.yaml</c> and <c>concretizer.yaml</c> use.</summary>
internal static class YamlValues
{
    /// <summary>Where a value was written.</summary>
    public static SourceLocation? Location(YamlNode node) =>
        node.Mark.Line > 0 ? new SourceLocation(node.Mark.File, node.Mark.Line, node.Mark.Column) : null;

    /// <summary>A text, or an error that says where something else stands.</summary>
    public static string Text(YamlNode node, string path) =>
        node is YamlScalar scalar ? scalar.Text : throw Configuration.Mismatch(path, node, "a string");

    /// <summary>The texts of a list, or of one scalar; none for null.</summary>
    public static ImmutableArray<string> Texts(YamlNode? node, string path) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlScalar scalar => [scalar.Text],
        YamlSequence sequence => [.. sequence.Items.Select(item => Text(item, path))],
        _ => throw Configuration.Mismatch(path, node, "a string or a list of strings"),
    };

    /// <summary>A boolean, or null if there is none.</summary>
    public static bool? Flag(YamlNode? node, string path) => node switch
    {
        null or YamlScalar { IsNull: true } => null,
        YamlScalar { Kind: YamlScalarKind.Boolean } scalar => scalar.Text[0] is 't' or 'T',
        _ => throw Configuration.Mismatch(path, node, "`true` or `false`"),
    };

    /// <summary>The value without positions, for attributes that are only handed on.</summary>
    public static PlainValue Plain(YamlNode node) => node switch
    {
        YamlMapping mapping => new PlainMapping([.. mapping.Entries.Select(entry => new PlainMember(entry.Key, Plain(entry.Value)))]),
        YamlSequence sequence => new PlainList([.. sequence.Items.Select(Plain)]),
        YamlScalar { IsNull: true } => PlainValue.Null,
        YamlScalar { Kind: YamlScalarKind.Boolean } scalar => new PlainBoolean(scalar.Text[0] is 't' or 'T'),
        YamlScalar { Kind: YamlScalarKind.Integer } scalar => new PlainNumber(scalar.Text),
        YamlScalar scalar => new PlainText(scalar.Text),
        _ => PlainValue.Null,
    };
}
