using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using Cairn.Build.Worker;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn build-env SPEC [-- COMMAND…]</c> and <c>test-env</c>: the environment of a package's build, to look at or to work in.</summary>
internal static class BuildEnvironmentCommand
{
    public static Command Create(Session session) => Create(session, "build-env", "build", "print the environment of a package's build, or run a command in it");

    public static Command CreateTest(Session session) => Create(session, "test-env", "test", "print the environment of a package's tests, or run a command in it");

    private static Command Create(Session session, string name, string context, string description)
    {
        var words = SpecArguments.Create("the package, then `--` and a command to run", ArgumentArity.OneOrMore);
        var concretize = new ConcretizeArguments();
        var dirty = new Option<bool>("--dirty") { Description = "keep the user's environment" };
        var clean = new Option<bool>("--clean") { Description = "begin with a clean environment (the default)" };
        var dump = new Option<string?>("--dump") { Description = "write a file that a shell can source", HelpName = "FILE" };
        var command = new Command(name, description) { words, dirty, clean, dump };
        concretize.AddTo(command);
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(words) ?? [];
            var run = CommandOf(parsed.Tokens.Select(token => token.Value).ToList(), given);
            var wanted = SpecArguments.Parse(given[..^run.Length], session.SpecOptions);
            if (wanted.Length != 1)
            {
                throw new CairnException(new Diagnostic("usage", $"`{name}` takes one package, not {wanted.Length}", null, [], null));
            }

            var spec = (session.ActiveEnvironment is { } environment ? EnvironmentInstallation.Single(environment, wanted[0]) : null)
                ?? SpecCommand.Concretized(session, wanted, concretize.Read(parsed))[0];
            return Enter(session, spec, parsed.GetValue(dirty) && !parsed.GetValue(clean), context, parsed.GetValue(dump), run);
        });
        return command;
    }

    /// <summary>What stands behind <c>--</c>, or else behind the first word if that cannot go on with the spec, as in <c>build-env zlib make</c>.</summary>
    private static string[] CommandOf(List<string> tokens, string[] words)
    {
        if (tokens.IndexOf("--") is >= 0 and var at)
        {
            return [.. tokens[(at + 1)..]];
        }

        var command = Array.FindIndex(words, Math.Min(1, words.Length), word => (char.IsAsciiLetter(word[0]) || word[0] is '/' or '.') && !word.Contains('='));
        return command < 0 ? [] : words[command..];
    }

    /// <summary>What a build or test uses: direct dependencies, and below these what they link to and run.</summary>
    private static IEnumerable<ConcreteSpec> UsedBy(ConcreteSpec spec, bool isTest)
    {
        var direct = DependencyTypes.Build | DependencyTypes.Link | DependencyTypes.Run | (isTest ? DependencyTypes.Test : DependencyTypes.None);
        return spec.Dependencies.Where(edge => (edge.Types & direct) != 0)
            .SelectMany(edge => edge.Node.Traverse(types: DependencyTypes.Link | DependencyTypes.Run))
            .DistinctBy(node => node.Hash);
    }

    private static int Enter(Session session, ConcreteSpec spec, bool isDirty, string context, string? dump, string[] command)
    {
        var records = session.Database.Read(session.Cancellation);
        string PrefixOf(ConcreteSpec node) => records.TryGetValue(node.Hash, out var record) && record.Path is { } path ? path : session.Layout.PrefixOf(node);
        foreach (var node in UsedBy(spec, context == "test").Where(node => !node.IsExternal))
        {
            if (!records.TryGetValue(node.Hash, out var record) || !record.IsInstalled)
            {
                throw new CairnException(new Diagnostic(
                    "not-installed", $"`{node.Name}@{node.Version}`, which `{spec.Name}` needs, is not installed", null, [],
                    $"run `cairn install --only dependencies {spec.Name}` first"));
            }
        }

        var environment = new PackageInquiry(session.Configuration, session.Recipes, session.Host, session.Layout, PrefixOf)
            .EnvironmentOf(spec, isDirty, context);
        if (dump is not null)
        {
            File.WriteAllLines(dump, environment.Select(ShellLine));
        }

        return command.Length > 0 ? Run(command, environment) : Print(session, dump, environment);
    }

    private static int Print(Session session, string? dump, ImmutableSortedDictionary<string, string> environment)
    {
        if (dump is null)
        {
            foreach (var entry in environment)
            {
                session.Terminal.Line(ShellLine(entry));
            }
        }

        return ExitCode.Success;
    }

    private static string ShellLine(KeyValuePair<string, string> entry) =>
        $"{entry.Key}='{entry.Value.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'; export {entry.Key}";

    private static int Run(string[] command, ImmutableSortedDictionary<string, string> environment)
    {
        // The command is looked up in the PATH of the build, not in ours.
        var start = new ProcessStartInfo("/usr/bin/env", command);
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("/usr/bin/env did not start");
        process.WaitForExit();
        return process.ExitCode;
    }
}
