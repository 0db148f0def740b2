using System.Text.Json;

namespace Cairn.Python.Tests.Text;

/// <summary>Reads recorded answers: one JSON array per line.</summary>
internal static class Recorded
{
    public static IEnumerable<JsonElement> Rows(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>Every row whose answer differs, as one readable text; empty if all agree.</summary>
    public static string Differences(string lines, Func<JsonElement, string> answer)
    {
        var differences = new List<string>();
        var count = 0;
        foreach (var row in Rows(lines))
        {
            count++;
            var expected = row[row.GetArrayLength() - 1];
            var wanted = expected.ValueKind == JsonValueKind.String ? expected.GetString()! : Compact(expected);
            var got = answer(row);
            if (got != wanted)
            {
                differences.Add($"{Compact(row)}\n    got {got}");
            }
        }

        count.ShouldBeGreaterThan(0);
        return string.Join('\n', differences);
    }

    public static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
