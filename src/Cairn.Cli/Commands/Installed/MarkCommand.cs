using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Installing;
using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn mark</c>: says that packages were asked for, or that they are mere dependencies which <c>gc</c> may remove.</summary>
internal static class MarkCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to mark");
        var all = new Option<bool>("-a", "--all") { Description = "mark every package that matches; without a spec all packages" };
        var isExplicit = new Option<bool>("-e", "--explicit") { Description = "they were asked for" };
        var isImplicit = new Option<bool>("-i", "--implicit") { Description = "they are dependencies" };
        var command = new Command("mark", "mark packages as asked for or as dependencies") { specs, all, isExplicit, isImplicit };
        Exclusive.Add(command, isExplicit, isImplicit);
        command.Validators.Add(result =>
        {
            if (!result.GetValue(isExplicit) && !result.GetValue(isImplicit))
            {
                result.AddError("give `--explicit` or `--implicit`");
            }
            else if (result.GetValue(specs) is not { Length: > 0 } && !result.GetValue(all))
            {
                result.AddError("give a spec, or `--all` for every package");
            }
        });
        command.SetAction(parsed => Run(session, SpecArguments.Parse(parsed.GetValue(specs)), parsed.GetValue(all), parsed.GetValue(isExplicit)));
        return command;
    }

    private static int Run(Session session, ImmutableArray<AbstractSpec> queries, bool all, bool isExplicit)
    {
        IEnumerable<InstallRecord> chosen = queries.IsEmpty
            ? session.Database.ReadLocal(session.Cancellation).Values.Where(record => record.IsInstalled)
            : queries.SelectMany(query => Matching(session, query, all));
        var changed = chosen.Where(record => record.IsExplicit != isExplicit).DistinctBy(record => record.Spec.Hash).OrderBy(record => record.Spec).ToList();
        if (changed.Count > 0)
        {
            ModuleUpkeep.WhileMarking(session, [.. changed.Select(record => record.Spec)], () => session.Database.Update(
                draft =>
                {
                    foreach (var record in changed)
                    {
                        draft.MarkExplicit(record.Spec.Hash, isExplicit);
                    }
                },
                session.Cancellation));
        }

        foreach (var record in changed)
        {
            session.Terminal.Line($"{InstalledSpecs.Describe(record.Spec)} is {(isExplicit ? "explicit" : "implicit")} now");
        }

        return ExitCode.Success;
    }

    private static ImmutableArray<InstallRecord> Matching(Session session, AbstractSpec query, bool all)
    {
        var found = InstalledSpecs.Matching(session, query, isLocalOnly: true);
        return found.Length == 0 ? throw InstalledSpecs.NotInstalled(query)
            : found.Length == 1 || all ? found
            : throw new CairnException(InstalledSpecs.Ambiguous(query, found).Diagnostic with { Hint = $"say which by its hash, as in `/{found[0].Spec.ShortHash()}`; `--all` marks all of them" });
    }
}
