using System.Collections.Immutable;
using System.Globalization;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>Reads <c>packages.yaml</c> and <c>concretizer.yaml</c> into what the concretizer works with.</summary>
public static class ConcretizerConfigurationReader
{
    /// <summary>The settings that a configuration makes for a host.</summary>
    /// <exception cref="CairnException">Something has the wrong shape; the message says where.</exception>
    public static ConcretizerConfiguration Read(Configuration configuration, HostSettings host) => new()
    {
        Host = host,
        SpecOptions = ToolchainReader.SpecOptions(configuration),
        Packages = Packages(configuration),
        Targets = new TargetSettings(
            configuration.GetString("concretizer:targets:granularity") == "generic",
            configuration.GetBoolean("concretizer:targets:host_compatible", true)),
        Duplicates = Duplicates(configuration),
        Reuse = Reuse(configuration),
        Unify = Unify(configuration),
        CompatibleOperatingSystems = CompatibleSystems(configuration),
        AllowsCompilerMixing = configuration.Get("concretizer:compiler_mixing") switch
        {
            YamlSequence => false, // a list names the packages that may differ; all others must agree
            YamlScalar { Kind: YamlScalarKind.Boolean } scalar => scalar.Text[0] is 't' or 'T',
            _ => true,
        },
        MixingExceptions = configuration.Get("concretizer:compiler_mixing") is YamlSequence exceptions
            ? [.. YamlValues.Texts(exceptions, "concretizer:compiler_mixing")]
            : [],
        CompletesVariantsOfExternals = configuration.GetString("concretizer:externals:completion") != "architecture_only",
        TimeLimit = configuration.GetInteger("concretizer:timeout", 0) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        FailsOnTimeLimit = configuration.GetBoolean("concretizer:error_on_timeout", true),
    };

    private static ImmutableDictionary<string, PackageSettings> Packages(Configuration configuration)
    {
        switch (configuration.Section("packages"))
        {
            case null or YamlScalar { IsNull: true }:
                return ImmutableDictionary<string, PackageSettings>.Empty;
            case YamlMapping mapping:
                var packages = ImmutableDictionary.CreateBuilder<string, PackageSettings>(StringComparer.Ordinal);
                foreach (var entry in mapping.Entries)
                {
                    if (entry.Value is YamlMapping settings)
                    {
                        packages[entry.Key] = PackageSettingsReader.Read(entry.Key, settings, configuration);
                    }
                    else if (entry.Value is not YamlScalar { IsNull: true })
                    {
                        throw Configuration.Mismatch($"packages:{entry.Key}", entry.Value, "a mapping");
                    }
                }

                return packages.ToImmutable();
            case var other:
                throw Configuration.Mismatch("packages", other, "a mapping of packages");
        }
    }

    private static DuplicateSettings Duplicates(Configuration configuration)
    {
        var strategy = configuration.GetString("concretizer:duplicates:strategy") switch
        {
            "none" => DuplicateStrategy.None,
            "full" => DuplicateStrategy.Full,
            _ => DuplicateStrategy.Minimal,
        };
        if (configuration.Get("concretizer:duplicates:max_dupes") is not YamlMapping limits)
        {
            return DuplicateSettings.Default with { Strategy = strategy };
        }

        return new DuplicateSettings(
            strategy,
            limits.Entries.ToImmutableDictionary(
                entry => entry.Key,
                entry => int.TryParse(entry.Value.ToString(), CultureInfo.InvariantCulture, out var limit)
                    ? limit
                    : throw Configuration.Mismatch($"concretizer:duplicates:max_dupes:{entry.Key}", entry.Value, "a whole number"),
                StringComparer.Ordinal));
    }

    private static ReuseSettings Reuse(Configuration configuration)
    {
        const string path = "concretizer:reuse";
        switch (configuration.Get(path))
        {
            case null:
                return new ReuseSettings(ReuseMode.Everything);
            case YamlScalar { Text: "dependencies" }:
                return new ReuseSettings(ReuseMode.Dependencies);
            case YamlScalar { Kind: YamlScalarKind.Boolean } scalar:
                return new ReuseSettings(scalar.Text[0] is 't' or 'T' ? ReuseMode.Everything : ReuseMode.None);
            case YamlMapping mapping:
                var mode = YamlValues.Flag(mapping["roots"], $"{path}:roots") ?? true ? ReuseMode.Everything : ReuseMode.Dependencies;
                var (include, exclude) = (Specs(mapping["include"], $"{path}:include"), Specs(mapping["exclude"], $"{path}:exclude"));
                return new ReuseSettings(mode, mapping["from"] switch
                {
                    null => [new(ReuseSourceKind.Local, null, include, exclude), new(ReuseSourceKind.BuildCache, null, include, exclude)],
                    YamlSequence sequence => [.. sequence.Items.Select(item => Source(item, $"{path}:from", include, exclude))],
                    var other => throw Configuration.Mismatch($"{path}:from", other, "a list of sources, each with a `type`"),
                });
            case var other:
                throw Configuration.Mismatch(path, other, "`true`, `false`, `dependencies` or a mapping");
        }
    }

    /// <summary>One source; filters of its own take the place of those of all sources.</summary>
    private static ReuseSource Source(YamlNode node, string path, ImmutableArray<AbstractSpec> include, ImmutableArray<AbstractSpec> exclude)
    {
        const string expected = "a mapping whose `type` is `local`, `buildcache`, `environment` or `external`";
        var mapping = node as YamlMapping ?? throw Configuration.Mismatch(path, node, expected);
        ReuseSourceKind kind = mapping["type"]?.ToString() switch
        {
            "local" => ReuseSourceKind.Local,
            "buildcache" => ReuseSourceKind.BuildCache,
            "environment" => ReuseSourceKind.Environment,
            "external" => ReuseSourceKind.External,
            _ => throw Configuration.Mismatch(path, node, expected),
        };
        return new ReuseSource(
            kind,
            mapping["path"]?.ToString(),
            mapping["include"] is { } own ? Specs(own, $"{path}:include") : include,
            mapping["exclude"] is { } except ? Specs(except, $"{path}:exclude") : exclude);
    }

    private static ImmutableArray<AbstractSpec> Specs(YamlNode? node, string path) =>
        [.. YamlValues.Texts(node, path).Select(text => AbstractSpec.Parse(text))];

    private static UnifyMode Unify(Configuration configuration) => configuration.GetString("concretizer:unify") switch
    {
        "when_possible" => UnifyMode.WhenPossible,
        "false" or "False" => UnifyMode.Separately,
        _ => UnifyMode.Together,
    };

    private static ImmutableDictionary<string, ImmutableArray<string>> CompatibleSystems(Configuration configuration) =>
        configuration.Get("concretizer:os_compatible") is YamlMapping mapping
            ? mapping.Entries.ToImmutableDictionary(
                entry => entry.Key, entry => YamlValues.Texts(entry.Value, $"concretizer:os_compatible:{entry.Key}"), StringComparer.Ordinal)
            : ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}
