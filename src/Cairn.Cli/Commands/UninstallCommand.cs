using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Installing;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn uninstall</c>: removes installed packages, unless something installed depends on them.</summary>
internal static class UninstallCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to remove", ArgumentArity.OneOrMore);
        var all = new Option<bool>("-a", "--all") { Description = "remove every package that matches, not just one" };
        var dependents = new Option<bool>("-R", "--dependents") { Description = "remove what depends on them, too" };
        var force = new Option<bool>("-f", "--force") { Description = "remove them even if installed packages depend on them" };
        var yes = new Option<bool>("-y", "--yes-to-all") { Description = "do not ask" };
        var command = new Command("uninstall", "remove installed packages") { specs, all, dependents, force, yes };
        command.SetAction(parsed => new Uninstallation(session)
        {
            RemoveAll = parsed.GetValue(all),
            RemoveDependents = parsed.GetValue(dependents),
            Force = parsed.GetValue(force),
            IsConfirmed = parsed.GetValue(yes),
        }.Run(SpecArguments.Parse(parsed.GetValue(specs))));
        return command;
    }

    private sealed class Uninstallation(Session session)
    {
        public bool RemoveAll { get; init; }

        public bool RemoveDependents { get; init; }

        public bool Force { get; init; }

        public bool IsConfirmed { get; init; }

        public int Run(ImmutableArray<AbstractSpec> queries)
        {
            var records = session.Database.Read(session.Cancellation);
            var doomed = Choose(records, queries);
            if (!IsConfirmed && !Confirm(doomed))
            {
                session.Terminal.Note("nothing was removed");
                return ExitCode.Failure;
            }

            var traces = new InstalledTraces(session, doomed.Select(record => record.Spec));
            foreach (var record in doomed)
            {
                traces.Before(record.Spec);
                // The database first: an interruption leaves a prefix that nobody knows, never a record of what is not there.
                session.Database.Update(draft => draft.Remove(record.Spec.Hash), session.Cancellation);
                if (!record.Spec.IsExternal)
                {
                    session.Layout.Remove(record.Path!);
                }

                traces.After(record.Spec);
                session.Terminal.Line($"removed {InstalledSpecs.Describe(record.Spec)}");
            }

            return ExitCode.Success;
        }

        /// <summary>What goes, dependents before what they depend on.</summary>
        private ImmutableArray<InstallRecord> Choose(ImmutableDictionary<string, InstallRecord> records, ImmutableArray<AbstractSpec> queries)
        {
            var chosen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var query in queries)
            {
                chosen.UnionWith(RemoveAll
                    ? MatchingOrFail(records, query).Select(record => record.Spec.Hash)
                    : [InstalledSpecs.Single(records, query).Spec.Hash]);
            }

            var dependents = DependentsOf(records, chosen);
            if (RemoveDependents)
            {
                chosen.UnionWith(dependents.Select(record => record.Spec.Hash));
            }
            else if (!Force && dependents.Count > 0)
            {
                throw new CairnException(new Diagnostic(
                    "has-dependents", "installed packages depend on what is to be removed", null,
                    [.. dependents.Select(record => InstalledSpecs.Describe(record.Spec))],
                    "`--dependents` removes these too; `--force` removes only what was named and breaks them"));
            }

            var order = chosen.Select(hash => records[hash].Spec)
                .SelectMany(spec => spec.Traverse())
                .Where(node => chosen.Contains(node.Hash));
            return [.. DependentsFirst(order, records)];
        }

        private static ImmutableArray<InstallRecord> MatchingOrFail(ImmutableDictionary<string, InstallRecord> records, AbstractSpec query)
        {
            var found = InstalledSpecs.Matching(records, query);
            return found.Length > 0 ? found : [InstalledSpecs.Single(records, query)];
        }

        private static List<InstallRecord> DependentsOf(ImmutableDictionary<string, InstallRecord> records, HashSet<string> chosen) =>
        [
            .. records.Values
                .Where(record => record.IsInstalled && !chosen.Contains(record.Spec.Hash))
                .Where(record => record.Spec.Traverse(types: DependencyTypes.Link | DependencyTypes.Run).Any(node => chosen.Contains(node.Hash)))
                .OrderBy(record => record.Spec),
        ];

        private static IEnumerable<InstallRecord> DependentsFirst(IEnumerable<ConcreteSpec> nodes, ImmutableDictionary<string, InstallRecord> records)
        {
            var distinct = nodes.DistinctBy(node => node.Hash).ToList();
            // A node's height: how long the longest chain below it is. Dependents are always higher.
            var heights = new Dictionary<string, int>(StringComparer.Ordinal);
            int Height(ConcreteSpec node) => heights.TryGetValue(node.Hash, out var height)
                ? height
                : heights[node.Hash] = node.Dependencies.IsEmpty ? 0 : 1 + node.Dependencies.Max(edge => Height(edge.Node));
            return distinct.OrderByDescending(Height).ThenBy(node => node).Select(node => records[node.Hash]);
        }

        private bool Confirm(ImmutableArray<InstallRecord> doomed)
        {
            session.Terminal.ErrorLine("these packages will be removed:");
            foreach (var record in doomed)
            {
                session.Terminal.ErrorLine($"    {InstalledSpecs.Describe(record.Spec)}");
            }

            if (Console.IsInputRedirected)
            {
                session.Terminal.ErrorLine("\nhint: there is nobody to ask here; `--yes-to-all` confirms");
                return false;
            }

            Console.Error.Write("Do you want to proceed? [y/N] ");
            return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
        }
    }
}
