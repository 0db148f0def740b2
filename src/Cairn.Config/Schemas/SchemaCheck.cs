using System.Collections.Immutable;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Schemas;

/// <summary>Collects what is wrong with a section: where it stands, what it should be, and what was probably meant.</summary>
internal sealed class SchemaCheck
{
    private readonly List<string> _path;
    private readonly ImmutableArray<Diagnostic>.Builder _errors = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly ImmutableArray<Diagnostic>.Builder _warnings = ImmutableArray.CreateBuilder<Diagnostic>();

    public SchemaCheck(string section) => _path = [section];

    /// <summary>What makes the section unusable.</summary>
    public ImmutableArray<Diagnostic> Errors => _errors.ToImmutable();

    /// <summary>What has no effect, or will have none.</summary>
    public ImmutableArray<Diagnostic> Warnings => _warnings.ToImmutable();

    private string Path => string.Join(':', _path);

    /// <summary>Checks the value of an entry.</summary>
    public void Within(YamlEntry entry, Schema schema)
    {
        _path.Add(entry.Key);
        schema.Check(entry.Value, this);
        _path.RemoveAt(_path.Count - 1);
    }

    /// <summary>A value is of the wrong kind.</summary>
    public void Mismatch(YamlNode node, string wanted) =>
        _errors.Add(new Diagnostic("configuration-type", $"`{Path}` should be {wanted} but is {node.Description}", Place(node.Mark), [], null));

    /// <summary>A text is none of those that are allowed.</summary>
    public void WrongChoice(YamlScalar scalar, ImmutableArray<string> choices) => _errors.Add(new Diagnostic(
        "configuration-value",
        $"`{Path}` should be {string.Join(" or ", choices.Select(choice => $"`{choice}`"))} but is `{scalar.Text}`",
        Place(scalar.Mark, scalar.Text.Length), [],
        NearestName.Of(scalar.Text, choices) is { } near ? $"did you mean `{near}`?" : null));

    /// <summary>A number is too small.</summary>
    public void TooSmall(YamlNode node, int least) =>
        _errors.Add(new Diagnostic("configuration-value", $"`{Path}` should be at least {least}", Place(node.Mark), [], null));

    /// <summary>A key must be there and is not.</summary>
    public void Missing(YamlMapping mapping, string key) =>
        _errors.Add(new Diagnostic("configuration-missing", $"`{Path}` has no `{key}:`, which it must have", Place(mapping.Mark), [], null));

    /// <summary>A key means nothing.</summary>
    public void UnknownKey(YamlEntry entry, IEnumerable<string> known) => _warnings.Add(new Diagnostic(
        "configuration-unknown-key",
        $"`{entry.Key}` means nothing under `{Path}`",
        Place(entry.KeyMark, entry.Key.Length), [],
        NearestName.Of(entry.Key, known) is { } near ? $"did you mean `{near}`?" : null));

    /// <summary>A key meant something once.</summary>
    public void Replaced(YamlEntry entry, string advice) => _warnings.Add(new Diagnostic(
        "configuration-replaced", $"`{entry.Key}` has no effect any more under `{Path}`", Place(entry.KeyMark, entry.Key.Length), [], advice));

    /// <summary>A value is written as it was once; it counts.</summary>
    public void OldForm(YamlNode node, string advice) => _warnings.Add(new Diagnostic(
        "configuration-old-form", $"`{Path}` is written in an older form", Place(node.Mark), [], advice));

    /// <summary>A place with its line, for a message.</summary>
    public static SourceLocation Place(YamlMark mark, int length = 1) => new(mark.File, mark.Line, mark.Column, LineOf(mark), length);

    /// <summary>The line is read again: mistakes are rare, and files need not be kept for them.</summary>
    private static string? LineOf(YamlMark mark)
    {
        try
        {
            return mark.Line > 0 && File.Exists(mark.File) ? File.ReadLines(mark.File).ElementAtOrDefault(mark.Line - 1) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
