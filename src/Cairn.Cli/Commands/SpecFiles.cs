using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>Reads files that hold one concrete spec, in JSON or YAML, of any version of the format.</summary>
internal static class SpecFiles
{
    /// <summary>The spec of a file.</summary>
    /// <exception cref="CairnException">It cannot be read, or holds no spec.</exception>
    public static ConcreteSpec Read(string path)
    {
        try
        {
            return Path.GetExtension(path) is ".yaml" or ".yml"
                ? PlainSpecReader.Read(YamlReader.Read(File.ReadAllText(path), path, hasMergeSigns: false) is { } node ? Plain(node) : PlainMapping.Empty)
                : SpecJson.Read(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic(
                "spec-file", $"cannot read the spec file `{path}`: {exception.Message}", null, [], "`cairn spec --json` writes such files"), exception);
        }
    }

    private static PlainValue Plain(YamlNode node) => node switch
    {
        YamlMapping mapping => new PlainMapping([.. mapping.Entries.Select(entry => new PlainMember(entry.Key, Plain(entry.Value)))]),
        YamlSequence sequence => new PlainList([.. sequence.Items.Select(Plain)]),
        YamlScalar { Kind: YamlScalarKind.Null } => PlainValue.Null,
        YamlScalar { Kind: YamlScalarKind.Boolean } scalar => new PlainBoolean(scalar.Text[0] is 't' or 'T'),
        YamlScalar { Kind: YamlScalarKind.Integer or YamlScalarKind.Float } scalar => new PlainNumber(scalar.Text),
        _ => new PlainText(node.ToString() ?? ""),
    };
}
