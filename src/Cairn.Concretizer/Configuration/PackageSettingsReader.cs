using System.Collections.Immutable;
using Cairn.Config;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Concretization;

/// <summary>Reads one entry of <c>packages.yaml</c>.</summary>
/// <remarks>Spack docs, "Package Settings (packages.yaml)".</remarks>
internal static class PackageSettingsReader
{
    /// <summary>The settings of a package.</summary>
    /// <param name="name">The package, for messages.</param>
    /// <param name="entry">What stands under its name.</param>
    /// <param name="configuration">Expands paths.</param>
    /// <exception cref="CairnException">Something has the wrong shape; the message says where.</exception>
    public static PackageSettings Read(string name, YamlMapping entry, Configuration configuration)
    {
        var path = $"packages:{name}";
        return new PackageSettings
        {
            Requirements = Requirements(entry["require"], $"{path}:require"),
            Preferences = Preferences(entry["prefer"], $"{path}:prefer"),
            Conflicts = Preferences(entry["conflict"], $"{path}:conflict"),
            Versions = [.. YamlValues.Texts(entry["version"], $"{path}:version").Select(WithoutMark)],
            Variants = string.Join(' ', YamlValues.Texts(entry["variants"], $"{path}:variants")),
            Targets = YamlValues.Texts(entry["target"], $"{path}:target"),
            Providers = Providers(entry["providers"], $"{path}:providers"),
            IsBuildable = YamlValues.Flag(entry["buildable"], $"{path}:buildable"),
            BuildableLocation = entry["buildable"] is { } buildable ? YamlValues.Location(buildable) : null,
            Externals = Externals(entry["externals"], $"{path}:externals", configuration),
        };
    }

    /// <summary>A version without the colon at its end.</summary>
    /// <remarks>
    /// Spack's YAML reader takes a colon at the end of any text without <c>@</c> for the mark of a key that replaces lower scopes, and drops it:
    /// files in use say <c>version: ['2:']</c> and get the newest 2.x. Taken literally they would get <c>master</c>.
    /// </remarks>
    private static string WithoutMark(string version) => version.EndsWith(':') && !version.Contains('@') ? version[..^1] : version;

    private static ImmutableArray<RequirementSetting> Requirements(YamlNode? node, string path) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlScalar scalar => [Plain(scalar)],
        YamlSequence sequence => [.. sequence.Items.Select(item => item is YamlScalar scalar ? Plain(scalar) : Requirement(item, path))],
        _ => throw Configuration.Mismatch(path, node, "a spec or a list of requirements"),
    };

    private static RequirementSetting Plain(YamlScalar scalar) =>
        new(IsAnyOf: false, [scalar.Text], Location: YamlValues.Location(scalar)) { IsPlain = true };

    private static RequirementSetting Requirement(YamlNode node, string path)
    {
        var mapping = node as YamlMapping ?? throw Configuration.Mismatch(path, node, "a spec, or a mapping with `spec`, `one_of` or `any_of`");
        var (isAnyOf, specs) = mapping["any_of"] is { } any ? (true, any)
            : (false, mapping["one_of"] ?? mapping["spec"] ?? throw Configuration.Mismatch(path, node, "a mapping with `spec`, `one_of` or `any_of`"));
        return new RequirementSetting(
            isAnyOf, YamlValues.Texts(specs, path), mapping["when"]?.ToString(), mapping["message"]?.ToString(), YamlValues.Location(node));
    }

    private static ImmutableArray<PreferenceSetting> Preferences(YamlNode? node, string path) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlScalar scalar => [new PreferenceSetting(scalar.Text, Location: YamlValues.Location(scalar))],
        YamlSequence sequence => [.. sequence.Items.Select(item => Preference(item, path))],
        _ => throw Configuration.Mismatch(path, node, "a spec or a list of specs"),
    };

    private static PreferenceSetting Preference(YamlNode node, string path)
    {
        if (node is YamlScalar scalar)
        {
            return new PreferenceSetting(scalar.Text, Location: YamlValues.Location(scalar));
        }

        var mapping = node as YamlMapping ?? throw Configuration.Mismatch(path, node, "a spec or a mapping with `spec`");
        var spec = mapping["spec"] ?? throw Configuration.Mismatch(path, node, "a mapping with `spec`");
        return new PreferenceSetting(
            YamlValues.Text(spec, path), mapping["when"]?.ToString(), mapping["message"]?.ToString(), YamlValues.Location(node));
    }

    private static ImmutableDictionary<string, ImmutableArray<string>> Providers(YamlNode? node, string path) => node switch
    {
        null or YamlScalar { IsNull: true } => ImmutableDictionary<string, ImmutableArray<string>>.Empty,
        YamlMapping mapping => mapping.Entries.ToImmutableDictionary(
            entry => entry.Key, entry => YamlValues.Texts(entry.Value, $"{path}:{entry.Key}"), StringComparer.Ordinal),
        _ => throw Configuration.Mismatch(path, node, "a mapping of virtuals to providers"),
    };

    private static ImmutableArray<ExternalSetting> Externals(YamlNode? node, string path, Configuration configuration) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlSequence sequence => [.. sequence.Items.Select(item => External(item, path, configuration))],
        _ => throw Configuration.Mismatch(path, node, "a list of externals"),
    };

    private static ExternalSetting External(YamlNode node, string path, Configuration configuration)
    {
        var mapping = node as YamlMapping ?? throw Configuration.Mismatch(path, node, "a mapping with `spec` and `prefix`");
        var spec = mapping["spec"] ?? throw Configuration.Mismatch(path, node, "a mapping with `spec`");
        return new ExternalSetting(YamlValues.Text(spec, path))
        {
            Prefix = mapping["prefix"] is YamlScalar { IsNull: false } prefix ? configuration.Expand(prefix) : null,
            Modules = YamlValues.Texts(mapping["modules"], $"{path}:modules"),
            ExtraAttributes = mapping["extra_attributes"] is YamlMapping extra ? (PlainMapping)YamlValues.Plain(extra) : PlainMapping.Empty,
            Id = mapping["id"]?.ToString(),
            Dependencies = Dependencies(mapping["dependencies"], $"{path}:dependencies"),
            Location = YamlValues.Location(node),
        };
    }

    private static ImmutableArray<ExternalDependencySetting> Dependencies(YamlNode? node, string path) => node switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlSequence sequence => [.. sequence.Items.Select(item => Dependency(item, path))],
        _ => throw Configuration.Mismatch(path, node, "a list of dependencies"),
    };

    private static ExternalDependencySetting Dependency(YamlNode node, string path)
    {
        var mapping = node as YamlMapping ?? throw Configuration.Mismatch(path, node, "a mapping with `id` or `spec`");
        var types = DependencyTypes.None;
        foreach (var name in YamlValues.Texts(mapping["deptypes"], $"{path}:deptypes"))
        {
            types |= DependencyTypeNames.TryParse(name, out var type) ? type : throw Configuration.Mismatch($"{path}:deptypes", mapping["deptypes"]!, "a list of dependency types");
        }

        return new ExternalDependencySetting(
            mapping["id"]?.ToString(), mapping["spec"]?.ToString(), types, YamlValues.Texts(mapping["virtuals"], $"{path}:virtuals"));
    }
}
