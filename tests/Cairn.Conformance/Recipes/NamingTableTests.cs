using System.Text.Json;
using Cairn.Recipes;

namespace Cairn.Conformance.Recipes;

public sealed class NamingTableTests
{
    [SkippableFact]
    public void Names_classes_and_directories_are_as_recorded()
    {
        using var table = JsonDocument.Parse(Material.OracleBytes("tables/naming.json.gz"));
        var differing = new List<string>();
        foreach (var row in table.RootElement.EnumerateArray())
        {
            string name = row.GetProperty("name").GetString()!;
            Compare(name, "class", PackageNaming.ClassName(name));
            Compare(name, "simplify", PackageNaming.Simplify(name));
            foreach (string version in new[] { "v1.0", "v2.0", "v2.2" })
            {
                PackageApi.TryParse(version, out var api).ShouldBeTrue();
                Compare(name, $"dir_{version}", PackageNaming.DirectoryName(name, api));
                bool isValid = PackageNaming.IsValidDirectory(PackageNaming.DirectoryName(name, api), api);
                if (isValid != row.GetProperty($"valid_module_{version}").GetBoolean())
                {
                    differing.Add($"{name}: valid_module_{version} is {isValid}");
                }
            }

            void Compare(string package, string key, string have)
            {
                if (row.GetProperty(key).GetString() != have)
                {
                    differing.Add($"{package}: {key} is {have}, should be {row.GetProperty(key)}");
                }
            }
        }

        differing.ShouldBeEmpty();
    }
}
