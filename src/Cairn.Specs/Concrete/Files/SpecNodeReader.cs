using System.Collections.Immutable;
using System.Text.Json;

namespace Cairn.Specs;

/// <summary>Reads nodes of the formats 2 to 5 straight out of JSON, sharing texts and values between them.</summary>
/// <remarks>
/// One reader per file or database: what it has seen once (names, versions, variant values, architectures) it gives out again.
/// Members that it doesn't know are passed over.
/// </remarks>
public sealed class SpecNodeReader
{
    private readonly Utf8StringPool _texts = new();
    private readonly NodeParts _parts = new();

    /// <summary>Reads the node at whose opening brace the reader stands, and leaves it at the closing one.</summary>
    /// <exception cref="JsonException">The JSON is damaged.</exception>
    /// <exception cref="CairnException">The object is no node.</exception>
    public SpecNodeRecord ReadNode(ref Utf8JsonScanner reader)
    {
        var node = new SpecNodeRecord();
        ReadMembers(ref reader, node);
        PlainSpecReader.DecideKey(node);
        return node;
    }

    /// <summary>Reads a node with the framework's reader, which costs a copy; <see cref="Utf8JsonScanner"/> costs none.</summary>
    /// <inheritdoc cref="ReadNode(ref Utf8JsonScanner)"/>
    public SpecNodeRecord ReadNode(ref Utf8JsonReader reader)
    {
        using var node = JsonDocument.ParseValue(ref reader);
        var scanner = new Utf8JsonScanner(System.Text.Encoding.UTF8.GetBytes(node.RootElement.GetRawText()));
        scanner.Read();
        return ReadNode(ref scanner);
    }

    /// <summary>Reads a whole spec file. Null if it is of format 1, whose nodes are keyed by name.</summary>
    internal ConcreteSpec? ReadFile(ref Utf8JsonScanner reader)
    {
        List<SpecNodeRecord>? nodes = null;
        int? format = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            if (!reader.ValueTextEquals("spec"u8))
            {
                Skip(ref reader);
                continue;
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                return null;
            }

            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw SpecLinker.Damaged("it has no nodes");
            }

