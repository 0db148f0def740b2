using Cairn.Specs;

namespace Cairn.Recipes.Tests;

/// <summary>Recipes as texts.</summary>
internal static class World
{
    /// <summary>The metadata of a class <c>A</c> with this body, which derives from <c>Package</c>.</summary>
    public static RecipeMetadata Recipe(string body, string bases = "Package") =>
        Of(("a", Class(body, "A", bases))).Get("a");

    /// <summary>Recipes by name and text.</summary>
    public static RecipeRepositories Of(params (string Name, string Text)[] recipes) => RecipeRepositories.FromTexts(recipes);

    /// <summary>The text of a recipe.</summary>
    public static string Class(string body, string name = "A", string bases = "Package", string imports = "") =>
        $"from spack.package import *\n{imports}\n\nclass {name}({bases}):\n    \"\"\"For tests.\"\"\"\n"
        + string.Concat(body.ReplaceLineEndings("\n").Trim('\n').Split('\n').Select(line => "    " + line + "\n"));

    public static Diagnostic Failure(Action action) => Should.Throw<CairnException>(action).Diagnostic;
}
