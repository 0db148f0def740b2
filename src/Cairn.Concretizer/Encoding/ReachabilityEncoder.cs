using Cairn.Concretization.Facts;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Whether a package lies below a root along link and run edges: what <c>root ^name</c> asks for.</summary>
/// <remarks>
/// Parents that are not encoded yet take part as "by way of" literals, which get their meaning when the parent is encoded; all
/// possible parents are known from the recipes, so the definition is complete. That nothing reaches itself in a circle is the
/// engine's part.
/// </remarks>
internal sealed class ReachabilityEncoder(Problem problem)
{
    private readonly Dictionary<string, PossibleGraph> _graphs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Root, string Name), Literal> _reached = [];
    private readonly Dictionary<PackageNode, List<(string Child, Literal Way)>> _waiting = [];

    private Formulas Formulas => problem.Formulas;

    /// <summary>A node of this name (its first one), or a user of this virtual, lies below the root.</summary>
    public Literal Reached(string root, string name)
    {
        if (root == name)
        {
            return Formulas.True;
        }

        if (_reached.TryGetValue((root, name), out var known))
        {
            return known;
        }

        if (!_graphs.TryGetValue(root, out var graph))
        {
            var starts = problem.Facts.IsVirtual(root) ? problem.Facts.ProvidersOf(root) : [root];
            _graphs.Add(root, graph = new PossibleGraph(problem.Facts, starts));
        }

        if (problem.Facts.IsVirtual(root) && problem.Facts.ProvidersOf(root).Contains(name))
        {
            var isRoot = problem.Node(name, 0).IsRoot;
            _reached.Add((root, name), isRoot);
            return isRoot;
        }

        var reached = Formulas.Fresh();
        _reached.Add((root, name), reached);
        if (!problem.Facts.IsVirtual(name))
        {
            Formulas.Implies(reached, problem.Node(name, 0).Exists);
        }

        var supports = problem.Solver.Supports;
        supports.AddAtom(reached);
        foreach (string parent in graph.ParentsOf(name))
        {
            var way = Formulas.Fresh();
            var before = Reached(root, parent);
            Formulas.Implies(way, before);
            if (!supports.IsAtom(before))
            {
                // A root is there because it was asked for; it needs nothing that holds it up.
                supports.AddSupport(reached, way);
            }
            else
            {
                supports.AddSupport(reached, way, before);
            }

            var node = problem.Node(parent, 0);
            Formulas.Implies(way, node.Exists);
            if (node.IsEncoded)
            {
                Connect(node, name, way);
            }
            else
            {
                if (!_waiting.TryGetValue(node, out var list))
                {
                    _waiting.Add(node, list = []);
                }

                list.Add((name, way));
            }
        }

        supports.Close(reached);
        return reached;
    }

    /// <summary>True if nothing below the root can ever be of this name.</summary>
    public bool IsImpossible(string root, string name)
    {
        if (!_graphs.TryGetValue(root, out var graph))
        {
            var starts = problem.Facts.IsVirtual(root) ? problem.Facts.ProvidersOf(root) : [root];
            _graphs.Add(root, graph = new PossibleGraph(problem.Facts, starts));
        }

        return root != name && !graph.ParentsOf(name).Any();
    }

    /// <summary>The node lies below the root of that name, or is it, by link and run edges.</summary>
    public Literal IsBelow(string root, PackageNode node) =>
        node.Id > 0 ? Formulas.False : node.Name == root ? Formulas.False : Reached(root, node.Name);

    public void NodeEncoded(PackageNode node)
    {
        if (_waiting.Remove(node, out var list))
        {
            foreach (var (child, way) in list)
            {
                Connect(node, child, way);
            }
        }
    }

    private void Connect(PackageNode parent, string name, Literal way)
    {
        Literal[] types;
        if (problem.Facts.IsVirtual(name))
        {
            if (problem.Virtuals.Child(parent, name) is not { } slot)
            {
                Formulas.Clause(!way);
                return;
            }

            types = slot.ByType;
        }
        else
        {
            if (problem.Dependencies.Child(parent, name) is not { } slot)
            {
                Formulas.Clause(!way);
                return;
            }

            Formulas.Implies(way, slot.Edges[0].Edge);
            types = slot.ByType;
        }

        Formulas.Clause(
            !way, types[ChildSlot.IndexOf(DependencyTypes.Link)], types[ChildSlot.IndexOf(DependencyTypes.Run)],
            types[ChildSlot.IndexOf(DependencyTypes.Test)]);
    }
}
