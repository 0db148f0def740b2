using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>
/// Writes what recipes evaluated to as JSON, one object per line with sorted keys: <c>cairn recipes dump</c>. Specs and conditions
/// are texts; the empty condition is the empty text.
/// </summary>
public sealed class RecipeDump
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly ImmutableArray<string> s_optionalAttributes =
    [
        "homepage", "url", "urls", "git", "svn", "hg", "cvs", "list_url", "default_buildsystem", "build_system_class", "pypi", "cran",
        "bioc", "gnu_mirror_path", "sourceforge_mirror_path", "sourceware_mirror_path", "xorg_mirror_path", "submodules", "no_cache",
        "fetch_options", "import_modules", "executables", "libraries",
    ];

    private readonly Func<PatchDeclaration, string> _patchDigest;

    /// <summary>A writer for recipes of one source, which is asked for the digests of patches.</summary>
    public RecipeDump(IRecipeSource source) => _patchDigest = source.PatchDigest;

    /// <summary>Writes one recipe and the end of the line.</summary>
    /// <exception cref="CairnException">A patch cannot be read.</exception>
    public void Write(Stream output, RecipeMetadata recipe)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            Object(json, Members(recipe));
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes the line of a recipe that is broken.</summary>
    public static void WriteError(Stream output, string name, Diagnostic error)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            Object(json, [new("error", j => j.WriteStringValue(error.Message)), new("name", j => j.WriteStringValue(name))]);
        }

        output.WriteByte((byte)'\n');
    }

    private static string Text(AbstractSpec spec) => spec.ToString();

    private static void Object(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, Action<Utf8JsonWriter>>> members)
    {
        json.WriteStartObject();
        foreach (var (name, write) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            write(json);
        }

        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, IEnumerable<string> items) => Array(json, items, static (j, text) => j.WriteStringValue(text));

    private static void Value(Utf8JsonWriter json, MetadataValue value)
    {
        switch (value)
        {
            case MetadataValue.Flag flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case MetadataValue.Number number:
                json.WriteNumberValue(number.Value);
                break;
            case MetadataValue.Fraction number:
                json.WriteNumberValue(number.Value);
                break;
            case MetadataValue.Text text:
                json.WriteStringValue(text.Value);
                break;
            case MetadataValue.Sequence sequence:
                Array(json, sequence.Items, Value);
                break;
            case MetadataValue.Mapping mapping:
                Object(json, mapping.Entries.Select(entry => Member(entry.Key, j => Value(j, entry.Value))));
                break;
            case MetadataValue.Computed computed:
                Object(json, [Member("__callable__", j => j.WriteStringValue(computed.Name))]);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    private static bool IsEmpty(MetadataValue value) => value switch
    {
        MetadataValue.Nothing => true,
        MetadataValue.Text text => text.Value.Length == 0,
        MetadataValue.Flag flag => !flag.Value,
        MetadataValue.Sequence sequence => sequence.Items.IsEmpty,
        MetadataValue.Mapping mapping => mapping.Entries.IsEmpty,
        _ => false,
    };

    private static KeyValuePair<string, Action<Utf8JsonWriter>> Member(string name, Action<Utf8JsonWriter> write) => new(name, write);

    private static IEnumerable<IGrouping<string, T>> ByCondition<T>(IEnumerable<T> items, Func<T, AbstractSpec> when) =>
        items.GroupBy(item => Text(when(item)), StringComparer.Ordinal);

    private static IEnumerable<T> Sorted<T>(IEnumerable<T> items, params Func<T, string>[] keys)
    {
        var ordered = items.OrderBy(keys[0], StringComparer.Ordinal);
        return keys.Skip(1).Aggregate(ordered, static (sofar, key) => sofar.ThenBy(key, StringComparer.Ordinal));
    }

    private static void Version(Utf8JsonWriter json, VersionDeclaration version)
    {
        json.WriteStartArray();
        json.WriteStringValue(version.Version.ToString());
        Object(json, version.Attributes.Select(attribute => Member(attribute.Key, j => Value(j, attribute.Value))));
        json.WriteEndArray();
    }

    private static IEnumerable<KeyValuePair<string, Action<Utf8JsonWriter>>> Variant(VariantDefinition variant)
    {
        yield return Member("default", j =>
        {
            if (variant.DefaultIsFlag)
            {
                j.WriteBooleanValue(variant.DefaultText == "True");
            }
            else
            {
                j.WriteStringValue(variant.DefaultText);
            }
        });
        yield return Member("description", j => j.WriteStringValue(variant.Description));
        yield return Member("multi", j => j.WriteBooleanValue(variant.Kind == VariantKind.Multiple));
        yield return Member("precedence", j => j.WriteNumberValue(variant.Precedence));
        yield return Member("sticky", j => j.WriteBooleanValue(variant.IsSticky));
        yield return Member("type", j => j.WriteStringValue(variant.Kind switch
        {
            VariantKind.Boolean => "bool",
            VariantKind.Multiple => "multi",
            _ => "single",
        }));
        switch (variant.Values)
        {
            case VariantValues.Listed listed:
                yield return Member("values", j => Array(j, listed.Choices, Choice));
                break;
            case VariantValues.DisjointSets disjoint:
                yield return Member("values", j => Array(j, disjoint.Sets.SelectMany(set => set), Choice));
                yield return Member("disjoint_sets", j => Array(j, disjoint.Sets, static (k, set) => Array(k, set, Choice)));
                yield return Member("feature_values", j => Array(j, disjoint.FeatureValues, Choice));
                break;
            case VariantValues.Predicate predicate:
                yield return Member("values", j => j.WriteNullValue());
                yield return Member("validator", j => j.WriteStringValue(predicate.Name));
                yield return Member("validator_doc", j => j.WriteStringValue(predicate.Description));
                break;
            default:
                yield return Member("values", j => j.WriteNullValue());
                break;
        }
    }

    private static void Choice(Utf8JsonWriter json, VariantChoice choice)
    {
        if (choice.IsConditional)
        {
            Object(json, [Member("value", j => Plain(j, choice)), Member("when", j => When(j, choice.When))]);
        }
        else
        {
            Plain(json, choice);
        }
    }

    private static void Plain(Utf8JsonWriter json, VariantChoice choice)
    {
        if (choice.IsFlag)
        {
            json.WriteBooleanValue(choice.Value == "True");
        }
        else
        {
            json.WriteStringValue(choice.Value);
        }
    }

    private static void When(Utf8JsonWriter json, AbstractSpec? when)
    {
        if (when is null)
        {
            json.WriteNullValue();
        }
        else
        {
            json.WriteStringValue(Text(when));
        }
    }

    private static IEnumerable<KeyValuePair<string, Action<Utf8JsonWriter>>> Fetcher(ResourceDeclaration resource)
    {
        var given = resource.Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value, StringComparer.Ordinal);
        string kind = new[] { "git", "svn", "hg", "cvs" }.FirstOrDefault(given.ContainsKey) ?? "url";
        yield return Member("class", j => j.WriteStringValue(kind == "url" ? "URLFetchStrategy" : char.ToUpperInvariant(kind[0]) + kind[1..] + "FetchStrategy"));
        if (given.TryGetValue(kind, out var url))
        {
            yield return Member("url", j => Value(j, url));
        }

        if (kind == "url")
        {
            string[] digests = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "checksum"];
            if (digests.LastOrDefault(given.ContainsKey) is { } digest)
            {
                yield return Member("digest", j => Value(j, given[digest]));
            }

            yield return Member("expand_archive", j => Value(j, given.GetValueOrDefault("expand", new MetadataValue.Flag(true))));
            if (given.TryGetValue("extension", out var extension))
            {
                yield return Member("extension", j => Value(j, extension));
            }

            if (given.TryGetValue("fetch_options", out var options))
            {
                yield return Member("extra_options", j => Value(j, options));
            }
        }
        else
        {
            string[] keys = kind switch
            {
                "git" => ["branch", "commit", "tag"],
                "cvs" => ["branch", "date"],
                _ => ["revision"],
            };
            foreach (string key in keys.Where(key => !IsEmpty(given.GetValueOrDefault(key, new MetadataValue.Nothing()))))
            {
                // Subversion's revisions are numbers, and some recipes write them so.
                yield return Member(key, j => Value(j, given[key] is MetadataValue.Number { Value: var number }
                    ? new MetadataValue.Text(number.ToString(CultureInfo.InvariantCulture))
                    : given[key]));
            }
        }
    }

    private IEnumerable<KeyValuePair<string, Action<Utf8JsonWriter>>> Patch(PatchDeclaration patch)
    {
        yield return Member("kind", j => j.WriteStringValue(patch.Url is null ? "file" : "url"));
        yield return Member("owner", j => j.WriteStringValue(patch.Owner));
        yield return Member("level", j => j.WriteNumberValue(patch.Level));
        yield return Member("reverse", j => j.WriteBooleanValue(patch.IsReversed));
        yield return Member("working_dir", j => j.WriteStringValue(patch.WorkingDirectory));
        yield return Member("sha256", j => j.WriteStringValue(_patchDigest(patch)));
        if (patch.Url is not null)
        {
            yield return Member("url", j => j.WriteStringValue(patch.Url));
            if (patch.ArchiveSha256 is not null)
            {
                yield return Member("archive_sha256", j => j.WriteStringValue(patch.ArchiveSha256));
            }
        }
        else
        {
            yield return Member("relative_path", j => j.WriteStringValue(patch.RelativePath));
        }
    }

    private void Patches(Utf8JsonWriter json, IEnumerable<PatchDeclaration> patches) =>
        Array(json, Sorted(patches, patch => Text(patch.When)), (j, patch) =>
        {
            j.WriteStartArray();
            j.WriteStringValue(Text(patch.When));
            Object(j, Patch(patch));
            j.WriteEndArray();
        });

    private void Dependency(Utf8JsonWriter json, DependencyDeclaration dependency)
    {
        var members = new List<KeyValuePair<string, Action<Utf8JsonWriter>>>
        {
            Member("when", j => j.WriteStringValue(Text(dependency.When))),
            Member("spec", j => j.WriteStringValue(Text(dependency.Spec))),
            Member("types", j => Texts(j, dependency.Types.ToNames())),
            Member("patches_count", j => j.WriteNumberValue(dependency.Patches.Length)),
        };
        if (!dependency.Patches.IsEmpty)
        {
            members.Add(Member("patches", j => Patches(j, dependency.Patches)));
        }

        Object(json, members);
    }

    private IEnumerable<KeyValuePair<string, Action<Utf8JsonWriter>>> Members(RecipeMetadata recipe)
    {
        yield return Member("name", j => j.WriteStringValue(recipe.Name));
        yield return Member("fullname", j => j.WriteStringValue(recipe.FullName));
        yield return Member("class", j => j.WriteStringValue(recipe.ClassName));
        yield return Member("has_code", j => j.WriteBooleanValue(recipe.HasCode));
        foreach (string name in s_optionalAttributes)
        {
            if (recipe.Attributes[name] is { } value && !IsEmpty(value))
            {
                yield return Member(name, j => Value(j, value));
            }
        }

        foreach (string name in new[] { "list_depth", "manual_download", "license_required", "extendable", "parallel" })
        {
            if (recipe.Attributes[name] is { } value)
            {
                yield return Member(name, j => Value(j, value));
            }
        }

        yield return Member("maintainers", j => Texts(j, recipe.Maintainers.Order(StringComparer.Ordinal)));
        yield return Member("tags", j => Texts(j, recipe.Tags.Order(StringComparer.Ordinal)));
        foreach (var member in Versions(recipe).Concat(Directives(recipe)))
        {
            yield return member;
        }
    }

    private static IEnumerable<KeyValuePair<string, Action<Utf8JsonWriter>>> Versions(RecipeMetadata recipe)
    {
        yield return Member("versions", j => Array(j, recipe.Versions.OrderByDescending(version => version.Version), Version));
        yield return Member("versions_declaration_order", j => Texts(j, recipe.Versions.Select(version => version.Version.ToString())));
        yield return Member("versions_concretizer_order", j => Texts(j, recipe.VersionsByPreference.Select(version => version.Version.ToString())));
        yield return Member("preferred_version", j => j.WriteStringValue(recipe.PreferredVersion?.ToString()));
    }

    private IEnumerable<KeyValuePair<string, Action<Utf8JsonWriter>>> Directives(RecipeMetadata recipe)
    {
        yield return Member("variants", j => Object(j, ByCondition(recipe.Variants, variant => variant.When).Select(group => Member(
            group.Key, k => Object(k, group.Select(variant => Member(variant.Name, l => Object(l, Variant(variant)))))))));
        yield return Member("dependencies", j => Array(
            j, Sorted(recipe.Dependencies, d => Text(d.When), d => Text(d.Spec), d => string.Join(' ', d.Types.ToNames())), Dependency));
        yield return Member("provided", j => Object(j, ByCondition(recipe.Provided, provided => provided.When).Select(group => Member(
            group.Key, k => Texts(k, group.Select(provided => Text(provided.Virtual)).Order(StringComparer.Ordinal))))));
        yield return Member("provided_together", j => Object(j, ByCondition(recipe.ProvidedTogether, together => together.When).Select(group =>
            Member(group.Key, k => Array(
                k, group.Select(together => together.Names.Order(StringComparer.Ordinal).ToArray()).OrderBy(names => string.Join('\0', names), StringComparer.Ordinal), Texts)))));
        yield return Member("conflicts", j => Array(
            j, Sorted(recipe.Conflicts, c => Text(c.When), c => Text(c.Spec), c => c.Message ?? "None"), static (k, conflict) =>
            {
                k.WriteStartArray();
                k.WriteStringValue(Text(conflict.When));
                k.WriteStringValue(Text(conflict.Spec));
                k.WriteStringValue(conflict.Message);
                k.WriteEndArray();
            }));
        yield return Member("requirements", j => Array(j, Sorted(recipe.Requirements, r => Text(r.When), r => string.Join('\0', r.Alternatives.Select(Text)), r => r.Policy == RequirementPolicy.OneOf ? "one_of" : "any_of", r => r.Message ?? "None"), static (k, requirement) =>
        {
            k.WriteStartArray();
            k.WriteStringValue(Text(requirement.When));
            Texts(k, requirement.Alternatives.Select(Text));
            k.WriteStringValue(requirement.Policy == RequirementPolicy.OneOf ? "one_of" : "any_of");
            k.WriteStringValue(requirement.Message);
            k.WriteEndArray();
        }));
        yield return Member("patches", j => Patches(j, recipe.Patches));
        yield return Member("resources", j => Array(j, Sorted(recipe.Resources, r => Text(r.When)), static (k, resource) =>
        {
            k.WriteStartArray();
            k.WriteStringValue(Text(resource.When));
            Object(k,
            [
                Member("name", l => l.WriteStringValue(resource.Name)),
                Member("destination", l => l.WriteStringValue(resource.Destination)),
                Member("placement", l => Value(l, resource.Placement ?? new MetadataValue.Nothing())),
                Member("fetcher", l => Object(l, Fetcher(resource))),
            ]);
            k.WriteEndArray();
        }));
        yield return Member("extends", j => Object(j, recipe.Extends.Select(extension => Member(extension.Name, k => Object(k,
        [
            Member("spec", l => l.WriteStringValue(Text(extension.Spec))),
            Member("when", l => l.WriteStringValue(Text(extension.When))),
        ])))));
        yield return Member("licenses", j => Array(j, Sorted(recipe.Licenses, l => Text(l.When), l => l.Identifier), static (k, license) =>
            Texts(k, [Text(license.When), license.Identifier])));
        yield return Member("can_splice", j => Array(j, Sorted(recipe.Splices, s => Text(s.When)), static (k, splice) =>
        {
            k.WriteStartArray();
            k.WriteStringValue(Text(splice.When));
            k.WriteStringValue(Text(splice.Target));
            Texts(k, splice.MatchedVariants);
            k.WriteEndArray();
        }));
        yield return Member("disable_redistribute", j => Array(j, Sorted(recipe.RedistributionLimits, l => Text(l.When)), static (k, limit) =>
        {
            k.WriteStartArray();
            k.WriteStringValue(Text(limit.When));
            Object(k, [Member("binary", l => l.WriteBooleanValue(limit.ForbidsBinary)), Member("source", l => l.WriteBooleanValue(limit.ForbidsSource))]);
            k.WriteEndArray();
        }));
        yield return Member("languages", j => Texts(j, recipe.Languages));
    }
}
