using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cairn.Recipes;

namespace Cairn.Conformance.Recipes;

/// <summary>What Cairn understands of each recipe equals what Spack understood.</summary>
public sealed class DirectiveConformance
{
    private static readonly string[] s_keys =
        """
        name fullname class has_code homepage url urls git svn hg cvs list_url list_depth default_buildsystem build_system_class
        manual_download license_required extendable parallel pypi cran bioc gnu_mirror_path sourceforge_mirror_path
        sourceware_mirror_path xorg_mirror_path submodules no_cache fetch_options import_modules tags executables libraries maintainers
        versions versions_declaration_order versions_concretizer_order preferred_version variants dependencies provided
        provided_together conflicts requirements patches resources extends licenses can_splice disable_redistribute languages
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static readonly string[] s_ignoredInVariants = ["validator", "validator_doc", "group_validator"];

    [SkippableFact]
    public void Directives_evaluate_to_what_was_recorded()
    {
        var lines = Material.OracleLines("directives.jsonl.gz");
        var repository = RecipeRepository.Open(Material.Builtin());
        var recipes = new RecipeRepositories(
            new RecipeRepositoryPath([repository]), new HostDescription { OperatingSystem = "debian12", CurrentDirectory = "/cwd" });
        recipes.LoadAll();
        var dump = new RecipeDump(recipes);
        var differing = new List<string>();
        int count = 0;
        foreach (string line in lines)
        {
            var want = JsonNode.Parse(line)!.AsObject();
            string name = want["name"]!.GetValue<string>();
            count++;
            if (want.ContainsKey("error") || KnownDifferences.Directives.ContainsKey(name))
            {
                continue;
            }

            using var output = new MemoryStream();
            dump.Write(output, recipes.Get(name));
            var have = JsonNode.Parse(Encoding.UTF8.GetString(output.ToArray()))!.AsObject();
            string? key = s_keys.FirstOrDefault(k => !JsonNode.DeepEquals(Normal(k, want[k]), Normal(k, have[k])));
            if (key is not null)
            {
                differing.Add($"{name}: {key}\n  want {want[key]?.ToJsonString()}\n  have {have[key]?.ToJsonString()}");
            }
        }

        count.ShouldBeGreaterThan(0);
        differing.ShouldBeEmpty();
    }

    private static JsonNode? Normal(string key, JsonNode? value)
    {
        if (key == "variants" && value is JsonObject byCondition)
        {
            foreach (var (_, byName) in byCondition)
            {
                foreach (var (_, variant) in byName!.AsObject())
                {
                    Array.ForEach(s_ignoredInVariants, ignored => variant!.AsObject().Remove(ignored));
                }
            }
        }

        return value;
    }
}
