using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn dependents</c>: which packages may depend on one, or which installed ones do.</summary>
internal static class DependentsCommand
{
    public static Command Create(Session session)
    {
        var spec = new Argument<string[]>("package") { Description = "the name of a recipe or virtual package; with -i a spec of what is installed", Arity = ArgumentArity.OneOrMore };
        var installed = new Option<bool>("-i", "--installed") { Description = "installed packages that depend on an installed one" };
        var transitive = new Option<bool>("-t", "--transitive") { Description = "dependents of dependents too" };
        var json = new Option<bool>("--json") { Description = "print a JSON list of names" };
        var command = new Command("dependents", "list the packages that may depend on one") { spec, installed, transitive, json };
        command.SetAction(parsed =>
        {
            var query = SpecArguments.ParseOne(parsed.GetValue(spec));
            var names = parsed.GetValue(installed)
                ? Installed(session, query, parsed.GetValue(transitive))
                : Possible(session, query, parsed.GetValue(transitive));
            Names.Print(session.Terminal, names, parsed.GetValue(json), "no dependents");
            return ExitCode.Success;
        });
        return command;
    }

    private static List<string> Installed(Session session, AbstractSpec query, bool isTransitive)
    {
        var wanted = InstalledSpecs.Single(session, query).Spec;
        var records = session.Database.Read(session.Cancellation);
        var dependents = Dependents.Of(records.Values.Where(record => record.IsInstalled).Select(record => record.Spec));
        var found = isTransitive
            ? DagTraversal.Nodes([wanted], TraversalOrder.Breadth, includeRoots: false, upwards: dependents)
            : dependents.On(wanted);
        return [.. found.Where(spec => records.GetValueOrDefault(spec.Hash) is { IsInstalled: true }).Order().Select(InstalledSpecs.Describe)];
    }

    private static List<string> Possible(Session session, AbstractSpec query, bool isTransitive)
    {
        var recipes = session.Recipes;
        if (!recipes.Contains(query.FullName) && !recipes.IsVirtual(query.Name))
        {
            throw UnknownRecipe.Error(recipes, query.FullName);
        }

        var dependents = Invert(session);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([query.Name]);
        while (open.TryPop(out var next))
        {
            foreach (var dependent in dependents.GetValueOrDefault(next, []))
            {
                if (found.Add(dependent) && isTransitive)
                {
                    open.Push(dependent);
                }
            }
        }

        found.Remove(query.Name);
        return [.. found];
    }

    /// <summary>Dependents by the name depended on; who depends on a virtual depends on all that provide it.</summary>
    private static Dictionary<string, HashSet<string>> Invert(Session session)
    {
        var recipes = session.Recipes;
        var dependents = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var recipe in AllRecipes.Load(session))
        {
            foreach (var dependency in recipe.Dependencies)
            {
                Add(dependency.Name, recipe.Name);
            }
        }

        foreach (var name in recipes.VirtualNames)
        {
            foreach (var dependent in dependents.GetValueOrDefault(name, []).ToList())
            {
                foreach (var provider in recipes.Providers(name))
                {
                    Add(provider.Name, dependent);
                }
            }
        }

        session.SaveRecipeCache();
        return dependents;

        void Add(string name, string dependent)
        {
            if (!dependents.TryGetValue(name, out var known))
            {
                dependents[name] = known = new HashSet<string>(StringComparer.Ordinal);
            }

            known.Add(dependent);
        }
    }
}
