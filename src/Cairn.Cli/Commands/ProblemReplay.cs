using System.Diagnostics;
using System.Globalization;
using Cairn.Cli.Composition;
using Cairn.Concretization;
using Cairn.Sat;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn solve --replay</c>: solves a problem that was written down, with nothing but the engine.</summary>
internal static class ProblemReplay
{
    public static int Run(Session session, string file, bool json)
    {
        var loaded = ProblemFile.Read(file).Load();
        var clock = Stopwatch.StartNew();
        var result = loaded.Optimizer.Minimize(loaded.Assumptions.AsSpan(), session.Cancellation);
        clock.Stop();
        session.Cancellation.ThrowIfCancellationRequested();
        var costs = result.Model is { } model
            ? loaded.Optimizer.CostsOf(model).Where(each => each.Cost != 0).ToDictionary(each => each.Priority, each => each.Cost)
            : [];
        var rows = CriteriaTable.Report(costs, withUnsolved: true).Where(row => row.Value != 0).ToList();
        var statistics = loaded.Solver.Statistics;
        string status = result.Status == OptimizationStatus.Optimal ? "optimal" : "unsatisfiable";
        if (json)
        {
            session.Terminal.Line(JsonText.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("status", status);
                writer.WriteStartArray("criteria");
                foreach (var row in rows)
                {
                    writer.WriteStartArray();
                    writer.WriteNumberValue(row.Priority);
                    writer.WriteNumberValue(row.Value);
                    writer.WriteStringValue(row.Name);
                    writer.WriteEndArray();
                }

                writer.WriteEndArray();
                writer.WriteStartObject("stats");
                writer.WriteNumber("variables", statistics.Variables);
                writer.WriteNumber("clauses", statistics.Clauses);
                writer.WriteNumber("conflicts", statistics.Conflicts);
                writer.WriteNumber("solves", statistics.Solves);
                writer.WriteNumber("solve", Math.Round(clock.Elapsed.TotalSeconds, 4));
                writer.WriteEndObject();
                writer.WriteEndObject();
            }));
        }
        else
        {
            session.Terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{status}: {statistics.Variables} variables, {statistics.Clauses} clauses, {statistics.Conflicts} conflicts, {statistics.Solves} searches, {clock.Elapsed.TotalMilliseconds:0.0} ms"));
            foreach (var row in rows)
            {
                session.Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{row.Priority,5}  {row.Value,5}  {row.Name}"));
            }
        }

        return result.Model is null ? ExitCode.Failure : ExitCode.Success;
    }
}
