using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Build.Installation;
using Cairn.Build.Scheduling;
using Cairn.Cli.Composition;
using Cairn.Cli.Installing;
using Cairn.Cli.Presentation;
using Cairn.Specs;
using Cairn.Store.Changes;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn deprecate OLD NEW</c>: replaces an installed package by another one, for all that was built against it.</summary>
internal static class DeprecateCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what is replaced, and by what", new ArgumentArity(1, 100_000));
        var dependencies = new Option<bool>("-d", "--dependencies") { Description = "also replace the libraries that it links to (the default)" };
        var noDependencies = new Option<bool>("-D", "--no-dependencies") { Description = "replace only the package itself" };
        var install = new Option<bool>("-i", "--install-deprecator") { Description = "install what replaces it if need be" };
        var noInstall = new Option<bool>("-I", "--no-install-deprecator") { Description = "what replaces it must be installed (the default)" };
        var link = new Option<string?>("-l", "--link-type") { Description = "accepted for Spack's sake: prefixes become symbolic links", HelpName = "TYPE" };
        var yes = new Option<bool>("-y", "--yes-to-all") { Description = "do not ask" };
        var command = new Command("deprecate", "replace an installed package by another one") { specs, dependencies, noDependencies, install, noInstall, link, yes };
        Exclusive.Add(command, dependencies, noDependencies);
        Exclusive.Add(command, install, noInstall);
        command.SetAction(async (parsed, _) =>
        {
            if (parsed.GetValue(link) is "hard")
            {
                session.Terminal.Warning("`--link-type hard` is ignored: prefixes become symbolic links");
            }

            var queries = SpecArguments.Parse(parsed.GetValue(specs));
            return queries.Length == 2
                ? await RunAsync(session, queries[0], queries[1], !parsed.GetValue(noDependencies), parsed.GetValue(install), parsed.GetValue(yes))
                : throw new CairnException(new Diagnostic("usage", $"`cairn deprecate` takes two specs, not {queries.Length}", null, [], "`cairn deprecate OLD NEW`"));
        });
        return command;
    }

    private static async Task<int> RunAsync(Session session, AbstractSpec oldQuery, AbstractSpec newQuery, bool withDependencies, bool installs, bool isConfirmed)
    {
        Confirmation.Repair(session);
        var old = InstalledSpecs.Single(session, oldQuery, states: RecordStates.Installed | RecordStates.Deprecated, isLocalOnly: true);
        var replacement = installs ? await InstalledAsync(session, newQuery) : InstalledSpecs.Single(session, newQuery, isLocalOnly: true).Spec;
        var pairs = Pairs(session, old, replacement, withDependencies);
        if (!isConfirmed && !Confirm(session, pairs))
        {
            session.Terminal.Note("nothing was deprecated");
            return ExitCode.Failure;
        }

        new Deprecation(session.Layout, session.Database, session.PrefixLocks).Run(
            pairs,
            (before, after) => session.Terminal.Line($"{InstalledSpecs.Describe(before.Spec)} is replaced by {InstalledSpecs.Describe(after.Spec)}"),
            session.Cancellation);
        return ExitCode.Success;
    }

    private static async Task<ConcreteSpec> InstalledAsync(Session session, AbstractSpec query)
    {
        var root = SpecCommand.Concretized(session, [query], new ConcretizeOptions())[0];
        var jobs = Math.Min(session.Configuration.GetInteger("config:build_jobs", 16), Environment.ProcessorCount);
        using var observers = new InstallObservers(session.Terminal.IsInteractive ? new LiveInstallView(session.Terminal) : new PlainInstallView(session.Terminal));
        var summary = await new Installer(InstallCommand.SiteOf(session), new InstallOptions { Jobs = jobs, Packages = jobs }, observers)
            .RunAsync([root], InstallScope.All, session.Cancellation);
        return summary.Failed.IsEmpty ? root : throw new CairnException(new Diagnostic(
            "not-installed", $"`{InstalledSpecs.Describe(root)}`, which shall replace the other, could not be installed", null, [], "nothing was deprecated"));
    }

    /// <summary>What is replaced by what: libraries before what links to them.</summary>
    private static ImmutableArray<(InstallRecord Old, InstallRecord New)> Pairs(Session session, InstallRecord old, ConcreteSpec replacement, bool withDependencies)
    {
        var records = session.Database.ReadLocal(session.Cancellation);
        var nodes = withDependencies ? old.Spec.Traverse(TraversalOrder.Post, DependencyTypes.Link) : [old.Spec];
        var pairs = ImmutableArray.CreateBuilder<(InstallRecord, InstallRecord)>();
        foreach (var node in nodes.Where(node => !node.IsExternal))
        {
            var other = node.Name == replacement.Name ? replacement : replacement.Find(node.Name) ?? throw new CairnException(new Diagnostic(
                "no-replacement", $"`{InstalledSpecs.Describe(replacement)}` has no `{node.Name}` that could replace `{InstalledSpecs.Describe(node)}`", null, [],
                "`--no-dependencies` replaces only the package itself"));
            if (node.Hash == other.Hash)
            {
                continue;
            }

            if (records.TryGetValue(node.Hash, out var before) && before.State != RecordStates.Missing)
            {
                pairs.Add((before, records.GetValueOrDefault(other.Hash) is { IsInstalled: true } after ? after : throw InstalledSpecs.NotInstalled(AbstractSpec.Parse($"{other.Name}@={other.Version}"))));
            }
        }

        return pairs.Count > 0 ? pairs.ToImmutable() : throw new CairnException(new Diagnostic(
            "no-replacement", $"`{InstalledSpecs.Describe(old.Spec)}` and what it links to are what replaces it already", null, [], "name another spec"));
    }

    private static bool Confirm(Session session, ImmutableArray<(InstallRecord Old, InstallRecord New)> pairs)
    {
        var listing = new SpecListing(session.Terminal, SpecListingStyle.Confirmation with { Variants = true, HasGroups = false });
        session.Terminal.ErrorLine($"to be replaced:\n{listing.Render([.. pairs.Select(pair => pair.Old.Spec)])}\nby:\n{listing.Render([.. pairs.Select(pair => pair.New.Spec)])}");
        var again = pairs.Where(pair => pair.Old.DeprecatedFor is not null).Select(pair => pair.Old.Spec).ToList();
        if (again.Count > 0)
        {
            session.Terminal.ErrorLine($"already replaced by others:\n{listing.Render(again)}");
        }

        return Confirmation.Ask(session, $"{pairs.Length} {(pairs.Length == 1 ? "prefix" : "prefixes")} will become links.");
    }
}
