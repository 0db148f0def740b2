using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Cairn.Cli.Composition;
using Cairn.Cli.Environments;
using Cairn.Config.Environments;
using Cairn.Specs;
using Cairn.Store.Environments;
using Cairn.Store.Files;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn env create</c>: a new environment, empty or from the file of another one.</summary>
internal static class EnvironmentCreateCommand
{
    public static Command Create(Session session)
    {
        var name = new Argument<string>("environment") { Description = "a name, or a directory" };
        var from = new Argument<string?>("file") { Description = "a `spack.yaml` or `spack.lock` to begin with", Arity = ArgumentArity.ZeroOrOne };
        var isDirectory = new Option<bool>("-d", "--dir") { Description = "take it for a directory even if it looks like a name" };
        var included = new Option<string[]>("--include-concrete")
        {
            Description = "take over what another environment has decided, by its name or directory; may be given several times", HelpName = "ENV",
        };
        var command = new Command("create", "make an environment") { name, from, isDirectory, included };
        command.SetAction(parsed =>
        {
            var given = parsed.GetValue(name)!;
            var isNamed = !parsed.GetValue(isDirectory) && EnvironmentPlaces.IsName(given);
            var directory = isNamed
                ? Path.Combine(EnvironmentPlaces.Root(session.Configuration, session.Places), given)
                : Path.GetFullPath(session.Configuration.Variables.Expand(given));
            if (EnvironmentManifest.IsIn(directory))
            {
                throw new CairnException(new Diagnostic(
                    "environment-exists", $"there is an environment in `{directory}` already", null, [], "choose another name, or remove that directory"));
            }

            var others = EnvironmentInclusion.Find(session, parsed.GetValue(included) ?? []);
            Write(directory, parsed.GetValue(from), [.. others.Select(other => other.Path)]);
            if (!others.IsEmpty)
            {
                // What was decided there is here from now on, as in Spack; roots of its own come with `concretize`.
                var created = new ActiveEnvironment(directory, directory);
                created.WriteLock(new EnvironmentLock(created.ReadLock()?.Roots ?? [], IncludedEnvironment.Of(others)));
            }

            session.Terminal.Line($"created the environment `{(isNamed ? given : directory)}`{(isNamed ? $" in {directory}" : "")}");
            session.Terminal.Line($"to decide what it wants:\n\n    cairn -e {(isNamed ? given : directory)} concretize");
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(string directory, string? from, ImmutableArray<string> included)
    {
        var manifest = EnvironmentManifest.PathIn(directory);
        try
        {
            if (from is null)
            {
                Directory.CreateDirectory(directory);
                AtomicFile.WriteText(manifest, Text([], included));
            }
            else if (from.EndsWith(".lock", StringComparison.Ordinal) || from.EndsWith(".json", StringComparison.Ordinal))
            {
                // Read first: nothing is made of a file that is none.
                var decided = EnvironmentLock.ReadFile(from) ?? throw Missing(from);
                Directory.CreateDirectory(directory);
                AtomicFile.Write(Path.Combine(directory, EnvironmentLock.FileName), stream => stream.Write(File.ReadAllBytes(from)));
                AtomicFile.WriteText(manifest, Text(decided.Roots.Select(root => root.Text), [.. included.Union(decided.Included.Select(other => other.Path))]));
            }
            else
            {
                var text = File.Exists(from) ? File.ReadAllText(from) : throw Missing(from);
                Directory.CreateDirectory(directory);
                AtomicFile.WriteText(manifest, text);
                EnvironmentRoots.AddIncluded(EnvironmentManifest.Read(directory), included);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("write-failed", $"cannot create the environment in `{directory}`: {exception.Message}", null, [], null), exception);
        }
    }

    private static CairnException Missing(string file) => new(new Diagnostic(
        "no-such-file", $"there is no file `{file}` to begin with", null, [], "give a `spack.yaml` or a `spack.lock`"));

    private static string Text(IEnumerable<string> specs, ImmutableArray<string> included)
    {
        var text = new StringBuilder("# An environment: packages that are wanted together, and configuration that holds for them.\nspack:\n");
        var list = specs.ToList();
        text.Append(list.Count == 0 ? "  specs: []\n" : "  specs:\n");
        foreach (var spec in list)
        {
            text.Append("  - '").Append(spec.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
        }

        if (!included.IsEmpty)
        {
            text.Append("  include_concrete:\n");
            foreach (var path in included)
            {
                text.Append("  - '").Append(path.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
            }
        }

        return text.Append("  view: true\n  concretizer:\n    unify: true\n").ToString();
    }
}
