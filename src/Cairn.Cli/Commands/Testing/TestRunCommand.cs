using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Cairn.Build.Testing;
using Cairn.Cli.Composition;
using Cairn.Cli.Installing;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn test run</c>: runs the stand-alone tests of installed packages.</summary>
internal static class TestRunCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to test; everything that is installed if nothing is named");
        var alias = new Option<string?>("--alias") { Description = "a name for the test suite", HelpName = "NAME" };
        var failFast = new Option<bool>("--fail-fast") { Description = "stop the tests of a package at its first failure" };
        var failFirst = new Option<bool>("--fail-first") { Description = "stop after the first package that fails" };
        var externals = new Option<bool>("--externals") { Description = "test externals, too" };
        var onlyExplicit = new Option<bool>("-x", "--explicit") { Description = "only packages that were asked for by name" };
        var keepStage = new Option<bool>("--keep-stage") { Description = "keep the directories in which tests worked" };
        var timeout = new Option<int?>("--timeout") { Description = "seconds that the tests of a package may take", HelpName = "SECONDS" };
        var dirty = new Option<bool>("--dirty") { Description = "keep the user's environment" };
        var clean = new Option<bool>("--clean") { Description = "test in a clean environment (the default)" };
        var logFormat = new Option<string?>("--log-format") { Description = "write a report: `junit`", HelpName = "FORMAT" };
        var logFile = new Option<string?>("--log-file") { Description = "where the report goes", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "print the results as JSON" };
        var command = new Command("run", "test installed packages")
        {
            specs, alias, failFast, failFirst, externals, onlyExplicit, keepStage, timeout, dirty, clean, logFormat, logFile, json,
        };
        command.SetAction((parsed, _) =>
        {
            if (parsed.GetValue(logFormat) is { } format and not "junit")
            {
                throw new CairnException(new Diagnostic("usage", $"`--log-format` takes junit, not `{format}`"));
            }

            if (parsed.GetValue(failFast))
            {
                session.Override("config:fail_fast:true");
            }

            var chosen = Choose(session, SpecArguments.Parse(parsed.GetValue(specs)), parsed.GetValue(onlyExplicit));
            var options = new TestRunOptions(
                parsed.GetValue(failFirst), parsed.GetValue(externals), parsed.GetValue(keepStage), parsed.GetValue(dirty) && !parsed.GetValue(clean),
                parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
            var suite = TestSuite.Create(TestCommand.RootOf(session), parsed.GetValue(alias), chosen);
            var report = parsed.GetValue(logFormat) is null ? null : Path.GetFullPath(parsed.GetValue(logFile) ?? $"test-{suite.Name}.xml");
            return RunAsync(session, suite, options, report, parsed.GetValue(json));
        });
        return command;
    }

    private static ImmutableArray<ConcreteSpec> Choose(Session session, ImmutableArray<AbstractSpec> queries, bool onlyExplicit)
    {
        var records = session.Database.Read(session.Cancellation);
        bool IsWanted(InstallRecord record) => !onlyExplicit || record.IsExplicit;
        if (queries.IsEmpty)
        {
            return [.. records.Values.Where(record => record.IsInstalled && IsWanted(record)).Select(record => record.Spec).Order()];
        }

        var chosen = new List<ConcreteSpec>();
        foreach (var query in queries)
        {
            var found = InstalledSpecs.Matching(session, query).Where(IsWanted).ToList();
            if (found.Count == 0)
            {
                session.Terminal.Warning($"no {(onlyExplicit ? "explicitly " : "")}installed package matches `{query}`");
            }

            chosen.AddRange(found.Select(record => record.Spec));
        }

        return chosen.Count > 0
            ? [.. chosen.DistinctBy(spec => spec.Hash)]
            : throw new CairnException(new Diagnostic("not-installed", "there is nothing to test", null, [], "`cairn find` lists what is installed"));
    }

    private static async Task<int> RunAsync(Session session, TestSuite suite, TestRunOptions options, string? reportFile, bool json)
    {
        session.Terminal.Note($"test suite {suite.Name}");
        var watch = Stopwatch.StartNew();
        var report = new JUnitReport(suite.Name);
        await new TestRun(InstallCommand.SiteOf(session), suite, options).RunAsync(
            tested =>
            {
                Tell(session, suite, tested);
                report.Add(
                    tested.Spec, tested.Duration, ResultOf(tested.Status), tested.Failure?.Message ?? TestSuite.Word(tested.Status), tested.Failure?.ToString() ?? "");
            },
            session.Cancellation);
        if (reportFile is not null)
        {
            report.Write(reportFile, watch.Elapsed);
        }

        if (json)
        {
            TestResultsCommand.PrintJson(session, [suite], onlyFailed: false);
        }
        else
        {
            TestResultsCommand.PrintSummary(session, suite.Results());
        }

        return suite.Results().Any(result => result.Status == TestStatus.Failed) ? ExitCode.Failure : ExitCode.Success;
    }

    private static void Tell(Session session, TestSuite suite, TestedPackage tested)
    {
        session.Terminal.ErrorLine($"{TestSuite.Word(tested.Status)}: {InstallText.Name(tested.Spec)} ({InstallText.Time(tested.Duration)})");
        if (tested.Failure is not null)
        {
            session.Terminal.Error(tested.Failure with { Message = $"`{tested.Spec.Name}@{tested.Spec.Version}`: {tested.Failure.Message}" });
            session.Terminal.ErrorLine($"the whole log: {suite.LogOf(tested.Spec)}");
        }
    }

    private static JUnitReport.Result ResultOf(TestStatus status) => status switch
    {
        TestStatus.Passed => JUnitReport.Result.Passed,
        TestStatus.Failed => JUnitReport.Result.Failed,
        _ => JUnitReport.Result.Skipped,
    };
}
