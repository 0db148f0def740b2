using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Schemas;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn config list</c>: the sections that there are.</summary>
internal static class ConfigListCommand
{
    public static Command Create(Session session)
    {
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = new Command("list", "list the sections of the configuration") { json };
        command.SetAction(parsed =>
        {
            Names.Print(session.Terminal, SectionSchemas.Names, parsed.GetValue(json), "there are no sections");
            return ExitCode.Success;
        });
        return command;
    }
}
