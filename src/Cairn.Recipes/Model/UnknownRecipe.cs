using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>The error for a name that no repository knows, with the nearest names that exist.</summary>
public static class UnknownRecipe
{
    /// <summary>The diagnostic's code.</summary>
    public const string Code = "unknown-package";

    /// <summary>The exception to throw.</summary>
    public static CairnException Error(IRecipeSource source, string name)
    {
        string? near = NearestName.Of(name[(name.LastIndexOf('.') + 1)..], source.Names);
        string? hint = near is null ? null : $"did you mean `{near}`?";
        int dot = name.LastIndexOf('.');
        string message = dot < 0 ? $"there is no package `{name}`"
            : source.Namespaces.Contains(name[..dot]) ? $"the repository `{name[..dot]}` has no package `{name[(dot + 1)..]}`"
            : $"there is no repository `{name[..dot]}`, asked for by `{name}`";
        return new CairnException(new Diagnostic(Code, message, null, [], hint));
    }
}
