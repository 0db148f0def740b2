using System.Text;
using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Conformance.Specs;

/// <summary>The peer's spec files, read and written again.</summary>
public sealed class SpecFileConformance
{
    [SkippableFact]
    public void Every_recorded_dag_survives_reading_and_writing()
    {
        var count = 0;
        foreach (var (request, dag) in RecordedDags.All())
        {
            var written = SpecJson.Write(SpecJson.Read(dag));

            // The recorded files have their keys sorted, ours are in the order of the peer's spec files.
            Canonical(written).ShouldBe(Canonical(dag), request);
            count++;
        }

        count.ShouldBeGreaterThan(150);
    }

    [SkippableFact]
    public void What_we_write_we_read_and_write_again_byte_for_byte()
    {
        foreach (var (_, dag) in RecordedDags.All())
        {
            var once = SpecJson.Write(SpecJson.Read(dag));
            SpecJson.Write(SpecJson.Read(once)).ShouldBe(once);
        }
    }

    [SkippableFact]
    public void The_tree_of_plain_values_gives_the_same_specs()
    {
        foreach (var (_, dag) in RecordedDags.All())
        {
            SpecJson.Write(PlainSpecReader.Read(PlainJson.Parse(dag))).ShouldBe(SpecJson.Write(SpecJson.Read(dag)));
        }
    }

    private static string Canonical(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder();
        Append(text, document.RootElement);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    text.Append(member.Name).Append(':');
                    Append(text, member.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in element.EnumerateArray())
                {
                    Append(text, item);
                    text.Append(',');
                }

                text.Append(']');
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }
}
