using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Config.Environments;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn env list</c>: the environments with a name.</summary>
internal static class EnvironmentListCommand
{
    public static Command Create(Session session)
    {
        var json = new Option<bool>("--json") { Description = "print a JSON list of names and directories" };
        var command = new Command("list", "list environments with a name") { json };
        command.Aliases.Add("ls");
        command.SetAction(parsed =>
        {
            var root = EnvironmentPlaces.Root(session.Configuration, session.Places);
            var found = Directory.Exists(root)
                ? Directory.EnumerateDirectories(root).Where(EnvironmentManifest.IsIn).Order(StringComparer.Ordinal).ToList()
                : [];
            if (parsed.GetValue(json))
            {
                session.Terminal.Line(JsonText.Of(writer =>
                {
                    writer.WriteStartArray();
                    foreach (var directory in found)
                    {
                        writer.WriteStartObject();
                        writer.WriteString("name", Path.GetFileName(directory));
                        writer.WriteString("directory", directory);
                        writer.WriteBoolean("active", directory == session.ActiveEnvironment?.Directory);
                        writer.WriteEndObject();
                    }

                    writer.WriteEndArray();
                }));
                return ExitCode.Success;
            }

            foreach (var directory in found)
            {
                session.Terminal.Line(Path.GetFileName(directory));
            }

            if (found.Count == 0)
            {
                session.Terminal.Note("there are no environments with a name");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
