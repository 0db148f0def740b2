using System.Text.Json;

namespace Cairn.Conformance.Specs;

/// <summary>The DAGs that the peer's concretizer answered with.</summary>
internal static class RecordedDags
{
    /// <summary>Every request that has an answer, with the answer as the text of a spec file.</summary>
    public static IEnumerable<(string Request, byte[] Dag)> All()
    {
        foreach (var line in Material.OracleLines("concrete.jsonl.gz"))
        {
            using var recorded = JsonDocument.Parse(line);
            if (recorded.RootElement.TryGetProperty("dag", out var dag) && dag.ValueKind == JsonValueKind.Object)
            {
                yield return (recorded.RootElement.GetProperty("input").GetString()!, System.Text.Encoding.UTF8.GetBytes(dag.GetRawText()));
            }
        }
    }
}
