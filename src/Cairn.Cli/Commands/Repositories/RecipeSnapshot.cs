using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary>What the repositories of a clone hold at one moment: all names, and the versions of recipes whose files change.</summary>
internal sealed class RecipeSnapshot
{
    private RecipeSnapshot()
    {
    }

    /// <summary>All recipes, by full name.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>The versions of the recipes that were looked at; none for a broken one.</summary>
    public Dictionary<string, HashSet<string>> Versions { get; } = new(StringComparer.Ordinal);

    /// <summary>Looks at a clone.</summary>
    /// <param name="session">Evaluates recipes.</param>
    /// <param name="entry">The clone.</param>
    /// <param name="changedFiles">Files that change, below the clone.</param>
    public static RecipeSnapshot Take(Session session, GitRepositoryEntry entry, IEnumerable<string> changedFiles)
    {
        var snapshot = new RecipeSnapshot();
        var folders = changedFiles.Select(file => Path.GetDirectoryName(Path.Combine(entry.Destination, file))!).ToHashSet(StringComparer.Ordinal);
        foreach (var repository in Session.Open(entry).Select(opened => opened.Repository).OfType<RecipeRepository>())
        {
            foreach (string name in repository.Names)
            {
                string fullName = $"{repository.Namespace}.{name}";
                snapshot.Names.Add(fullName);
                if (folders.Contains(repository.DirectoryOf(name)))
                {
                    snapshot.Versions[fullName] = VersionsOf(session, fullName);
                }
            }
        }

        return snapshot;
    }

    private static HashSet<string> VersionsOf(Session session, string fullName)
    {
        try
        {
            return session.Recipes.TryGet(fullName, out var recipe) ? [.. recipe.Versions.Select(version => version.Version.ToString())] : [];
        }
        catch (CairnException)
        {
            return []; // broken before or after: `recipes check` names it
        }
    }
}
