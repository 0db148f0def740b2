using System.Globalization;

namespace Cairn.Conformance.Recipes;

/// <summary>
/// A recipe can be anything: whatever is wrong with it ends as the diagnostic of a broken recipe. `CAIRN_CONFORMANCE_MUTATIONS` sets
/// the number of cases (2,000 by default), `CAIRN_CONFORMANCE_SEED` makes others of them.
/// </summary>
public sealed class MutationConformance
{
    [SkippableFact]
    public void Mutated_recipes_load_or_are_broken_and_nothing_else()
    {
        var run = new MutationRun(Material.Builtin(), Number("CAIRN_CONFORMANCE_SEED", 1));
        int cases = Number("CAIRN_CONFORMANCE_MUTATIONS", 2_000);

        run.Run(cases);

        run.Findings.Select(finding => $"{finding.Case}: {finding.Problem}\n{finding.Text}").ShouldBeEmpty();
        (run.Loaded + run.Broken).ShouldBe(cases);
        run.Loaded.ShouldBeGreaterThan(cases / 10, "the cases should reach the directives, not only the parser");
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int number) ? number : usual;
}
