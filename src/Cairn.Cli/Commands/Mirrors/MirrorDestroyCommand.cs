using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Cli.Mirrors;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn mirror destroy</c>: deletes what a mirror of the file system holds.</summary>
internal static class MirrorDestroyCommand
{
    // One of these lies at the root of every mirror that Cairn or Spack filled.
    private static readonly string[] s_marks = ["_source-cache", "build_cache", "blobs", "v3"];

    public static Command Create(Session session)
    {
        var name = new Option<string?>("-m", "--mirror-name") { Description = "a configured mirror", HelpName = "NAME" };
        var url = new Option<string?>("--mirror-url") { Description = "the URL or directory of a mirror", HelpName = "URL" };
        var command = new Command("destroy", "delete everything that a mirror of the file system holds") { name, url };
        command.SetAction(parsed => Run(session, parsed.GetValue(name), parsed.GetValue(url)));
        return command;
    }

    private static int Run(Session session, string? name, string? url)
    {
        if (name is null == url is null)
        {
            session.Terminal.ErrorLine("error: `cairn mirror destroy` takes either `--mirror-name` or `--mirror-url`");
            return ExitCode.Usage;
        }

        var mirror = name is null
            ? new ConfiguredMirror("", MirrorConnection.Url(url!), "", true, true)
            : ConfiguredMirror.Read(session, session.Configuration.Section("mirrors")).FirstOrDefault(known => known.Name == name)
                ?? throw new CairnException(new Diagnostic("no-mirror", $"there is no mirror `{name}`", null, [], "`cairn mirror list` shows the mirrors"));
        if (mirror.LocalDirectory is not { } directory)
        {
            throw new CairnException(new Diagnostic("mirror-remote", $"`{mirror.PublicUrl}` is not in the file system: Cairn cannot delete it"));
        }

        if (!Directory.Exists(directory))
        {
            session.Terminal.Note($"`{directory}` does not exist");
            return ExitCode.Success;
        }

        // A mistyped URL must not delete a home directory.
        if (Directory.EnumerateFileSystemEntries(directory).Any() && !s_marks.Any(mark => Directory.Exists(Path.Combine(directory, mark))))
        {
            throw new CairnException(new Diagnostic(
                "mirror-not", $"`{directory}` does not look like a mirror, so nothing is deleted", null,
                [$"a mirror has one of the directories {string.Join(", ", s_marks)}"], "delete it by hand if you are sure"));
        }

        Directory.Delete(directory, recursive: true);
        session.Terminal.Note($"`{directory}` deleted");
        return ExitCode.Success;
    }
}
