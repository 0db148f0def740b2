using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Config.Scopes;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn repo update</c>: brings clones to what the configuration wants of them, and tells what is new.</summary>
internal static class RepoUpdateCommand
{
    public static Command Create(Session session)
    {
        var names = new Argument<string[]>("name") { Description = "names in the configuration; by default all git repositories but a `builtin` that nobody needed yet", Arity = ArgumentArity.ZeroOrMore };
        var remote = new Option<string>("-r", "--remote") { Description = "the remote repository to ask", HelpName = "NAME", DefaultValueFactory = _ => "origin" };
        var branch = new Option<string?>("-b", "--branch") { Description = "follow this branch from now on", HelpName = "NAME" };
        var tag = new Option<string?>("-t", "--tag") { Description = "stay at this tag from now on", HelpName = "NAME" };
        var commit = new Option<string?>("-c", "--commit") { Description = "stay at this commit from now on", HelpName = "HASH" };
        var scope = ScopeChoice.CreateOption();
        var json = new Option<bool>("--json") { Description = "print a JSON list" };
        var command = new Command("update", "bring git repositories of recipes up to date") { names, remote, branch, tag, commit, scope, json };
        command.SetAction(parsed => new Update(session, parsed.GetValue(remote)!, parsed.GetValue(scope), parsed.GetValue(json)).Run(
            parsed.GetValue(names) ?? [],
            [.. new (string Key, string? Value)[] { ("branch", parsed.GetValue(branch)), ("tag", parsed.GetValue(tag)), ("commit", parsed.GetValue(commit)) }.Where(pin => pin.Value is not null).Select(pin => (pin.Key, pin.Value!))]));
        return command;
    }

    private sealed class Update(Session session, string remote, string? scopeName, bool isJson)
    {
        private static readonly string[] s_pins = ["branch", "tag", "commit"];

        public int Run(string[] names, (string Key, string Value)[] pins)
        {
            if (pins.Length > 1)
            {
                throw new CairnException(new Diagnostic("usage", "only one of `--branch`, `--tag` and `--commit` can be given"));
            }

            if (pins.Length == 1 && names.Length != 1)
            {
                throw new CairnException(new Diagnostic("usage", $"`--{pins[0].Key}` needs the name of exactly one repository"));
            }

            List<GitRepositoryEntry> entries = names.Length > 0
                ? [.. names.Distinct(StringComparer.Ordinal).Select(name => RepoSetCommand.Find(session, name))]
                : [.. session.RepositoryEntries.OfType<GitRepositoryEntry>().Where(entry => !entry.IsBuiltIn || GitClones.IsThere(entry.Destination))];
            var changes = new List<RepositoryChange>();
            bool isComplete = true;
            foreach (var entry in entries)
            {
                isComplete &= TryUpdate(pins.Length == 1 ? entry with { Reference = Pinned(entry.Reference, pins[0]) } : entry, changes);
            }

            if (isComplete && pins.Length == 1)
            {
                WritePin(names[0], pins[0]);
            }

            if (isJson)
            {
                session.Terminal.Line(RepositoryChange.Json(changes));
            }
            else if (entries.Count == 0)
            {
                session.Terminal.Line("there is no git repository to update; `cairn repo list` shows what is configured, and `cairn repo update NAME` clones");
            }

            session.SaveRecipeCache();
            return isComplete ? ExitCode.Success : ExitCode.Failure;
        }

        private bool TryUpdate(GitRepositoryEntry entry, List<RepositoryChange> changes)
        {
            try
            {
                var change = UpdateOne(entry);
                changes.Add(change);
                if (!isJson)
                {
                    change.Print(session.Terminal);
                }

                return true;
            }
            catch (CairnException exception)
            {
                // One that fails does not stop the others.
                session.Terminal.Error(exception.Diagnostic);
                return false;
            }
        }

        private RepositoryChange UpdateOne(GitRepositoryEntry entry)
        {
            if (!GitClones.IsThere(entry.Destination))
            {
                session.Clone(entry);
                session.ForgetRecipes();
                return RepositoryChange.Cloned(entry, Session.Open(entry));
            }

            using var progress = new CloneProgress(session.Terminal);
            RecipeSnapshot? before = null;
            var update = session.Clones(progress).UpdateAsync(
                $"the repository `{entry.Name}`", entry.Reference, entry.Destination, remote,
                update => before = RecipeSnapshot.Take(session, entry, update.ChangedFiles), session.Cancellation).GetAwaiter().GetResult();
            progress.Dispose();
            if (update.OldCommit == update.NewCommit)
            {
                return RepositoryChange.None(entry, update);
            }

            session.ForgetRecipes();
            var after = RecipeSnapshot.Take(session, entry, update.ChangedFiles);
            RefuseTooNew(entry, update);
            return RepositoryChange.Between(entry, update, before!, after);
        }

        /// <summary>A repository may be written for a newer engine: the way back is told.</summary>
        private void RefuseTooNew(GitRepositoryEntry entry, CloneUpdate update)
        {
            foreach (var broken in Session.Open(entry).Where(repository => repository.Problem is not null))
            {
                session.Terminal.Warning($"`{broken.Folder}` cannot be used any more: {broken.Problem!.Message} (`cairn repo update --commit {update.OldCommit} {entry.Name}` goes back)");
            }
        }

        private void WritePin(string name, (string Key, string Value) pin)
        {
            using var edit = ScopeEdit.Open(session, ScopeChoice.Choose(session, scopeName), "repos");
            foreach (string other in s_pins.Where(other => other != pin.Key && edit.Find(name, other) is not null))
            {
                edit.Remove(name, other);
            }

            edit.Set([name, pin.Key], RepositoryValue.Text(pin.Value));
            edit.Save();
        }

        private static GitReference Pinned(GitReference reference, (string Key, string Value) pin) => pin.Key switch
        {
            "branch" => new GitReference(reference.Url, Branch: pin.Value),
            "tag" => new GitReference(reference.Url, Tag: pin.Value),
            _ => new GitReference(reference.Url, Commit: pin.Value),
        };
    }
}
