using System.Collections.Immutable;

namespace Cairn.Specs;

/// <summary>Reads spec files of every version from plain values, such as a YAML reader delivers.</summary>
/// <remarks>
/// Format 1 (Spack 0.10 to 0.16) lists nodes keyed by name, with dependencies by name. Formats 2 and 3 list nodes keyed by
/// hash. Format 4 adds virtuals to edges, and format 5 makes compilers dependencies. Virtuals of older formats aren't
/// reconstructed: that takes recipes.
/// </remarks>
public static class PlainSpecReader
{
    /// <summary>Reads a spec file.</summary>
    /// <param name="file">The root mapping, with the member <c>spec</c>.</param>
    /// <exception cref="CairnException">The mapping is no spec file.</exception>
    public static ConcreteSpec Read(PlainValue file)
    {
        var spec = (file as PlainMapping)?["spec"];
        var parts = new NodeParts();
        switch (spec)
        {
            case PlainList nodes:
                return ReadFormat1(nodes, parts);
            case PlainMapping mapping when mapping["nodes"] is PlainList nodes:
                var records = nodes.Items.Select(node => ReadNode(Mapping(node, "a node"), null, parts)).ToList();
                var format = FormatOf((mapping["_meta"] as PlainMapping)?["version"]) ?? ConcreteSpec.CurrentFormat;
                return LinkFile(records, format);
            default:
                throw SpecLinker.Damaged("it has no nodes");
        }
    }

    internal static int? FormatOf(PlainValue? version) => int.TryParse(version?.ToString(), out var format) ? format : null;

    /// <summary>Links the nodes of one file, the first of which is its root.</summary>
    internal static ConcreteSpec LinkFile(List<SpecNodeRecord> nodes, int format)
    {
        if (nodes.Count == 0)
        {
            throw SpecLinker.Damaged("it has no nodes");
        }

        // The edges tell by which of the hashes the nodes of this file are keyed.
        var kind = nodes.SelectMany(node => node.Dependencies).Select(edge => edge.KeyKind).FirstOrDefault() ?? "hash";
        foreach (var node in nodes)
        {
            DecideKey(node, kind);
        }

        return SpecLinker.Link(nodes, format)[nodes[0].Key];
    }

    /// <summary>Sets the key of a node to its hash of the given kind.</summary>
    internal static void DecideKey(SpecNodeRecord node, string kind = "hash") => node.Key = kind switch
    {
        "full_hash" => node.FullHash,
        "build_hash" => node.BuildHash,
        _ => node.Hash,
    } ?? throw SpecLinker.Damaged($"the node `{node.Name}` has no hash");

    internal static void SetPatches(SpecNodeRecord node, ImmutableArray<string> patches)
    {
        node.Patches = patches;
        node.Variants = node.Variants.With(NodeParts.Multiple("patches", patches));
    }

    /// <summary>Entries that most nodes don't have; shared with the streaming reader.</summary>
    internal static void ReadRareMember(SpecNodeRecord node, string key, PlainValue value, NodeParts parts)
    {
        switch (key)
        {
            case "external":
                node.External = ReadExternal(value);
                break;
            case "compiler" when value is PlainMapping compiler:
                node.LegacyCompiler = ReadCompiler(compiler);
                break;
            case "build_spec" when value is PlainMapping buildSpec:
                node.BuildSpecKey = (buildSpec["hash"] ?? buildSpec["full_hash"] ?? buildSpec["build_hash"])?.ToString();
                break;
            case "full_hash":
                node.FullHash = (value as PlainText)?.Text;
                break;
            case "build_hash":
                node.BuildHash = (value as PlainText)?.Text;
                break;
            case "versions" when value is PlainList { Items: [PlainText version] }:
                node.Version = parts.Version(version.Text);
                break;
            case "concrete":
                node.IsAbstract = value is PlainBoolean { Value: false };
                break;
            default:
                break;
        }
    }

    private static ConcreteSpec ReadFormat1(PlainList nodes, NodeParts parts)
    {
        var records = new List<SpecNodeRecord>();
        foreach (var item in nodes.Items)
        {
            var (name, node) = Mapping(item, "a node").Entries is [var only] ? only : throw SpecLinker.Damaged("a node is not keyed by its name");
            records.Add(ReadNode(Mapping(node, "a node"), name, parts));
        }

        // Names are unique in this format, and hashes of several kinds may be missing: names link best.
        foreach (var record in records)
        {
            record.Key = record.Name;
            record.OriginalFormat ??= 1;
            for (var i = 0; i < record.Dependencies.Count; i++)
            {
                record.Dependencies[i] = record.Dependencies[i] with { Key = record.Dependencies[i].Name };
            }
        }

        return records.Count == 0 ? throw SpecLinker.Damaged("it has no nodes") : SpecLinker.Link(records, format: 1)[records[0].Key];
    }

