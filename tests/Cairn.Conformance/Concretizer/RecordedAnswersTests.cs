using System.Text;
using System.Text.Json;
using Cairn.Concretization;
using Cairn.Specs;
using Shouldly;
using Xunit.Abstractions;

namespace Cairn.Conformance.Concretizer;

/// <summary>Solves the recorded requests on the real recipes and compares answers and costs with Spack's.</summary>
public sealed class RecordedAnswersTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Answers_are_those_of_Spack_and_never_cost_more()
    {
        var concretizer = new RealWorld().With();

        int all = 0;
        int solved = 0;
        List<string> hashes = [];
        List<string> different = [];
        List<string> wrong = [];
        foreach (var line in Material.OracleLines("concrete.jsonl.gz"))
        {
            using var recorded = JsonDocument.Parse(line);
            var input = recorded.RootElement.GetProperty("input").GetString()!;
            var result = concretizer.Solve([ConcretizationRequest.Parse(input)], ConcretizationOptions.Default with { Explains = false });
            all++;
            if (recorded.RootElement.GetProperty("ok").GetBoolean() != result.IsSuccess)
            {
                wrong.Add($"{input}: {(result.IsSuccess ? "solved, but Spack refuses it" : result.Failure!.Message)}");
            }
            else if (result.IsSuccess)
            {
                solved++;
                Compare(input, recorded.RootElement, result, different, wrong);
                if (result.Roots[0]!.Hash != recorded.RootElement.GetProperty("dag").GetProperty("spec").GetProperty("nodes")[0].GetProperty("hash").GetString())
                {
                    hashes.Add(input);
                }
            }
        }

        different.ForEach(output.WriteLine);
        wrong.ForEach(output.WriteLine);
        output.WriteLine($"{all - different.Count - wrong.Count} of {all} are identical");
        hashes.ForEach(input => output.WriteLine($"another hash: {input}"));
        output.WriteLine($"{solved - hashes.Count} of {solved} have the same DAG hash");
        wrong.ShouldBeEmpty();
        different.Count.ShouldBeLessThanOrEqualTo(all / 50);
    }

    private static void Compare(string input, JsonElement recorded, ConcretizationResult result, List<string> different, List<string> wrong)
    {
        var wanted = SpecJson.Read(Encoding.UTF8.GetBytes(recorded.GetProperty("dag").GetRawText()));
        var have = result.Roots[0]!;
        foreach (var criterion in recorded.GetProperty("criteria").EnumerateArray())
        {
            long expected = criterion[1].GetInt64();
            var own = result.Costs.Single(cost => cost.Priority == criterion[0].GetInt32());
            if (own.Value != expected)
            {
                (own.Value > expected ? wrong : different).Add($"{input}: {own.Name} costs {own.Value}, Spack {expected}");
                return;
            }
        }

        if (Text(have, []) != Text(wanted, []))
        {
            different.Add(input);
        }
    }

    /// <summary>Everything about a DAG but hashes and paths.</summary>
    private static string Text(ConcreteSpec spec, Dictionary<ConcreteSpec, string> known)
    {
        if (known.TryGetValue(spec, out var text))
        {
            return text;
        }

        var own = new StringBuilder($"{spec.FullName}@{spec.Version} {spec.Variants} {spec.CompilerFlags} {spec.Architecture} {spec.IsExternal}");
        foreach (var edge in spec.Dependencies)
        {
            own.Append($"\n  {edge.Types.ToText()} {string.Join(',', edge.Virtuals)} {Text(edge.Node, known)}");
        }

        // The parts below stand for themselves once; a digest keeps the text of a DAG short.
        text = Convert.ToHexString(System.Security.Cryptography.SHA1.HashData(Encoding.UTF8.GetBytes(own.ToString())));
        known.Add(spec, text);
        return text;
    }
}
