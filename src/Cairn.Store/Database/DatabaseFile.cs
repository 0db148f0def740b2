using System.Globalization;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Store.Database;

/// <summary>The file <c>.spack-db/index.json</c> in version 8 of Spack's format; versions 5 to 7 are read, too.</summary>
internal static class DatabaseFile
{
    private const string CurrentVersion = "8";

    /// <summary>Reads all records by DAG hash.</summary>
    /// <exception cref="CairnException">The file is damaged or of a version that is not known.</exception>
    public static Dictionary<string, InstallRecord> Read(ReadOnlySpan<byte> utf8, string path, Func<string, ConcreteSpec?>? elsewhere)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 128 });
            return ReadFile(ref reader, path, elsewhere);
        }
        catch (JsonException exception)
        {
            throw new CairnException(new Diagnostic(
                "database-damaged", $"the database `{path}` is damaged",
                new SourceLocation(path, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1), [],
                "`cairn reindex` makes it anew from the installed prefixes"), exception);
        }
    }

    /// <summary>Writes all records, in the order of their hashes so that the same content gives the same file.</summary>
    public static byte[] Write(IEnumerable<InstallRecord> records)
    {
        var json = new PythonJsonWriter(1 << 20);
        json.BeginObject();
        json.Key("database");
        json.BeginObject();
        json.Member("version", CurrentVersion);
        json.Key("installs");
        json.BeginObject();
        foreach (var record in records)
        {
            json.Key(record.Spec.Hash);
            WriteRecord(json, record);
        }

        json.EndObject();
        json.EndObject();
        json.EndObject();
        return json.WrittenSpan.ToArray();
    }

    private static void WriteRecord(PythonJsonWriter json, InstallRecord record)
    {
        json.BeginObject();
        json.Key("spec");
        SpecJson.WriteNode(json, record.Spec);
        json.Key("ref_count");
        json.Number(record.DependentCount);
        json.Member("path", record.Path);
        json.Key("installed");
        json.Boolean(record.IsInstalled);
        json.Key("explicit");
        json.Boolean(record.IsExplicit);
        json.Key("installation_time");
        json.RawNumber(record.InstallationTime.ToString("0.0######", CultureInfo.InvariantCulture));
        if (record.DeprecatedFor is not null)
        {
            json.Member("deprecated_for", record.DeprecatedFor);
        }

        if (record.Origin is not null)
        {
            json.Member("origin", record.Origin);
        }

        json.EndObject();
    }

    private static Dictionary<string, InstallRecord> ReadFile(ref Utf8JsonReader reader, string path, Func<string, ConcreteSpec?>? elsewhere)
    {
        var drafts = new List<Draft>();
        var format = ConcreteSpec.CurrentFormat;
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            if (!reader.ValueTextEquals("database"u8))
            {
                SkipValue(ref reader);
                continue;
            }

            Expect(ref reader, JsonTokenType.StartObject);
            while (NextMember(ref reader))
            {
                if (reader.ValueTextEquals("version"u8))
                {
                    reader.Read();
                    format = FormatOf(reader.GetString(), path);
                }
                else if (reader.ValueTextEquals("installs"u8))
                {
                    ReadInstalls(ref reader, drafts);
                }
                else
                {
                    SkipValue(ref reader);
                }
            }
        }

        var specs = SpecLinker.Link(drafts.Select(draft => draft.Node!), format, elsewhere);
        var records = new Dictionary<string, InstallRecord>(drafts.Count, StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            records[draft.Key] = new InstallRecord
            {
                Spec = specs[draft.Node!.Key],
                Path = draft.Path is "None" ? null : draft.Path,
                IsInstalled = draft.IsInstalled,
                IsExplicit = draft.IsExplicit,
                InstallationTime = draft.InstallationTime,
                DependentCount = draft.DependentCount,
                DeprecatedFor = draft.DeprecatedFor,
                Origin = draft.Origin,
            };
        }

        return records;
    }

    private static int FormatOf(string? version, string path) => version switch
    {
        "8" => 5,
        "7" => 4,
        "6" => 3,
        "5" => 1,
        _ => throw new CairnException(new Diagnostic(
            "database-version", $"the database `{path}` is of version {version ?? "?"}; versions 5 to 8 are known", null, [],
            "a newer Cairn may know it; `cairn reindex` makes a new one from the installed prefixes")),
    };

    private static void ReadInstalls(ref Utf8JsonReader reader, List<Draft> drafts)
    {
        var nodes = new SpecNodeReader();
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            var draft = new Draft { Key = reader.GetString()! };
            Expect(ref reader, JsonTokenType.StartObject);
            while (NextMember(ref reader))
            {
                ReadField(ref reader, draft, nodes);
            }

            if (draft.Node is not null)
            {
                drafts.Add(draft);
            }
        }
    }

    private static void ReadField(ref Utf8JsonReader reader, Draft draft, SpecNodeReader nodes)
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
                draft.Node = nodes.ReadNode(ref reader);
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

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException($"expected {token}");
        }
    }

    private static bool NextMember(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
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

    private sealed class Draft
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
    }
}
