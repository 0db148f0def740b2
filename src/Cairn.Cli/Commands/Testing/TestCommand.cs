using System.CommandLine;
using System.Text.RegularExpressions;
using Cairn.Build.Testing;
using Cairn.Cli.Composition;
using Cairn.Python;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn test</c>: the stand-alone tests of installed packages.</summary>
internal static class TestCommand
{
    public static Command Create(Session session) => new("test", "test installed packages")
    {
        TestRunCommand.Create(session),
        CreateList(session),
        CreateFind(session),
        CreateStatus(session),
        TestResultsCommand.Create(session),
        CreateRemove(session),
    };

    /// <summary>Where suites are kept.</summary>
    public static string RootOf(Session session) => session.Configuration.GetPath("config:test_stage") ?? Path.Combine(session.Places.UserCache, "test");

    /// <summary>The suites of some names, or all; a name that there is not is told.</summary>
    public static IReadOnlyList<TestSuite> Suites(Session session, IReadOnlyList<string> names)
    {
        var all = TestSuite.All(RootOf(session)).ToList();
        foreach (var name in names.Where(name => !all.Exists(suite => suite.Name == name)))
        {
            session.Terminal.Warning($"there is no test suite `{name}`");
        }

        return names.Count == 0 ? all : [.. all.Where(suite => names.Contains(suite.Name))];
    }

    private static Command CreateList(Session session)
    {
        var tags = new Argument<string[]>("tag") { Description = "only packages that have all these tags", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("-a", "--all") { Description = "all packages that have tests, installed or not" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("list", "list installed packages that have tests") { tags, all, json };
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(tags) ?? [];
            var world = new DetectionWorld(session.Recipes, session.Host, new LoadHost(session.Host.ToFacts(), session.Host.CurrentDirectory));
            var names = parsed.GetValue(all)
                ? AllRecipes.Load(session).Where(recipe => wanted.All(tag => recipe.Tags.Contains(tag))).Select(recipe => recipe.Name).Where(name => MentionsTests(session, name) && HasTests(world, name)).Order(StringComparer.Ordinal)
                : session.Database.Read(session.Cancellation).Values.Where(record => record.IsInstalled).OrderBy(record => record.Spec)
                    .Where(record => HasTests(world, record.Spec.Name) && wanted.All(tag => session.Recipes.Get(record.Spec.Name).Tags.Contains(tag)))
                    .Select(record => InstalledSpecs.Describe(record.Spec));
            Names.Print(session.Terminal, [.. names], parsed.GetValue(json), "no package has tests");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateFind(Session session)
    {
        var filters = new Argument<string[]>("pattern") { Description = "parts of names, or patterns with * and ?", Arity = ArgumentArity.ZeroOrMore };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("find", "list test suites that have results") { filters, json };
        command.SetAction(parsed =>
        {
            var patterns = (parsed.GetValue(filters) ?? []).Select(PatternOf).ToList();
            var names = TestSuite.All(RootOf(session)).Select(suite => suite.Name).Where(name => patterns.Count == 0 || patterns.Exists(pattern => pattern.IsMatch(name))).ToList();
            Names.Print(session.Terminal, names, parsed.GetValue(json), "there is no such test suite");
            return names.Count > 0 ? ExitCode.Success : ExitCode.Negative;
        });
        return command;
    }

    private static Command CreateStatus(Session session)
    {
        var names = new Argument<string[]>("suite") { Description = "names of test suites", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("status", "say which test suites have ended") { names };
        command.SetAction(parsed =>
        {
            var suites = Suites(session, parsed.GetValue(names) ?? []);
            foreach (var suite in suites)
            {
                var done = suite.Results().Count;
                session.Terminal.Line(done == suite.Specs.Length ? $"{suite.Name}: ended" : $"{suite.Name}: {done} of {suite.Specs.Length} packages tested");
            }

            return suites.Count > 0 ? ExitCode.Success : ExitCode.Negative;
        });
        return command;
    }

    private static Command CreateRemove(Session session)
    {
        var names = new Argument<string[]>("suite") { Description = "names of test suites; all if none is given", Arity = ArgumentArity.ZeroOrMore };
        var yes = new Option<bool>("-y", "--yes-to-all") { Description = "do not ask" };
        var command = new Command("remove", "remove the results of test suites") { names, yes };
        command.SetAction(parsed =>
        {
            var suites = Suites(session, parsed.GetValue(names) ?? []);
            if (suites.Count == 0)
            {
                session.Terminal.Note("there is no test suite to remove");
                return ExitCode.Negative;
            }

            if (!parsed.GetValue(yes) && !Confirm(session, suites))
            {
                return ExitCode.Failure;
            }

            foreach (var suite in suites)
            {
                suite.Remove();
                session.Terminal.Line($"removed {suite.Name}");
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static bool Confirm(Session session, IReadOnlyList<TestSuite> suites)
    {
        session.Terminal.ErrorLine($"these test suites will be removed: {string.Join(", ", suites.Select(suite => suite.Name))}");
        if (Console.IsInputRedirected)
        {
            session.Terminal.ErrorLine("\nhint: there is nobody to ask here; `--yes-to-all` confirms");
            return false;
        }

        Console.Error.Write("Do you want to proceed? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>Most recipes have no tests: reading their texts is much cheaper than evaluating them.</summary>
    private static bool MentionsTests(Session session, string name)
    {
        if (!session.Recipes.Path.TryFind(name, out var repository, out var found))
        {
            return false;
        }

        var text = File.ReadAllText(repository.RecipeFile(found));
        return text.Contains("def test_", StringComparison.Ordinal) || !text.Contains("from spack.package import", StringComparison.Ordinal) || text.Contains(".package import ", StringComparison.Ordinal);
    }

    private static bool HasTests(DetectionWorld world, string name)
    {
        try
        {
            return !world.TestsOf(name).IsEmpty;
        }
        catch (CairnException)
        {
            return false; // a recipe that is broken or gone has no tests that could be run
        }
    }

    private static Regex PatternOf(string filter)
    {
        var escaped = Regex.Escape(filter).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal);
        var pattern = filter.Contains('*') || filter.Contains('?') ? $"^{escaped}$" : escaped;
        return new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
