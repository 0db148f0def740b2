using System.Collections.Immutable;
using System.Globalization;
using Cairn.Config.Yaml;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Composition;

/// <summary>The recipes of a session.</summary>
public sealed partial class Session
{
    private RecipeRepositories? _recipes;
    private HostDescription? _host;

    /// <summary>The facts of this machine that recipes may ask.</summary>
    public HostDescription Host => _host ??= HostDescription.OfThisMachine(HostPlatform.OperatingSystem, Microarchitectures.Host().Name);

    /// <summary>The recipes of all repositories, <c>starter</c> last.</summary>
    public RecipeRepositories Recipes => _recipes ??= CreateRecipes();

    /// <summary>Keeps what was learnt from recipes for the next run. A cache that cannot be written is no failure of the command.</summary>
    public void SaveRecipeCache() => _recipes?.SaveCache();

    private RecipeRepositories CreateRecipes() => new(
        new RecipeRepositoryPath(UsableRepositories()), Host, Path.Combine(Configuration.GetPath("config:misc_cache") ?? Places.UserCache, "recipes"))
    {
        ConfiguredAttributes = new(ReadConfiguredAttributes),
    };

    /// <summary>Spack docs, "Assigning Package Attributes": for single packages, not for all of them and not for virtual ones.</summary>
    private ImmutableDictionary<string, RecipeAttributes> ReadConfiguredAttributes()
    {
        var found = ImmutableDictionary.CreateBuilder<string, RecipeAttributes>(StringComparer.Ordinal);
        foreach (var entry in Configuration.Section("packages") is YamlMapping packages ? packages.Entries : [])
        {
            if (entry.Key != "all" && entry.Value is YamlMapping settings && settings["package_attributes"] is YamlMapping attributes)
            {
                found[entry.Key] = new RecipeAttributes(attributes.Entries.Select(attribute => KeyValuePair.Create(attribute.Key, ValueOf(attribute.Value))));
            }
        }

        return found.ToImmutable();
    }

    private static MetadataValue ValueOf(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => new MetadataValue.Nothing(),
        YamlScalar { Kind: YamlScalarKind.Boolean } scalar => new MetadataValue.Flag(scalar.Text[0] is 't' or 'T'),
        YamlScalar { Kind: YamlScalarKind.Integer } scalar => new MetadataValue.Number(long.Parse(scalar.Text, CultureInfo.InvariantCulture)),
        YamlScalar { Kind: YamlScalarKind.Float } scalar => new MetadataValue.Fraction(double.Parse(scalar.Text, CultureInfo.InvariantCulture)),
        YamlScalar scalar => new MetadataValue.Text(scalar.Text),
        YamlSequence list => new MetadataValue.Sequence([.. list.Items.Select(ValueOf)]),
        YamlMapping mapping => new MetadataValue.Mapping([.. mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key, ValueOf(entry.Value)))]),
        _ => throw new InvalidOperationException($"unknown value {node.GetType()}"),
    };
}
