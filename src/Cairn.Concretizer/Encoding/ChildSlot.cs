using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>What a node has to do with the packages of one name: whether it depends on one, on which node, and how.</summary>
internal sealed class ChildSlot(PackageNode parent, string name, Literal any, Literal[] byType, List<(PackageNode Node, Literal Edge)> edges)
{
    private readonly List<Action<PackageNode, Literal>> _actions = [];
    private readonly List<(PackageNode Node, Literal Edge)> _active = [];

    public PackageNode Parent { get; } = parent;

    public string Name { get; } = name;

    /// <summary>The parent depends on a node of this name.</summary>
    public Literal Any { get; } = any;

    /// <summary>It does so for building, linking, running, testing.</summary>
    public Literal[] ByType { get; } = byType;

    /// <summary>On which node; at most one edge holds.</summary>
    public List<(PackageNode Node, Literal Edge)> Edges { get; } = edges;

    /// <summary>Edges that were possible at some time, with child nodes that are encoded.</summary>
    public IReadOnlyList<(PackageNode Node, Literal Edge)> Active => _active;

    /// <summary>Runs the action for each edge that is or becomes possible; the child is encoded by then.</summary>
    public void ForEachEdge(Action<PackageNode, Literal> action)
    {
        _actions.Add(action);
        foreach (var (node, edge) in _active.ToArray())
        {
            action(node, edge);
        }
    }

    /// <summary>True if the edge to this node was possible at some time.</summary>
    public bool IsActive(PackageNode node) => _active.Exists(each => ReferenceEquals(each.Node, node));

    /// <summary>An edge became possible.</summary>
    public void Activate(PackageNode node, Literal edge)
    {
        _active.Add((node, edge));
        foreach (var action in _actions.ToArray())
        {
            action(node, edge);
        }
    }

    /// <summary>The literal for one type.</summary>
    public Literal Type(DependencyTypes type) => ByType[IndexOf(type)];

    public static int IndexOf(DependencyTypes type) => System.Numerics.BitOperations.TrailingZeroCount((int)type);

    public static DependencyTypes TypeAt(int index) => (DependencyTypes)(1 << index);

    public override string ToString() => $"{Parent} -> {Name}";
}

/// <summary>What a node has to do with a virtual.</summary>
internal sealed class VirtualSlot(PackageNode parent, string name, Literal any, Literal[] byType, Literal[] uses)
{
    public PackageNode Parent { get; } = parent;

    public string Name { get; } = name;

    /// <summary>The parent depends on the virtual.</summary>
    public Literal Any { get; } = any;

    public Literal[] ByType { get; } = byType;

    /// <summary>By number of the virtual's node: the parent uses that one.</summary>
    public Literal[] Uses { get; } = uses;
}
