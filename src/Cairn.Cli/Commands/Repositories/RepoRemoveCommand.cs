using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo remove</c>: takes a repository out of the configuration; its files stay.</summary>
internal static class RepoRemoveCommand
{
    public static Command Create(Session session)
    {
        var which = new Argument<string>("namespace-or-path") { Description = "its name in the configuration, its namespace or its path" };
        var scope = ScopeChoice.CreateOption();
        var everywhere = new Option<bool>("--all-scopes") { Description = "from every scope, not only from the highest that has it" };
        var command = new Command("remove", "take a repository out of the configuration") { which, scope, everywhere };
        command.Aliases.Add("rm");
        command.SetAction(parsed => Run(session, parsed.GetValue(which)!, parsed.GetValue(scope), parsed.GetValue(everywhere)));
        return command;
    }

    private static int Run(Session session, string which, string? scopeName, bool everywhere)
    {
        var configured = session.ConfiguredRepositories().ToList();
        string path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(session.Configuration.Variables.Expand(which)));
        var keys = configured
            .Where(known => known.Name == which || known.Repository?.Namespace == which || known.Folder == path || known.Repository?.Root == path)
            .Select(known => known.Name).Distinct(StringComparer.Ordinal).ToList();
        var scopes = scopeName is null ? ScopeChoice.All(session) : [ScopeChoice.Choose(session, scopeName)];
        bool isFound = false;
        foreach (var scope in scopes)
        {
            using var edit = ScopeEdit.Open(session, scope, "repos");
            if (!TryRemove(edit, keys, out string? removed))
            {
                continue;
            }

            edit.Save();
            session.Terminal.Line($"removed the repository `{removed}` from {edit.File}");
            isFound = true;
            if (!everywhere)
            {
                break;
            }
        }

        return isFound ? ExitCode.Success : throw new CairnException(new Diagnostic(
            "unknown-repository", $"no repository `{which}` is registered{(scopeName is null ? "" : $" in the scope `{scopeName}`")}", null, [],
            which == "starter" ? "`starter` is part of this program"
            : keys.Count > 0 ? "it is one of the defaults: `repos:: {}` in your own `repos.yaml` takes those out"
            : NearestName.Of(which, configured.Select(known => known.Name)) is { } near ? $"did you mean `{near}`?" : "`cairn repo list` shows what is registered"));
    }

    private static bool TryRemove(ScopeEdit edit, List<string> keys, out string? removed)
    {
        switch (edit.Section)
        {
            case YamlMapping mapping when keys.Find(key => mapping[key] is not null) is { } key:
                edit.Remove(key);
                removed = key;
                return true;
            case YamlSequence list when list.Items.OfType<YamlScalar>().FirstOrDefault(item => keys.Contains(item.Text)) is { } found:
                edit.Set(Array.Empty<string>(), new YamlSequence(list.Items.Remove(found), default));
                removed = found.Text;
                return true;
            default:
                removed = null;
                return false;
        }
    }
}
