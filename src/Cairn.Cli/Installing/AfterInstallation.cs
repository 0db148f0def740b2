using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Modules;

namespace Cairn.Cli.Installing;

/// <summary>What users get beside new prefixes: module files, and what recipes say about using the packages, remembered for <c>load</c>.</summary>
internal static class AfterInstallation
{
    /// <summary>Does it for what is installed now and was not before, and for what an interrupted installation left without it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="roots">What was asked for.</param>
    /// <param name="before">What was installed before.</param>
    /// <param name="built">What was built now, some of it perhaps again.</param>
    public static void Complete(Session session, IReadOnlyList<ConcreteSpec> roots, InstalledBefore before, IReadOnlyList<ConcreteSpec> built)
    {
        foreach (var spec in built)
        {
            session.AnswersStore.Forget(spec.Hash); // a prefix that was built again may answer otherwise
        }

        var installed = DagTraversal.Nodes(roots).Distinct().Where(node => session.Database.Find(node.Hash) is { IsInstalled: true, Upstream: null }).ToList();
        if (installed.Count == 0)
        {
            return;
        }

        try
        {
            var sets = ModuleFiles.EnabledSets(session.Configuration);
            var fresh = installed.Where(node => !before.Has(node) || built.Contains(node)).ToList();
            // Modules need the word of every recipe, `load` only that of what was asked for.
            var asked = sets.IsEmpty ? fresh.Intersect(roots).ToList() : installed;
            if (asked.Count > 0)
            {
                session.AskRecipes(asked);
            }

            if (!sets.IsEmpty)
            {
                ModuleUpkeep.AfterMarking(session, [.. roots.Distinct().Where(root => before.HasAsImplicit(root) && session.Database.Find(root.Hash) is { IsExplicit: true })]);
            }

            foreach (var set in sets)
            {
                ModuleUpkeep.Write(session, set, installed.Where(node => fresh.Contains(node) || !File.Exists(session.ModuleFiles.Of(set, node).Path)));
            }
        }
        catch (CairnException exception)
        {
            // The packages are installed all the same.
            session.Terminal.Warning($"what recipes say about using the new packages could not be found out: {exception.Diagnostic.Message}");
        }
    }
}
