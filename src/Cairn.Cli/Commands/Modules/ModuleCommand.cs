using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Store.Modules;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn module tcl|lmod</c>: makes, finds, lists and removes module files.</summary>
internal static class ModuleCommand
{
    public static Command Create(Session session)
    {
        var command = new Command("module", "make and find module files");
        command.Subcommands.Add(Of(session, ModuleSystem.Tcl, "module files for Environment Modules"));
        command.Subcommands.Add(Of(session, ModuleSystem.Lmod, "module files for Lmod, in a hierarchy"));
        return command;
    }

    private static Command Of(Session session, ModuleSystem system, string description)
    {
        var name = new Option<string>("-n", "--name") { Description = "the set of modules", HelpName = "NAME", DefaultValueFactory = _ => "default", Recursive = true };
        var command = new Command(ModuleSystems.NameOf(system), description) { name };
        ModuleWork Work(ParseResult parsed) => new(session, ModuleSet.From(session.Configuration, parsed.GetValue(name)!, system));
        command.Subcommands.Add(Refresh(Work));
        command.Subcommands.Add(Find(Work));
        command.Subcommands.Add(Loads(Work));
        command.Subcommands.Add(Remove(Work));
        command.Subcommands.Add(SetDefault(Work));
        return command;
    }

    private static Command Refresh(Func<ParseResult, ModuleWork> work)
    {
        var specs = SpecArguments.Create("the packages; all that are installed if none is named");
        var delete = new Option<bool>("--delete-tree") { Description = "remove all module files of the set first" };
        var upstream = new Option<bool>("--upstream-modules") { Description = "also for packages of upstream stores" };
        var yes = new Option<bool>("-y", "--yes-to-all") { Description = "do not ask" };
        var command = new Command("refresh", "make module files anew") { specs, delete, upstream, yes };
        command.SetAction(parsed => work(parsed).Refresh(SpecArguments.Parse(parsed.GetValue(specs)), parsed.GetValue(delete), parsed.GetValue(yes)));
        return command;
    }

    private static Command Find(Func<ParseResult, ModuleWork> work)
    {
        var specs = SpecArguments.Create("the package", ArgumentArity.OneOrMore);
        var full = new Option<bool>("--full-path") { Description = "print the file instead of the name" };
        var recursive = new Option<bool>("-r", "--dependencies") { Description = "also those of what it needs" };
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = new Command("find", "print the names of module files") { specs, full, recursive, json };
        command.SetAction(parsed => work(parsed).Find(
            SpecArguments.ParseOne(parsed.GetValue(specs)), parsed.GetValue(full), parsed.GetValue(recursive), parsed.GetValue(json)));
        return command;
    }

    private static Command Loads(Func<ParseResult, ModuleWork> work)
    {
        var specs = SpecArguments.Create("the packages; all that are installed if none is named");
        var input = new Option<bool>("--input-only") { Description = "print names only" };
        var prefix = new Option<string>("-p", "--prefix") { Description = "put this before every name", DefaultValueFactory = _ => "" };
        var exclude = new Option<string[]>("-x", "--exclude") { Description = "leave a package out (as a comment)", HelpName = "PACKAGE" };
        var recursive = new Option<bool>("-r", "--dependencies") { Description = "also what they need" };
        var command = new Command("loads", "print the commands that load packages") { specs, input, prefix, exclude, recursive };
        command.SetAction(parsed => work(parsed).Loads(
            SpecArguments.Parse(parsed.GetValue(specs)), parsed.GetValue(input), parsed.GetValue(prefix)!, parsed.GetValue(exclude) ?? [], parsed.GetValue(recursive)));
        return command;
    }

    private static Command Remove(Func<ParseResult, ModuleWork> work)
    {
        var specs = SpecArguments.Create("the packages; all that are installed if none is named");
        var yes = new Option<bool>("-y", "--yes-to-all") { Description = "do not ask" };
        var command = new Command("rm", "remove module files") { specs, yes };
        command.SetAction(parsed => work(parsed).Remove(SpecArguments.Parse(parsed.GetValue(specs)), parsed.GetValue(yes)));
        return command;
    }

    private static Command SetDefault(Func<ParseResult, ModuleWork> work)
    {
        var specs = SpecArguments.Create("the package", ArgumentArity.OneOrMore);
        var command = new Command("setdefault", "make a module the default of its name") { specs };
        command.SetAction(parsed => work(parsed).SetDefault(SpecArguments.ParseOne(parsed.GetValue(specs))));
        return command;
    }
}
