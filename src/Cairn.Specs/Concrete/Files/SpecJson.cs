using System.Text.Json;

namespace Cairn.Specs;

/// <summary>Spec files in JSON: <c>spec.json</c> in a prefix, the output of <c>spec --json</c>, nodes of lock files and databases.</summary>
/// <remarks>
/// Written is version 5 of Spack's format, byte for byte as Spack writes it, in one line without a line feed at its end.
/// Read are versions 1 to 5. Versions below 2 and everything in YAML come as a tree through <see cref="PlainSpecReader"/>.
/// </remarks>
public static class SpecJson
{
    /// <summary>The text of a spec file: the node itself, everything below it, and what spliced nodes were built as.</summary>
    public static byte[] Write(ConcreteSpec spec)
    {
        var json = new PythonJsonWriter();
        json.BeginObject();
        json.Key("spec");
        json.BeginObject();
        json.Key("_meta");
        json.BeginObject();
        json.Key("version");
        json.Number(ConcreteSpec.CurrentFormat);
        json.EndObject();
        json.Key("nodes");
        json.BeginList();
        foreach (var node in NodesOf(spec, []))
        {
            WriteNode(json, node);
        }

        json.EndList();
        json.EndObject();
        json.EndObject();
        return json.WrittenSpan.ToArray();
    }

    /// <summary>Reads a spec file of any version.</summary>
    /// <param name="utf8">The text, which may stand inside a clear-signed message.</param>
    /// <param name="file">The name of the file, for messages.</param>
    /// <exception cref="CairnException">The text is no spec file.</exception>
    public static ConcreteSpec Read(ReadOnlySpan<byte> utf8, string? file = null)
    {
        var text = ClearSignature.Strip(utf8);
        try
        {
            var reader = new Utf8JsonScanner(text);
            return new SpecNodeReader().ReadFile(ref reader) ?? PlainSpecReader.Read(PlainJson.Parse(text));
        }
        catch (JsonException exception)
        {
            var location = file is null ? null : new SourceLocation(file, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1);
            throw new CairnException(new Diagnostic("spec-file", "not a spec file: the JSON is damaged", location), exception);
        }
        catch (CairnException exception) when (file is not null && exception.Diagnostic.Location is null)
        {
            throw new CairnException(exception.Diagnostic with { Location = new SourceLocation(file, 1, 1) }, exception);
        }
    }

    /// <summary>Writes one node as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="spec">The node.</param>
    /// <param name="withHash">True as in files; false for the text that is hashed.</param>
    public static void WriteNode(PythonJsonWriter json, ConcreteSpec spec, bool withHash = true)
    {
        json.BeginObject();
        json.Member("name", spec.Name);
        json.Member("version", spec.Version.ToString());
        WriteArchitecture(json, spec.Architecture);
        if (!string.IsNullOrEmpty(spec.Namespace))
        {
            json.Member("namespace", spec.Namespace);
        }

        WriteParameters(json, spec);
        if (spec.External is { } external)
        {
            WriteExternal(json, external);
        }

        if (!spec.Patches.IsDefaultOrEmpty)
        {
            json.Key("patches");
            json.Texts(spec.Patches.AsSpan());
        }

        if (!string.IsNullOrEmpty(spec.PackageHash))
        {
            json.Member("package_hash", spec.PackageHash);
        }

        WriteDependencies(json, spec);
        if (spec.IsSpliced)
        {
            json.Key("build_spec");
            json.BeginObject();
            json.Member("name", spec.BuildSpec.Name);
            json.Member("hash", spec.BuildSpec.Hash);
            json.EndObject();
        }

        json.Key("annotations");
        json.BeginObject();
        json.Key("original_specfile_version");
        json.Number(spec.OriginalFormat);
        if (spec.OriginalFormat < ConcreteSpec.CurrentFormat)
        {
            json.Member("compiler", spec.LegacyCompiler ?? "None");
        }

        json.EndObject();
        if (withHash)
        {
            json.Member("hash", spec.Hash);
        }

        json.EndObject();
    }

    private static List<ConcreteSpec> NodesOf(ConcreteSpec spec, HashSet<string> written)
    {
        var nodes = new List<ConcreteSpec>();
        foreach (var node in spec.Traverse())
        {
            if (written.Add(node.Hash))
            {
                nodes.Add(node);
            }

            if (node.IsSpliced)
            {
                nodes.AddRange(NodesOf(node.BuildSpec, written));
            }
        }

        return nodes;
    }

    private static void WriteArchitecture(PythonJsonWriter json, ConcreteArchitecture architecture)
    {
        json.Key("arch");
        json.BeginObject();
        json.Member("platform", architecture.Platform);
        json.Member("platform_os", architecture.OperatingSystem);
        json.Key("target");
        var target = architecture.Target;
        if (target.IsGeneric)
        {
            json.Text(target.Name);
        }
        else
        {
            json.BeginObject();
            json.Member("name", target.Name);
            json.Member("vendor", target.Vendor);
            json.Key("features");
            json.Texts(target.Features.AsSpan());
            json.Key("generation");
            json.Number(target.Generation);
            json.Key("parents");
            json.BeginList();
            foreach (var parent in target.Parents)
            {
                json.Text(parent.Name);
            }

            json.EndList();
            json.Member("cpupart", target.CpuPart);
            json.EndObject();
        }

        json.EndObject();
    }

    private static void WriteParameters(PythonJsonWriter json, ConcreteSpec spec)
    {
        if (spec.Variants.IsEmpty && !spec.CompilerFlags.Kinds.Any())
        {
            return;
        }

        json.Key("parameters");
        json.BeginObject();
        foreach (var variant in spec.Variants.OrderBy(variant => variant.Name, StringComparer.Ordinal))
        {
            json.Key(variant.Name);
            switch (variant.Type)
            {
                case VariantType.Boolean:
                    json.Boolean(variant.IsEnabled);
                    break;
                case VariantType.Single:
                    json.Text(variant.Values[0]);
                    break;
                default:
                    json.Texts(variant.Values.AsSpan());
                    break;
            }
        }

        foreach (var kind in spec.CompilerFlags.Kinds.Order(StringComparer.Ordinal))
        {
            json.Key(kind);
            json.BeginList();
            foreach (var flag in spec.CompilerFlags[kind])
            {
                json.Text(flag.Text);
            }

            json.EndList();
        }

        json.EndObject();
    }

    private static void WriteExternal(PythonJsonWriter json, ExternalLocation external)
    {
        json.Key("external");
        json.BeginObject();
        json.Member("path", external.Path);
        json.Key("module");
        if (external.Modules.IsDefaultOrEmpty)
        {
            json.Null();
        }
        else
        {
            json.Texts(external.Modules.AsSpan());
        }

        json.Key("extra_attributes");
        json.Sorted(external.ExtraAttributes);
        json.EndObject();
    }

    private static void WriteDependencies(PythonJsonWriter json, ConcreteSpec spec)
    {
        if (spec.Dependencies.IsEmpty)
        {
            return;
        }

        json.Key("dependencies");
        json.BeginList();
        foreach (var edge in spec.Dependencies)
        {
            json.BeginObject();
            json.Member("name", edge.Node.Name);
            json.Member("hash", edge.Node.Hash);
            json.Key("parameters");
            json.BeginObject();
            json.Key("deptypes");
            json.Texts(edge.Types.ToNames().AsSpan());
            json.Key("virtuals");
            json.Texts(edge.Virtuals.AsSpan());
            if (edge.IsDirect)
            {
                json.Key("direct");
                json.Boolean(true);
            }

            json.EndObject();
            json.EndObject();
        }

        json.EndList();
    }
}
