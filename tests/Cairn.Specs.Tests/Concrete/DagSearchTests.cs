using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Concrete;

public sealed class DagSearchTests
{
    private static readonly string[] Questions =
    [
        "^zlib", "^hdf5@1", "^gcc ^cmake", "^zlib@main ^a", "^mpi", "^zlib%gcc", "%gcc ^zlib", "zlib ^a", "^a~mpi", "^nothing", "a",
    ];

    [Fact]
    public void Many_specs_are_answered_as_each_one_alone() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(GeneratedDags.Any, root =>
    {
        var specs = root.Traverse().ToList();
        foreach (var constraint in Questions.Select(question => AbstractSpec.Parse(question)))
        {
            DagSearch.Satisfying(specs, constraint).ShouldBe(specs.Where(spec => spec.Satisfies(constraint)), $"{constraint}");
        }
    }));

    [Fact]
    public void A_ladder_of_thousands_of_nodes_is_searched_once()
    {
        // Each node leads to both nodes of the step below: 2^4000 paths, and as many frames as there are nodes for who recurses.
        var below = (Left: Dag.Node("bottom", "1"), Right: Dag.Node("other", "1"));
        var all = new List<ConcreteSpec> { below.Left, below.Right };
        for (var i = 0; i < 4000; i++)
        {
            var edges = new[] { Dag.On(below.Left, Dag.Link), Dag.On(below.Right, Dag.Run) };
            below = (new ConcreteSpec { Name = $"left-{i}", Version = Version.Parse("1"), Architecture = Dag.Level3, Dependencies = [.. edges], Hash = $"l{i}" },
                new ConcreteSpec { Name = $"right-{i}", Version = Version.Parse("1"), Architecture = Dag.Level3, Dependencies = [.. edges], Hash = $"r{i}" });
            all.AddRange([below.Left, below.Right]);
        }

        all.Reverse();
        DagSearch.Satisfying(all, AbstractSpec.Parse("^bottom")).Count().ShouldBe(8000);
        DagSearch.Satisfying(all, AbstractSpec.Parse("^nothing")).ShouldBeEmpty();
    }
}
