using Cairn.Cli.Composition;
using Cairn.Cli.Presentation;
using Cairn.Recipes;
using Cairn.Sources;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>What an update of one git repository brought.</summary>
internal sealed record RepositoryChange(string Name, string What, string? OldCommit, string? NewCommit)
{
    private const int MostVersionsShown = 100;

    /// <summary>Recipes that are new, by full name.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Recipes that are gone.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Recipes with versions that they did not have.</summary>
    public IReadOnlyList<(string Recipe, IReadOnlyList<string> Versions)> NewVersions { get; init; } = [];

    /// <summary>How many recipes changed in other ways.</summary>
    public int OtherChanges { get; init; }

    /// <summary>It was not there.</summary>
    public static RepositoryChange Cloned(GitRepositoryEntry entry, IEnumerable<ConfiguredRepository> repositories)
    {
        int count = repositories.Sum(repository => repository.Repository?.Names.Length ?? 0);
        return new RepositoryChange(entry.Name, $"cloned, {count} recipes", null, null);
    }

    /// <summary>Nothing changed.</summary>
    public static RepositoryChange None(GitRepositoryEntry entry, CloneUpdate update) =>
        new(entry.Name, $"up to date ({update.Reference.Describe()})", update.OldCommit, update.NewCommit);

    /// <summary>What changed between two moments.</summary>
    public static RepositoryChange Between(GitRepositoryEntry entry, CloneUpdate update, RecipeSnapshot before, RecipeSnapshot after)
    {
        var news = new List<(string, IReadOnlyList<string>)>();
        int others = 0;
        foreach (var (recipe, versions) in after.Versions.Where(pair => before.Versions.ContainsKey(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            List<string> added = [.. versions.Except(before.Versions[recipe]).OrderByDescending(VersionOf)];
            if (added.Count > 0)
            {
                news.Add((recipe, added));
            }
            else
            {
                others++;
            }
        }

        return new RepositoryChange(
            entry.Name, $"{Short(update.OldCommit)} → {Short(update.NewCommit)} ({update.Reference.Describe()})", update.OldCommit, update.NewCommit)
        {
            Added = [.. after.Names.Except(before.Names).Order(StringComparer.Ordinal)],
            Removed = [.. before.Names.Except(after.Names).Order(StringComparer.Ordinal)],
            NewVersions = news,
            OtherChanges = others,
        };
    }

    /// <summary>Says it to people.</summary>
    public void Print(Terminal terminal)
    {
        terminal.Line($"{terminal.Paint(Name, Style.Strong)}: {What}");
        PrintNames(terminal, "new recipes", Added);
        PrintNames(terminal, "removed recipes", Removed);
        if (NewVersions.Count > 0)
        {
            terminal.Line($"  new versions in {NewVersions.Count}:");
            foreach (var (recipe, versions) in NewVersions.Take(MostVersionsShown))
            {
                terminal.Line($"    {recipe}: {string.Join(", ", versions)}");
            }

            if (NewVersions.Count > MostVersionsShown)
            {
                terminal.Line($"    … and {NewVersions.Count - MostVersionsShown} more (`--json` lists all)");
            }
        }

        if (OtherChanges > 0)
        {
            terminal.Line($"  changed otherwise: {OtherChanges}");
        }
    }

    /// <summary>Says it to programs.</summary>
    public static string Json(IEnumerable<RepositoryChange> changes) => JsonText.Of(
        json =>
        {
            json.WriteStartArray();
            foreach (var change in changes)
            {
                json.WriteStartObject();
                json.WriteString("name", change.Name);
                json.WriteString("old_commit", change.OldCommit);
                json.WriteString("new_commit", change.NewCommit);
                RecipeJson.Texts(json, "added", change.Added);
                RecipeJson.Texts(json, "removed", change.Removed);
                json.WriteStartObject("new_versions");
                foreach (var (recipe, versions) in change.NewVersions)
                {
                    RecipeJson.Texts(json, recipe, versions);
                }

                json.WriteEndObject();
                json.WriteNumber("otherwise_changed", change.OtherChanges);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        },
        indented: true);

    private static void PrintNames(Terminal terminal, string title, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            terminal.Line($"  {title} ({names.Count}): {string.Join(", ", names)}");
        }
    }

    private static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;

    private static Cairn.Specs.Version VersionOf(string text) => Cairn.Specs.Version.Parse(text);
}
