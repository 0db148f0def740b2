using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>Reads <c>toolchains.yaml</c>: names behind <c>%</c> that stand for a set of compilers.</summary>
/// <remarks>Spack docs, "Toolchains (toolchains.yaml)".</remarks>
public static class ToolchainReader
{
    /// <summary>How specs are read under a configuration: with its tool chains. Nothing is read before a name stands behind <c>%</c>.</summary>
    public static SpecParserOptions SpecOptions(Configuration configuration)
    {
        var known = new Dictionary<string, AbstractSpec?>(StringComparer.Ordinal);
        return SpecParserOptions.Default with
        {
            Toolchain = name =>
            {
                lock (known)
                {
                    if (!known.TryGetValue(name, out var toolchain))
                    {
                        known.Add(name, toolchain = Find(configuration, name));
                    }

                    return toolchain;
                }
            },
        };
    }

    private static AbstractSpec? Find(Configuration configuration, string name)
    {
        if (configuration.Section("toolchains") is not YamlMapping toolchains || toolchains[name] is not { } entry)
        {
            return null;
        }

        var path = $"toolchains:{name}";
        return Toolchains.Build(entry switch
        {
            YamlScalar { IsNull: false } scalar => [(Parse(scalar, path), null)],
            YamlSequence sequence => sequence.Items.Select(item => Entry(item, path)),
            _ => throw Configuration.Mismatch(path, entry, "a spec or a list of entries with `spec` and `when`"),
        });
    }

    private static (AbstractSpec Spec, AbstractSpec? When) Entry(YamlNode node, string path)
    {
        var mapping = node as YamlMapping ?? throw Configuration.Mismatch(path, node, "a mapping with `spec` and `when`");
        var spec = mapping["spec"] ?? throw Configuration.Mismatch(path, node, "a mapping with `spec` and `when`");
        return (Parse(spec, path), mapping["when"] is { } when ? Parse(when, path) : null);
    }

    private static AbstractSpec Parse(YamlNode node, string path)
    {
        try
        {
            return AbstractSpec.Parse(YamlValues.Text(node, path));
        }
        catch (SpecSyntaxException error)
        {
            throw new CairnException(new Diagnostic(
                "toolchain", $"`{node}` is no spec: {error.Diagnostic.Message}", YamlValues.Location(node), error.Diagnostic.Hint), error);
        }
    }
}
