using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn recipes check</c>: loads recipes and says what is wrong with them, and what could be better.</summary>
internal static class RecipesCheckCommand
{
    public static Command Create(Session session)
    {
        var names = new Argument<string[]>("package") { Description = "only these recipes", Arity = ArgumentArity.ZeroOrMore };
        var strict = new Option<bool>("--strict") { Description = "findings about style make the command fail too" };
        var command = new Command("check", "load recipes and report what is broken or could be better") { names, strict };
        command.SetAction(parsed => Run(session, parsed.GetValue(names) ?? [], parsed.GetValue(strict)));
        return command;
    }

    private static int Run(Session session, string[] names, bool isStrict)
    {
        var recipes = session.Recipes;
        if (names.FirstOrDefault(name => !recipes.Contains(name)) is { } unknown)
        {
            throw UnknownRecipe.Error(recipes, unknown);
        }

        IReadOnlyList<string> chosen = names.Length > 0 ? names : recipes.Names;
        if (names.Length == 0)
        {
            recipes.LoadAll(cancellation: session.Cancellation);
        }

        var (broken, findings) = Check(session, chosen);
        session.SaveRecipeCache();
        session.Terminal.Line($"{Count(chosen.Count, "recipe")} checked, {broken} broken, {Count(findings, "finding")}");
        return broken > 0 || (isStrict && findings > 0) ? ExitCode.Failure : ExitCode.Success;
    }

    private static (int Broken, int Findings) Check(Session session, IEnumerable<string> names)
    {
        var style = new RecipeStyle(session.Recipes);
        int broken = 0, findings = 0;
        foreach (var name in names)
        {
            try
            {
                foreach (var finding in style.Examine(session.Recipes.Get(name)))
                {
                    findings++;
                    session.Terminal.Line($"{finding.Place}: {finding.Code}: {finding.Message}");
                }
            }
            catch (CairnException failure)
            {
                broken++;
                session.Terminal.Error(failure.Diagnostic);
            }
        }

        return (broken, findings);
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
