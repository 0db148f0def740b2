using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cairn.Cli.Composition;
using Cairn.Concretization;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn solve</c>: shows what an answer costs, how large the problem was and where the time went.</summary>
internal static class SolveCommand
{
    private static readonly string[] Parts = ["opt", "problem", "solutions", "all"];

    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to decide");
        var concretize = new ConcretizeArguments();
        var show = new Option<string>("--show")
        {
            Description = "what to show, separated by commas: opt (costs), problem (sizes and times), solutions, all",
            HelpName = "PARTS",
            DefaultValueFactory = _ => "opt,solutions",
        };
        var json = new Option<bool>("--json") { Description = "print one JSON object a request" };
        var batch = new Option<string?>("--batch") { Description = "solve each line of a file by itself (with --json)", HelpName = "FILE" };
        var dump = new Option<string?>("--dump-problem") { Description = "write the problem to a file, to be solved again with --replay", HelpName = "FILE" };
        var replay = new Option<string?>("--replay") { Description = "solve a problem that was written to a file, without any recipes", HelpName = "FILE" };
        var tree = new TreeArguments();
        var command = new Command("solve", "decide specs and show costs, sizes and times") { specs, show, json, batch, dump, replay };
        concretize.AddTo(command);
        tree.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(replay) is { } problem)
            {
                return ProblemReplay.Run(session, problem, parsed.GetValue(json));
            }

            var options = concretize.Read(parsed) with { DumpTo = parsed.GetValue(dump) };
            if (parsed.GetValue(batch) is { } file)
            {
                return Batch(session, file, options);
            }

            var words = parsed.GetValue(specs) ?? [];
            var requests = words.Length > 0 || session.ActiveEnvironment is not { } environment
                ? [.. SpecArguments.Parse(words, session.SpecOptions).Select(SpecCommand.RequestFor)]
                : environment.Requests(session);
            if (requests.IsEmpty)
            {
                throw new CairnException(new Diagnostic("usage", "there is nothing to decide", null, [], "give specs, or an environment: `cairn -e DIR solve`"));
            }

            return parsed.GetValue(json)
                ? PrintJson(session, words.Length > 0 ? string.Join(' ', words) : string.Join(' ', requests.Select(request => request.Spec.ToQualifiedString())), () => session.Concretize(requests, options))
                : Print(session, session.Concretize(requests, options), PartsOf(parsed.GetValue(show)!), tree.Read(session, parsed));
        });
        return command;
    }

    private static ConcretizationResult Solve(Session session, ImmutableArray<AbstractSpec> specs, ConcretizeOptions options) =>
        session.Concretize([.. specs.Select(SpecCommand.RequestFor)], options);

    private static HashSet<string> PartsOf(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return parts.FirstOrDefault(part => !Parts.Contains(part)) is { } unknown
            ? throw new CairnException(new Diagnostic("usage", $"`--show` knows {string.Join(", ", Parts)}, not `{unknown}`"))
            : parts.Contains("all") ? [.. Parts] : parts;
    }

    private static int Batch(Session session, string file, ConcretizeOptions options)
    {
        foreach (var line in File.ReadLines(file).Where(line => line.Trim().Length > 0))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            PrintJson(session, line, () => Solve(session, AbstractSpec.ParseMany(line, session.SpecOptions), options));
        }

        return ExitCode.Success;
    }

    private static int PrintJson(Session session, string input, Func<ConcretizationResult> solve)
    {
        ConcretizationResult? result = null;
        Diagnostic? failure;
        try
        {
            result = solve();
            failure = result.Failure;
        }
        catch (CairnException exception)
        {
            failure = exception.Diagnostic;
        }

        session.Terminal.Line(JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("input", input);
            if (failure is not null)
            {
                json.WriteString("error", failure.ToString());
            }
            else
            {
                WriteAnswer(json, result!);
            }

            json.WriteEndObject();
        }));
        return failure is null ? ExitCode.Success : ExitCode.Failure;
    }

    private static void WriteAnswer(Utf8JsonWriter json, ConcretizationResult result)
    {
        json.WritePropertyName("dag");
        var roots = result.Roots.OfType<ConcreteSpec>().ToList();
        if (roots.Count == 1)
        {
            json.WriteRawValue(SpecJson.Write(roots[0]));
        }
        else
        {
            json.WriteStartArray();
            foreach (var root in roots)
            {
                json.WriteRawValue(SpecJson.Write(root));
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("criteria");
        foreach (var cost in result.Costs)
        {
            json.WriteStartArray();
            json.WriteNumberValue(cost.Priority);
            json.WriteNumberValue(cost.Value);
            json.WriteStringValue(cost.Name);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteStatistics(json, result.Statistics);
    }

    private static void WriteStatistics(Utf8JsonWriter json, ConcretizationStatistics statistics)
    {
        json.WriteStartObject("stats");
        json.WriteNumber("packages", statistics.Packages);
        json.WriteNumber("nodes", statistics.EncodedNodes);
        json.WriteNumber("variables", statistics.Variables);
        json.WriteNumber("clauses", statistics.Clauses);
        json.WriteNumber("conflicts", statistics.Conflicts);
        json.WriteNumber("solves", statistics.Solves);
        json.WriteNumber("rounds", statistics.Rounds);
        json.WriteNumber("load", Math.Round(statistics.LoadTime.TotalSeconds, 4));
        json.WriteNumber("encode", Math.Round(statistics.EncodeTime.TotalSeconds, 4));
        json.WriteNumber("solve", Math.Round(statistics.SolveTime.TotalSeconds, 4));
        json.WriteNumber("read_back", Math.Round(statistics.ReadBackTime.TotalSeconds, 4));
        json.WriteEndObject();
    }

    private static int Print(Session session, ConcretizationResult result, HashSet<string> parts, DagTreeOptions tree)
    {
        if (parts.Contains("problem"))
        {
            session.Terminal.Write(ProblemText(result.Statistics));
        }

        var roots = result.RootsOrThrow().OfType<ConcreteSpec>().ToList();
        if (parts.Contains("opt"))
        {
            session.Terminal.Write(CostText(result.Costs));
        }

        if (parts.Contains("solutions"))
        {
            session.Terminal.Write(DagTree.Render(roots, tree));
        }

        return ExitCode.Success;
    }

    private static string ProblemText(ConcretizationStatistics s) => string.Create(CultureInfo.InvariantCulture, $"""
        packages   {s.Packages,10}
        nodes      {s.EncodedNodes,10}
        variables  {s.Variables,10}
        clauses    {s.Clauses,10}
        conflicts  {s.Conflicts,10}
        searches   {s.Solves,10}
        rounds     {s.Rounds,10}
        load       {s.LoadTime.TotalMilliseconds,10:0.0} ms
        encode     {s.EncodeTime.TotalMilliseconds,10:0.0} ms
        solve      {s.SolveTime.TotalMilliseconds,10:0.0} ms
        read back  {s.ReadBackTime.TotalMilliseconds,10:0.0} ms

        """);

    /// <summary>One row for each criterion: what it costs for nodes to build and for nodes that exist; a dash where there is no such row.</summary>
    private static string CostText(ImmutableArray<CriterionCost> costs)
    {
        var text = new StringBuilder("priority  to build  reused  criterion\n");
        foreach (var rows in costs.GroupBy(cost => cost.Name).OrderByDescending(rows => rows.Max(row => row.Priority)))
        {
            string Value(CriterionKind kind) =>
                rows.FirstOrDefault(row => row.Kind == kind) is { Name: not null } row ? row.Value.ToString(CultureInfo.InvariantCulture) : "-";
            var built = rows.Any(row => row.Kind == CriterionKind.Other) ? Value(CriterionKind.Other) : Value(CriterionKind.Build);
            text.Append(CultureInfo.InvariantCulture, $"{rows.Max(row => row.Priority),8}  {built,8}  {Value(CriterionKind.Concrete),6}  {rows.Key}\n");
        }

        return text.ToString();
    }
}
