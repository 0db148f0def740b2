using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;
using Cairn.Store.Files;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo create</c>: an empty repository.</summary>
internal static class RepoCreateCommand
{
    public static Command Create(Session session)
    {
        var directory = new Argument<string>("directory") { Description = "where the repository is to be" };
        var name = new Argument<string?>("namespace") { Description = "the namespace, as in `mylab` or `llnl.comp`; the directory's name by default", Arity = ArgumentArity.ZeroOrOne };
        var subdirectory = new Option<string?>("-d", "--subdirectory") { Description = "the directory of recipes inside the repository (`packages` by default)", HelpName = "NAME" };
        var command = new Command("create", "make an empty repository of recipes") { directory, name, subdirectory };
        command.SetAction(parsed =>
        {
            var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(session.Configuration.Variables.Expand(parsed.GetValue(directory)!)));
            var repository = Write(root, parsed.GetValue(name), parsed.GetValue(subdirectory));
            session.Terminal.Line($"created the repository `{repository.Namespace}`");
            session.Terminal.Line($"to register it, run this command:\n\n    cairn repo add {repository.Root}");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>From API v2.0 on the repository lies in <c>spack_repo/&lt;namespace&gt;</c> below the directory, unless the directory is that place already.</summary>
    private static RecipeRepository Write(string root, string? name, string? subdirectory)
    {
        var api = PackageApi.Newest;
        const string marker = "/spack_repo/";
        int at = (root + "/").LastIndexOf(marker, StringComparison.Ordinal);
        string declared = name ?? (at >= 0 && at + marker.Length <= root.Length ? root[(at + marker.Length)..].Replace('/', '.') : Path.GetFileName(root));
        if (declared.Length == 0 || !declared.Split('.').All(part => PackageNaming.IsValidDirectory(part, api)))
        {
            throw new CairnException(new Diagnostic(
                "bad-namespace", $"`{declared}` cannot be a namespace", null, [], "it is made of Python module names in lower case, as in `mylab` or `llnl.comp`: give one behind the directory"));
        }

        string below = declared.Replace('.', '/');
        string folder = $"{root}/".EndsWith($"{marker}{below}/", StringComparison.Ordinal) ? root : Path.Combine(root, "spack_repo", below);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CairnException(new Diagnostic("repository-exists", $"`{folder}` is not empty", null, [], "choose another directory or namespace"));
        }

        string packages = subdirectory ?? "packages";
        if (!PackageNaming.IsValidDirectory(packages, api))
        {
            throw new CairnException(new Diagnostic("bad-repository", $"the subdirectory `{packages}` must be one directory, named as a Python module"));
        }

        try
        {
            Directory.CreateDirectory(Path.Combine(folder, packages));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CairnException(new Diagnostic("write-failed", $"cannot create `{folder}`: {exception.Message}", null, [], null), exception);
        }

        string extra = subdirectory is null ? "" : $"  subdirectory: '{packages}'\n";
        AtomicFile.WriteText(Path.Combine(folder, "repo.yaml"), $"repo:\n  namespace: '{declared}'\n{extra}  api: {api}\n");
        return RecipeRepository.Open(folder);
    }
}
