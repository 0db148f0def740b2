using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Concrete;

public sealed class DagQuestionTests
{
    [Fact]
    public void Every_node_is_answered_as_a_traversal_of_its_own_would() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(GeneratedDags.Any, root =>
    {
        foreach (var types in new[] { DependencyTypes.All, DependencyTypes.Link | DependencyTypes.Run, DependencyTypes.Build })
        {
            foreach (string name in root.Traverse().Select(node => node.Name).Append("nothing").Distinct())
            {
                var question = new DagQuestion(types, node => node.Name == name);
                foreach (var spec in root.Traverse())
                {
                    question.HoldsInside(spec).ShouldBe(spec.Traverse(types: types).Any(node => node.Name == name), $"{name} inside of {spec}, {types}");
                }
            }
        }
    }));

    [Fact]
    public void No_node_is_asked_twice()
    {
        var bottom = Dag.Node("bottom", "1");
        var below = bottom;
        for (int i = 0; i < 5000; i++)
        {
            below = new ConcreteSpec
            {
                Name = $"n{i}", Version = Version.Parse("1"), Architecture = Dag.Level3, Hash = $"h{i}", Dependencies = [Dag.On(below, Dag.Link), Dag.On(bottom, Dag.Run)],
            };
        }

        int asked = 0;
        var question = new DagQuestion(DependencyTypes.All, _ => ++asked < 0);
        question.HoldsInside(below).ShouldBeFalse();
        question.HoldsInside(below).ShouldBeFalse();

        asked.ShouldBe(5001);
    }
}
