using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Conformance.Specs;

public class SpecTableTests
{
    [SkippableFact]
    public void Every_spec_of_the_recipes_parses_and_prints_as_in_Spack()
    {
        Comparison comparison = new();
        foreach (JsonElement row in OracleTables.Read("spec_parse_builtin").EnumerateArray())
        {
            string text = row.GetProperty("in").GetString()!;
            if (Parsed(text) is not { } spec)
            {
                comparison.Check(text, row.TryGetProperty("str", out JsonElement wanted) ? wanted.GetString() : "error", "error");
                continue;
            }

            if (row.TryGetProperty("error", out _))
            {
                comparison.Check(text, "error", spec.ToString());
                continue;
            }

            comparison.Check(text, row.GetProperty("str").GetString(), spec.ToString());
            comparison.Check($"{text} name", row.GetProperty("name").GetString(), spec.Name);
            comparison.Check($"{text} versions", row.GetProperty("versions").GetString(), spec.Versions.ToString());
            comparison.Check($"{text} variants", Variants(row.GetProperty("variants")), Variants(spec));
            comparison.Check($"{text} dependencies", Dependencies(row.GetProperty("deps")), Dependencies(spec));
        }

        comparison.ShouldHold(10000);
    }

    [SkippableFact]
    public void Mutated_specs_fail_or_print_as_in_Spack()
    {
        Comparison comparison = new();
        foreach (JsonElement row in OracleTables.Read("spec_parse_fuzz").EnumerateArray())
        {
            string text = row.GetProperty("in").GetString()!;
            string? expected = row.TryGetProperty("error", out _) ? "error" : row.GetProperty("str").GetString();
            AbstractSpec? spec = Parsed(text);
            comparison.Check(text, expected, spec?.ToString() ?? "error");
            if (spec is not null && row.TryGetProperty("roundtrip", out JsonElement again))
            {
                string wanted = again.GetString()!.StartsWith('!') ? "error" : again.GetString()!;
                comparison.Check($"{text} again", wanted, Parsed(spec.ToString())?.ToString() ?? "error");
            }
        }

        comparison.ShouldHold(1000);
    }

    [SkippableFact]
    public void Pairs_of_specs_compare_and_combine_as_in_Spack()
    {
        JsonElement table = OracleTables.Read("spec_pairs");
        string[] texts = [.. table.GetProperty("specs").EnumerateArray().Select(text => text.GetString()!)];
        string[] canonical = [.. table.GetProperty("canonical").EnumerateArray().Select(text => text.GetString()!)];
        AbstractSpec[] specs = [.. texts.Select(text => AbstractSpec.Parse(text))];
        Comparison comparison = new();
        WellKnownProviders providers = new();
        int row = 0;
        foreach (JsonElement cells in table.GetProperty("pairs_satisfies_intersects_constrain").EnumerateArray())
        {
            comparison.Check(texts[row], canonical[row], specs[row].ToString());
            int column = 0;
            foreach (JsonElement cell in cells.EnumerateArray())
            {
                string pair = $"{texts[row]} ? {texts[column]}";
                (AbstractSpec a, AbstractSpec b) = (specs[row], specs[column]);
                comparison.Check($"{pair} satisfies", cell[0].ToString(), a.Satisfies(b, providers).ToString());
                comparison.Check($"{pair} intersects", cell[1].ToString(), a.Intersects(b, providers).ToString());
                string expected = cell[2].ValueKind == JsonValueKind.Array ? $"{cell[2][0]} {cell[2][1]}" : cell[2].GetString()!;
                comparison.Check($"{pair} constrain", expected, Constrained(a, b, providers));
                column++;
            }

            row++;
        }

        comparison.ShouldHold(10000);
    }

    private static string Constrained(AbstractSpec a, AbstractSpec b, IVirtualPackages providers)
    {
        try
        {
            AbstractSpec result = a.Constrain(b, out bool changed, providers);
            return $"{changed} {result}";
        }
        catch (UnsatisfiableSpecException clash)
        {
            return clash.Part switch
            {
                SpecPart.Name => "!UnsatisfiableSpecNameError",
                SpecPart.Version => "!UnsatisfiableVersionSpecError",
                SpecPart.Variant => "!UnsatisfiableVariantSpecError",
                SpecPart.Architecture => "!UnsatisfiableArchitectureSpecError",
                SpecPart.Dependency => "!UnsatisfiableDependencySpecError",
                SpecPart.UnnamedDependency => "!UnconstrainableDependencySpecError",
                SpecPart.Hash => "!InvalidHashError",
                _ => "!SpecError",
            };
        }
    }

    private static AbstractSpec? Parsed(string text)
    {
        try
        {
            return AbstractSpec.Parse(text);
        }
        catch (CairnException)
        {
            return null;
        }
    }

    private static string Variants(JsonElement variants) => string.Join(' ', variants.EnumerateObject()
        .OrderBy(variant => variant.Name, StringComparer.Ordinal)
        .Select(variant => $"{variant.Name}:{variant.Value[0]}:{string.Join(',', variant.Value[1].EnumerateArray())}:{variant.Value[2]}:{variant.Value[3]}"));

    private static string Variants(AbstractSpec spec) => string.Join(' ', spec.Variants
        .OrderBy(variant => variant.Name, StringComparer.Ordinal)
        .Select(variant => $"{variant.Name}:{TypeName(variant.Type)}:{string.Join(',', variant.Values)}:{variant.Propagates}:{variant.IsConcrete}"));

    private static string TypeName(VariantType type) => type switch
    {
        VariantType.Boolean => "bool",
        VariantType.Single => "single",
        _ => "multi",
    };

    private static string Dependencies(JsonElement edges) => string.Join(" | ", edges.EnumerateArray()
        .Select(edge => $"{edge[0]} {edge[1]} {edge[2]} {string.Join(',', edge[3].EnumerateArray())} {edge[4]} {edge[5]}")
        .Order(StringComparer.Ordinal));

    // Spack's flags: link 1, run 2, build 4, test 8.
    private static int Flags(DependencyTypes types)
        => (types.HasFlag(DependencyTypes.Link) ? 1 : 0) | (types.HasFlag(DependencyTypes.Run) ? 2 : 0)
            | (types.HasFlag(DependencyTypes.Build) ? 4 : 0) | (types.HasFlag(DependencyTypes.Test) ? 8 : 0);

    private static string Dependencies(AbstractSpec spec) => string.Join(" | ", spec.Dependencies
        .Select(edge => $"{edge.Spec} {edge.IsDirect} {Flags(edge.Types)} {string.Join(',', edge.Virtuals)} "
            + $"{(edge.Propagation == Propagation.None ? "NONE" : "PREFERENCE")} {edge.When}")
        .Order(StringComparer.Ordinal));
}
