using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn mirror add</c>.</summary>
internal static class MirrorAddCommand
{
    public static Command Create(Session session)
    {
        var name = new Argument<string>("name") { Description = "a name for the mirror" };
        var url = new Argument<string>("url") { Description = "its URL or directory; `apt-source:` means the distribution's source archive" };
        var scope = ScopeChoice.CreateOption();
        var connection = new MirrorConnection();
        var command = new Command("add", "add a mirror, which is asked before those that are there") { name, url, scope };
        connection.AddTo(command);
        command.SetAction(parsed =>
        {
            using var edit = ScopeEdit.Open(session, ScopeChoice.Choose(session, parsed.GetValue(scope)), MirrorCommand.Section);
            string mirror = parsed.GetValue(name)!;
            if (edit.Find(mirror) is not null)
            {
                throw new CairnException(new Diagnostic(
                    "mirror-exists", $"there is a mirror `{mirror}` already in `{edit.File}`", null, [], $"`cairn mirror set-url {mirror} URL` changes where it is"));
            }

            var place = MirrorConnection.Text("url", MirrorConnection.Url(parsed.GetValue(url)!));
            var more = connection.Read(parsed);

            // The newest is asked first, as in Spack.
            edit.Set([mirror], more.IsEmpty ? place.Value : new YamlMapping([place, .. more], default), atFront: true);
            edit.Save();
            return ExitCode.Success;
        });
        return command;
    }
}

/// <summary><c>cairn mirror remove</c>.</summary>
internal static class MirrorRemoveCommand
{
    public static Command Create(Session session)
    {
        var name = new Argument<string>("name") { Description = "the mirror" };
        var scope = MirrorCommand.ScopeOption("the scope of the configuration to change (default: the highest that names it)");
        var all = new Option<bool>("--all-scopes") { Description = "remove it from every scope" };
        var command = new Command("remove", "remove a mirror from the configuration; what it holds stays") { name, scope, all };
        command.Aliases.Add("rm");
        command.SetAction(parsed =>
        {
            var scopes = MirrorChange.Scopes(session, parsed.GetValue(name)!, parsed.GetValue(scope));
            foreach (var changed in parsed.GetValue(all) ? scopes : scopes[..1])
            {
                using var edit = ScopeEdit.Open(session, changed, MirrorCommand.Section);
                edit.Remove(parsed.GetValue(name)!);
                edit.Save();
            }

            return ExitCode.Success;
        });
        return command;
    }
}

/// <summary><c>cairn mirror rename</c>.</summary>
internal static class MirrorRenameCommand
{
    public static Command Create(Session session)
    {
        var name = new Argument<string>("name") { Description = "the mirror" };
        var newName = new Argument<string>("new-name") { Description = "its new name" };
        var scope = MirrorCommand.ScopeOption("the scope of the configuration to change (default: the highest that names it)");
        var command = new Command("rename", "give a mirror another name; its place in the order stays") { name, newName, scope };
        command.SetAction(parsed =>
        {
            var (before, after) = (parsed.GetValue(name)!, parsed.GetValue(newName)!);
            using var edit = ScopeEdit.Open(session, MirrorChange.Scopes(session, before, parsed.GetValue(scope))[0], MirrorCommand.Section);
            if (edit.Find(after) is not null)
            {
                throw new CairnException(new Diagnostic("mirror-exists", $"there is a mirror `{after}` already in `{edit.File}`"));
            }

            edit.Rename(before, after);
            edit.Save();
            return ExitCode.Success;
        });
        return command;
    }
}
