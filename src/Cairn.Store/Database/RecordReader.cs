using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Store.Database;

/// <summary>Reads records out of the JSON of a database.</summary>
/// <remarks>One reader per file and thread: what it has seen once (names, versions, variant values) it gives out again.</remarks>
internal sealed class RecordReader
{
    private readonly SpecNodeReader _nodes = new();

    /// <summary>Reads the record that begins with the next token; null if it tells of no spec.</summary>
    /// <exception cref="JsonException">The JSON is damaged.</exception>
    /// <exception cref="CairnException">The spec is no spec.</exception>
    public RecordDraft? Read(ref Utf8JsonScanner reader, string key)
    {
        var draft = new RecordDraft { Key = key };
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("a record is no object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadField(ref reader, draft);
        }

        return draft.Node is null ? null : draft;
    }

    private void ReadField(ref Utf8JsonScanner reader, RecordDraft draft)
    {
        var field = reader.ValueTextEquals("spec"u8) ? Field.Spec
            : reader.ValueTextEquals("path"u8) ? Field.Path
            : reader.ValueTextEquals("installed"u8) ? Field.Installed
            : reader.ValueTextEquals("explicit"u8) ? Field.Explicit
            : reader.ValueTextEquals("installation_time"u8) ? Field.Time
            : reader.ValueTextEquals("ref_count"u8) ? Field.Count
            : reader.ValueTextEquals("deprecated_for"u8) ? Field.Deprecated
            : reader.ValueTextEquals("origin"u8) ? Field.Origin
            : Field.Unknown;
        reader.Read();
        switch (field)
        {
            case Field.Spec:
                draft.Node = _nodes.ReadNode(ref reader);
                break;
            case Field.Path:
                draft.Path = reader.GetString();
                break;
            case Field.Installed:
                draft.IsInstalled = reader.GetBoolean();
                break;
            case Field.Explicit:
                draft.IsExplicit = reader.TokenType != JsonTokenType.Null && reader.GetBoolean();
                break;
            case Field.Time:
                draft.InstallationTime = reader.TokenType == JsonTokenType.Null ? 0 : reader.GetDouble();
                break;
            case Field.Count:
                draft.DependentCount = reader.GetInt32();
                break;
            case Field.Deprecated:
                draft.DeprecatedFor = reader.GetString();
                break;
            case Field.Origin:
                draft.Origin = reader.GetString();
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private enum Field
    {
        Unknown,
        Spec,
        Path,
        Installed,
        Explicit,
        Time,
        Count,
        Deprecated,
        Origin,
    }
}

/// <summary>A record whose spec is not linked to its dependencies yet.</summary>
internal sealed class RecordDraft
{
    public required string Key { get; init; }

    public SpecNodeRecord? Node { get; set; }

    public string? Path { get; set; }

    public bool IsInstalled { get; set; }

    public bool IsExplicit { get; set; }

    public double InstallationTime { get; set; }

    public int DependentCount { get; set; }

    public string? DeprecatedFor { get; set; }

    public string? Origin { get; set; }

    /// <summary>The record, with its spec.</summary>
    public InstallRecord With(ConcreteSpec spec) => new()
    {
        Spec = spec,
        Path = Path is "None" ? null : Path,
        IsInstalled = IsInstalled,
        IsExplicit = IsExplicit,
        InstallationTime = InstallationTime,
        DependentCount = DependentCount,
        DeprecatedFor = DeprecatedFor,
        Origin = Origin,
    };
}
