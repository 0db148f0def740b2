using System.Collections.Immutable;
using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Specs;
using Cairn.Store.Database;
using Cairn.Store.UserEnvironment;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn load</c> and <c>cairn unload</c>: bring installed packages into the user's environment, and take them out again.</summary>
internal static class LoadCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("what to load");
        var shell = new ShellChoice();
        var first = new Option<bool>("--first") { Description = "take the first package that matches, if several do" };
        var list = new Option<bool>("--list") { Description = "show what is loaded" };
        var only = new Option<string>("--only")
        {
            Description = "load only the package, or only what it depends on",
            HelpName = "package|dependencies",
            DefaultValueFactory = _ => "package,dependencies",
        };
        var recursive = new Option<bool>("-r", "--dependencies") { Description = "load dependencies, too (the default)", Hidden = true };
        var json = new Option<bool>("--json") { Description = "print a JSON list (with --list)" };
        var command = new Command("load", "bring installed packages into the environment of the shell") { specs, first, list, only, recursive, json };
        shell.AddTo(command);
        command.SetAction(parsed =>
        {
            var words = parsed.GetValue(specs) ?? [];
            var queries = SpecArguments.Parse(words);
            if (parsed.GetValue(list))
            {
                return List(session, queries, parsed.GetValue(json));
            }

            var scope = ScopeOf(parsed.GetValue(only)!);
            var chosen = queries.Select(query => InstalledSpecs.Single(session, query, takesFirst: parsed.GetValue(first))).ToImmutableArray();
            return shell.Read(parsed) is { } dialect
                ? Load(session, chosen, scope, dialect)
                : ShellChoice.Explain(session, "load", words.Length > 0 ? string.Join(' ', words) : "SPEC");
        });
        return command;
    }

    public static Command CreateUnload(Session session)
    {
        var specs = SpecArguments.Create("what to unload; everything that is loaded if nothing is named");
        var shell = new ShellChoice();
        var all = new Option<bool>("-a", "--all") { Description = "unload everything that is loaded" };
        var command = new Command("unload", "take loaded packages out of the environment of the shell") { specs, all };
        shell.AddTo(command);
        command.SetAction(parsed =>
        {
            var words = parsed.GetValue(specs) ?? [];
            var queries = SpecArguments.Parse(words);
            if (parsed.GetValue(all) && queries.Length > 0)
            {
                throw new CairnException(new Diagnostic("usage", "`--all` unloads everything: name no package with it"));
            }

            var loaded = LoadedPackages.Of(session);
            var chosen = queries.IsEmpty ? loaded : [.. queries.Select(query => LoadedPackages.Single(loaded, query))];
            return shell.Read(parsed) is { } dialect
                ? Unload(session, chosen, dialect)
                : ShellChoice.Explain(session, "unload", words.Length > 0 ? string.Join(' ', words) : "SPEC");
        });
        return command;
    }

    private static LoadScope ScopeOf(string text)
    {
        var scope = default(LoadScope);
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            scope |= word switch
            {
                "package" => LoadScope.Package,
                "dependencies" => LoadScope.Dependencies,
                _ => throw new CairnException(new Diagnostic("usage", $"`--only` takes `package` or `dependencies`, not `{word}`")),
            };
        }

        return scope == default ? LoadScope.All : scope;
    }

    private static int Load(Session session, ImmutableArray<InstallRecord> chosen, LoadScope scope, ShellDialect dialect)
    {
        var changes = session.RunChangesFor([.. chosen.Select(record => record.Spec)], scope);
        foreach (var record in chosen)
        {
            changes.PrependPath(RunEnvironment.LoadedVariable, record.Spec.Hash);
        }

        session.Terminal.Write(ShellCode.Write(changes, dialect, session.Places.Environment));
        return ExitCode.Success;
    }

    private static int Unload(Session session, ImmutableArray<InstallRecord> chosen, ShellDialect dialect)
    {
        var changes = session.RunChangesFor([.. chosen.Select(record => record.Spec)]).Reversed();
        foreach (var record in chosen)
        {
            changes.Add(new EnvironmentChange(EnvironmentChangeKind.RemovePath, RunEnvironment.LoadedVariable, record.Spec.Hash));
        }

        session.Terminal.Write(ShellCode.Write(changes, dialect, session.Places.Environment, dropsEmpty: true));
        return ExitCode.Success;
    }

    private static int List(Session session, ImmutableArray<AbstractSpec> queries, bool json)
    {
        var loaded = LoadedPackages.Of(session).Where(record => queries.IsEmpty || queries.Any(query => InstalledSpecs.Matches(record.Spec, query))).ToList();
        if (json)
        {
            session.Terminal.Line($"[{string.Join(',', loaded.Select(record => JsonText.Object(
                ("name", record.Spec.Name), ("version", record.Spec.Version.ToString()), ("hash", record.Spec.Hash), ("prefix", record.Path ?? ""))))}]");
            return ExitCode.Success;
        }

        foreach (var record in loaded)
        {
            session.Terminal.Line($"{record.Spec.ShortHash()} {record.Spec.Name}@{record.Spec.Version}");
        }

        return ExitCode.Success;
    }
}
