using System.Collections.Frozen;
using System.Collections.Immutable;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Config.Schemas;

/// <summary>What each section of the configuration may say.</summary>
/// <remarks>Source of the rules: Spack docs, "Configuration Files" and the pages of the sections; keys of our own are marked there.</remarks>
public static class SectionSchemas
{
    private static readonly FrozenDictionary<string, Lazy<Schema>> s_sections = new (string Name, Func<Schema> Schema)[]
    {
        ("bootstrap", OtherSections.Bootstrap),
        ("cdash", OtherSections.CDash),
        ("ci", CiSection.Create),
        ("compilers", PackagesSection.Compilers),
        ("concretizer", ConcretizerSection.Create),
        ("config", ConfigSection.Create),
        ("definitions", OtherSections.Definitions),
        ("develop", OtherSections.Develop),
        ("env_vars", () => CommonSchemas.EnvironmentChanges),
        ("include", OtherSections.Include),
        ("mirrors", OtherSections.Mirrors),
        ("modules", ModulesSection.Create),
        ("packages", PackagesSection.Create),
        ("repos", OtherSections.Repositories),
        ("toolchains", OtherSections.Toolchains),
        ("upstreams", OtherSections.Upstreams),
        ("view", OtherSections.View),
    }.ToFrozenDictionary(section => section.Name, section => new Lazy<Schema>(section.Schema), StringComparer.Ordinal);

    /// <summary>The names of all sections, sorted.</summary>
    public static ImmutableArray<string> Names { get; } = [.. s_sections.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Keys of an environment's <c>spack.yaml</c> besides sections.</summary>
    public static ImmutableArray<string> EnvironmentKeys { get; } = ["specs", "include_concrete", "container"];

    /// <summary>What is wrong with a section.</summary>
    /// <param name="section">The section's name; nothing is said about sections that are not known.</param>
    /// <param name="value">What one scope says in it.</param>
    public static SectionFindings Check(string section, YamlNode value)
    {
        if (!s_sections.TryGetValue(section, out var schema))
        {
            return SectionFindings.None;
        }

        var check = new SchemaCheck(section);
        schema.Value.Check(value, check);
        return new SectionFindings(check.Errors, check.Warnings);
    }

    /// <summary>True if a list stands under a path: what <c>config add</c> makes of a single value there.</summary>
    public static bool IsList(ReadOnlySpan<ConfigurationPath.Element> path)
    {
        var schema = path.IsEmpty || !s_sections.TryGetValue(path[0].Name, out var section) ? null : section.Value;
        foreach (var element in path.IsEmpty ? path : path[1..])
        {
            schema = schema?.Below(element.Name);
        }

        return schema is { IsList: true };
    }
}

/// <summary>What is wrong with a section.</summary>
/// <param name="Errors">What makes it unusable.</param>
/// <param name="Warnings">What has no effect, or will have none.</param>
public sealed record SectionFindings(ImmutableArray<Diagnostic> Errors, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>Nothing is wrong.</summary>
    public static SectionFindings None { get; } = new([], []);

    /// <summary>Throws the first error; the others are its notes.</summary>
    /// <exception cref="CairnException">There is an error.</exception>
    public void ThrowIfWrong()
    {
        if (!Errors.IsEmpty)
        {
            throw new CairnException(Errors[0] with
            {
                Notes = [.. Errors[0].Notes, .. Errors.Skip(1).Select(error => $"{error.Message} ({error.Location})")],
            });
        }
    }
}
