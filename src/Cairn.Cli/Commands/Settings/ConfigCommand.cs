using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config</c>: looks into the configuration, and changes it.</summary>
internal static class ConfigCommand
{
    public static Command Create(Session session)
    {
        var scope = new Option<string?>("--scope") { Description = "only this scope (by default all are read, and the directory of `-C`, the environment or the user's is changed)", HelpName = "SCOPE", Recursive = true };
        return new Command("config", "look into the configuration, and change it")
        {
            scope,
            ConfigGetCommand.Create(session, scope),
            ConfigGetCommand.CreateBlame(session, scope),
            ConfigEditCommand.Create(session, scope),
            ConfigListCommand.Create(session),
            ConfigScopesCommand.Create(session),
            ConfigAddCommand.Create(session, scope),
            ConfigChangeCommand.Create(session),
            ConfigRemoveCommand.Create(session, scope),
            ConfigUpdateCommand.Create(session, scope),
            ConfigUpdateCommand.CreateRevert(session, scope),
            ConfigPreferUpstreamCommand.Create(session, scope),
        };
    }
}
