using System.Text;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Conformance.Specs;

/// <summary>The peer's node texts and hashes, reproduced from the parts of the nodes.</summary>
public sealed class DagHashConformance
{
    [SkippableFact]
    public void Every_recorded_node_text_is_written_byte_for_byte_and_hashes_the_same()
    {
        var count = 0;
        foreach (var line in Material.OracleLines("dag_hash_inputs.jsonl.gz"))
        {
            using var recorded = JsonDocument.Parse(line);
            var text = recorded.RootElement.GetProperty("text").GetString()!;
            var hash = recorded.RootElement.GetProperty("hash").GetString()!;

            var node = ReadAlone(text);

            var json = new PythonJsonWriter();
            SpecJson.WriteNode(json, node, withHash: false);
            Encoding.UTF8.GetString(json.WrittenSpan).ShouldBe(text);
            DagHash.Compute(node).ShouldBe(hash);
            count++;
        }

        count.ShouldBeGreaterThan(900);
    }

    [SkippableFact]
    public void Every_node_of_the_recorded_dags_hashes_to_its_recorded_name()
    {
        var seen = new HashSet<string>();
        foreach (var (_, dag) in RecordedDags.All())
        {
            foreach (var node in SpecJson.Read(dag).Traverse())
            {
                if (seen.Add(node.Hash))
                {
                    DagHash.Compute(node).ShouldBe(node.Hash, node.Name);
                }
            }
        }

        seen.Count.ShouldBeGreaterThan(1000);
    }

    /// <summary>Reads a node whose dependencies are known by name and hash only.</summary>
    private static ConcreteSpec ReadAlone(string text)
    {
        var withHash = Encoding.UTF8.GetBytes(text[..^1] + ",\"hash\":\"x\"}");
        using var parsed = JsonDocument.Parse(text);
        var names = new Dictionary<string, string>();
        if (parsed.RootElement.TryGetProperty("dependencies", out var dependencies))
        {
            foreach (var edge in dependencies.EnumerateArray())
            {
                names[edge.GetProperty("hash").GetString()!] = edge.GetProperty("name").GetString()!;
            }
        }

        var reader = new Utf8JsonReader(withHash);
        reader.Read();
        var record = new SpecNodeReader().ReadNode(ref reader);
        return SpecLinker.Link([record], elsewhere: key => new ConcreteSpec
        {
            Name = names[key],
            Version = Cairn.Specs.Version.Parse("1"),
            Architecture = ConcreteArchitecture.Host(),
            Hash = key,
        })["x"];
    }
}
