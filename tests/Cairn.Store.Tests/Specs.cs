using Cairn.Specs;

namespace Cairn.Store.Tests;

/// <summary>Small concrete specs.</summary>
internal static class Specs
{
    private static readonly ConcreteArchitecture Architecture = new("linux", "debian12", Microarchitectures.Get("x86_64"));

    public static ConcreteSpec Of(string name, string version, params ConcreteSpec[] dependencies) => new()
    {
        Name = name,
        Namespace = "test",
        Version = Version.Parse(version),
        Architecture = Architecture,
        Dependencies = [.. dependencies.Select(node => new ConcreteEdge(node, DependencyTypes.Build | DependencyTypes.Link))],
    };
}
