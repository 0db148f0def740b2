using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn dependencies</c>: what a package may depend on, or what an installed one does depend on.</summary>
internal static class DependenciesCommand
{
    public static Command Create(Session session)
    {
        var spec = new Argument<string[]>("package") { Description = "the name of a recipe; with -i a spec of what is installed", Arity = ArgumentArity.OneOrMore };
        var installed = new Option<bool>("-i", "--installed") { Description = "dependencies of an installed package" };
        var transitive = new Option<bool>("-t", "--transitive") { Description = "dependencies of dependencies too" };
        var types = new Option<string?>("--deptype") { Description = "kinds of dependencies: build,link,run,test or all", HelpName = "TYPES" };
        var keepVirtuals = new Option<bool>("-V", "--no-expand-virtuals") { Description = "show virtual packages, not those that provide them" };
        var json = new Option<bool>("--json") { Description = "print a JSON list of names" };
        var command = new Command("dependencies", "list what a package may depend on") { spec, installed, transitive, types, keepVirtuals, json };
        command.SetAction(parsed =>
        {
            var query = SpecArguments.ParseOne(parsed.GetValue(spec));
            var kinds = DependencyTypeNames.Parse(parsed.GetValue(types));
            var names = parsed.GetValue(installed)
                ? Installed(session, query, kinds, parsed.GetValue(transitive))
                : Possible(session, query, kinds, parsed.GetValue(transitive), !parsed.GetValue(keepVirtuals));
            Names.Print(session.Terminal, names, parsed.GetValue(json), "no dependencies");
            return ExitCode.Success;
        });
        return command;
    }

    private static List<string> Installed(Session session, AbstractSpec query, DependencyTypes types, bool isTransitive)
    {
        var spec = InstalledSpecs.Single(session, query).Spec;
        return
        [
            .. spec.TraverseEdges(types: types)
                .Where(visited => visited.Depth > 0 && (isTransitive || visited.Depth == 1))
                .Select(visited => visited.Node).DistinctBy(node => node.Hash).Order().Select(InstalledSpecs.Describe),
        ];
    }

    private static List<string> Possible(Session session, AbstractSpec query, DependencyTypes types, bool isTransitive, bool expandsVirtuals)
    {
        var recipes = session.Recipes;
        var start = recipes.TryGet(query.FullName, out var recipe) ? [recipe] : Providers(recipes, query);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<RecipeMetadata>(start);
        var missing = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var next))
        {
            foreach (var name in next.Dependencies.Where(dependency => (dependency.Types & types) != 0).Select(dependency => dependency.Name).Distinct(StringComparer.Ordinal))
            {
                // Virtuals are always followed; whether they are shown is another question.
                bool isVirtual = recipes.IsVirtual(name);
                if (isVirtual && !expandsVirtuals)
                {
                    found.Add(name);
                }

                foreach (var candidate in isVirtual ? recipes.Providers(name).Select(provider => provider.Name) : [name])
                {
                    if (isVirtual && !expandsVirtuals)
                    {
                        continue;
                    }

                    if (found.Add(candidate) && isTransitive)
                    {
                        Follow(session, candidate, open, missing);
                    }
                }
            }
        }

        session.SaveRecipeCache();
        found.Remove(query.Name);
        return [.. found];
    }

    private static List<RecipeMetadata> Providers(RecipeRepositories recipes, AbstractSpec query) => recipes.IsVirtual(query.Name)
        ? [.. recipes.Providers(query.Name).Select(provider => provider.Recipe).Distinct(StringComparer.Ordinal).Select(recipes.Get)]
        : throw UnknownRecipe.Error(recipes, query.FullName);

    private static void Follow(Session session, string name, Stack<RecipeMetadata> open, HashSet<string> missing)
    {
        try
        {
            if (session.Recipes.TryGet(name, out var recipe))
            {
                open.Push(recipe);
            }
            else if (missing.Add(name))
            {
                session.Terminal.Warning($"there is no package `{name}`, which is depended on");
            }
        }
        catch (CairnException broken)
        {
            session.Terminal.Warning(broken.Diagnostic.Message);
        }
    }
}
