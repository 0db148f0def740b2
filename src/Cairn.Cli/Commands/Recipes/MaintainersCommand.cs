using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Recipes;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn maintainers</c>: who looks after which recipe.</summary>
internal static class MaintainersCommand
{
    public static Command Create(Session session)
    {
        var names = new Argument<string[]>("package-or-user") { Description = "recipes, or with --by-user people", Arity = ArgumentArity.ZeroOrMore };
        var maintained = new Option<bool>("--maintained") { Description = "the recipes that have maintainers" };
        var unmaintained = new Option<bool>("--unmaintained") { Description = "the recipes that have none" };
        var all = new Option<bool>("-a", "--all") { Description = "every recipe with its maintainers, or with --by-user the reverse" };
        var byUser = new Option<bool>("--by-user") { Description = "recipes of people instead of people of recipes" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("maintainers", "list the maintainers of recipes") { names, maintained, unmaintained, all, byUser, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(maintained) && result.GetValue(unmaintained))
            {
                result.AddError("`--maintained` and `--unmaintained` exclude each other");
            }
            else if (!result.GetValue(maintained) && !result.GetValue(unmaintained) && !result.GetValue(all) && result.GetValue(names) is null or [])
            {
                result.AddError(result.GetValue(byUser) ? "`--by-user` takes a user, or `--all`" : "give a package, or `--all`");
            }
        });
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(names) ?? [];
            bool isJson = parsed.GetValue(json);
            if (parsed.GetValue(maintained) || parsed.GetValue(unmaintained))
            {
                bool hasAny = parsed.GetValue(maintained);
                return PrintNames(session, AllRecipes.Load(session).Where(recipe => recipe.Maintainers.IsEmpty != hasAny).Select(recipe => recipe.Name), isJson);
            }

            var pairs = parsed.GetValue(byUser) ? ByUser(session, wanted) : ByPackage(session, wanted);
            var groups = pairs.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)])).ToList();
            if (!parsed.GetValue(all))
            {
                return PrintNames(session, groups.SelectMany(group => group.Item2), isJson);
            }

            Names.PrintGroups(session.Terminal, groups, isJson);
            return groups.Count > 0 ? ExitCode.Success : ExitCode.Negative;
        });
        return command;
    }

    private static int PrintNames(Session session, IEnumerable<string> names, bool json)
    {
        List<string> sorted = [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Names.Print(session.Terminal, sorted, json, "nobody and nothing");
        return sorted.Count > 0 ? ExitCode.Success : ExitCode.Negative;
    }

    private static IEnumerable<KeyValuePair<string, string>> ByPackage(Session session, string[] packages)
    {
        var recipes = packages.Length == 0 ? AllRecipes.Load(session) : [.. packages.Select(name => session.Recipes.Get(name))];
        session.SaveRecipeCache();
        return recipes.SelectMany(recipe => recipe.Maintainers.Select(user => KeyValuePair.Create(recipe.Name, user)));
    }

    private static IEnumerable<KeyValuePair<string, string>> ByUser(Session session, string[] users) =>
        AllRecipes.Load(session).SelectMany(recipe => recipe.Maintainers
            .Where(user => users.Length == 0 || users.Contains(user, StringComparer.OrdinalIgnoreCase))
            .Select(user => KeyValuePair.Create(user, recipe.Name)));
}
