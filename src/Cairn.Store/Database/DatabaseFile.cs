using System.Globalization;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Store.Database;

/// <summary>The file <c>.spack-db/index.json</c> in version 8 of Spack's format; versions 5 to 7 are read, too.</summary>
internal static class DatabaseFile
{
    /// <summary>Reads all records by DAG hash.</summary>
    /// <exception cref="CairnException">The file is damaged or of a version that is not known.</exception>
    public static Dictionary<string, InstallRecord> Read(ReadOnlySpan<byte> utf8, string path, Func<string, ConcreteSpec?>? elsewhere)
    {
        try
        {
            var reader = new Utf8JsonScanner(utf8);
            return ReadFile(ref reader, path, elsewhere);
        }
        catch (JsonException exception)
        {
            throw Damaged(path, exception, 0);
        }
    }

    /// <summary>Says where a file is damaged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="exception">What is wrong.</param>
    /// <param name="offset">Where the text begins, in its line, that was read.</param>
    public static CairnException Damaged(string path, JsonException exception, int offset) => new(new Diagnostic(
        "database-damaged", $"the database `{path}` is damaged",
        new SourceLocation(path, (int)(exception.LineNumber ?? 0) + 1, offset + (int)(exception.BytePositionInLine ?? 0) + 1), [],
        "`cairn reindex` makes it anew from the installed prefixes"), exception);

    /// <summary>The text of a record.</summary>
    public static byte[] WriteRecord(InstallRecord record)
    {
        var json = new PythonJsonWriter();
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
        return json.WrittenSpan.ToArray();
    }

    private static Dictionary<string, InstallRecord> ReadFile(ref Utf8JsonScanner reader, string path, Func<string, ConcreteSpec?>? elsewhere)
    {
        var drafts = new List<RecordDraft>();
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

        if (reader.Read())
        {
            throw new JsonException("something follows the end");
        }

        var specs = SpecLinker.Link(drafts.Select(draft => draft.Node!), format, elsewhere);
        var records = new Dictionary<string, InstallRecord>(drafts.Count, StringComparer.Ordinal);
        foreach (var draft in drafts)
        {
            records[draft.Key] = draft.With(specs[draft.Node!.Key]);
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

    private static void ReadInstalls(ref Utf8JsonScanner reader, List<RecordDraft> drafts)
    {
        var records = new RecordReader();
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            if (records.Read(ref reader, reader.GetString()!) is { } draft)
            {
                drafts.Add(draft);
            }
        }
    }

    private static void Expect(ref Utf8JsonScanner reader, JsonTokenType token)
    {
        if (!reader.Read() || reader.TokenType != token)
        {
            throw new JsonException($"expected {token}");
        }
    }

    private static bool NextMember(ref Utf8JsonScanner reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static void SkipValue(ref Utf8JsonScanner reader)
    {
        reader.Read();
        reader.Skip();
    }
}
