using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Specs;
using Cairn.Store.Changes;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn gc</c>: removes what nothing needs that anybody asked for.</summary>
internal static class CollectGarbageCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("remove only what matches");
        var anyEnvironment = new Option<bool>("-E", "--except-any-environment") { Description = "remove everything that no environment needs" };
        var environments = new Option<string[]>("-e", "--except-environment")
        {
            Description = "remove everything that this environment does not need (may be repeated)",
            HelpName = "ENV",
            AllowMultipleArgumentsPerToken = false,
        };
        var build = new Option<bool>("-b", "--keep-build-dependencies") { Description = "keep what is needed to build them again" };
        var keep = new Option<string[]>("--keep") { Description = "keep what matches and what it needs (may be repeated)", HelpName = "SPEC", AllowMultipleArgumentsPerToken = false };
        var keepFile = new Option<string?>("--keep-file") { Description = "keep what a file lists, one spec a line", HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "show what would be removed" };
        var json = new Option<bool>("--json") { Description = "with --dry-run: print a JSON list of nodes" };
        var yes = new Option<bool>("-y", "--yes-to-all") { Description = "do not ask" };
        var command = new Command("gc", "remove packages that nothing needs any more") { specs, anyEnvironment, environments, build, keep, keepFile, dryRun, json, yes };
        command.SetAction(parsed =>
        {
            var unused = new Search(session)
            {
                Environments = parsed.GetValue(environments) ?? [],
                ExceptAnyEnvironment = parsed.GetValue(anyEnvironment),
                Types = DependencyTypes.Link | DependencyTypes.Run | (parsed.GetValue(build) ? DependencyTypes.Build : DependencyTypes.None),
                Kept = Kept(parsed.GetValue(keep) ?? [], parsed.GetValue(keepFile)),
            }.Run(SpecArguments.Parse(parsed.GetValue(specs)));
            return Run(session, unused, parsed.GetValue(dryRun), parsed.GetValue(json), parsed.GetValue(yes));
        });
        return command;
    }

    private static int Run(Session session, ImmutableArray<InstallRecord> unused, bool dryRun, bool json, bool isConfirmed)
    {
        var specs = unused.Select(record => record.Spec).ToList();
        if (dryRun)
        {
            session.Terminal.Write(json
                ? SpecNodesJson.Of(specs, withDependencies: false)
                : string.Concat(specs.Select(spec => $"{InstalledSpecs.Describe(spec)}\n")));
            return ExitCode.Success;
        }

        Confirmation.Repair(session);
        if (specs.Count == 0)
        {
            session.Terminal.Note("there are no unused packages");
            return ExitCode.Success;
        }

        if (!isConfirmed && !Confirmation.Ask(session, specs, "uninstalled"))
        {
            session.Terminal.Note("nothing was removed");
            return ExitCode.Failure;
        }

        // What is unused only has dependents that are unused, too, or that need it for building alone.
        UninstallCommand.Remove(session, unused, isForced: false);
        return ExitCode.Success;
    }

    private static ImmutableArray<AbstractSpec> Kept(string[] specs, string? file)
    {
        var lines = file is null ? [] : File.ReadLines(file).Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0);
        return [.. specs.Concat(lines).SelectMany(text => AbstractSpec.ParseMany(text))];
    }

    private sealed class Search(Session session)
    {
        public required string[] Environments { get; init; }

        public required bool ExceptAnyEnvironment { get; init; }

        public required DependencyTypes Types { get; init; }

        public required ImmutableArray<AbstractSpec> Kept { get; init; }

        public ImmutableArray<InstallRecord> Run(ImmutableArray<AbstractSpec> queries)
        {
            var records = session.Database.ReadLocal(session.Cancellation);
            var isRoot = Roots(records);
            var unused = UnusedSpecs.Find([.. records.Values], record => isRoot(record) || Kept.Any(kept => Matches(record.Spec, kept)), Types);
            if (queries.IsEmpty)
            {
                return unused;
            }

            var matching = unused.Where(record => queries.Any(query => Matches(record.Spec, query))).ToImmutableArray();
            // What other unused packages need stays until they go, too.
            var needed = StoreRemoval.DependentsOf(unused, matching.Select(record => record.Spec.Hash).ToHashSet(StringComparer.Ordinal));
            return needed.IsEmpty ? matching : throw new CairnException(new Diagnostic(
                "has-dependents", "unused packages depend on what is to be removed", null, [.. needed.Select(record => InstalledSpecs.Describe(record.Spec))],
                "`cairn gc` without a spec removes them as well"));
        }

        private static bool Matches(ConcreteSpec spec, AbstractSpec query) =>
            (query.AbstractHash is null || spec.Hash.StartsWith(query.AbstractHash, StringComparison.Ordinal)) && spec.Satisfies(query.WithAbstractHash(null));

        private Func<InstallRecord, bool> Roots(ImmutableDictionary<string, InstallRecord> records)
        {
            if (ExceptAnyEnvironment || Environments.Length > 0)
            {
                // Whoever names environments wants the active one treated like any other.
                IEnumerable<EnvironmentContent> needed = Environments.Select(name => EnvironmentContent.Of(session, name));
                if (ExceptAnyEnvironment)
                {
                    needed = needed.Concat(EnvironmentContent.Named(session)).Concat(EnvironmentContent.OfActive(session) is { } active ? [active] : []);
                }

                var roots = needed.SelectMany(environment => environment.AllRoots).Select(root => root.Spec.Hash).ToHashSet(StringComparer.Ordinal);
                return record => roots.Contains(record.Spec.Hash);
            }

            if (EnvironmentContent.OfActive(session) is { } environment)
            {
                session.Terminal.Note($"looking only at what the environment {environment.Name} brought");
                var roots = records.Keys.Except(environment.Specs.Keys).Concat(environment.AllRoots.Select(root => root.Spec.Hash)).ToHashSet(StringComparer.Ordinal);
                return record => roots.Contains(record.Spec.Hash);
            }

            return record => record.IsExplicit;
        }
    }
}
