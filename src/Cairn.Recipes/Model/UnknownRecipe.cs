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
        string? near = Nearest(source.Names, name);
        string? hint = near is null ? null : $"did you mean `{near}`?";
        int dot = name.LastIndexOf('.');
        string message = dot < 0 ? $"there is no package `{name}`"
            : source.Namespaces.Contains(name[..dot]) ? $"the repository `{name[..dot]}` has no package `{name[(dot + 1)..]}`"
            : $"there is no repository `{name[..dot]}`, asked for by `{name}`";
        return new CairnException(new Diagnostic(Code, message, null, [], hint));
    }

    private static string? Nearest(IReadOnlyList<string> names, string name)
    {
        name = name[(name.LastIndexOf('.') + 1)..];
        int limit = Math.Max(1, name.Length / 3);
        string? best = null;
        int least = limit + 1;
        foreach (string candidate in names)
        {
            if (Math.Abs(candidate.Length - name.Length) < least && Distance(candidate, name) is var distance && distance < least)
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    private static int Distance(string left, string right)
    {
        int[] previous = [.. Enumerable.Range(0, right.Length + 1)];
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(change, Math.Min(previous[j], current[j - 1]) + 1);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
