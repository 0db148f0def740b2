using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Mirrors;
using Cairn.Config.Yaml;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn mirror</c>: the places besides upstream that have sources or binaries.</summary>
internal static class MirrorCommand
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "mirrors";

    public static Command Create(Session session)
    {
        // Before the subcommand, where Spack has it: behind `create`, `-n` is the number of versions.
        var noChecksum = new Option<bool>("-n", "--no-checksum") { Description = "with `create`: include sources whose digest is not known (unsafe)" };
        return new Command("mirror", "manage mirrors of sources and binaries")
        {
            noChecksum,
            MirrorAddCommand.Create(session),
            MirrorCreateCommand.Create(session, noChecksum),
            MirrorDestroyCommand.Create(session),
            CreateList(session),
            MirrorRemoveCommand.Create(session),
            MirrorRenameCommand.Create(session),
            MirrorSetCommand.Create(session),
            MirrorSetCommand.CreateUrl(session),
        };
    }

    /// <summary>The switch that chooses the scope of the configuration.</summary>
    public static Option<string?> ScopeOption(string description) => new("--scope") { Description = description, HelpName = "SCOPE" };

    private static Command CreateList(Session session)
    {
        var scope = ScopeOption("only what this scope of the configuration says");
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = new Command("list", "list mirrors in the order in which they are asked") { scope, json };
        command.Aliases.Add("ls");
        command.SetAction(parsed => List(session, parsed.GetValue(scope), parsed.GetValue(json)));
        return command;
    }

    private static int List(Session session, string? scope, bool json)
    {
        var section = scope is null
            ? session.Configuration.Section(Section)
            : ScopeChoice.Named(session, scope).Section(Section)?.Value;
        var mirrors = ConfiguredMirror.Read(session, section as YamlMapping);
        if (json)
        {
            session.Terminal.Line(JsonText.Of(writer =>
            {
                writer.WriteStartArray();
                foreach (var mirror in mirrors)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", mirror.Name);
                    writer.WriteString("url", mirror.PublicUrl);
                    writer.WriteBoolean("source", mirror.HasSources);
                    writer.WriteBoolean("binary", mirror.HasBinaries);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }));
            return ExitCode.Success;
        }

        int width = mirrors.Select(mirror => mirror.Name.Length).DefaultIfEmpty().Max();
        foreach (var mirror in mirrors)
        {
            string kinds = $"[{(mirror.HasSources ? 's' : ' ')}{(mirror.HasBinaries ? 'b' : ' ')}]";
            session.Terminal.Line($"{mirror.Name.PadRight(width)}  {kinds}  {mirror.PublicUrl}");
        }

        if (mirrors.IsEmpty)
        {
            session.Terminal.Note("no mirror is configured; `cairn mirror add NAME URL` adds one");
        }

        return ExitCode.Success;
    }
}
