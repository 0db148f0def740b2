using System.CommandLine;
using Cairn.Cli.Composition;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Cli.Commands;

/// <summary><c>cairn recipes dump</c>: what recipes evaluated to, one JSON object a line.</summary>
internal static class RecipesDumpCommand
{
    private const int BlockSize = 64;

    public static Command Create(Session session)
    {
        var names = new Argument<string[]>("package") { Description = "only these recipes", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("dump", "print what recipes evaluated to, one JSON object a line") { names };
        command.SetAction(parsed => Run(session, parsed.GetValue(names) ?? []));
        return command;
    }

    private static int Run(Session session, string[] names)
    {
        var recipes = session.Recipes;
        if (names.FirstOrDefault(name => !recipes.Contains(name)) is { } unknown)
        {
            throw UnknownRecipe.Error(recipes, unknown);
        }

        string[] chosen = names.Length > 0 ? names : [.. recipes.Names];
        if (names.Length == 0)
        {
            recipes.LoadAll(cancellation: session.Cancellation);
        }

        using var output = Console.OpenStandardOutput();
        int broken = Write(output, recipes, chosen, session.Cancellation);
        session.SaveRecipeCache();
        return broken == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>Texts are made in parallel, block by block, and written in order.</summary>
    private static int Write(Stream output, RecipeRepositories recipes, string[] names, CancellationToken cancellation)
    {
        int broken = 0;
        var blocks = names.Chunk(BlockSize).AsParallel().AsOrdered().WithCancellation(cancellation).Select(block =>
        {
            var text = new MemoryStream();
            foreach (var name in block)
            {
                if (!TryWrite(text, recipes, name))
                {
                    Interlocked.Increment(ref broken);
                }
            }

            return text;
        });
        foreach (var block in blocks)
        {
            block.WriteTo(output);
        }

        return broken;
    }

    private static bool TryWrite(MemoryStream text, RecipeRepositories recipes, string name)
    {
        long start = text.Position;
        try
        {
            new RecipeDump(recipes).Write(text, recipes.Get(name));
            return true;
        }
        catch (CairnException failure)
        {
            text.SetLength(start);
            RecipeDump.WriteError(text, name, failure.Diagnostic);
            return false;
        }
    }
}
