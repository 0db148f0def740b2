using System.Text;
using System.Text.Json;
using Cairn.Build.Worker;
using Cairn.Config;
using Cairn.Config.Paths;
using Cairn.Config.Scopes;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.Layout;
using Shouldly;
using Xunit.Abstractions;

namespace Cairn.Conformance.Build;

/// <summary>Compares what the methods of real recipes compute for recorded DAGs with what they compute in Spack.</summary>
public sealed class MethodConformance(ITestOutputHelper output)
{
    /// <summary>Answers that no engine can reproduce, each with the reason.</summary>
    private static readonly (string Mark, string Reason)[] s_excluded =
    [
        ("$peer", "the recorder's working directory: the recipe asks for the current directory"),
        (" object at 0x", "an address in the recorder's memory: the recipe returns a generator, and its text names where it lies"),
    ];

    [SkippableFact]
    public void Methods_compute_what_they_compute_in_Spack()
    {
        var recorded = Material.OracleLines("methods.jsonl.gz").Select(line => JsonDocument.Parse(line).RootElement)
            .Where(answer => answer.TryGetProperty("results", out _))
            .ToDictionary(answer => answer.GetProperty("hash").GetString()!, StringComparer.Ordinal);
        using var root = new TemporaryRoot();
        var inquiry = InquiryIn(root.Path);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var tally = new Tally();
        foreach (var line in Material.OracleLines("concrete.jsonl.gz"))
        {
            using var request = JsonDocument.Parse(line);
            if (!request.RootElement.TryGetProperty("dag", out var dag))
            {
                continue;
            }

            var spec = SpecJson.Read(Encoding.UTF8.GetBytes(dag.GetRawText()));
            foreach (var (node, results) in inquiry.MethodsOf(spec, node => recorded.ContainsKey(node.Hash) && seen.Add(node.Hash)))
            {
                using var answers = JsonDocument.Parse(results);
                tally.Compare(node, recorded[node.Hash].GetProperty("results"), answers.RootElement);
            }
        }

        tally.Differences.ForEach(output.WriteLine);
        output.WriteLine($"{tally.Equal} of {tally.All} answers of {seen.Count} nodes are equal ({(double)tally.Equal / tally.All:P2}); {tally.Excluded} excluded");
        tally.All.ShouldBeGreaterThan(5_000);
        ((double)tally.Equal / tally.All).ShouldBeGreaterThanOrEqualTo(0.995);
    }

    private static PackageInquiry InquiryIn(string root)
    {
        var settings = Path.Combine(Path.GetDirectoryName(Material.Oracle("concrete.jsonl.gz"))!, "config");
        var places = CairnPlaces.From(new Dictionary<string, string> { ["CAIRN_ROOT"] = root, ["HOME"] = root, ["TMPDIR"] = root });
        var configuration = new Configuration(
            [new DefaultScope(), new DirectoryScope("oracle", settings)],
            new PathVariables(places, () => new HostNames("linux", "debian12", "x86_64_v4", "x86_64")));
        var host = HostDescription.OfThisMachine("debian12", "x86_64_v4");
        var recipes = new RecipeRepositories(new RecipeRepositoryPath([RecipeRepository.Open(Material.Builtin())]), host);
        var layout = new InstallLayout(Path.Combine(root, "opt"), [KeyValuePair.Create("all", "{architecture.platform}-{architecture.target}/{name}-{version}-{hash}")]);
        return new PackageInquiry(configuration, recipes, host, layout, layout.PrefixOf);
    }

    private sealed class Tally
    {
        public int All { get; private set; }

        public int Equal { get; private set; }

        public int Excluded { get; private set; }

        public List<string> Differences { get; } = [];

        public void Compare(ConcreteSpec node, JsonElement wanted, JsonElement have)
        {
            foreach (var answer in wanted.EnumerateObject())
            {
                string text = answer.Value.GetRawText();
                if (text.StartsWith("\"!", StringComparison.Ordinal))
                {
                    continue; // it failed in the peer, as a rule because a dependency is not installed there
                }

                if (s_excluded.Any(excluded => text.Contains(excluded.Mark, StringComparison.Ordinal)))
                {
                    Excluded++;
                    continue;
                }

                All++;
                if (have.TryGetProperty(answer.Name, out var other) && JsonElement.DeepEquals(answer.Value, other))
                {
                    Equal++;
                }
                else
                {
                    Differences.Add($"{node.Name}/{node.ShortHash()} {answer.Name}\n  want {text}\n  have {(other.ValueKind == JsonValueKind.Undefined ? "nothing" : other.GetRawText())}");
                }
            }
        }
    }

    /// <summary>A directory that is gone after the test.</summary>
    private sealed class TemporaryRoot : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("cairn-methods-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
