using Cairn.Cli.Composition;
using Cairn.Recipes;

namespace Cairn.Cli.Commands;

/// <summary>Reads every recipe, for commands that look at all of them.</summary>
internal static class AllRecipes
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>The recipes that answer to their unqualified names, by name. Broken ones are named on standard error and left out.</summary>
    public static List<RecipeMetadata> Load(Session session)
    {
        foreach (var broken in LoadBroken(session))
        {
            Warn(session, broken);
        }

        var recipes = new List<RecipeMetadata>(session.Recipes.Names.Count);
        foreach (string name in session.Recipes.Names)
        {
            if (IsSound(session.Recipes, name, out var recipe))
            {
                recipes.Add(recipe!);
            }
        }

        return recipes;
    }

    /// <summary>Evaluates all recipes and gives the broken ones; what was learnt is kept for the next run.</summary>
    public static IReadOnlyList<BrokenRecipe> LoadBroken(Session session)
    {
        var recipes = session.Recipes;
        using var notice = session.Terminal.IsInteractive
            ? new Timer(_ => session.Terminal.Note($"reading {recipes.Names.Count} recipes (the next command remembers them)"), null, s_patience, Timeout.InfiniteTimeSpan)
            : null;
        var broken = recipes.LoadAll(cancellation: session.Cancellation);
        session.SaveRecipeCache();
        return broken;
    }

    private static void Warn(Session session, BrokenRecipe broken)
    {
        var place = broken.Diagnostic.Location is { } location ? $" ({location.File}:{location.Line})" : "";
        session.Terminal.Warning($"{broken.Diagnostic.Message}{place}");
    }

    private static bool IsSound(RecipeRepositories recipes, string name, out RecipeMetadata? recipe)
    {
        try
        {
            return recipes.TryGet(name, out recipe);
        }
        catch (Specs.CairnException)
        {
            recipe = null; // named as broken above
            return false;
        }
    }
}
