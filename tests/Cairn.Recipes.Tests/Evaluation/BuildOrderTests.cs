namespace Cairn.Recipes.Tests.Evaluation;

/// <summary>
/// In which order, and for what, the nodes of a DAG count in the environment of a build, a test or a run. The expectations are what Spack's
/// own function answers for the same DAG; paths are prepended in the reverse order, so the last node here is searched last.
/// </summary>
public sealed class BuildOrderTests
{
    private const string Dag = """
        import cairn.uses as uses
        import spack.deptypes as dt


        class Edge:
            def __init__(self, spec, types):
                self.spec = spec
                self.depflag = dt.canonicalize(types)


        class Node:
            def __init__(self, name):
                self.name = name
                self.edges = []

            def dag_hash(self):
                return "hash of " + self.name

            def edges_to_dependencies(self):
                return self.edges


        _nodes = {name: Node(name) for name in ["root", "wrapper", "m", "b", "t", "x", "r", "l"]}
        for _from, _to, _types in [
            ("root", "wrapper", ("build",)), ("root", "m", ("build", "link")), ("root", "b", ("link",)), ("root", "t", ("build",)),
            ("root", "x", ("test",)), ("m", "b", ("link",)), ("m", "r", ("run",)), ("b", "l", ("link",)), ("t", "l", ("link", "run")),
            ("t", "r", ("run",)),
        ]:
            _nodes[_from].edges.append(Edge(_nodes[_to], _types))
        _root = _nodes["root"]
        """;

    [Theory]
    [InlineData("build", "root 1, m 24, t 8, b 18, wrapper 8, x 8, r 4, l 22")]
    [InlineData("test", "root 1, m 2, b 2, x 4, r 4, l 2")]
    [InlineData("run", "root 1, m 2, b 2, r 4, l 2")]
    public void Nodes_that_use_others_come_first_and_leaves_as_they_are_found(string context, string order) =>
        Answer($"', '.join(f'{{node.name}} {{how}}' for node, how in uses.effective_uses([_root], '{context}'))").ShouldBe(order);

    [Fact]
    public void Search_paths_follow_links_and_build_tools_from_the_root_to_the_leaves() =>
        Answer("' '.join(node.name for node in uses.build_and_link_dependencies(_root))").ShouldBe("m t wrapper x b l");

    private static string Answer(string expression) => World.Of(("a", World.Class($"homepage = {expression}", imports: Dag))).Get("a")
        .Attributes["homepage"].ShouldBeOfType<MetadataValue.Text>().Value;
}
