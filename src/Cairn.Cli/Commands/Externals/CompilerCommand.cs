using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn compiler</c>: the compilers that packages can be built with.</summary>
internal static class CompilerCommand
{
    private const string Tag = "compiler";

    public static Command Create(Session session) => new("compiler", "manage compilers")
    {
        CreateFind(session),
        CreateList(session),
        CreateInfo(session),
        CreateRemove(session),
    };

    /// <summary><c>cairn compilers</c>, short for <c>compiler list</c>.</summary>
    public static Command CreateShort(Session session)
    {
        var list = CreateList(session);
        var command = new Command("compilers", list.Description);
        foreach (var option in list.Options)
        {
            command.Options.Add(option);
        }

        command.Action = list.Action;
        return command;
    }

    private static Command CreateFind(Session session)
    {
        var paths = new Argument<string[]>("path") { Description = "prefixes to look below instead of in PATH", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "print what was added as JSON" };
        var scope = ScopeChoice.CreateOption();
        var command = new Command("find", "look for compilers and list them in packages.yaml") { paths, json, scope };
        command.Aliases.Add("add");
        command.SetAction(parsed =>
        {
            var recipes = AllRecipes.Load(session).Where(recipe => recipe.Tags.Contains(Tag, StringComparer.Ordinal)).Select(recipe => recipe.Name).Order(StringComparer.Ordinal);
            var hints = parsed.GetValue(paths) is { Length: > 0 } given ? given : null;
            var found = HostDetection.Find(session, recipes, hints, failure => session.Terminal.Warning(failure.Diagnostic.Message));
            var target = ScopeChoice.Choose(session, parsed.GetValue(scope));
            var added = ExternalRecords.Add(session, target, found, isNotBuildable: false);
            // What was found unasked is looked for again when it is needed: the machine may have changed.
            if (File.Exists(HostDetection.FileOf(session)))
            {
                File.Delete(HostDetection.FileOf(session));
            }
            ExternalFindCommand.Report(session, added, ExternalRecords.FileOf(target), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateList(Session session)
    {
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var scope = new Option<string?>("--scope") { Description = "only those that one configuration scope lists", HelpName = "SCOPE" };
        var command = new Command("list", "list the compilers that are known") { json, scope };
        command.Aliases.Add("ls");
        command.SetAction(parsed => CompilerListing.Print(session, KnownCompiler.All(session, parsed.GetValue(scope)), parsed.GetValue(json)));
        return command;
    }

    private static Command CreateInfo(Session session)
    {
        var spec = SpecArguments.Create("the compiler", ArgumentArity.OneOrMore);
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var scope = new Option<string?>("--scope") { Description = "only those that one configuration scope lists", HelpName = "SCOPE" };
        var command = new Command("info", "show where a compiler is and what it compiles") { spec, json, scope };
        command.SetAction(parsed =>
        {
            var query = SpecArguments.ParseOne(parsed.GetValue(spec));
            var found = KnownCompiler.All(session, parsed.GetValue(scope)).Where(compiler => compiler.Satisfies(query)).ToList();
            return found.Count > 0
                ? CompilerListing.PrintDetails(session, found, parsed.GetValue(json))
                : throw NoneMatches(query);
        });
        return command;
    }

    private static Command CreateRemove(Session session)
    {
        var spec = SpecArguments.Create("the compiler", ArgumentArity.OneOrMore);
        var all = new Option<bool>("-a", "--all") { Description = "remove every compiler that matches, not just one" };
        var scope = new Option<string?>("--scope") { Description = "only from one configuration scope", HelpName = "SCOPE" };
        var command = new Command("remove", "take compilers out of packages.yaml") { spec, all, scope };
        command.Aliases.Add("rm");
        command.SetAction(parsed =>
        {
            var query = SpecArguments.ParseOne(parsed.GetValue(spec));
            IReadOnlyList<ConfigurationScope> scopes = parsed.GetValue(scope) is { } name ? [ScopeChoice.Choose(session, name)] : ScopeChoice.All(session);
            var found = scopes.SelectMany(one => ExternalRecords.Of(one.Section("packages")?.Value)).Where(external => IsMatch(external, query)).ToList();
            if (found.Count == 0)
            {
                throw NoneMatches(query);
            }

            if (found.Count > 1 && !parsed.GetValue(all))
            {
                throw new CairnException(new Diagnostic(
                    "ambiguous", $"`{query}` matches {found.Count} compilers", null, [.. found.Select(external => external.Spec.ToString())],
                    "say more of the one that you mean, or remove all with `--all`"));
            }

            foreach (var removed in ExternalRecords.Remove(session, scopes, external => IsMatch(external, query)))
            {
                session.Terminal.Line($"removed {removed}");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static bool IsMatch(ListedExternal external, AbstractSpec query) => external.Compilers.Any() && external.Spec.Satisfies(query);

    private static CairnException NoneMatches(AbstractSpec query) => new(new Diagnostic(
        "no-compiler", $"no compiler matches `{query}`", null, [], "`cairn compiler list` shows those that are known, `cairn compiler find` looks for others"));
}
