using System.Collections.Immutable;
using System.Text.Json;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Conformance.Sources;

/// <summary>Compares URLs with what real Spack makes of the real recipes' declarations.</summary>
public sealed class UrlTableTests
{
    /// <summary>Recipes that only the interpreter can answer for, each with its reason.</summary>
    private static readonly Dictionary<string, string> NeedsInterpreter = new()
    {
        ["7zip"] = "a `url_version` of its own, which the hook `IVersionUrl.UrlVersion` asks the recipe for",
    };

    /// <summary>Recipes that are answered differently, each with its reason.</summary>
    private static readonly Dictionary<string, string> DiffersFromRecipe = new()
    {
        ["sed"] = "its `url_for_version` assigns to `self.gnu_mirror_path`, so that in Spack the mirrors change with it; the first URL, which counts, is the same",
    };

    [SkippableFact]
    public void Names_and_versions_are_seen_in_urls_as_spack_sees_them()
    {
        int compared = 0;
        List<string> differences = [];
        foreach (JsonElement record in Table())
        {
            if (!record.TryGetProperty("parsed_first", out JsonElement parsed))
            {
                continue;
            }

            compared++;
            VersionedUrl url = VersionedUrl.Parse(parsed[0].GetString()!);
            string expected = parsed[2].GetString()!;
            (string? name, string version) answer = url switch
            {
                { Version: null } => (null, "!UndetectableVersionError"),
                { Name: null } => (null, "!UndetectableNameError"),
                _ => (url.Name, url.Version),
            };
            if (answer != (parsed[1].GetString(), expected))
            {
                differences.Add($"{parsed[0]}: expected {parsed[1]} {expected}, got {answer}");
            }

            JsonElement substituted = record.GetProperty("subst_first");
            string replaced = VersionedUrl.Parse(substituted[0].GetString()!).With(substituted[1].GetString()!);
            if (replaced != substituted[2].GetString())
            {
                differences.Add($"{substituted[0]}: expected {substituted[2]}, got {replaced}");
            }
        }

        compared.ShouldBeGreaterThan(3000);
        differences.ShouldBeEmpty();
    }

    [SkippableFact]
    public void Every_version_of_a_recipe_without_methods_has_spacks_urls()
    {
        Dictionary<string, JsonElement> table = Table().ToDictionary(r => r.GetProperty("name").GetString()!);
        int compared = 0;
        List<string> differences = [];
        foreach (string line in Material.OracleLines("directives.jsonl.gz"))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            if (!table.TryGetValue(document.RootElement.GetProperty("name").GetString()!, out JsonElement expected)
                || expected.GetProperty("custom_url_for_version").GetBoolean()
                || NeedsInterpreter.ContainsKey(document.RootElement.GetProperty("name").GetString()!)
                || NeedsItsRecipe(document.RootElement))
            {
                continue;
            }

            RecipeMetadata recipe = Recipe(document.RootElement);
            foreach (JsonElement row in expected.GetProperty("urls").EnumerateArray())
            {
                compared++;
                IReadOnlyList<string> urls = VersionUrls.Of(recipe, Version.Parse(row[0].GetString()!), DeclaredUrlsOnly.Instance);
                string wanted = Wanted(row);
                string got = string.Join(' ', urls);
                if (wanted != got)
                {
                    differences.Add($"{recipe.Name}@{row[0]}: expected {wanted}, got {got}");
                }
            }
        }

