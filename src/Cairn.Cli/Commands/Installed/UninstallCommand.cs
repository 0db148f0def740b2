using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Cli.Installing;
using Cairn.Cli.Presentation;
using Cairn.Specs;
using Cairn.Store.Changes;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn uninstall</c>: removes installed packages, unless something installed or an environment needs them.</summary>
internal static class UninstallCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to remove");
        var all = new Option<bool>("-a", "--all") { Description = "remove every package that matches, not just one; without a spec all packages" };
        var dependents = new Option<bool>("-R", "--dependents") { Description = "remove what depends on them, too" };
        var force = new Option<bool>("-f", "--force") { Description = "remove them even if packages or environments need them" };
        var remove = new Option<bool>("--remove") { Description = "take them out of the active environment, too" };
        var origin = new Option<string?>("--origin") { Description = "only packages that came from there, such as `external-db`", HelpName = "ORIGIN" };
        var yes = new Option<bool>("-y", "--yes-to-all") { Description = "do not ask" };
        var command = new Command("uninstall", "remove installed packages") { specs, all, dependents, force, remove, origin, yes };
        command.SetAction(parsed => new Uninstallation(session)
        {
            RemoveAll = parsed.GetValue(all),
            RemoveDependents = parsed.GetValue(dependents),
            RemoveFromEnvironment = parsed.GetValue(remove),
            Force = parsed.GetValue(force),
            Origin = parsed.GetValue(origin),
            IsConfirmed = parsed.GetValue(yes),
        }.Run(SpecArguments.Parse(parsed.GetValue(specs))));
        return command;
    }

    private sealed class Uninstallation(Session session)
    {
        private readonly EnvironmentContent? _active = EnvironmentContent.OfActive(session);

        public bool RemoveAll { get; init; }

        public bool RemoveDependents { get; init; }

        public bool RemoveFromEnvironment { get; init; }

        public bool Force { get; init; }

        public string? Origin { get; init; }

        public bool IsConfirmed { get; init; }

        public int Run(ImmutableArray<AbstractSpec> queries)
        {
            if (queries.IsEmpty && !RemoveAll)
            {
                throw new CairnException(new Diagnostic("usage", "`cairn uninstall` needs to know what to remove", null, [], "`--all` without a spec removes every package"));
            }

            if (RemoveFromEnvironment && _active is null)
            {
                throw new CairnException(new Diagnostic("usage", "`--remove` needs an active environment", null, [], "name one with `-e DIR` before the command"));
            }

            Confirmation.Repair(session);
            var (doomed, kept) = Choose(queries);
            foreach (var record in kept)
            {
                session.Terminal.Note($"{InstalledSpecs.Describe(record.Spec)} stays installed: another environment uses it");
            }

            if (doomed.IsEmpty && kept.IsEmpty)
            {
                session.Terminal.Note("there is nothing to remove");
                return ExitCode.Success;
            }

            if (!IsConfirmed && !Confirmation.Ask(session, [.. doomed.Select(record => record.Spec)], "uninstalled"))
            {
                session.Terminal.Note("nothing was removed");
                return ExitCode.Failure;
            }

            if (RemoveFromEnvironment)
            {
                EnvironmentRoots.Remove(_active!, doomed.Concat(kept).Select(record => record.Spec.Hash).ToHashSet(StringComparer.Ordinal));
            }

            Remove(session, doomed, Force);
            return ExitCode.Success;
        }

        /// <summary>What goes, dependents before what they depend on; and what would go if no other environment needed it.</summary>
        private (ImmutableArray<InstallRecord> Doomed, ImmutableArray<InstallRecord> Kept) Choose(ImmutableArray<AbstractSpec> queries)
        {
            var records = session.Database.ReadLocal(session.Cancellation);
            var chosen = new HashSet<string>(StringComparer.Ordinal);
            chosen.UnionWith(queries.IsEmpty
                ? records.Values.Where(record => record.State != RecordStates.Missing && Admits(record)).Select(record => record.Spec.Hash)
                : queries.SelectMany(query => Matching(query)).Select(record => record.Spec.Hash));
            var dependents = StoreRemoval.DependentsOf(records.Values, chosen);
            if (RemoveDependents)
            {
                chosen.UnionWith(dependents.Select(record => record.Spec.Hash));
                dependents = [];
            }

            var environments = OtherEnvironmentsWith(chosen);
            if (!Force && (!dependents.IsEmpty || (environments.Count > 0 && !RemoveFromEnvironment)))
            {
                throw Refusal(dependents, environments);
            }

            var kept = RemoveFromEnvironment && !Force ? chosen.Where(hash => environments.Exists(environment => environment.Specs.ContainsKey(hash))).ToHashSet() : [];
            return (
                RemovalOrder.DependentsFirst(chosen.Where(hash => !kept.Contains(hash)).Select(hash => records[hash])),
                [.. kept.Select(hash => records[hash])]);
        }

        private bool Admits(InstallRecord record) =>
            (Origin is null || record.Origin == Origin) && (_active is not { } environment || environment.Specs.ContainsKey(record.Spec.Hash));

        private ImmutableArray<InstallRecord> Matching(AbstractSpec query)
        {
            const RecordStates Present = RecordStates.Installed | RecordStates.Deprecated;
            var found = InstalledSpecs.Matching(session, query, Present, isLocalOnly: true).Where(Admits).ToImmutableArray();
            if (found.IsEmpty)
            {
                throw InstalledSpecs.Matching(session, query, Present) is [var upstream, ..]
                    ? new CairnException(new Diagnostic(
                        "upstream", $"`{query}` is installed in the upstream store {upstream.Upstream}", null, [], "only its owner can remove it there"))
                    : InstalledSpecs.NotInstalled(query);
            }

            return found.Length == 1 || RemoveAll ? found : throw new CairnException(InstalledSpecs.Ambiguous(query, found).Diagnostic with
            {
                Hint = $"say which by its hash, as in `/{found[0].Spec.ShortHash()}`; `--all` removes all of them",
            });
        }

        private List<EnvironmentContent> OtherEnvironmentsWith(HashSet<string> hashes) =>
        [
            .. EnvironmentContent.Named(session).Where(environment =>
                environment.Directory != _active?.Directory && environment.Specs.Keys.Any(hashes.Contains)),
        ];

        private static CairnException Refusal(ImmutableArray<InstallRecord> dependents, List<EnvironmentContent> environments)
        {
            var what = dependents.IsEmpty ? "environments use what is to be removed" : "installed packages depend on what is to be removed";
            var hint = dependents.IsEmpty ? "`--force` removes it all the same"
                : "`--dependents` removes these too; `--force` removes only what was named and breaks them";
            return new CairnException(new Diagnostic(
                "has-dependents", what, null,
                [
                    .. dependents.Select(record => InstalledSpecs.Describe(record.Spec) + (record.DeprecatedFor is null ? "" : " (deprecated in favour of it)")),
                    .. environments.Select(environment => $"the environment {environment.Name}"),
                ],
                hint));
        }
    }

    /// <summary>Removes records with the traces that their installation left elsewhere, and says each.</summary>
    public static void Remove(Session session, ImmutableArray<InstallRecord> doomed, bool isForced)
    {
        var traces = new InstalledTraces(session, doomed.Select(record => record.Spec));
        new StoreRemoval(session.Layout, session.Database, session.PrefixLocks).Remove(
            doomed,
            isForced,
            record => traces.Before(record.Spec),
            record =>
            {
                traces.After(record.Spec);
                session.Terminal.Line($"removed {InstalledSpecs.Describe(record.Spec)}");
            },
            session.Cancellation);
    }
}
