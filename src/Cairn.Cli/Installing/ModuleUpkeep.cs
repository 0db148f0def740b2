using System.Collections.Immutable;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Modules;

namespace Cairn.Cli.Installing;

/// <summary>Keeps module files in step with who asked for what: sets that hide or leave out implicit packages depend on it.</summary>
internal static class ModuleUpkeep
{
    /// <summary>Changes which packages are explicit, and makes anew the files whose names or existence follow from it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="changed">The packages that become explicit or implicit.</param>
    /// <param name="change">Writes it into the database.</param>
    public static void WhileMarking(Session session, IReadOnlyCollection<ConcreteSpec> changed, Action change)
    {
        var sets = ModuleFiles.EnabledSets(session.Configuration);
        if (sets.IsEmpty || changed.Count == 0)
        {
            change();
            return;
        }

        var before = AffectedIn(session, sets, changed);
        var places = before.ToDictionary(entry => entry.Set, entry => entry.Specs.Select(spec => session.ModuleFiles.Of(entry.Set, spec)).ToList());
        var paths = places.ToDictionary(entry => entry.Key, entry => entry.Value.ToDictionary(file => file.Spec, file => file.Path));
        change();
        session.ForgetModuleFiles();
        foreach (var (set, files) in places)
        {
            var now = files.Select(file => session.ModuleFiles.Of(set, file.Spec)).ToList();
            foreach (var (old, file) in files.Zip(now).Where(pair => pair.Second.IsExcluded || pair.Second.Path != paths[set][pair.First.Spec]))
            {
                old.Remove();
            }

            Write(session, set, now.Select(file => file.Spec));
        }
    }

    /// <summary>Makes files anew for packages that became explicit without a new installation.</summary>
    public static void AfterMarking(Session session, IReadOnlyCollection<ConcreteSpec> changed)
    {
        foreach (var (set, specs) in AffectedIn(session, ModuleFiles.EnabledSets(session.Configuration), changed))
        {
            foreach (var spec in changed.Where(specs.Contains))
            {
                ModuleFile.AsImplicit(session.ModuleFiles, set, spec).Remove();
            }

            Write(session, set, specs);
        }
    }

    /// <summary>Writes files and warns of those that cannot be written.</summary>
    public static void Write(Session session, ModuleSet set, IEnumerable<ConcreteSpec> specs) => session.ModuleFiles.Write(set, specs, (file, problem) =>
        session.Terminal.Warning($"no module file for {file.Spec.Name}@{file.Spec.Version}: {problem.Diagnostic.Message}"));

    /// <summary>Sets in which it matters who asked for a package, with the packages themselves and those whose modules load theirs.</summary>
    private static List<(ModuleSet Set, ImmutableArray<ConcreteSpec> Specs)> AffectedIn(
        Session session, ImmutableArray<ModuleSet> sets, IReadOnlyCollection<ConcreteSpec> changed)
    {
        var concerned = new List<(ModuleSet, ImmutableArray<ConcreteSpec>)>();
        foreach (var set in sets)
        {
            var own = changed.Where(spec => !spec.IsExternal && session.ModuleFiles.Of(set, spec).DependsOnWhoAsked).ToList();
            if (own.Count > 0)
            {
                var installed = session.Database.Read().Values.Where(record => record.IsInstalled).Select(record => record.Spec).ToList();
                var above = DagTraversal.Nodes(
                    own, TraversalOrder.Breadth, DependencyTypes.Link | DependencyTypes.Run, includeRoots: false, upwards: Dependents.Of(installed))
                    .Where(spec => File.Exists(session.ModuleFiles.Of(set, spec).Path));
                ImmutableArray<ConcreteSpec> all = [.. own.Concat(above).Distinct()];
                session.AskRecipes(all);
                concerned.Add((set, all));
            }
        }

        return concerned;
    }
}
