using System.Runtime.InteropServices;
using Cairn.Sat;
using Cairn.Specs;

namespace Cairn.Concretization.Encoding;

/// <summary>Unification sets: parts of the DAG in which each package has one configuration.</summary>
/// <remarks>
/// What roots link to and run with is one set; so is what each build tool with several nodes links to and runs with, and what all
/// other build dependencies do. While every package has one node there is nothing to tell apart, so nothing is encoded before a
/// second node of some package comes into question.
/// </remarks>
internal sealed class UnificationEncoder(Problem problem)
{
    private const string Root = "root";
    private const string OtherBuildTools = "build";
    private readonly List<(ChildSlot Slot, PackageNode Child, Literal Edge)> _edges = [];
    private readonly Dictionary<PackageNode, Dictionary<string, Literal>> _members = [];
    private readonly Dictionary<PackageNode, List<(PackageNode Other, Literal Active)>> _apart = [];
    private bool _isActive = problem.Mixing.IsActive;

    private Formulas Formulas => problem.Formulas;

    /// <summary>A second node of a package came into question.</summary>
    public void Activate()
    {
        if (_isActive)
        {
            return;
        }

        _isActive = true;
        foreach (var (slot, child, edge) in _edges.ToArray())
        {
            Process(slot, child, edge);
        }
    }

    /// <summary>While the literal holds, no set has both nodes.</summary>
    public void KeepApart(PackageNode first, PackageNode second, Literal active)
    {
        if (Formulas.IsFalse(active))
        {
            return;
        }

        Activate();
        Apart(first).Add((second, active));
        Apart(second).Add((first, active));
        foreach (var (set, member) in MembersOf(first))
        {
            if (MembersOf(second).TryGetValue(set, out var other))
            {
                Formulas.Clause(!active, !member, !other);
            }
        }
    }

    public void EdgeActivated(ChildSlot slot, PackageNode child, Literal edge)
    {
        _edges.Add((slot, child, edge));
        if (_isActive)
        {
            Process(slot, child, edge);
        }
    }

    private void Process(ChildSlot slot, PackageNode child, Literal edge)
    {
        SeedRoot(slot.Parent);
        var link = slot.Type(DependencyTypes.Link);
        var run = slot.Type(DependencyTypes.Run);
        var buildOnly = Formulas.And([edge, slot.Type(DependencyTypes.Build), !link, !run]);
        if (!Formulas.IsFalse(buildOnly))
        {
            string set = child.Facts!.HasSeveralNodes ? $"build {child}" : OtherBuildTools;
            Formulas.Implies(buildOnly, Member(child, set));
        }

        var shared = Shared(slot, edge);
        foreach (var (set, member) in MembersOf(slot.Parent).ToArray())
        {
            Formulas.Clause(!member, !shared, Member(child, set));
        }

        problem.Mixing.EdgeActivated(slot, child, edge);
        ShareExtendee(slot, child, edge);
    }

    private void SeedRoot(PackageNode node)
    {
        if (!Formulas.IsFalse(node.IsRoot) && !MembersOf(node).ContainsKey(Root))
        {
            Formulas.Implies(node.IsRoot, Member(node, Root));
        }
    }

    private Literal Shared(ChildSlot slot, Literal edge) => Formulas.And(
        edge,
        Formulas.Or(Formulas.Or(slot.Type(DependencyTypes.Link), slot.Type(DependencyTypes.Run)), slot.Type(DependencyTypes.Test)));

    private Literal Member(PackageNode node, string set)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(MembersOf(node), set, out bool exists);
        if (exists)
        {
            return known;
        }

        var member = Formulas.Fresh();
        known = member;
        if (set == Root && node.Id > 0)
        {
            Formulas.Clause(!member);
        }

        for (int x = 0; x < problem.Facts.MaximumNodes(node.Name); x++)
        {
            if (x != node.Id && problem.HasNode(node.Name, x) && MembersOf(problem.Node(node.Name, x)).TryGetValue(set, out var other))
            {
                Formulas.Clause(!problem.Rule($"what is linked or run together shares one `{node.Name}`"), !member, !other);
            }
        }

        if (set == Root)
        {
            problem.Mixing.MayBelong(node, member);
        }

        foreach (var (other, active) in _apart.GetValueOrDefault(node, []))
        {
            if (MembersOf(other).TryGetValue(set, out var otherMember))
            {
                Formulas.Clause(!active, !member, !otherMember);
            }
        }

        foreach (var slot in node.Children.Values)
        {
            foreach (var (child, edge) in slot.Active)
            {
                Formulas.Clause(!member, !Shared(slot, edge), Member(child, set));
            }
        }

        return member;
    }

    private List<(PackageNode Other, Literal Active)> Apart(PackageNode node)
    {
        if (!_apart.TryGetValue(node, out var list))
        {
            _apart.Add(node, list = []);
        }

        return list;
    }

    private Dictionary<string, Literal> MembersOf(PackageNode node)
    {
        if (!_members.TryGetValue(node, out var sets))
        {
            _members.Add(node, sets = new(StringComparer.Ordinal));
        }

        return sets;
    }

    /// <summary>Extensions that depend on each other extend the same node.</summary>
    private void ShareExtendee(ChildSlot slot, PackageNode child, Literal edge)
    {
        foreach (var extended in slot.Parent.Facts!.Recipe.Extends)
        {
            if (child.Name == extended.Name || problem.Facts.MaximumNodes(extended.Name) < 2
                || problem.Dependencies.Child(slot.Parent, extended.Name) is not { } own
                || problem.Dependencies.Child(child, extended.Name) is not { } other)
            {
                continue;
            }

            foreach (var (ownNode, ownEdge) in own.Edges)
            {
                foreach (var (otherNode, otherEdge) in other.Edges)
                {
                    if (!ReferenceEquals(ownNode, otherNode))
                    {
                        Formulas.Clause(
                            !problem.Rule($"`{slot.Parent.Name}` and `{child.Name}`, which it depends on, extend the same `{extended.Name}`"), !edge, !ownEdge, !otherEdge);
                    }
                }
            }
        }
    }
}
