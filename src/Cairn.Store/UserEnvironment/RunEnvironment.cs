using Cairn.Specs;

namespace Cairn.Store.UserEnvironment;

/// <summary>Which nodes of a DAG a user wants in the environment (<c>load --only</c>).</summary>
[Flags]
public enum LoadScope
{
    /// <summary>What was named.</summary>
    Package = 1,

    /// <summary>What that needs.</summary>
    Dependencies = 2,

    /// <summary>Both.</summary>
    All = Package | Dependencies,
}

/// <summary>The changes that make installed packages usable, in Spack's order.</summary>
/// <remarks>
/// First the directories of all prefixes, dependencies before dependents; then what recipes say, externals first, so that none of
/// them shadows a prefix of the store, and again dependencies before dependents (Spack docs, "Packaging Guide: run environment").
/// </remarks>
public sealed class RunEnvironment(
    PrefixInspections inspections, Func<ConcreteSpec, string> prefixOf, Func<ConcreteSpec, RecipeAnswers> answersOf)
{
    /// <summary>The variable that lists the hashes of what is loaded.</summary>
    public const string LoadedVariable = "SPACK_LOADED_HASHES";

    /// <summary>The nodes whose recipes are asked: what is needed to run some packages, themselves included.</summary>
    public static IEnumerable<ConcreteSpec> NodesOf(IEnumerable<ConcreteSpec> roots) =>
        DagTraversal.Nodes(roots, TraversalOrder.Topological, DependencyTypes.Link | DependencyTypes.Run);

    /// <summary>The changes for some packages together.</summary>
    public EnvironmentChanges ChangesFor(IReadOnlyList<ConcreteSpec> roots, LoadScope scope = LoadScope.All)
    {
        var changes = new EnvironmentChanges();
        var isRoot = roots.ToHashSet();
        bool IsWanted(ConcreteSpec node) => scope.HasFlag(isRoot.Contains(node) ? LoadScope.Package : LoadScope.Dependencies);
        foreach (var node in NodesOf(roots).Reverse().Where(IsWanted))
        {
            inspections.AddTo(changes, prefixOf(node));
        }

        var uses = UsesOf(roots);
        var inDag = uses.Select(use => use.Node).ToHashSet();
        var dependents = Dependents.Of(roots);
        foreach (var (node, use) in uses.Where(use => use.Node.IsExternal).Concat(uses.Where(use => !use.Node.IsExternal)))
        {
            if (!IsWanted(node))
            {
                continue;
            }

            if ((use & (Uses.Root | Uses.Executable)) != 0)
            {
                AddPrograms(changes, prefixOf(node));
            }

            foreach (var dependent in dependents.On(node, DependencyTypes.Link | DependencyTypes.Run).Where(inDag.Contains))
            {
                if (answersOf(dependent).Given.TryGetValue(node.Hash, out var given))
                {
                    changes.AddRange(given);
                }
            }

            changes.AddRange(answersOf(node).Own);
        }

        return changes;
    }

    private static void AddPrograms(EnvironmentChanges changes, string prefix)
    {
        if (prefix.Length == 0 || SystemDirectories.Contains(prefix))
        {
            return;
        }

        foreach (var name in new[] { "bin", "bin64" })
        {
            var directory = Path.Combine(prefix, name);
            if (Directory.Exists(directory))
            {
                changes.PrependPath("PATH", directory);
            }
        }
    }

    /// <summary>The nodes that take part in running the roots, from the leaves up, and how.</summary>
    private static List<(ConcreteSpec Node, Uses Use)> UsesOf(IReadOnlyList<ConcreteSpec> roots)
    {
        var uses = new Dictionary<ConcreteSpec, Uses>();
        var order = new List<ConcreteSpec>();
        foreach (var edge in DagTraversal.Edges(
            roots, TraversalOrder.Topological, TraversalCover.Edges, DependencyTypes.Link | DependencyTypes.Run))
        {
            uses[edge.Node] = uses.GetValueOrDefault(edge.Node) | (edge.Parent is null ? Uses.Root : Through(uses[edge.Parent], edge.Types));
            order.Add(edge.Node);
        }

        // All edges into a node come before it is left: its last place is the one that counts.
        order.Reverse();
        return [.. order.Distinct().Select(node => (node, uses[node])).Where(use => use.Item2 != Uses.None)];
    }

    private static Uses Through(Uses parent, DependencyTypes types)
    {
        var isRun = (types & DependencyTypes.Run) != 0;
        var isLink = (types & DependencyTypes.Link) != 0;
        var uses = Uses.None;
        if ((parent & Uses.Root) != 0)
        {
            uses |= isRun ? Uses.Executable : isLink ? Uses.Library : Uses.None;
        }

        if ((parent & (Uses.Library | Uses.Executable)) != 0)
        {
            uses |= (isLink ? Uses.Library : Uses.None) | (isRun ? Uses.Executable : Uses.None);
        }

        return uses;
    }

    [Flags]
    private enum Uses
    {
        None = 0,
        Root = 1,
        Library = 2,
        Executable = 4,
    }
}
