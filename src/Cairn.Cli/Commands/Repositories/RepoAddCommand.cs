using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo add</c>: registers a repository in front of the others.</summary>
internal static class RepoAddCommand
{
    public static Command Create(Session session)
    {
        var path = new Argument<string>("path") { Description = "the folder of a repository, or of a clone that holds one" };
        var name = new Option<string?>("--name") { Description = "its name in the configuration; the namespace by default", HelpName = "NAME" };
        var scope = ScopeChoice.CreateOption();
        var command = new Command("add", "register a repository of recipes, in front of the others") { path, name, scope };
        command.SetAction(parsed => Run(session, parsed.GetValue(path)!, parsed.GetValue(name), parsed.GetValue(scope)));
        return command;
    }

    private static int Run(Session session, string given, string? name, string? scopeName)
    {
        // As git tells URLs from paths: a colon before any slash.
        int colon = given.IndexOf(':', StringComparison.Ordinal);
        if (colon > 1 && !given[..colon].Contains('/'))
        {
            throw new CairnException(new Diagnostic(
                "not-available", $"`{given}`: repositories cannot be cloned yet", null, [], "clone it with `git clone` and add the folder"));
        }

        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(session.Configuration.Variables.Expand(given)));
        List<RecipeRepository> repositories = [.. RecipeRepository.FoldersOf(folder).Select(RecipeRepository.Open)];
        if (name is null && repositories.Count > 1)
        {
            throw new CairnException(new Diagnostic(
                "ambiguous", $"`{folder}` holds several repositories: {string.Join(", ", repositories.Select(repository => $"`{repository.Namespace}`"))}", null, [], "give the entry a name with `--name`"));
        }

        string key = name ?? repositories[0].Namespace;
        RefuseDuplicates(session, repositories);
        var scope = ScopeChoice.Choose(session, scopeName);
        var text = ScopeChoice.Read(scope, "repos");
        ScopeChoice.Write(scope, "repos", text.IsList ? text.WithFirstItem(folder) : text.WithFirst(key, folder));
        session.Terminal.Line($"added the repository `{key}` to {scope.FileOf("repos")}");
        return ExitCode.Success;
    }

    private static void RefuseDuplicates(Session session, List<RecipeRepository> added)
    {
        foreach (var known in session.ConfiguredRepositories())
        {
            if (known.Repository is { } repository && added.Find(candidate => candidate.Namespace == repository.Namespace) is { } same)
            {
                throw new CairnException(new Diagnostic(
                    "duplicate-namespace",
                    same.Root == repository.Root ? $"`{repository.Root}` is registered already, as `{known.Name}`" : $"the namespace `{repository.Namespace}` is taken by `{repository.Root}`",
                    null, [], $"`cairn repo remove {known.Name}` takes that one out"));
            }
        }
    }
}
