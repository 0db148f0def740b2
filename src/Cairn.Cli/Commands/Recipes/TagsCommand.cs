using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn tags</c>: the tags of recipes, and the recipes of tags.</summary>
internal static class TagsCommand
{
    public static Command Create(Session session)
    {
        var tags = new Argument<string[]>("tag") { Description = "show the recipes with this tag", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("-a", "--all") { Description = "show the recipes of every tag" };
        var installed = new Option<bool>("-i", "--installed") { Description = "only packages that are installed" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("tags", "list the tags of recipes, and recipes by tag") { tags, all, installed, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && result.GetValue(tags) is { Length: > 0 })
            {
                result.AddError("give `--all` or tags, not both");
            }
        });
        command.SetAction(parsed => Run(session, parsed.GetValue(tags) ?? [], parsed.GetValue(all), parsed.GetValue(installed), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Session session, string[] wanted, bool isAll, bool isInstalled, bool json)
    {
        var present = isInstalled
            ? session.Database.Read(session.Cancellation).Values.Where(record => record.IsInstalled).Select(record => record.Spec.Name).ToHashSet(StringComparer.Ordinal)
            : null;
        var byTag = AllRecipes.Load(session)
            .Where(recipe => present is null || present.Contains(recipe.Name))
            .SelectMany(recipe => recipe.Tags.Select(tag => (tag, recipe.Name)))
            .GroupBy(pair => pair.tag, pair => pair.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Distinct(StringComparer.Ordinal)])).ToList();
        if (wanted.Length == 0 && !isAll)
        {
            Names.Print(session.Terminal, [.. byTag.Select(group => group.Key)], json, "no tagged packages");
            return ExitCode.Success;
        }

        var chosen = isAll ? byTag : [.. byTag.Where(group => wanted.Contains(group.Key, StringComparer.Ordinal))];
        if (json || chosen.Count != 1 || isAll)
        {
            Names.PrintGroups(session.Terminal, chosen, json);
        }
        else
        {
            Names.Print(session.Terminal, chosen[0].Item2, json: false, "no packages");
        }

        foreach (var tag in wanted.Where(tag => !chosen.Exists(group => group.Key == tag)))
        {
            session.Terminal.Warning($"no {(isInstalled ? "installed package" : "recipe")} has the tag `{tag}`");
        }

        return chosen.Count > 0 ? ExitCode.Success : ExitCode.Negative;
    }
}
