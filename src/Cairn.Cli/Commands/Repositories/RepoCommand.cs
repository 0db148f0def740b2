using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo</c>: where recipes come from.</summary>
internal static class RepoCommand
{
    public static Command Create(Session session) => new("repo", "manage repositories of recipes")
    {
        RepoListCommand.Create(session),
        RepoCreateCommand.Create(session),
        RepoAddCommand.Create(session),
        RepoSetCommand.Create(session),
        RepoUpdateCommand.Create(session),
        RepoMigrateCommand.Create(session),
        RepoRemoveCommand.Create(session),
    };
}
