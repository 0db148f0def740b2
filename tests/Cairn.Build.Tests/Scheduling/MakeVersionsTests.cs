using Cairn.Build.Scheduling;
using Cairn.Specs;

namespace Cairn.Build.Tests.Scheduling;

public sealed class MakeVersionsTests
{
    [Theory]
    [InlineData(null, null, false)]
    [InlineData("4.3", null, false)]
    [InlineData("4.4", null, true)]
    [InlineData("4.4.1", "1.11.1", true)]
    [InlineData("4.3", "1.13.0", false)]
    [InlineData(null, "1.11.1", false)]
    [InlineData(null, "1.13.1", true)]
    public void Names_go_to_those_who_understand_them_and_never_to_an_older_make(string? make, string? ninja, bool isNamed)
    {
        var directory = Directory.CreateTempSubdirectory("cairn-build-").FullName;
        try
        {
            using var jobserver = new Jobserver(2, directory);
            var tools = new[] { ("gmake", make), ("ninja", ninja) }.Where(tool => tool.Item2 is not null)
                .Select(tool => new ConcreteEdge(Versioned(Specs.Node(tool.Item1), tool.Item2!), DependencyTypes.Build));
            var spec = Versioned(Specs.Node("program"), "1.0", [.. tools]);

            MakeVersions.FlagsFor(spec, jobserver).Contains("fifo:").ShouldBe(isNamed);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static ConcreteSpec Versioned(ConcreteSpec spec, string version, params ConcreteEdge[] dependencies) => new()
    {
        Name = spec.Name,
        Namespace = spec.Namespace,
        Version = Version.Parse(version),
        Architecture = spec.Architecture,
        Dependencies = [.. dependencies],
    };
}
