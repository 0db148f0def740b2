using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Views;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn view</c>: merges installed packages into one directory, and takes them out again.</summary>
internal static class ViewCommand
{
    public static Command Create(Session session)
    {
        var options = new ViewOptions();
        var command = new Command("view", "merge installed packages into one directory");
        options.AddTo(command);
        command.Subcommands.Add(Linking(session, options, "symlink", "link packages into a view symbolically", "add", "soft"));
        command.Subcommands.Add(Linking(session, options, "hardlink", "link packages into a view with hard links", "hard"));
        command.Subcommands.Add(Linking(session, options, "copy", "copy packages into a view and let the copies point there", "relocate"));
        command.Subcommands.Add(Removing(session, options));
        command.Subcommands.Add(Status(session, options));
        return command;
    }

    private static Command Linking(Session session, ViewOptions options, string name, string description, params string[] aliases)
    {
        var path = PathArgument();
        var specs = SpecArguments.Create("the packages", ArgumentArity.OneOrMore);
        var projections = new Option<string?>("--projection-file") { Description = "a file with the projections of a new view", HelpName = "FILE" };
        var ignores = new Option<bool>("-i", "--ignore-conflicts") { Description = "keep the first of two files of one name" };
        var command = WithAliases(new Command(name, description) { path, specs, projections, ignores }, aliases);
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(projections) is { } file ? ViewProjections.Read(file) : null;
            return new ViewChange(session, options.Read(parsed)).Add(
                parsed.GetValue(path)!, given, ViewMethods.Parse(name), SpecArguments.Parse(parsed.GetValue(specs)), parsed.GetValue(ignores));
        });
        return command;
    }

    private static Command Removing(Session session, ViewOptions options)
    {
        var path = PathArgument();
        var specs = SpecArguments.Create("the packages");
        var all = new Option<bool>("-a", "--all") { Description = "take everything out" };
        var keep = new Option<bool>("--no-remove-dependents") { Description = "keep what depends on them" };
        var command = WithAliases(new Command("remove", "take packages out of a view") { path, specs, all, keep }, "rm");
        command.SetAction(parsed =>
        {
            var queries = SpecArguments.Parse(parsed.GetValue(specs));
            if (queries.IsEmpty != parsed.GetValue(all))
            {
                throw new CairnException(new Diagnostic("usage", "name the packages to take out, or say `--all`"));
            }

            return new ViewChange(session, options.Read(parsed)).Remove(parsed.GetValue(path)!, queries, !parsed.GetValue(keep));
        });
        return command;
    }

    private static Command Status(Session session, ViewOptions options)
    {
        var path = PathArgument();
        var specs = SpecArguments.Create("the packages; everything in the view if none is named");
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = WithAliases(new Command("statlink", "show what is in a view") { path, specs, json }, "status", "check");
        command.SetAction(parsed => new ViewChange(session, options.Read(parsed)).Status(
            parsed.GetValue(path)!, SpecArguments.Parse(parsed.GetValue(specs)), parsed.GetValue(json)));
        return command;
    }

    private static Argument<string> PathArgument() => new("directory") { Description = "the directory of the view" };

    private static Command WithAliases(Command command, params string[] aliases)
    {
        foreach (var alias in aliases)
        {
            command.Aliases.Add(alias);
        }

        return command;
    }
}
