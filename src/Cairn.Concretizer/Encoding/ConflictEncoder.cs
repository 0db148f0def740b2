using Cairn.Concretization.Explaining;
using Cairn.Sat;

namespace Cairn.Concretization.Encoding;

/// <summary>Conflicts of a node that is built.</summary>
internal sealed class ConflictEncoder(Problem problem)
{
    public void Encode(PackageNode node)
    {
        var formulas = problem.Formulas;
        foreach (var conflict in node.Facts!.Recipe.Conflicts)
        {
            var guard = problem.Explains ? problem.Guard(OriginOf(node, conflict)) : formulas.True;
            var applies = problem.Conditions.Holds(node, conflict.When);
            if (formulas.IsFalse(applies))
            {
                continue;
            }

            if (conflict.Spec.Name.Length > 0 && conflict.Spec.Name != node.Name && !problem.Facts.IsVirtual(conflict.Spec.Name))
            {
                EncodeForeign(node, conflict, applies, guard);
                continue;
            }

            formulas.Clause(!guard, !node.Builds, !applies, !problem.Conditions.Holds(node, conflict.Spec));
        }
    }

    private static Origin.Directive OriginOf(PackageNode node, Cairn.Recipes.ConflictDeclaration conflict)
    {
        string what = conflict.Spec.ToString().Trim();
        string when = conflict.When.ToString().Trim();
        string text = what.Length == 0 ? $"`{node.Name}` conflicts with `{when}`"
            : when.Length == 0 ? $"`{node.Name}` conflicts with `{what}`" : $"in `{node.Name}`, `{what}` conflicts with `{when}`";
        text = conflict.Message is { Length: > 0 } message ? $"{text}: {OneLine(message)}" : text;
        return new Origin.Directive(node.Name, text, conflict.Place);
    }

    /// <summary>The recipe's words without the line breaks and indentation of its source, and without the package's name in front.</summary>
    private static string OneLine(string message)
    {
        string text = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        while (text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon && !text[..colon].Contains(' '))
        {
            text = text[(colon + 2)..];
        }

        return text;
    }

    /// <summary>A conflict with another package counts where both are linked or run together, or needed by one build (Spack, "cross-package conflicts").</summary>
    private void EncodeForeign(PackageNode node, Cairn.Recipes.ConflictDeclaration conflict, Literal applies, Literal guard)
    {
        for (int x = 0; x < problem.Facts.MaximumNodes(conflict.Spec.Name); x++)
        {
            var other = problem.Node(conflict.Spec.Name, x);
            problem.OnTrue(other.Exists, () =>
            {
                problem.Nodes.Ensure(other);
                var formulas = problem.Formulas;
                var holds = problem.Conditions.Holds(other, conflict.Spec);
                problem.Unification.KeepApart(node, other, formulas.And([guard, node.Builds, applies, holds]));
            });
        }
    }
}
