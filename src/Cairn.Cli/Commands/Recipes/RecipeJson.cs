using System.Text.Json;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>Writes a recipe as the JSON object of <c>cairn info --json</c>.</summary>
internal static class RecipeJson
{
    /// <summary>Writes a list of texts under a key.</summary>
    public static void Texts(Utf8JsonWriter json, string key, IEnumerable<string> texts)
    {
        json.WriteStartArray(key);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a recipe.</summary>
    public static void Write(Utf8JsonWriter json, RecipeMetadata recipe)
    {
        json.WriteStartObject();
        json.WriteString("name", recipe.Name);
        json.WriteString("namespace", recipe.Namespace);
        json.WriteString("class", recipe.ClassName);
        json.WriteString("file", recipe.File);
        json.WriteString("homepage", recipe.Attributes.Homepage);
        json.WriteString("description", recipe.Description is { } text ? string.Join('\n', Presentation.Paragraphs.Wrap(text, int.MaxValue)) : null);
        Texts(json, "maintainers", recipe.Maintainers);
        Texts(json, "tags", recipe.Tags);
        Many(json, "licenses", recipe.Licenses, license => (("license", license.Identifier), license.When));
        Versions(json, recipe);
        json.WriteStartArray("variants");
        foreach (var variant in recipe.Variants)
        {
            Variant(json, variant);
        }

        json.WriteEndArray();
        json.WriteStartArray("dependencies");
        foreach (var dependency in recipe.Dependencies)
        {
            json.WriteStartObject();
            json.WriteString("spec", dependency.Spec.ToString());
            Texts(json, "types", dependency.Types.ToNames());
            json.WriteString("when", dependency.When.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Many(json, "provides", recipe.Provided, provided => (("virtual", provided.Virtual.ToString()), provided.When));
        Many(json, "conflicts", recipe.Conflicts, conflict => (("spec", conflict.Spec.ToString()), conflict.When));
        json.WriteEndObject();
    }

    /// <summary>Writes the versions, newest first.</summary>
    public static void Versions(Utf8JsonWriter json, RecipeMetadata recipe)
    {
        var preferred = recipe.PreferredVersion;
        json.WriteStartArray("versions");
        foreach (var version in recipe.Versions.OrderByDescending(version => version.Version))
        {
            json.WriteStartObject();
            json.WriteString("version", version.Version.ToString());
            json.WriteBoolean("preferred", version.Version.Equals(preferred));
            json.WriteBoolean("deprecated", version.IsDeprecated);
            foreach (var (key, value) in version.Attributes)
            {
                if (value.AsText is { } text)
                {
                    json.WriteString(key, text);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Many<T>(Utf8JsonWriter json, string key, IEnumerable<T> items, Func<T, ((string Key, string Text) Member, AbstractSpec When)> read)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            var (member, when) = read(item);
            json.WriteStartObject();
            json.WriteString(member.Key, member.Text);
            json.WriteString("when", when.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Variant(Utf8JsonWriter json, VariantDefinition variant)
    {
        json.WriteStartObject();
        json.WriteString("name", variant.Name);
        if (variant.Kind == VariantKind.Boolean)
        {
            json.WriteBoolean("default", variant.DefaultText == "True");
        }
        else
        {
            json.WriteString("default", variant.DefaultText);
        }

        json.WriteString("when", variant.When.ToString());
        json.WriteBoolean("multiple", variant.Kind == VariantKind.Multiple);
        json.WriteBoolean("sticky", variant.IsSticky);
        json.WriteString("description", variant.Description);
        if (variant.AcceptsAnyText)
        {
            json.WriteNull("values");
        }
        else if (variant.Kind != VariantKind.Boolean)
        {
            Texts(json, "values", variant.Choices.Select(choice => choice.Value));
        }

        json.WriteEndObject();
    }
}
