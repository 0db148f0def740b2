using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo set</c>: changes where a git repository is cloned to, and which of its folders count.</summary>
internal static class RepoSetCommand
{
    public static Command Create(Session session)
    {
        var name = new Argument<string>("name") { Description = "its name in the configuration" };
        var destination = new Option<string?>("--destination") { Description = "where its clone is, or is to be", HelpName = "DIR" };
        var paths = new Option<string[]>("--path") { Description = "only this folder of it (may be repeated)", HelpName = "PATH", AllowMultipleArgumentsPerToken = false };
        var scope = ScopeChoice.CreateOption();
        var command = new Command("set", "change the settings of a git repository") { name, destination, paths, scope };
        command.SetAction(parsed =>
        {
            string wanted = parsed.GetValue(name)!;
            Find(session, wanted);
            string? where = parsed.GetValue(destination);
            string[] folders = parsed.GetValue(paths) ?? [];
            if (where is null && folders.Length == 0)
            {
                throw new CairnException(new Diagnostic("usage", "there is nothing to set", null, [], "give `--destination` or `--path`"));
            }

            using var edit = ScopeEdit.Open(session, ScopeChoice.Choose(session, parsed.GetValue(scope)), "repos");
            if (where is not null)
            {
                edit.Set([wanted, "destination"], RepositoryValue.Text(where), atFront: true);
            }

            if (folders.Length > 0)
            {
                edit.Set([wanted, "paths"], RepositoryValue.Texts(folders));
            }

            edit.Save();
            session.Terminal.Line($"updated the repository `{wanted}` in {edit.File}");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The git repository of a name in the configuration.</summary>
    /// <exception cref="CairnException">There is none of that name, or it is a folder.</exception>
    public static GitRepositoryEntry Find(Session session, string name) => session.RepositoryEntries.FirstOrDefault(entry => entry.Name == name) switch
    {
        GitRepositoryEntry git => git,
        null => throw new CairnException(new Diagnostic(
            "unknown-repository", $"no repository `{name}` is configured", null, [],
            NearestName.Of(name, session.RepositoryEntries.Select(entry => entry.Name)) is { } near ? $"did you mean `{near}`?" : "`cairn repo list` shows what is configured")),
        _ => throw new CairnException(new Diagnostic("not-a-git-repository", $"the repository `{name}` is a folder, no git repository", null, [], "change its path with `cairn config edit repos`")),
    };
}
