using System.CommandLine;
using Cairn.Build.Testing;
using Cairn.Cli.Composition;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn test results [NAME…] [-- SPEC…]</c>: how tests ended.</summary>
internal static class TestResultsCommand
{
    public static Command Create(Session session)
    {
        var words = new Argument<string[]>("suite") { Description = "names of test suites, then `--` and specs of packages", Arity = ArgumentArity.ZeroOrMore };
        var logs = new Option<bool>("-l", "--logs") { Description = "print the logs, too" };
        var failed = new Option<bool>("-f", "--failed") { Description = "only what failed" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("results", "show how tests ended") { words, logs, failed, json };
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(words) ?? [];
            var tokens = parsed.Tokens.Select(token => token.Value).ToList();
            var behind = tokens.IndexOf("--") is >= 0 and var at ? tokens.Count - at - 1 : 0;
            var suites = TestCommand.Suites(session, given[..^behind]);
            var queries = SpecArguments.Parse(given[^behind..]);
            if (parsed.GetValue(json))
            {
                PrintJson(session, suites, parsed.GetValue(failed));
                return suites.Count > 0 ? ExitCode.Success : ExitCode.Negative;
            }

            foreach (var suite in suites)
            {
                var results = suite.Results().Where(result => queries.IsEmpty || queries.Any(query => result.Spec.Satisfies(query))).ToList();
                session.Terminal.Line($"{suite.Name}:{(results.Count == 0 ? " no results" : "")}");
                foreach (var (spec, status) in results.Where(result => !parsed.GetValue(failed) || result.Status == TestStatus.Failed))
                {
                    session.Terminal.Line($"  {TestSuite.IdOf(spec)} {TestSuite.Word(status)}");
                    if (parsed.GetValue(logs) && File.Exists(suite.LogOf(spec)))
                    {
                        session.Terminal.Write(File.ReadAllText(suite.LogOf(spec)));
                    }
                }

                PrintSummary(session, results);
            }

            return suites.Count > 0 ? ExitCode.Success : ExitCode.Negative;
        });
        return command;
    }

    /// <summary>Numbers of packages by how their tests ended.</summary>
    public static void PrintSummary(Session session, IReadOnlyCollection<(ConcreteSpec Spec, TestStatus Status)> results)
    {
        var counts = results.GroupBy(result => result.Status).OrderByDescending(group => group.Key).Select(group => $"{group.Count()} {TestSuite.Word(group.Key).ToLowerInvariant().Replace('_', ' ')}");
        if (results.Count > 0)
        {
            session.Terminal.Line($"{string.Join(", ", counts)} of {results.Count} {(results.Count == 1 ? "package" : "packages")}");
        }
    }

    /// <summary>The results of suites as JSON.</summary>
    public static void PrintJson(Session session, IReadOnlyList<TestSuite> suites, bool onlyFailed) => session.Terminal.Line(JsonText.Of(
        json =>
        {
            json.WriteStartArray();
            foreach (var suite in suites)
            {
                json.WriteStartObject();
                json.WriteString("name", suite.Name);
                json.WriteString("directory", suite.Directory);
                json.WriteStartArray("results");
                foreach (var (spec, status) in suite.Results().Where(result => !onlyFailed || result.Status == TestStatus.Failed))
                {
                    json.WriteStartObject();
                    json.WriteString("name", spec.Name);
                    json.WriteString("version", spec.Version.ToString());
                    json.WriteString("hash", spec.Hash);
                    json.WriteString("status", TestSuite.Word(status));
                    json.WriteString("log", suite.LogOf(spec));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        },
        indented: true));
}
