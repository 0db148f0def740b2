using System.CommandLine;
using System.Diagnostics;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo migrate</c>: brings a repository of recipes to Package API v2.</summary>
internal static class RepoMigrateCommand
{
    public static Command Create(Session session)
    {
        var which = new Argument<string>("namespace-or-path") { Description = "the repository: its folder, its namespace or its name in the configuration" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only show what would change" };
        var fix = new Option<bool>("--fix") { Description = "write the changes without asking" };
        var command = new Command("migrate", "bring a repository of recipes to Package API v2: layout, names and imports") { which, dryRun, fix };
        command.SetAction(parsed => Run(session, parsed.GetValue(which)!, parsed.GetValue(dryRun), parsed.GetValue(fix)));
        return command;
    }

    private static int Run(Session session, string which, bool isDry, bool isFix)
    {
        var migration = RepositoryMigration.Plan(Find(session, which));
        foreach (string problem in migration.Problems)
        {
            session.Terminal.Warning(problem);
        }

        if (migration.IsDone)
        {
            session.Terminal.Line($"the repository `{migration.Repository.Namespace}` has nothing to migrate");
            return migration.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
        }

        Show(session, migration);
        if (isDry || !(isFix || Agrees(session)))
        {
            session.Terminal.Note($"nothing was changed; `cairn repo migrate --fix {which}` does it");
            return ExitCode.Success;
        }

        migration.Apply();
        var migrated = RecipeRepository.Open(migration.NewRoot);
        session.Terminal.Line($"migrated the repository `{migrated.Namespace}` to Package API {migrated.Api}: {migrated.Names.Length} recipes in {migrated.Root}");
        if (migration.HasNewLayout)
        {
            session.Terminal.Line($"the old files are as they were; to use the new ones, run these commands:\n\n    cairn repo remove {migration.Repository.Root}\n    cairn repo add {migrated.Root}");
        }

        return migration.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static RecipeRepository Find(Session session, string which)
    {
        string path = Path.GetFullPath(session.Configuration.Variables.Expand(which));
        if (File.Exists(Path.Combine(path, "repo.yaml")))
        {
            return RecipeRepository.Open(path);
        }

        var known = session.ConfiguredRepositories().Where(repository => repository.Repository is not null).ToList();
        return known.Find(repository => repository.Name == which || repository.Repository!.Namespace == which)?.Repository
            ?? throw new CairnException(new Diagnostic(
                "unknown-repository", $"there is no repository `{which}`", null, [],
                NearestName.Of(which, known.Select(repository => repository.Name)) is { } near ? $"did you mean `{near}`?" : "give the folder that holds its `repo.yaml`"));
    }

    private static void Show(Session session, RepositoryMigration migration)
    {
        string root = migration.Repository.Root;
        foreach (var file in migration.Files)
        {
            string from = Path.GetRelativePath(root, file.From), to = Path.GetRelativePath(root, file.To);
            if (file.NewText is { } text)
            {
                session.Terminal.Write(Diff(file.From, from, to, text));
            }
            else
            {
                session.Terminal.Line(file.LinkTarget is { } target ? $"link {to} -> {target}" : $"copy {from} -> {to}");
            }
        }
    }

    private static bool Agrees(Session session)
    {
        if (Console.IsInputRedirected || Console.IsOutputRedirected)
        {
            return false;
        }

        session.Terminal.Write("write these changes? [y/N] ");
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    /// <summary>The difference as <c>patch</c> understands it.</summary>
    private static string Diff(string file, string from, string to, string text)
    {
        var start = new ProcessStartInfo("diff", ["-u", "--label", $"a/{from}", "--label", $"b/{to}", "--", file, "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Write(text);
            process.StandardInput.Close();
            string difference = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return difference;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new CairnException(new Diagnostic("missing-tool", "`diff` is needed to show what would change, and it is not on PATH", null, [], "install it, for example with `apt-get install diffutils`"), exception);
        }
    }
}
