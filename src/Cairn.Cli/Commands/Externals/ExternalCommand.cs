using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn external</c>: what the system has installed already.</summary>
internal static class ExternalCommand
{
    public static Command Create(Session session)
    {
        var list = new Command("list", "list the packages that can be found, by repository");
        list.Aliases.Add("ls");
        var json = new Option<bool>("--json") { Description = "print JSON" };
        list.Options.Add(json);
        list.SetAction(parsed => List(session, parsed.GetValue(json)));
        return new Command("external", "use what the system has installed")
        {
            ExternalFindCommand.Create(session),
            list,
            CrayManifestCommand.Create(session),
        };
    }

    private static int List(Session session, bool json)
    {
        var groups = AllRecipes.Load(session).Where(ExternalFindCommand.IsDetectable)
            .GroupBy(recipe => recipe.Namespace, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, (IReadOnlyList<string>)[.. group.Select(recipe => recipe.Name).Order(StringComparer.Ordinal)])).ToList();
        Names.PrintGroups(session.Terminal, groups, json);
        return groups.Count > 0 ? ExitCode.Success : ExitCode.Negative;
    }
}
