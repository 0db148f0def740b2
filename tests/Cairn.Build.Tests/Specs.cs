using Cairn.Specs;
using Cairn.Store.Database;

namespace Cairn.Build.Tests;

/// <summary>Small concrete specs.</summary>
internal static class Specs
{
    private static readonly ConcreteArchitecture Architecture = new("linux", "debian12", Microarchitectures.Get("x86_64"));

    public static ConcreteSpec Node(string name, string? external = null, params (ConcreteSpec Node, DependencyTypes Types)[] dependencies) => new()
    {
        Name = name,
        Namespace = "test",
        Version = Version.Parse("1.0"),
        Architecture = Architecture,
        External = external is null ? null : new ExternalLocation(external),
        Dependencies = [.. dependencies.Select(edge => new ConcreteEdge(edge.Node, edge.Types))],
    };

    public static InstallRecord Installed(ConcreteSpec spec) => new() { Spec = spec, Path = $"/store/{spec.Name}", IsInstalled = true };
}
