using Cairn.Specs.Graphs;

namespace Cairn.Specs.Tests.Graphs;

public sealed class GraphTests
{
    private static readonly ConcreteArchitecture Architecture = new("linux", "debian12", Microarchitectures.Get("x86_64"));

    [Fact]
    public void Lanes_run_straight_down_to_what_is_depended_on()
    {
        var zlib = Node("zlib");
        var make = Node("make");
        var tool = Node("tool", (zlib, DependencyTypes.Link), (make, DependencyTypes.Build));
        var root = Node("root", (tool, DependencyTypes.Link), (zlib, DependencyTypes.Link), (make, DependencyTypes.Build));

        var text = Plain(AsciiGraph.Draw(PackageGraph.Of([root]), hasColors: false));

        text.Split('\n').Select(line => line.TrimEnd()).ShouldBe(
        [
            "o  root@1.0",
            "+-+-.",
            "o | |  tool@1.0",
            "+-+-+",
            "  o |  make@1.0",
            "    o  zlib@1.0",
            "",
        ]);
    }

    [Fact]
    public void Kinds_of_dependencies_choose_what_is_drawn()
    {
        var make = Node("make");
        var root = Node("root", (Node("zlib"), DependencyTypes.Link), (make, DependencyTypes.Build));

        PackageGraph.Of([root], DependencyTypes.Link).Nodes.Select(node => node.Name).ShouldBe(["root", "zlib"]);
        PackageGraph.Of([root]).Nodes.Single(node => node.Name == "make").IsBuildOnly.ShouldBeTrue();
    }

    [Fact]
    public void Graphviz_and_Mermaid_name_every_node_and_edge()
    {
        var zlib = Node("zlib");
        var graph = PackageGraph.Of([Node("root", (zlib, DependencyTypes.Build | DependencyTypes.Link))]);

        DotGraph.Dot(graph, hasColors: true).ShouldContain($"-> \"{zlib.Hash}\" [color=\"dodgerblue:crimson\"]");
        DotGraph.Mermaid(graph).ShouldContain("n0 ==> n1");
    }

    [Fact]
    public void What_nearly_everything_needs_is_a_mark_and_no_line()
    {
        var gcc = Node("gcc");
        var leaves = Enumerable.Range(0, 20).Select(i => (Node($"leaf{i}", (gcc, DependencyTypes.Build)), DependencyTypes.Link)).ToArray();
        var picture = GraphPicture.Of(PackageGraph.Of([Node("root", leaves)]));

        picture.Hubs.Select(hub => picture.Graph.Nodes[hub].Name).ShouldBe(["gcc"]);
        picture.Lines.Length.ShouldBe(20);
        SvgGraph.Draw(picture.Graph).ShouldContain("gcc (of 20)");
    }

    [Fact]
    public void A_page_holds_everything_that_it_shows()
    {
        var page = HtmlGraph.Draw(PackageGraph.Of([Node("root", (Node("zlib"), DependencyTypes.Link))]), "<root>");

        page.ShouldContain("&lt;root&gt;");
        page.ShouldContain("[[0,1,\"l\"]]");
        page.ShouldNotContain("{{");
        page.ShouldNotContain("src=");
    }

    [Fact]
    public void Circles_among_recipes_are_drawn_without_the_edge_that_closes_them()
    {
        var graph = PackageGraph.OfNames(["a"], [("a", "b", DependencyTypes.Build), ("b", "c", DependencyTypes.Build), ("c", "a", DependencyTypes.Build)]);

        GraphPicture.Of(graph).Lines.Length.ShouldBe(2);
        DotGraph.Dot(graph, hasColors: false).ShouldContain("\"c\" -> \"a\"");
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 40)]
    [InlineData(3, 120)]
    [InlineData(4, 300)]
    public void Boxes_never_overlap_and_lines_lead_downwards(int seed, int count)
    {
        var random = new Random(seed);
        var widths = Enumerable.Range(0, count).Select(_ => 40.0 + random.Next(120)).ToList();
        var edges = Enumerable.Range(1, count - 1).SelectMany(to => Enumerable.Range(0, 1 + random.Next(3)).Select(_ => (From: random.Next(to), To: to)))
            .Distinct().ToList();

        var layout = LayeredLayout.Of(widths, 40, edges);

        foreach (var layer in layout.Nodes.GroupBy(node => node.Y))
        {
            var sorted = layer.OrderBy(node => node.X).ToList();
            for (var i = 1; i < sorted.Count; i++)
            {
                sorted[i].X.ShouldBeGreaterThanOrEqualTo(sorted[i - 1].X + sorted[i - 1].Width);
            }
        }

        layout.Nodes.ShouldAllBe(node => node.X >= -1e-6 && node.X + node.Width <= layout.Width + 1e-6);
        for (var i = 0; i < edges.Count; i++)
        {
            layout.Nodes[edges[i].From].Y.ShouldBeLessThan(layout.Nodes[edges[i].To].Y);
            layout.Edges[i].Points.Zip(layout.Edges[i].Points.Skip(1)).ShouldAllBe(pair => pair.First.Y < pair.Second.Y);
        }
    }

    [Fact]
    public void A_tree_is_drawn_without_crossings()
    {
        var edges = Enumerable.Range(1, 40).Select(node => (From: (node - 1) / 3, To: node)).ToList();

        var layout = LayeredLayout.Of([.. Enumerable.Repeat(50.0, 41)], 40, edges);

        foreach (var (a, b) in edges.SelectMany(a => edges.Select(b => (a, b))).Where(pair => layout.Nodes[pair.a.From].Y == layout.Nodes[pair.b.From].Y))
        {
            ((Middle(a.From) - Middle(b.From)) * (Middle(a.To) - Middle(b.To))).ShouldBeGreaterThanOrEqualTo(0, $"{a} crosses {b}");
        }

        double Middle(int node) => layout.Nodes[node].X + (layout.Nodes[node].Width / 2);
    }

    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(line => line.Contains('/') ? line[..line.IndexOf('/')] : line));

    private static ConcreteSpec Node(string name, params (ConcreteSpec Node, DependencyTypes Types)[] dependencies) => new()
    {
        Name = name,
        Namespace = "test",
        Version = Version.Parse("1.0"),
        Architecture = Architecture,
        Dependencies = [.. dependencies.Select(edge => new ConcreteEdge(edge.Node, edge.Types))],
    };
}
