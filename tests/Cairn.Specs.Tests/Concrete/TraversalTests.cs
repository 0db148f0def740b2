using FsCheck;
using FsCheck.Fluent;
using static Cairn.Specs.Tests.Concrete.Dag;

namespace Cairn.Specs.Tests.Concrete;

public sealed class TraversalTests
{
    // root → a, b, d; a → c; b → c; c → d; b → e by test only
    private static readonly ConcreteSpec Diamond = MakeDiamond();

    [Theory]
    [InlineData(TraversalOrder.Pre, "root a c d b e")]
    [InlineData(TraversalOrder.Post, "d c a e b root")]
    [InlineData(TraversalOrder.Breadth, "root a b d c e")]
    [InlineData(TraversalOrder.Topological, "root a b c e d")]
    public void Every_node_is_visited_once_in_the_order_asked_for(TraversalOrder order, string expected) =>
        string.Join(' ', Diamond.Traverse(order).Select(node => node.Name)).ShouldBe(expected);

    [Theory]
    [InlineData(TraversalCover.Nodes, "root 0, a 1, c 2, d 3, b 1, e 2")]
    [InlineData(TraversalCover.Edges, "root 0, a 1, c 2, d 3, b 1, c 2, e 2, d 1")]
    [InlineData(TraversalCover.Paths, "root 0, a 1, c 2, d 3, b 1, c 2, d 3, e 2, d 1")]
    public void Cover_says_how_often_nodes_are_visited(TraversalCover cover, string expected) =>
        string.Join(", ", Diamond.TraverseEdges(cover: cover).Select(edge => $"{edge.Node.Name} {edge.Depth}")).ShouldBe(expected);

    [Fact]
    public void All_edges_into_a_node_stand_before_those_out_of_it() =>
        string.Join(' ', Diamond.TraverseEdges(TraversalOrder.Topological, TraversalCover.Edges, includeRoot: false)
            .Select(edge => $"{edge.Parent!.Name}>{edge.Node.Name}")).ShouldBe("root>a root>b root>d a>c b>c b>e c>d");

    [Fact]
    public void Only_edges_of_the_given_types_are_followed()
    {
        Diamond.Traverse(types: Link).Select(node => node.Name).ShouldNotContain("e");
        Diamond.Traverse(types: Run).Select(node => node.Name).ShouldBe(["root"]);
        Diamond.Traverse(types: Test, includeRoot: false).ShouldBeEmpty();
    }

    [Fact]
    public void Roots_may_be_left_out() => Diamond.Traverse(includeRoot: false).Select(node => node.Name).ShouldBe(["a", "c", "d", "b", "e"]);

    [Fact]
    public void Several_roots_share_what_was_visited()
    {
        var (a, b) = (Diamond["a"], Diamond["b"]);
        DagTraversal.Nodes([a, b, a]).Select(node => node.Name).ShouldBe(["a", "c", "d", "b", "e"]);
    }

    [Fact]
    public void Dependents_are_found_by_the_edges_turned_round()
    {
        var dependents = Dependents.Of([Diamond]);
        dependents.On(Diamond["d"]).Select(node => node.Name).ShouldBe(["c", "root"]);
        dependents.On(Diamond["b"].Dependencies[1].Node, Link).ShouldBeEmpty();
        DagTraversal.Nodes([Diamond["d"]], upwards: dependents).Select(node => node.Name).ShouldBe(["d", "c", "a", "root", "b"]);
        dependents.On(Diamond).ShouldBeEmpty();
    }

    [Fact]
    public void A_chain_of_any_length_can_be_visited()
    {
        var node = Node("n", "0");
        for (var i = 1; i < 20_000; i++)
        {
            node = new ConcreteSpec { Name = "n", Version = Version.Parse("1"), Architecture = Level3, Hash = "h" + i, Dependencies = [On(node, Link)] };
        }

        node.Traverse(TraversalOrder.Post).Count().ShouldBe(20_000);
        TreeEdges.Of([node]).Last().Depth.ShouldBe(19_999);
        SpecJson.Read(SpecJson.Write(node)).ShouldBe(node);
    }

    [Fact]
    public void Every_order_visits_the_same_nodes() => Prop.ForAll(GeneratedDags.Any, dag =>
    {
        var nodes = dag.Traverse().ToHashSet();
        return Enum.GetValues<TraversalOrder>().All(order => dag.Traverse(order).ToList() is var visited
            && visited.Count == nodes.Count && nodes.SetEquals(visited));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Topological_order_puts_every_node_after_its_dependents() => Prop.ForAll(GeneratedDags.Any, dag =>
    {
        var position = dag.Traverse(TraversalOrder.Topological).Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        return position.Keys.All(node => node.Dependencies.All(edge => position[edge.Node] > position[node]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Post_order_puts_every_node_after_its_dependencies() => Prop.ForAll(GeneratedDags.Any, dag =>
    {
        var position = dag.Traverse(TraversalOrder.Post).Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => pair.index);
        return position.Keys.All(node => node.Dependencies.All(edge => position[edge.Node] < position[node]));
    }).QuickCheckThrowOnFailure();

    private static ConcreteSpec MakeDiamond()
    {
        var d = Node("d", "1");
        var c = Node("c", "1", On(d, Link));
        var a = Node("a", "1", On(c, Link));
        var b = Node("b", "1", On(c, Link), On(Node("e", "1"), Test));
        return Node("root", "1", On(b, Build | Link), On(a, Build | Link), On(d, Build));
    }
}
