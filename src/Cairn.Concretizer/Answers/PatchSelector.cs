using System.Collections.Immutable;
using Cairn.Concretization.Encoding;
using Cairn.Recipes;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Answers;

/// <summary>The patches of a node: those of its own recipe, and those that its dependents demand.</summary>
internal static class PatchSelector
{
    /// <summary>Digests and levels in the order in which they are applied: by the package that says so, then as its recipe orders them.</summary>
    public static ImmutableArray<(string Digest, int Level)> Select(
        Problem problem, Model model, PackageNode node, ConcreteSpec draft, IEnumerable<(PackageNode Parent, ChildSlot Slot)> parents)
    {
        HashSet<PatchDeclaration> patches = new(ReferenceEqualityComparer.Instance);
        foreach (var patch in node.Facts!.Recipe.Patches)
        {
            if (draft.Satisfies(patch.When))
            {
                patches.Add(patch);
            }
        }

        foreach (var (parent, _) in parents)
        {
            foreach (var declared in parent.Facts!.Recipe.Dependencies)
            {
                if (declared.Name != node.Name || declared.Patches.IsDefaultOrEmpty || !Holds(problem, model, parent, declared.When))
                {
                    continue;
                }

                foreach (var patch in declared.Patches)
                {
                    if (draft.Satisfies(patch.When))
                    {
                        patches.Add(patch);
                    }
                }
            }
        }

        return
        [
            .. patches.Select(patch => (Package: patch.Owner[(patch.Owner.LastIndexOf('.') + 1)..], patch.Order, Digest: problem.Facts.Recipes.PatchDigest(patch), patch.Level))
                .OrderBy(each => each.Package, StringComparer.Ordinal).ThenBy(each => each.Order).ThenBy(each => each.Digest, StringComparer.Ordinal)
                .DistinctBy(each => each.Digest).Select(each => (each.Digest, each.Level)),
        ];
    }

    private static bool Holds(Problem problem, Model model, PackageNode node, AbstractSpec when) =>
        ReferenceEquals(when, AbstractSpec.Empty) || (node.Conditions.TryGetValue(when, out var literal) && model[literal]);
}