            while (NextMember(ref reader))
            {
                if (reader.ValueTextEquals("nodes"u8))
                {
                    nodes = ReadNodes(ref reader);
                }
                else if (reader.ValueTextEquals("_meta"u8))
                {
                    format = ReadFormat(ref reader);
                }
                else
                {
                    Skip(ref reader);
                }
            }
        }

        while (reader.Read())
        {
        }

        if (nodes is null || nodes.Count == 0)
        {
            throw SpecLinker.Damaged("it has no nodes");
        }

        return PlainSpecReader.LinkFile(nodes, format ?? ConcreteSpec.CurrentFormat);
    }

    private List<SpecNodeRecord> ReadNodes(ref Utf8JsonScanner reader)
    {
        var nodes = new List<SpecNodeRecord>();
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var node = new SpecNodeRecord();
            ReadMembers(ref reader, node);
            nodes.Add(node);
        }

        return nodes;
    }

    private static int? ReadFormat(ref Utf8JsonScanner reader)
    {
        reader.Read();
        return PlainJson.Read(ref reader) is PlainMapping meta ? PlainSpecReader.FormatOf(meta["version"]) : null;
    }

    private void ReadMembers(ref Utf8JsonScanner reader, SpecNodeRecord node)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw SpecLinker.Damaged("a node is no object");
        }

        ImmutableArray<string> patches = default;
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                node.Name = ReadText(ref reader) ?? "";
            }
            else if (reader.ValueTextEquals("version"u8))
            {
                node.Version = _parts.Version(ReadText(ref reader) ?? "");
            }
            else if (reader.ValueTextEquals("arch"u8))
            {
                node.Architecture = ReadArchitecture(ref reader);
            }
            else if (reader.ValueTextEquals("namespace"u8))
            {
                node.Namespace = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("parameters"u8))
            {
                ReadParameters(ref reader, node);
            }
            else if (reader.ValueTextEquals("dependencies"u8))
            {
                ReadDependencies(ref reader, node);
            }
            else if (reader.ValueTextEquals("hash"u8))
            {
                node.Hash = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("package_hash"u8))
            {
                node.PackageHash = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("patches"u8))
            {
                reader.Read();
                patches = ReadTexts(ref reader);
            }
            else if (reader.ValueTextEquals("annotations"u8) || reader.ValueTextEquals("external"u8)
                || reader.ValueTextEquals("compiler"u8) || reader.ValueTextEquals("build_spec"u8)
                || reader.ValueTextEquals("full_hash"u8) || reader.ValueTextEquals("build_hash"u8)
                || reader.ValueTextEquals("versions"u8) || reader.ValueTextEquals("concrete"u8))
            {
                var key = _texts.Get(ref reader);
                if (key == "annotations")
                {
                    ReadAnnotations(ref reader, node);
                }
                else
                {
                    reader.Read();
                    PlainSpecReader.ReadRareMember(node, key, PlainJson.Read(ref reader), _parts);
                }
            }
            else
            {
                Skip(ref reader);
            }
        }

        if (!patches.IsDefaultOrEmpty)
        {
            PlainSpecReader.SetPatches(node, patches);
        }
    }

    private void ReadAnnotations(ref Utf8JsonScanner reader, SpecNodeRecord node)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("original_specfile_version"u8))
            {
                reader.Read();
                node.OriginalFormat = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : null;
            }
            else if (reader.ValueTextEquals("compiler"u8))
            {
                node.LegacyCompiler = ReadText(ref reader) is { } compiler && compiler != "None" ? compiler : null;
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    private ConcreteArchitecture ReadArchitecture(ref Utf8JsonScanner reader)
    {
        string? platform = null;
        string? system = null;
        Microarchitecture? target = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("platform"u8))
            {
                platform = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("platform_os"u8))
            {
                system = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("target"u8))
            {
                reader.Read();
                target = reader.TokenType == JsonTokenType.String
                    ? _parts.Target(_texts.Get(ref reader))
                    : _parts.Target(PlainJson.Read(ref reader));
            }
            else
            {
                Skip(ref reader);
            }
        }

        return _parts.Architecture(platform, system, target);
    }

    private void ReadParameters(ref Utf8JsonScanner reader, SpecNodeRecord node)
    {
        var variants = new List<VariantValue>();
        var flags = _parts.BeginFlags();
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            var name = _texts.Get(ref reader);
            reader.Read();
            if (CompilerFlags.IsKind(name))
            {
                flags.Add(name, reader.TokenType == JsonTokenType.StartArray ? ReadTexts(ref reader) : PassOver(ref reader));
                continue;
            }

            variants.Add(reader.TokenType switch
            {
                JsonTokenType.True => _parts.Boolean(name, true),
                JsonTokenType.False => _parts.Boolean(name, false),
                JsonTokenType.String => _parts.Single(name, _texts.Get(ref reader)),
                JsonTokenType.StartArray => NodeParts.Multiple(name, ReadTexts(ref reader)),
                _ => _parts.Single(name, PlainJson.Read(ref reader).ToString() ?? ""),
            });
        }

        node.Variants = NodeParts.Variants(variants);
        node.CompilerFlags = flags.End();
    }

    private void ReadDependencies(ref Utf8JsonScanner reader, SpecNodeRecord node)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            node.Dependencies.Add(ReadDependency(ref reader));
        }
    }

    private SpecNodeRecord.EdgeRecord ReadDependency(ref Utf8JsonScanner reader)
    {
        string? name = null;
        string? key = null;
        var kind = "";
        var types = DependencyTypes.None;
        ImmutableArray<string> virtuals = [];
        var isDirect = false;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw SpecLinker.Damaged("a dependency is no object");
        }

        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("name"u8))
            {
                name = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("parameters"u8))
            {
                ReadEdgeParameters(ref reader, ref types, ref virtuals, ref isDirect);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                types = ReadTypes(ref reader);
            }
            else if (reader.ValueTextEquals("hash"u8))
            {
                (key, kind) = (ReadText(ref reader), "hash");
            }
            else if (kind != "hash" && (reader.ValueTextEquals("full_hash"u8) || reader.ValueTextEquals("build_hash"u8)))
            {
                kind = _texts.Get(ref reader);
                key = ReadText(ref reader);
            }
            else
            {
                Skip(ref reader);
            }
        }

        return new SpecNodeRecord.EdgeRecord(
            name ?? throw SpecLinker.Damaged("a dependency has no name"),
            key ?? throw SpecLinker.Damaged($"the dependency `{name}` has no hash"),
            types,
            virtuals,
            isDirect,
            kind);
    }

    private void ReadEdgeParameters(
        ref Utf8JsonScanner reader, ref DependencyTypes types, ref ImmutableArray<string> virtuals, ref bool isDirect)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextMember(ref reader))
        {
            if (reader.ValueTextEquals("deptypes"u8))
            {
                reader.Read();
                types = ReadTypes(ref reader);
            }
            else if (reader.ValueTextEquals("virtuals"u8))
            {
                reader.Read();
                virtuals = ReadTexts(ref reader);
            }
            else if (reader.ValueTextEquals("direct"u8))
            {
                reader.Read();
                isDirect = reader.TokenType == JsonTokenType.True;
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    private static DependencyTypes ReadTypes(ref Utf8JsonScanner reader)
    {
        var types = DependencyTypes.None;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw SpecLinker.Damaged("the types of a dependency are no list");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            types |= reader.ValueTextEquals("build"u8) ? DependencyTypes.Build
                : reader.ValueTextEquals("link"u8) ? DependencyTypes.Link
                : reader.ValueTextEquals("run"u8) ? DependencyTypes.Run
                : reader.ValueTextEquals("test"u8) ? DependencyTypes.Test
                : throw SpecLinker.Damaged($"`{reader.GetString()}` is no dependency type");
        }

        return types;
    }

    private string? ReadText(ref Utf8JsonScanner reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.String => _texts.Get(ref reader),
            JsonTokenType.Null => null,
            JsonTokenType.Number => PlainJson.Read(ref reader).ToString(),
            _ => throw SpecLinker.Damaged("a text is expected where something else stands"),
        };
    }

    private ImmutableArray<string> ReadTexts(ref Utf8JsonScanner reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw SpecLinker.Damaged("a list is expected where something else stands");
        }

        ImmutableArray<string>.Builder? texts = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            texts ??= ImmutableArray.CreateBuilder<string>();
            texts.Add(reader.TokenType == JsonTokenType.String ? _texts.Get(ref reader) : PlainJson.Read(ref reader).ToString() ?? "");
        }

        return texts?.ToImmutable() ?? [];
    }

    private static ImmutableArray<string> PassOver(ref Utf8JsonScanner reader)
    {
        reader.Skip();
        return [];
    }

    private static void Skip(ref Utf8JsonScanner reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static void Expect(ref Utf8JsonScanner reader, JsonTokenType type)
    {
        reader.Read();
        if (reader.TokenType != type)
        {
            throw SpecLinker.Damaged(type == JsonTokenType.StartArray ? "a list is expected" : "an object is expected");
        }
    }

    /// <summary>Moves to the next member's name; false at the end of the object.</summary>
    private static bool NextMember(ref Utf8JsonScanner reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;
}
