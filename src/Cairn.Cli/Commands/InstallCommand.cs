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
        concretize.AddTo(command);
        arguments.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(
            session, SpecArguments.Parse(parsed.GetValue(specs)), concretize.Read(parsed), arguments.Options(session, parsed), arguments.Scope(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(
        Session session, ImmutableArray<AbstractSpec> specs, ConcretizeOptions concretize, InstallOptions options, InstallScope scope)
    {
        var watch = Stopwatch.StartNew();
        var roots = Roots(session, specs, concretize);
        InstallSummary summary;
        using (var progress = new InstallProgress(session.Terminal))
        {
            summary = await new Installer(SiteOf(session), options, progress).RunAsync(roots, scope, session.Cancellation);
        }

        return Summarize(session, roots, summary, watch.Elapsed);
    }

    /// <summary>What is to be installed. In an environment that is what it holds, decided first where that was not done.</summary>
    private static ImmutableArray<ConcreteSpec> Roots(Session session, ImmutableArray<AbstractSpec> specs, ConcretizeOptions concretize)
    {
        if (session.ActiveEnvironment is not { } environment)
        {
            return specs.IsEmpty
                ? throw new CairnException(new Diagnostic("usage", "there is nothing to install", null, [], "give specs, or an environment: `cairn -e DIR install`"))
                : SpecCommand.Concretized(session, specs, concretize);
        }

        ImmutableArray<ConcreteSpec> roots = [.. EnvironmentConcretization.Update(session, environment, concretize).Roots.Select(root => root.Spec)];
        return specs.IsEmpty ? roots : [.. specs.SelectMany(spec => InEnvironment(environment, roots, spec))];
    }

    /// <summary>The roots that a spec means, or else the one dependency that it means.</summary>
    private static IEnumerable<ConcreteSpec> InEnvironment(ActiveEnvironment environment, ImmutableArray<ConcreteSpec> roots, AbstractSpec wanted)
    {
        var matching = roots.Where(root => root.Satisfies(wanted)).DistinctBy(root => root.Hash).ToList();
        if (matching.Count == 0)
        {
            matching = [.. DagTraversal.Nodes(roots).Where(node => node.Satisfies(wanted)).DistinctBy(node => node.Hash)];
        }

        return matching.Count > 0
            ? matching
            : throw new CairnException(new Diagnostic(
                "not-in-environment", $"nothing in the environment `{environment.Name}` matches `{wanted.ToString().Trim()}`", null, [],
                $"add it under `specs:` in {environment.Manifest.File}, or install it outside with `cairn -E install`"));
    }

    private static int Summarize(Session session, ImmutableArray<ConcreteSpec> roots, InstallSummary summary, TimeSpan elapsed)
    {
        if (summary.Failed.Length > 0)
        {
            session.Terminal.ErrorLine(
                $"\n{summary.Installed.Length} installed, {summary.Failed.Length} failed, {summary.Skipped.Length} not tried ({elapsed.TotalSeconds:0.0} s)");
            return ExitCode.Failure;
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

    private static InstallSite SiteOf(Session session)
    {
        var timeout = session.Configuration.Get("config:package_lock_timeout") is null
            ? (TimeSpan?)null
            : TimeSpan.FromSeconds(session.Configuration.GetInteger("config:package_lock_timeout", 0));
        var locks = session.Configuration.GetBoolean("config:locks", true) ? new PrefixLocks(session.PrefixLockFile, timeout) : null;
        return new InstallSite(
            session.Layout, session.Database, locks, Path.Combine(session.Places.UserCache, "logs"),
            new WorkerProgram(Environment.ProcessPath!, session.GlobalArguments));
    }
}
