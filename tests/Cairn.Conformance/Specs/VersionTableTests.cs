using System.Text.Json;
using Cairn.Specs;

namespace Cairn.Conformance.Specs;

public class VersionTableTests
{
    [SkippableFact]
    public void Every_version_of_the_recipes_sorts_as_in_Spack()
    {
        Comparison comparison = new();
        Version? previous = null;
        foreach (JsonElement group in OracleTables.Read("version_sort").EnumerateArray())
        {
            Version[] versions = [.. group.GetProperty("equal").EnumerateArray().Select(text => Version.Parse(text.GetString()!))];
            string name = versions[0].ToString();
            comparison.Check($"{name} equal", "True", versions.All(version => version == versions[0]).ToString());
            comparison.Check($"{name} hash", "True", versions.All(version => version.GetHashCode() == versions[0].GetHashCode()).ToString());
            comparison.Check($"{name} > {previous}", "True", (previous is null || previous < versions[0]).ToString());
            CheckAttributes(comparison, versions[0], group.GetProperty("attrs"));
            previous = versions[0];
        }

        comparison.ShouldHold(1000);
    }

    [SkippableFact]
    public void Pairs_of_version_constraints_combine_as_in_Spack()
    {
        JsonElement table = OracleTables.Read("version_pairs");
        string[] texts = [.. table.GetProperty("constraints").EnumerateArray().Select(text => text.GetString()!)];
        string[] canonical = [.. table.GetProperty("canonical").EnumerateArray().Select(text => text.GetString()!)];
        VersionConstraint[] values = [.. texts.Select(VersionConstraint.Parse)];
        Comparison comparison = new();
        int row = 0;
        foreach (JsonElement cells in table.GetProperty("pairs_satisfies_intersects_intersection_union").EnumerateArray())
        {
            comparison.Check(texts[row], canonical[row], values[row].ToString());
            int column = 0;
            foreach (JsonElement cell in cells.EnumerateArray())
            {
                (VersionConstraint a, VersionConstraint b) = (values[row], values[column]);
                string pair = $"{texts[row]} ? {texts[column]}";
                comparison.Check($"{pair} satisfies", cell[0].GetInt32() == 1 ? "True" : "False", a.Satisfies(b).ToString());
                comparison.Check($"{pair} intersects", cell[1].GetInt32() == 1 ? "True" : "False", a.Intersects(b).ToString());

                // Spack has no intersection of a range with a list; ours is that of the list with the range.
                if (cell[2].GetString() != "!TypeError")
                {
                    comparison.Check($"{pair} intersection", cell[2].GetString(), a.Intersection(b).ToString());
                }
                else
                {
                    (a is VersionRange && b is VersionList).ShouldBeTrue(pair);
                }

                if (cell[3].ValueKind == JsonValueKind.String)
                {
                    comparison.Check($"{pair} union", cell[3].GetString(), a.Union(b).ToString());
                }

                column++;
            }

            row++;
        }

        comparison.ShouldHold(10000);
    }

    private static void CheckAttributes(Comparison comparison, Version version, JsonElement expected)
    {
        string name = version.ToString();
        comparison.Check($"{name} components", Joined(expected.GetProperty("components")), string.Join('|', version.Components));
        comparison.Check($"{name} dashed", expected.GetProperty("dashed").GetString(), version.Dashed.ToString());
        comparison.Check($"{name} dotted", expected.GetProperty("dotted").GetString(), version.Dotted.ToString());
        comparison.Check($"{name} numeric", expected.GetProperty("dotted_numeric").GetString(), version.DottedNumericText);
        comparison.Check($"{name} joined", expected.GetProperty("joined").GetString(), version.Joined.ToString());
        comparison.Check($"{name} underscored", expected.GetProperty("underscored").GetString(), version.Underscored.ToString());
        comparison.Check($"{name} develop", expected.GetProperty("isdevelop").GetBoolean().ToString(), version.IsDevelop.ToString());
        comparison.Check($"{name} prerelease", expected.GetProperty("prerelease").GetBoolean().ToString(), version.IsPreRelease.ToString());
        comparison.Check($"{name} length", expected.GetProperty("len").GetInt32().ToString(), version.Length.ToString());
        comparison.Check(
            $"{name} up to",
            Joined(expected.GetProperty("up_to")),
            string.Join('|', new[] { 1, 2, 3, -1, -2 }.Select(count => version.UpTo(count).ToString())));
    }

    private static string Joined(JsonElement texts) => string.Join('|', texts.EnumerateArray().Select(text => text.GetString()));
}
