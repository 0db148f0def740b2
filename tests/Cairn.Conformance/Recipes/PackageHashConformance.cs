using System.Text.Json;
using Cairn.Conformance.Specs;
using Cairn.Recipes;
using Cairn.Specs;
using Shouldly;
using Xunit.Abstractions;

namespace Cairn.Conformance.Recipes;

/// <summary>The hashes of source, patches and recipe that go into DAG hashes, compared with the recorded ones.</summary>
public sealed class PackageHashConformance(ITestOutputHelper output)
{
    [SkippableFact]
    public void Every_recorded_package_hash_is_reproduced()
    {
        var recipes = new RecipeRepositories(
            new RecipeRepositoryPath([RecipeRepository.Open(Material.Builtin())]), HostDescription.OfThisMachine("debian12", "x86_64_v4"));
        var nodes = new Dictionary<string, ConcreteSpec>();
        foreach (var (_, dag) in RecordedDags.All())
        {
            foreach (var node in SpecJson.Read(dag).Traverse())
            {
                nodes.TryAdd(node.Hash, node);
            }
        }

        List<string> texts = [];
        List<string> sources = [];
        List<string> wholes = [];
        int count = 0;
        int alones = 0;
        foreach (var line in Material.OracleLines("package_hashes.jsonl.gz"))
        {
            using var recorded = JsonDocument.Parse(line);
            var root = recorded.RootElement;
            string name = root.GetProperty("name").GetString()!;
            if (!nodes.TryGetValue(root.GetProperty("dag_hash").GetString()!, out var node))
            {
                // Without the node only texts can be compared in which nothing depends on it.
                bool depends = false;
                string? alone = recipes.TextHash(name, _ => depends = true);
                Check(depends || alone == root.GetProperty("canonical_source_hash").GetString(), name, texts);
                alones += depends ? 0 : 1;
                continue;
            }

            count++;
            string text = recipes.TextHash(name, condition => node.Satisfies(condition))!;
            string source = SourceIdentity.Of(recipes.Get(node.FullName), node.Version, node.Variants["commit"]?.Values.FirstOrDefault());
            var patches = root.GetProperty("patches").EnumerateArray().Select(patch => Patch(patch.GetString()!));
            Check(text == root.GetProperty("canonical_source_hash").GetString(), name, texts);
            Check(source == (root.GetProperty("source_id").GetString() ?? ""), name, sources);
            Check(PackageHash.Compute(source, patches, text) == root.GetProperty("package_hash").GetString(), name, wholes);
        }

        output.WriteLine($"{count} nodes of {nodes.Count}, {alones} texts besides");
        texts.ForEach(each => output.WriteLine($"text: {each}"));
        sources.ForEach(each => output.WriteLine($"source: {each}"));
        wholes.ForEach(each => output.WriteLine($"whole: {each}"));
        (texts.Count + sources.Count + wholes.Count).ShouldBe(0);
        count.ShouldBeGreaterThan(500);
    }

    private static (string Digest, int Level) Patch(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        return (text[..colon], int.Parse(text[(colon + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void Check(bool isEqual, string name, List<string> different)
    {
        if (!isEqual)
        {
            different.Add(name);
        }
    }
}
