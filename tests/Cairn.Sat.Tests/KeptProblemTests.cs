using System.Globalization;
using Shouldly;
using Xunit;

namespace Cairn.Sat.Tests;

/// <summary>Problems of the concretizer that were written down keep their outcome, whatever becomes of the engine.</summary>
public sealed class KeptProblemTests
{
    private const string Mark = "# expect ";

    public static TheoryData<string> Files() => [.. Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Kept");

    [Theory]
    [MemberData(nameof(Files))]
    public void The_outcome_is_the_one_that_was_written_down(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        var expected = text[..text.IndexOf('\n')][Mark.Length..].Trim();
        var loaded = SatProblem.Read(new StringReader(text)).Load();
        var result = loaded.Optimizer.Minimize(loaded.Assumptions.AsSpan());
        var outcome = result.Model is { } model
            ? string.Join(' ', loaded.Optimizer.CostsOf(model).Where(row => row.Cost != 0).OrderByDescending(row => row.Priority)
                .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Priority}={row.Cost}")).Prepend("optimal"))
            : "unsatisfiable";

        result.Status.ShouldBe(expected.StartsWith("optimal", StringComparison.Ordinal) ? OptimizationStatus.Optimal : OptimizationStatus.Unsatisfiable);
        outcome.ShouldBe(expected);
    }
}
