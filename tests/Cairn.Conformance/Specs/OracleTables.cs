using System.Text.Json;

namespace Cairn.Conformance.Specs;

/// <summary>The recorded tables of real Spack's answers about versions and specs.</summary>
internal static class OracleTables
{
    public static JsonElement Read(string table)
    {
        using JsonDocument document = JsonDocument.Parse(Material.OracleBytes($"tables/{table}.json.gz"));
        return document.RootElement.Clone();
    }
}

/// <summary>Collects the rows that differ, to name them all in one assertion.</summary>
internal sealed class Comparison
{
    private readonly List<string> _differences = [];

    public int Total { get; private set; }

    public void Check(string what, string? expected, string? actual)
    {
        Total++;
        if (expected != actual)
        {
            _differences.Add($"{what}: expected `{expected}`, got `{actual}`");
        }
    }

    public void ShouldHold(int atLeast)
    {
        Total.ShouldBeGreaterThanOrEqualTo(atLeast);
        string shown = string.Join('\n', _differences.Take(40));
        _differences.Count.ShouldBe(0, $"{_differences.Count} of {Total} rows differ:\n{shown}");
    }
}
