using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary>All commands.</summary>
internal static class CommandTree
{
    /// <summary>Adds every command to the root.</summary>
    public static void AddTo(RootCommand root, Session session)
    {
        root.Subcommands.Add(SpecCommand.Create(session));
        root.Subcommands.Add(InstallCommand.Create(session));
        root.Subcommands.Add(FindCommand.Create(session));
        root.Subcommands.Add(LocationCommand.Create(session));
        root.Subcommands.Add(UninstallCommand.Create(session));
        root.Subcommands.Add(BuildWorkerCommand.Create(session));
    }
}
