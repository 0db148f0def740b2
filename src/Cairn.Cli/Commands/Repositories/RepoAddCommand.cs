using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Config.Yaml;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo add</c>: registers a repository, a folder or a git repository, in front of the others.</summary>
internal static class RepoAddCommand
{
    public static Command Create(Session session)
    {
        var place = new Argument<string>("path-or-url") { Description = "the folder of a repository, or the address of a git repository, which is cloned" };
        var destination = new Argument<string?>("destination") { Description = "where to clone to (below the user's caches by default)", Arity = ArgumentArity.ZeroOrOne };
        var name = new Option<string?>("--name") { Description = "its name in the configuration; the namespace by default", HelpName = "NAME" };
        var paths = new Option<string[]>("--path") { Description = "only this folder of the git repository (may be repeated)", HelpName = "PATH", AllowMultipleArgumentsPerToken = false };
        var scope = ScopeChoice.CreateOption();
        var command = new Command("add", "register a repository of recipes, in front of the others") { place, destination, name, paths, scope };
        command.SetAction(parsed => new Addition(
            session, parsed.GetValue(place)!, parsed.GetValue(destination), parsed.GetValue(name), parsed.GetValue(paths) ?? [], parsed.GetValue(scope)).Run());
        return command;
    }

    private sealed class Addition(Session session, string place, string? destination, string? name, string[] paths, string? scopeName)
    {
        public int Run()
        {
            bool isGit = GitReference.IsUrl(place);
            if (!isGit && (destination is not null || paths.Length > 0))
            {
                throw new CairnException(new Diagnostic("usage", "a destination and `--path` are for git repositories only", null, [], $"`{place}` is a folder: add the folder of the repository itself"));
            }

            var value = isGit ? RepositoryValue.Git(place, paths, Absolute(destination)) : (YamlNode)RepositoryValue.Text(Absolute(place)!);
            var entry = RepositoryEntry.Read(name ?? place, value, default, session.Configuration);
            if (entry is GitRepositoryEntry git)
            {
                session.Clone(git);
            }

            var repositories = Usable(entry);
            string key = KeyFor(repositories);
            RefuseDuplicates(key, repositories);
            Write(key, value);
            return ExitCode.Success;
        }

        private void Write(string key, YamlNode value)
        {
            var scope = ScopeChoice.Choose(session, scopeName);
            using var edit = ScopeEdit.Open(session, scope, "repos");
            if (edit.Find(key) is not null)
            {
                throw new CairnException(new Diagnostic("repository-name-taken", $"`repos` in `{edit.File}` has an entry `{key}` already", null, ["the file is as it was"], "give it another name with `--name`, or change that entry with `cairn repo set`"));
            }

            if (edit.Section is YamlSequence list && value is YamlScalar)
            {
                edit.Set(Array.Empty<string>(), new YamlSequence(list.Items.Insert(0, value), default));
            }
            else
            {
                ToMapping(edit);
                edit.Set([key], value, atFront: true);
            }

            edit.Save();
            session.Terminal.Line($"added the repository `{key}` to {edit.File}");
        }

        /// <summary>A list of the old form cannot hold a git repository.</summary>
        private static void ToMapping(ScopeEdit edit)
        {
            if (edit.Section is YamlSequence { Items.IsEmpty: false } list)
            {
                edit.Set(Array.Empty<string>(), Config.Schemas.OlderForms.Today("repos", list));
            }
        }

        private List<RecipeRepository> Usable(RepositoryEntry entry)
        {
            var opened = Session.Open(entry).ToList();
            var usable = opened.Where(repository => repository.Repository is not null).Select(repository => repository.Repository!).ToList();
            if (usable.Count == 0)
            {
                throw new CairnException(opened.Select(repository => repository.Problem).FirstOrDefault(problem => problem is not null)
                    ?? new Diagnostic("bad-repository", $"there is no repository of recipes in `{place}`"));
            }

            foreach (var broken in opened.Where(repository => repository.Problem is not null))
            {
                session.Terminal.Warning($"`{broken.Folder}` cannot be used: {broken.Problem!.Message}");
            }

            return usable;
        }

        private string KeyFor(List<RecipeRepository> repositories) => name ?? (repositories.Count == 1
            ? repositories[0].Namespace
            : throw new CairnException(new Diagnostic(
                "ambiguous", $"`{place}` holds several repositories: {string.Join(", ", repositories.Select(repository => $"`{repository.Namespace}`"))}", null, [], "give the entry a name with `--name`")));

        private void RefuseDuplicates(string key, List<RecipeRepository> added)
        {
            foreach (var known in session.ConfiguredRepositories())
            {
                bool isReplaced = known.Name == key || known.Entry is GitRepositoryEntry { IsBuiltIn: true };
                if (known.Repository is { } repository && added.Find(candidate => candidate.Namespace == repository.Namespace) is { } same && (!isReplaced || same.Root == repository.Root))
                {
                    throw new CairnException(new Diagnostic(
                        "duplicate-namespace",
                        same.Root == repository.Root ? $"`{repository.Root}` is registered already, as `{known.Name}`" : $"the namespace `{repository.Namespace}` is taken by `{repository.Root}`",
                        null, [], $"`cairn repo remove {known.Name}` takes that one out"));
                }
            }
        }

        private string? Absolute(string? path) =>
            path is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(session.Configuration.Variables.Expand(path)));
    }
}
