using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Recipes;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn info</c>: everything that a recipe says about its package.</summary>
internal static class InfoCommand
{
    public static Command Create(Session session)
    {
        var package = new Argument<string>("package") { Description = "the name of a recipe, or of a virtual package" };
        var json = new Option<bool>("--json") { Description = "print a JSON object" };
        var command = new Command("info", "describe a package: versions, variants, dependencies") { package, json };
        command.SetAction(parsed => Run(session, parsed.GetValue(package)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(Session session, string name, bool json)
    {
        var recipes = session.Recipes;
        if (!recipes.TryGet(name, out var recipe))
        {
            return recipes.IsVirtual(name) ? DescribeVirtual(session, name, json) : throw UnknownRecipe.Error(recipes, name);
        }

        if (json)
        {
            session.Terminal.Line(JsonText.Of(writer => RecipeJson.Write(writer, recipe), indented: true));
        }
        else
        {
            session.Terminal.Write(new RecipeDescription(session.Terminal, recipe, ProvidersOf(recipes, recipe)).ToString());
        }

        session.SaveRecipeCache();
        return ExitCode.Success;
    }

    /// <summary>Some virtual packages have a recipe that only describes them.</summary>
    private static IEnumerable<string> ProvidersOf(RecipeRepositories recipes, RecipeMetadata recipe) => recipe.Attributes["virtual"]?.AsFlag == true
        ? recipes.Providers(recipe.Name).Select(provider => provider.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        : [];

    private static int DescribeVirtual(Session session, string name, bool json)
    {
        var providers = session.Recipes.Providers(name);
        session.SaveRecipeCache();
        if (json)
        {
            session.Terminal.Line(JsonText.Of(
                writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", name);
                    writer.WriteBoolean("virtual", true);
                    RecipeJson.Texts(writer, "providers", providers.Select(provider => provider.Recipe).Distinct(StringComparer.Ordinal));
                    writer.WriteEndObject();
                },
                indented: true));
            return ExitCode.Success;
        }

        session.Terminal.Line($"`{name}` is a virtual package. These provide it:");
        foreach (var provider in providers.Select(provider => provider.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            session.Terminal.Line($"    {provider}");
        }

        return ExitCode.Success;
    }
}