        compared.ShouldBeGreaterThan(10_000);
        differences.ShouldBeEmpty();
    }

    [SkippableFact]
    public void Every_version_of_every_real_recipe_has_spacks_urls()
    {
        // The recording asked packages whose spec had no version, in a directory of this name.
        HostDescription host = new() { Platform = "linux", OperatingSystem = "debian12", Target = "x86_64_v3", CurrentDirectory = "/cwd" };
        RecipeRepositories recipes = new(new RecipeRepositoryPath([RecipeRepository.Open(Material.Builtin())]), host);
        UndecidedUrls urls = new(recipes, host);
        int compared = 0;
        int withOwnMethod = 0;
        List<string> differences = [];
        foreach (JsonElement expected in Table())
        {
            string name = expected.GetProperty("name").GetString()!;
            if (DiffersFromRecipe.ContainsKey(name) || !recipes.TryGet(name, out RecipeMetadata? recipe))
            {
                continue;
            }

            withOwnMethod += expected.GetProperty("custom_url_for_version").GetBoolean() ? 1 : 0;
            foreach (JsonElement row in expected.GetProperty("urls").EnumerateArray())
            {
                compared++;
                string wanted = Wanted(row);
                string got = Answer(() => string.Join(' ', VersionUrls.Of(recipe, Version.Parse(row[0].GetString()!), urls)));
                if (wanted != got && !(wanted.StartsWith('!') && got.StartsWith('!')))
                {
                    differences.Add($"{name}@{row[0]}: expected {wanted}, got {got}");
                }
            }
        }

        compared.ShouldBeGreaterThan(16_000);
        withOwnMethod.ShouldBeGreaterThan(260, "recipes with a `url_for_version` of their own");
        differences.ShouldBeEmpty();
    }

    /// <summary>A row is the version, what <c>url_for_version</c> gave, and all URLs or the kind of error.</summary>
    private static string Wanted(JsonElement row) => row.GetArrayLength() < 3
        ? row[1].GetString() ?? ""
        : row[2].ValueKind == JsonValueKind.Array ? string.Join(' ', row[2].EnumerateArray())
        : row[2].GetString() == "NoURLError" ? "" : "!" + row[2];

    private static string Answer(Func<string> question)
    {
        try
        {
            return question();
        }
        catch (CairnException failure)
        {
            return "!" + failure.Diagnostic.Message;
        }
    }

    private static IEnumerable<JsonElement> Table()
    {
        using JsonDocument document = JsonDocument.Parse(Material.OracleBytes("tables/urls_builtin.json.gz"));
        return [.. document.RootElement.EnumerateArray().Select(r => r.Clone())];
    }

    /// <summary>True where a URL is a property of the recipe that the mixins known here don't explain: the interpreter has to tell.</summary>
    private static bool NeedsItsRecipe(JsonElement record) =>
        new[] { "url", "urls", "list_url" }.Any(key => record.TryGetProperty(key, out JsonElement value) && value.ValueKind == JsonValueKind.Object)
        && !record.EnumerateObject().Any(p => p.Name.EndsWith("_mirror_path", StringComparison.Ordinal));

    private static RecipeMetadata Recipe(JsonElement record)
    {
        List<KeyValuePair<string, MetadataValue>> attributes = [];
        foreach (JsonProperty property in record.EnumerateObject())
        {
            if (property.Name is "url" or "urls" or "list_url" || property.Name.EndsWith("_mirror_path", StringComparison.Ordinal))
            {
                attributes.Add(new(property.Name, Value(property.Value)));
            }
        }

        ImmutableArray<VersionDeclaration> versions =
        [
            .. record.GetProperty("versions").EnumerateArray().Select(v => new VersionDeclaration(
                Version.Parse(v[0].GetString()!),
                [.. v[1].EnumerateObject().Where(p => p.Name == "url").Select(p => KeyValuePair.Create(p.Name, Value(p.Value)))],
                default)),
        ];
        return new RecipeMetadata
        {
            Name = record.GetProperty("name").GetString()!,
            Namespace = "builtin",
            ClassName = record.GetProperty("class").GetString()!,
            Attributes = new RecipeAttributes(attributes),
            Versions = versions,
        };
    }

    private static MetadataValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => new MetadataValue.Text(value.GetString()!),
        JsonValueKind.Array => new MetadataValue.Sequence([.. value.EnumerateArray().Select(Value)]),
        JsonValueKind.Null => new MetadataValue.Nothing(),
        _ => new MetadataValue.Computed("property"),
    };

    /// <summary>As <see cref="RecipeUrls"/>, for packages whose spec has no version.</summary>
    private sealed class UndecidedUrls(RecipeRepositories recipes, HostDescription host) : IVersionUrl
    {
        private readonly VersionWorld _world = new(recipes, host, VersionedUrl.VersionOf, static (url, version) => VersionedUrl.Parse(url).With(version));

        public string? UrlForVersion(RecipeMetadata recipe, Version version) => _world.UrlForVersion(recipe.FullName, version.ToString(), isDecided: false);

        public IReadOnlyList<string> ComputedAttribute(RecipeMetadata recipe, string attribute) => _world.Attribute(recipe.FullName, attribute);

        public string? UrlVersion(RecipeMetadata recipe, Version version) => _world.UrlVersion(recipe.FullName, version.ToString());
    }
}
