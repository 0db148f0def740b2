using Cairn.Python;
using Cairn.Specs;

namespace Cairn.Recipes;

/// <summary>A node of a solved DAG as recipes see it. It is a <c>Spec</c> whose every part is decided.</summary>
internal sealed class ConcreteSpecObject(ConcreteDag dag, ConcreteSpec node, PyDict attributes)
    : SpecObject(AbstractSpec.Empty, ConcreteSpecType.Spec)
{
    private AbstractSpec? _abstract;

    /// <summary>The DAG that the node is looked at in.</summary>
    public ConcreteDag Dag => dag;

    /// <summary>The node.</summary>
    public ConcreteSpec Node => node;

    /// <summary>Under which name the node was looked up last; by its own if never.</summary>
    public SpecQuery? LastQuery { get; set; }

    /// <summary>What recipes set on the node, shared by all objects of the node.</summary>
    public override PyDict? Attributes => attributes;

    /// <summary>The node's own parts as a constraint that nothing but it fulfils.</summary>
    public override AbstractSpec Value
    {
        get => _abstract ??= new AbstractSpec
        {
            Name = node.Name,
            Namespace = node.Namespace,
            Versions = VersionList.Of(node.Version),
            Variants = node.Variants,
            CompilerFlags = node.CompilerFlags,
            Architecture = node.Architecture.ToConstraint(),
        };
        set => throw ErrorTypes.Raise(ErrorTypes.SpecError, $"{node} is concrete and cannot be changed");
    }

    protected override PyObject? CompareCore(Comparison comparison, PyObject other)
    {
        if (other is not ConcreteSpecObject { Node: var right })
        {
            return base.CompareCore(comparison, other);
        }

        return PyBool.Of(comparison switch
        {
            Comparison.Equal => node.Equals(right),
            Comparison.NotEqual => !node.Equals(right),
            Comparison.Less => node.CompareTo(right) < 0,
            Comparison.LessOrEqual => node.CompareTo(right) <= 0,
            Comparison.Greater => node.CompareTo(right) > 0,
            _ => node.CompareTo(right) >= 0,
        });
    }

    protected override long HashCore() => node.GetHashCode();

    protected override string StrCore() => node.Format(SpecFormat.Default.Text);

    protected override string ReprCore() => $"Spec('{StrCore()}')";

    protected override bool ContainsCore(PyObject item) => node.Contains(SpecType.Value(item), dag.Virtuals);

    protected override PyObject GetItemCore(PyObject key)
    {
        var text = key.Str();
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? text : text[..colon]).Trim();
        var parameters = colon < 0 ? [] : text[(colon + 1)..].Split([',', ':'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (name == node.Name)
        {
            return dag.Queried(node, name, [.. parameters]);
        }

        return node.TryFind(name, out var edge)
            ? dag.Queried(edge.Node, name, [.. parameters])
            : throw PyRaise.KeyError(new PyStr($"No spec with name {name} in {StrCore()}"));
    }
}
