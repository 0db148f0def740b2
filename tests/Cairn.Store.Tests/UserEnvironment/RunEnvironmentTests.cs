using System.Collections.Immutable;
using Cairn.Specs;
using Cairn.Store.UserEnvironment;

namespace Cairn.Store.Tests.UserEnvironment;

/// <summary>The order of changes, which <c>load</c> of Spack 1.2 gave for such a DAG.</summary>
public sealed class RunEnvironmentTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ConcreteSpec _library = Specs.Of("library", "1.0");
    private readonly ConcreteSpec _tool = Specs.Of("tool", "1.0");
    private readonly ConcreteSpec _external;
    private readonly ConcreteSpec _root;

    public RunEnvironmentTests()
    {
        _external = new ConcreteSpec
        {
            Name = "external", Namespace = "test", Version = Cairn.Specs.Version.Parse("1.0"), Architecture = _library.Architecture,
            External = new ExternalLocation("/usr", [], PlainMapping.Empty),
        };
        _root = new ConcreteSpec
        {
            Name = "root", Namespace = "test", Version = Cairn.Specs.Version.Parse("1.0"), Architecture = _library.Architecture,
            Dependencies =
            [
                new ConcreteEdge(_external, DependencyTypes.Link), new ConcreteEdge(_library, DependencyTypes.Link), new ConcreteEdge(_tool, DependencyTypes.Run),
                new ConcreteEdge(Specs.Of("builder", "1.0"), DependencyTypes.Build),
            ],
        };
        foreach (var spec in new[] { _library, _tool, _root })
        {
            Directory.CreateDirectory(Path.Combine(PrefixOf(spec), "bin"));
        }
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(LoadScope.All, "external tool->root tool library root")]
    [InlineData(LoadScope.Package, "root")]
    [InlineData(LoadScope.Dependencies, "external tool->root tool library")]
    public void Recipes_speak_externals_first_and_dependencies_before_dependents(LoadScope scope, string order) =>
        Apply(scope)["ORDER"].ShouldBe(order);

    [Fact]
    public void Programs_of_what_runs_come_before_those_of_what_is_only_linked()
    {
        var path = Apply(LoadScope.All)["PATH"].Split(':');

        path.ShouldBe([Bin(_root), Bin(_tool), Bin(_root), Bin(_library), Bin(_tool)]);
    }

    private Dictionary<string, string> Apply(LoadScope scope)
    {
        var environment = new Dictionary<string, string>();
        var inspections = new PrefixInspections([("./bin", ["PATH"])]);
        new RunEnvironment(inspections, PrefixOf, Answers).ChangesFor([_root], scope).Apply(environment);
        return environment;
    }

    private string Bin(ConcreteSpec spec) => Path.Combine(PrefixOf(spec), "bin");

    private string PrefixOf(ConcreteSpec spec) => spec.ExternalPath ?? Path.Combine(_directory.Path, spec.Name);

    private RecipeAnswers Answers(ConcreteSpec spec) => new()
    {
        Own = [new EnvironmentChange(EnvironmentChangeKind.AppendFlagsEnv, "ORDER", spec.Name, " ")],
        Given = spec.Name == "root"
            ? ImmutableDictionary<string, ImmutableArray<EnvironmentChange>>.Empty.Add(
                _tool.Hash, [new EnvironmentChange(EnvironmentChangeKind.AppendFlagsEnv, "ORDER", "tool->root", " ")])
            : ImmutableDictionary<string, ImmutableArray<EnvironmentChange>>.Empty,
    };
}
