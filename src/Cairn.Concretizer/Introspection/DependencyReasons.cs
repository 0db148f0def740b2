using System.Collections.Immutable;
using Cairn.Concretization.Explaining;
using Cairn.Recipes;
using Cairn.Specs;

namespace Cairn.Concretization.Introspection;

/// <summary>Why one node of a decided DAG depends on another.</summary>
/// <param name="Parent">Who depends.</param>
/// <param name="Child">On what.</param>
/// <param name="Virtual">The virtual that the child stands for, if the recipe names that.</param>
/// <param name="Types">How.</param>
/// <param name="Declared">What the recipe asks for; null if a compiler brings the dependency.</param>
/// <param name="When">The condition that holds; empty if there is none.</param>
/// <param name="Place">Where the recipe says so, in short; null if no recipe does.</param>
public sealed record DependencyReason(
    ConcreteSpec Parent, ConcreteSpec Child, string? Virtual, DependencyTypes Types, string? Declared, string When, string? Place)
{
    /// <summary>By variant of the condition: whether its value is the recipe's default.</summary>
    public ImmutableArray<(string Value, bool IsDefault)> Settings { get; init; } = [];
}

/// <summary>Finds the chains of dependencies that bring a package into a DAG.</summary>
/// <remarks>
/// One chain is told for each node that depends on the package directly: the shortest way there. All simple paths would be
/// thousands in a large DAG and say nothing new.
/// </remarks>
public sealed class DependencyReasons(IRecipeSource recipes)
{
    /// <summary>The chains from a root to the nodes that satisfy a spec, shortest first; empty if there is no such node below the root.</summary>
    public ImmutableArray<ImmutableArray<DependencyReason>> Find(ConcreteSpec root, AbstractSpec wanted)
    {
        Dictionary<ConcreteSpec, (ConcreteSpec Parent, ConcreteEdge Edge)> found = [];
        List<(ConcreteSpec Parent, ConcreteEdge Edge, int Depth)> last = [];
        Queue<(ConcreteSpec Node, int Depth)> waiting = new([(root, 0)]);
        HashSet<ConcreteSpec> seen = [root];
        while (waiting.TryDequeue(out var at))
        {
            foreach (var edge in at.Node.Dependencies)
            {
                if (IsWanted(edge, wanted))
                {
                    last.Add((at.Node, edge, at.Depth));
                }

                if (seen.Add(edge.Node))
                {
                    found.Add(edge.Node, (at.Node, edge));
                    waiting.Enqueue((edge.Node, at.Depth + 1));
                }
            }
        }

        return [.. last.OrderBy(each => each.Depth).Select(each => Chain(each.Parent, each.Edge, found))];
    }

    private static bool IsWanted(ConcreteEdge edge, AbstractSpec wanted) =>
        edge.Node.Satisfies(wanted) || (edge.Virtuals.Contains(wanted.Name) && wanted.Versions.IsAny);

    private ImmutableArray<DependencyReason> Chain(
        ConcreteSpec parent, ConcreteEdge edge, Dictionary<ConcreteSpec, (ConcreteSpec Parent, ConcreteEdge Edge)> found)
    {
        List<DependencyReason> chain = [Reason(parent, edge)];
        while (found.TryGetValue(parent, out var step))
        {
            chain.Add(Reason(step.Parent, step.Edge));
            parent = step.Parent;
        }

        chain.Reverse();
        return [.. chain];
    }

    private DependencyReason Reason(ConcreteSpec parent, ConcreteEdge edge)
    {
        if (recipes.TryGet($"{parent.Namespace}.{parent.Name}", out var recipe))
        {
            // What names the package itself says more than what names a virtual.
            var declared = recipe.Dependencies
                .Where(each => each.Name == edge.Node.Name || edge.Virtuals.Contains(each.Name))
                .OrderBy(each => each.Name == edge.Node.Name ? 0 : 1)
                .FirstOrDefault(each => parent.Satisfies(each.When));
            if (declared is not null)
            {
                var place = declared.Places.IsDefaultOrEmpty || declared.Places[0].Line == 0 ? null : PlaceText.Of(declared.Places[0]);
                return new DependencyReason(
                    parent, edge.Node, declared.Name == edge.Node.Name ? null : declared.Name, edge.Types, declared.Spec.ToString().Trim(),
                    declared.When.ToString().Trim(), place)
                {
                    Settings = [.. declared.When.Variants.SelectMany(variant => Settings(parent, recipe, variant))],
                };
            }
        }

        return new DependencyReason(parent, edge.Node, edge.Virtuals.FirstOrDefault(), edge.Types, null, "", null);
    }

    private static IEnumerable<(string Value, bool IsDefault)> Settings(ConcreteSpec parent, RecipeMetadata recipe, VariantValue variant)
    {
        var definition = recipe.VariantDefinitions(variant.Name).FirstOrDefault(each => parent.Satisfies(each.When));
        if (definition is not null)
        {
            yield return (variant.ToString().Trim(), variant.Values.All(definition.Default.Contains));
        }
    }
}
