using System.Collections.Immutable;
using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>Turns what goes wrong in a recipe into a diagnostic: the recipe's line, a caret, and the chain of calls.</summary>
internal static class RecipeFailure
{
    /// <summary>The code of all diagnostics about recipes that cannot be evaluated.</summary>
    public const string Code = "broken-recipe";

    /// <summary>A Python exception that reached the top.</summary>
    public static CairnException Of(string package, PyRaise failure, Func<string, bool> isRecipe)
    {
        var chain = Chain(failure.Value.Traceback);
        var location = chain.LastOrDefault(place => isRecipe(place.File)) ?? chain.LastOrDefault();
        return new CairnException(
            new Diagnostic(Code, $"the recipe of `{package}` is broken: {failure.Message}", location, Notes(chain), null), failure);
    }

    /// <summary>A Python exception that a method of a package raised while something was done with it.</summary>
    /// <param name="activity">What was done, such as <c>the phase `configure`</c>.</param>
    /// <param name="failure">The exception.</param>
    /// <param name="isRecipe">Which files are recipes; calls inside of the engine are of no use to the reader.</param>
    public static CairnException While(string activity, PyRaise failure, Func<string, bool> isRecipe)
    {
        var chain = Chain(failure.Value.Traceback);
        var ofRecipes = chain.Where(place => isRecipe(place.File)).ToImmutableArray();
        return new CairnException(
            new Diagnostic("build-failed", $"{activity} failed: {failure.Message}", ofRecipes.LastOrDefault() ?? chain.LastOrDefault(), Notes(ofRecipes), null),
            failure);
    }

    /// <summary>An evaluation that used up its steps.</summary>
    public static CairnException Of(string package, EvaluationLimitException failure, Func<string, bool> isRecipe)
    {
        var chain = Chain(failure.Traceback);
        var location = chain.LastOrDefault(place => isRecipe(place.File)) ?? chain.LastOrDefault();
        return new CairnException(
            new Diagnostic(
                Code, $"the recipe of `{package}` does not come to an end: {failure.Message}", location, Notes(chain),
                "loading a recipe must be quick; is there an endless loop?"), failure);
    }

    /// <summary>A text that is not of the recipe language.</summary>
    public static CairnException Of(string package, RecipeSyntaxException failure)
    {
        var (file, position) = (failure.File, failure.Position);
        int line = file.LineOf(position);
        var location = new SourceLocation(file.Path, line, file.ColumnOf(position), file.LineText(line));
        return new CairnException(
            new Diagnostic(Code, $"the recipe of `{package}` is broken: {failure.Message}", location, [], null), failure);
    }

    /// <summary>A directive that failed when it was applied to the finished class.</summary>
    public static CairnException AtDirective(string package, PyRaise failure, DirectivePlace place)
    {
        var chain = Chain(failure.Value.Traceback);
        return new CairnException(new Diagnostic(
            Code, $"the recipe of `{package}` is broken: {failure.Message}", place.ToSourceLocation(), Notes(chain), null), failure);
    }

    private static ImmutableArray<SourceLocation> Chain(TracebackEntry? entry)
    {
        var chain = ImmutableArray.CreateBuilder<SourceLocation>();
        for (; entry is not null; entry = entry.Next)
        {
            chain.Add(new SourceLocation(entry.File.Path, entry.Line, entry.File.ColumnOf(entry.Position), entry.File.LineText(entry.Line)));
        }

        return chain.ToImmutable();
    }

    private static ImmutableArray<string> Notes(ImmutableArray<SourceLocation> chain) =>
        chain.Length <= 1 ? [] : [.. chain.Select(place => $"{place.File}:{place.Line}: {place.SourceLine?.Trim()}")];
}
