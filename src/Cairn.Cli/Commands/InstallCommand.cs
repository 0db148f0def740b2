using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Cairn.Build.Installation;
using Cairn.Build.Scheduling;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Cli.Installing;
using Cairn.Specs;
using Cairn.Store.Locks;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn install</c>: decides, fetches, builds and records packages with all that they need.</summary>
internal static class InstallCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to install; all of the environment by default");
        var concretize = new ConcretizeArguments();
        var arguments = new InstallArguments();
        var command = new Command("install", "build and install packages with all that they need") { specs };
        concretize.AddTo(command, withForce: false); // `-f` is a file here
        arguments.AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var options = arguments.Options(session, parsed);
            var scope = arguments.Scope(parsed);
            var reporting = arguments.Reporting(parsed);
            var change = arguments.Change(session, parsed);
            var wanted = SpecArguments.Parse(parsed.GetValue(specs), session.SpecOptions);
            var (roots, explicitRoots) = Roots(session, wanted, arguments.Files(parsed), change, arguments.Complete(parsed, concretize.Read(parsed)));
            options = options with { ExplicitRoots = options.ExplicitRoots ?? explicitRoots };
            return RunAsync(session, roots, options, scope, reporting);
        });
        return command;
    }

    /// <summary><c>cairn dev-build</c>: builds and installs what is in a directory of the user, in that directory.</summary>
    public static Command CreateDevelop(Session session)
    {
        var specs = SpecArguments.Create("what the directory holds", ArgumentArity.OneOrMore);
        var directory = new Option<string?>("-d", "--source-path") { Description = "the directory of the sources; the current one by default", HelpName = "DIR" };
        var concretize = new ConcretizeArguments();
        var arguments = new InstallArguments();
        var command = new Command("dev-build", "build and install sources of your own, in their directory") { specs, directory };
        concretize.AddTo(command, withForce: false);
        arguments.AddTo(command, inEnvironment: false);
        command.SetAction((parsed, _) =>
        {
            var path = Path.GetFullPath(parsed.GetValue(directory) ?? ".");
            var spec = SpecArguments.ParseOne(parsed.GetValue(specs)).Constrain(AbstractSpec.Parse($"dev_path={SpecQuoting.QuoteIfNeeded(path)}"));
            return RunAsync(
                session, SpecCommand.Concretized(session, [spec], arguments.Complete(parsed, concretize.Read(parsed))), arguments.Options(session, parsed), arguments.Scope(parsed), arguments.Reporting(parsed));
        });
        return command;
    }

    /// <summary>What is to be installed, and which of it is recorded as asked for (null for all).</summary>
    private static (ImmutableArray<ConcreteSpec> Roots, ImmutableHashSet<string>? Explicit) Roots(
        Session session, ImmutableArray<AbstractSpec> specs, string[] files, EnvironmentChange change, ConcretizeOptions concretize)
    {
        ImmutableArray<ConcreteSpec> given = [.. files.Select(SpecFiles.Read)];
        if (!given.IsEmpty && specs.IsEmpty)
        {
            return (given, null);
        }

        if (session.ActiveEnvironment is { } environment)
        {
            var installation = EnvironmentInstallation.Prepare(session, environment, specs, change, concretize);
            return ([.. given, .. installation.Specs], installation.Roots.Union(given.Select(spec => spec.Hash)));
        }

        return specs.IsEmpty
            ? throw new CairnException(new Diagnostic("usage", "there is nothing to install", null, [], "give specs, spec files with `-f FILE`, or an environment: `cairn -e DIR install`; `cairn install --help` lists the switches"))
            : ([.. given, .. SpecCommand.Concretized(session, specs, concretize)], null);
    }

    private static async Task<int> RunAsync(
        Session session, ImmutableArray<ConcreteSpec> roots, InstallOptions options, InstallScope scope, InstallReporting reporting)
    {
        if (options.Overwrite && !reporting.IsConfirmed && !ConfirmOverwrite(session, roots))
        {
            session.Terminal.Note("nothing was built");
            return ExitCode.Failure;
        }

        var watch = Stopwatch.StartNew();
        var site = SiteOf(session);
        LicenseDialog.Prepare(
            session, InstallPlan.Create(roots, session.Database.Read(session.Cancellation), scope, options.Overwrite), asks: !reporting.IsConfirmed && !reporting.IsJson);
        var json = reporting.IsJson ? new JsonInstallEvents(session.Terminal) : null;
        var report = reporting.ReportFile is null ? null : new JUnitReport(string.Join(' ', roots.Select(root => InstallText.Name(root))));
        var before = InstalledBefore.Of(session, roots);
        InstallSummary summary;
        using (var observers = new InstallObservers([.. Listeners(session, reporting, json, report)]))
        {
            try
            {
                summary = await new Installer(site, options, observers).RunAsync(roots, scope, session.Cancellation);
            }
            catch (OperationCanceledException)
            {
                // What was finished stays, so it gets what belongs to it; a second signal ends the process at once.
                AfterInstallation.Complete(session, roots, before, []);
                throw;
            }
        }

        AfterInstallation.Complete(session, roots, before, summary.Installed);
        json?.Finish(summary, watch.Elapsed);
        if (report is not null && !roots.IsEmpty)
        {
            report.Write(ReportFile(session, reporting.ReportFile!, roots[0]), watch.Elapsed);
        }

        return Summarize(session, roots, summary, watch.Elapsed, reporting.IsJson);
    }

    private static IEnumerable<IInstallObserver> Listeners(Session session, InstallReporting reporting, JsonInstallEvents? json, JUnitReport? report)
    {
        if (json is not null)
        {
            yield return json;
        }
        else
        {
            // Lines of logs and lines that move do not go together.
            yield return session.Terminal.IsInteractive && !reporting.IsVerbose ? new LiveInstallView(session.Terminal) : new PlainInstallView(session.Terminal);
        }

        if (reporting.IsVerbose || reporting.ShowsFailedLogs)
        {
            yield return new LogEcho(session.Terminal, reporting.IsVerbose, reporting.ShowsFailedLogs);
        }

        if (report is not null)
        {
            yield return report;
        }
    }

    private static string ReportFile(Session session, string given, ConcreteSpec first) => given.Length > 0
        ? Path.GetFullPath(Path.HasExtension(given) ? given : given + ".xml")
        : Path.Combine(session.Places.UserCache, "reports", "junit", $"test-{first.Name}-{first.Version}-{first.Hash}.xml");

    private static bool ConfirmOverwrite(Session session, ImmutableArray<ConcreteSpec> roots)
    {
        session.Terminal.ErrorLine("these packages will be built anew:");
        foreach (var root in roots)
        {
            session.Terminal.ErrorLine($"    {InstallText.Name(root)}");
        }

        if (Console.IsInputRedirected)
        {
            session.Terminal.ErrorLine("\nhint: there is nobody to ask here; `--yes-to-all` confirms");
            return false;
        }

        Console.Error.Write("Do you want to proceed? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static int Summarize(Session session, ImmutableArray<ConcreteSpec> roots, InstallSummary summary, TimeSpan elapsed, bool isJson)
    {
        if (summary.Failed.Length > 0)
        {
            session.Terminal.ErrorLine(
                $"\n{summary.Installed.Length} installed, {summary.Failed.Length} failed ({string.Join(", ", summary.Failed.Select(spec => spec.Name))}), {summary.Skipped.Length} not tried ({InstallText.Time(elapsed)})");
            return ExitCode.Failure;
        }

        if (isJson)
        {
            return ExitCode.Success;
        }

        if (summary.Installed.Length > 1)
        {
            session.Terminal.Note($"{InstallText.Count(summary.Installed.Length, "package")} installed in {InstallText.Time(elapsed)}");
        }

        var records = session.Database.Read(session.Cancellation);
        foreach (var root in roots.DistinctBy(root => root.Hash))
        {
            if (records.TryGetValue(root.Hash, out var record) && record.IsInstalled)
            {
                session.Terminal.Line($"[+] {root.Name}@{root.Version}/{root.ShortHash()}  {record.Path}");
            }
        }

        return ExitCode.Success;
    }

    /// <summary>Where packages are installed, and with what, by the configuration.</summary>
    public static InstallSite SiteOf(Session session)
    {
        return new InstallSite(
            session.Layout, session.Database, session.PrefixLocks, Path.Combine(session.Places.UserCache, "logs"),
            new WorkerProgram(Environment.ProcessPath!, session.GlobalArguments),
            new BuildTimes(Path.Combine(session.Places.UserCache, "cache", "build-times")));
    }
}