    private static SpecNodeRecord ReadNode(PlainMapping members, string? name, NodeParts parts)
    {
        var node = new SpecNodeRecord { Name = name ?? "" };
        PlainList? patches = null;
        foreach (var (key, value) in members.Entries)
        {
            switch (key)
            {
                case "name":
                    node.Name = value.ToString() ?? "";
                    break;
                case "version":
                    node.Version = parts.Version(value.ToString() ?? "");
                    break;
                case "namespace":
                    node.Namespace = (value as PlainText)?.Text;
                    break;
                case "hash":
                    node.Hash = (value as PlainText)?.Text;
                    break;
                case "package_hash":
                    node.PackageHash = (value as PlainText)?.Text;
                    break;
                case "arch":
                    node.Architecture = ReadArchitecture(Mapping(value, "an architecture"), parts);
                    break;
                case "parameters":
                    ReadParameters(node, Mapping(value, "the parameters"), parts);
                    break;
                case "dependencies":
                    ReadDependencies(node, value);
                    break;
                case "patches":
                    patches = value as PlainList;
                    break;
                case "annotations" when value is PlainMapping annotations:
                    node.OriginalFormat = FormatOf(annotations["original_specfile_version"]);
                    node.LegacyCompiler = annotations["compiler"]?.ToString() is { } compiler && compiler != "None" ? compiler : null;
                    break;
                default:
                    ReadRareMember(node, key, value, parts);
                    break;
            }
        }

        if (patches is { Items.IsEmpty: false })
        {
            SetPatches(node, Texts(patches));
        }

        return node;
    }

    private static ConcreteArchitecture ReadArchitecture(PlainMapping members, NodeParts parts) => parts.Architecture(
        (members["platform"] as PlainText)?.Text,
        members["platform_os"]?.ToString(),
        members["target"] is { } target ? parts.Target(target) : null);

    private static void ReadParameters(SpecNodeRecord node, PlainMapping members, NodeParts parts)
    {
        var variants = new List<VariantValue>();
        var flags = parts.BeginFlags();
        foreach (var (name, value) in members.Entries)
        {
            if (CompilerFlags.IsKind(name))
            {
                flags.Add(name, Texts(value));
                continue;
            }

            variants.Add(value switch
            {
                PlainBoolean boolean => parts.Boolean(name, boolean.Value),
                PlainList list => NodeParts.Multiple(name, Texts(list)),
                _ => parts.Single(name, value.ToString() ?? ""),
            });
        }

        node.Variants = NodeParts.Variants(variants);
        node.CompilerFlags = flags.End();
    }

    private static void ReadDependencies(SpecNodeRecord node, PlainValue value)
    {
        switch (value)
        {
            // Format 1: by name.
            case PlainMapping byName:
                foreach (var (name, edge) in byName.Entries)
                {
                    node.Dependencies.Add(ReadEdge(name, Mapping(edge, $"the dependency `{name}`")));
                }

                break;
            case PlainList list:
                foreach (var item in list.Items)
                {
                    var edge = Mapping(item, "a dependency");
                    node.Dependencies.Add(ReadEdge(edge["name"]?.ToString() ?? throw SpecLinker.Damaged("a dependency has no name"), edge));
                }

                break;
            default:
                throw SpecLinker.Damaged($"the dependencies of `{node.Name}` are no list");
        }
    }

    private static SpecNodeRecord.EdgeRecord ReadEdge(string name, PlainMapping members)
    {
        var kind = new[] { "hash", "full_hash", "build_hash" }.FirstOrDefault(candidate => members[candidate] is PlainText)
            ?? throw SpecLinker.Damaged($"the dependency `{name}` has no hash");
        var parameters = members["parameters"] as PlainMapping;
        var types = DependencyTypes.None;
        foreach (var type in Texts(parameters?["deptypes"] ?? members["type"]))
        {
            types |= DependencyTypeNames.TryParse(type, out var one) ? one : throw SpecLinker.Damaged($"`{type}` is no dependency type");
        }

        return new SpecNodeRecord.EdgeRecord(
            name,
            members[kind]!.ToString()!,
            types,
            Texts(parameters?["virtuals"]),
            parameters?["direct"] is PlainBoolean { Value: true },
            kind);
    }

    private static ExternalLocation? ReadExternal(PlainValue value)
    {
        if (value.IsFalsy || value is not PlainMapping members)
        {
            return null;
        }

        var modules = members["module"] switch
        {
            PlainList list => Texts(list),
            PlainText text => [text.Text],
            _ => [],
        };
        return new ExternalLocation(
            (members["path"] as PlainText)?.Text, modules, members["extra_attributes"] as PlainMapping ?? PlainMapping.Empty);
    }

    /// <summary>The compiler of a node before format 5, as a spec: <c>gcc@=9.4.0</c>.</summary>
    private static string ReadCompiler(PlainMapping members)
    {
        var versions = members["versions"] is PlainList list
            ? VersionList.Of(Texts(list).Select(VersionConstraint.Parse))
            : VersionList.Of(Version.Parse(members["version"]?.ToString() ?? throw SpecLinker.Damaged("a compiler has no version")));
        return $"{members["name"]}@{versions}";
    }

    private static ImmutableArray<string> Texts(PlainValue? value) =>
        value is PlainList list ? [.. list.Items.Select(item => item.ToString() ?? "")] : [];

    private static PlainMapping Mapping(PlainValue value, string what) =>
        value as PlainMapping ?? throw SpecLinker.Damaged($"{what} is no mapping");
}
