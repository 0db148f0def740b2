using System.CommandLine;
using Cairn.Cli.Composition;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn recipes</c>: for the authors of recipes.</summary>
internal static class RecipesCommand
{
    public static Command Create(Session session) => new("recipes", "work on recipes")
    {
        RecipesDumpCommand.Create(session),
        RecipesCheckCommand.Create(session),
    };
}
