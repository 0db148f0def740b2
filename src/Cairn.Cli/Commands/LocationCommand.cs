using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn location</c>: prints where something is.</summary>
internal static class LocationCommand
{
    public static Command Create(Session session)
    {
        var specs = SpecArguments.Create("the package");
        var install = new Option<bool>("-i", "--install-dir") { Description = "the prefix of an installed package (the default)" };
        var root = new Option<bool>("-r", "--cairn-root") { Description = "the root of Cairn's own data" };
        var json = new Option<bool>("--json") { Description = "print a JSON object" };
        var command = new Command("location", "print where a package, or Cairn's data, is") { specs, install, root, json };
        command.SetAction(parsed => Run(session, parsed.GetValue(specs), parsed.GetValue(root), parsed.GetValue(json)));
        return command;
    }

    private static int Run(Session session, string[]? words, bool root, bool json)
    {
        if (root)
        {
            session.Terminal.Line(session.Places.Root);
            return ExitCode.Success;
        }

        var queries = SpecArguments.Parse(words);
        if (queries.Length != 1)
        {
            session.Terminal.ErrorLine($"error: `cairn location` takes one spec, not {queries.Length}");
            return ExitCode.Usage;
        }

        var record = InstalledSpecs.Single(session.Database.Read(session.Cancellation), queries[0]);
        session.Terminal.Line(json
            ? JsonText.Object(("name", record.Spec.Name), ("version", record.Spec.Version.ToString()), ("hash", record.Spec.Hash), ("prefix", record.Path ?? ""))
            : record.Path ?? "");
        return ExitCode.Success;
    }
}
