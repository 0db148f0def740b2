using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Modules;

namespace Cairn.Cli.Installing;

/// <summary>What users get beside new prefixes: module files, and what recipes say about using the packages, remembered for <c>load</c>.</summary>
internal static class AfterInstallation
{
    /// <summary>Does it for what is installed now and was not before.</summary>
    /// <param name="session">The session.</param>
    /// <param name="roots">What was asked for.</param>
    /// <param name="before">The hashes of what was installed before.</param>
    /// <param name="built">What was built now, some of it perhaps again.</param>
    public static void Complete(Session session, IReadOnlyList<ConcreteSpec> roots, IReadOnlySet<string> before, IReadOnlyList<ConcreteSpec> built)
    {
        foreach (var spec in built)
        {
            session.AnswersStore.Forget(spec.Hash); // a prefix that was built again may answer otherwise
        }

        var records = session.Database.Read(session.Cancellation);
        bool IsInstalled(ConcreteSpec spec) => records.TryGetValue(spec.Hash, out var record) && record.IsInstalled;
        var fresh = DagTraversal.Nodes(roots).Where(node => IsInstalled(node) && (!before.Contains(node.Hash) || built.Contains(node))).Distinct().ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        try
        {
            var sets = ModuleFiles.EnabledSets(session.Configuration);
            // Modules need the word of every recipe, `load` only that of what was asked for.
            var asked = sets.IsEmpty ? roots.Where(IsInstalled).Distinct().ToList() : fresh;
            if (asked.Count > 0)
            {
                session.AskRecipes(asked);
            }

            foreach (var set in sets)
            {
                session.ModuleFiles.Write(set, fresh, (file, problem) =>
                    session.Terminal.Warning($"no module file for {file.Spec.Name}@{file.Spec.Version}: {problem.Diagnostic.Message}"));
            }
        }
        catch (CairnException exception)
        {
            // The packages are installed all the same.
            session.Terminal.Warning($"what recipes say about using the new packages could not be found out: {exception.Diagnostic.Message}");
        }
    }
}
