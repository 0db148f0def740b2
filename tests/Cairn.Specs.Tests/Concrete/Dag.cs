using System.Collections.Immutable;

namespace Cairn.Specs.Tests.Concrete;

/// <summary>Small DAGs for tests.</summary>
internal static class Dag
{
    public const DependencyTypes Build = DependencyTypes.Build;
    public const DependencyTypes Link = DependencyTypes.Link;
    public const DependencyTypes Run = DependencyTypes.Run;
    public const DependencyTypes Test = DependencyTypes.Test;

    public static ConcreteArchitecture Zen3 { get; } = new("linux", "debian12", Microarchitectures.Get("zen3"));

    public static ConcreteArchitecture Level3 { get; } = new("linux", "debian12", Microarchitectures.Get("x86_64_v3"));

    public static ConcreteSpec Node(string name, string version, params ReadOnlySpan<ConcreteEdge> dependencies) => new()
    {
        Name = name,
        Version = Version.Parse(version),
        Namespace = "builtin",
        Architecture = Level3,
        Dependencies = [.. dependencies],
    };

    public static ConcreteEdge On(ConcreteSpec node, DependencyTypes types, params ReadOnlySpan<string> virtuals) =>
        new(node, types, ImmutableArray.Create(virtuals));

    /// <summary>
    /// hdf5 → openmpi (mpi) → hwloc → zlib-ng (zlib-api); hdf5 → zlib-ng; both built with gcc and cmake or gmake; cmake links
    /// to another zlib-ng.
    /// </summary>
    public static ConcreteSpec Hdf5()
    {
        var gcc = new ConcreteSpec
        {
            Name = "gcc",
            Version = Version.Parse("12.2.0"),
            Namespace = "builtin",
            Architecture = Level3,
            Variants = VariantMap.Of([new VariantValue(VariantType.Multiple, "languages", ["c", "c++"], isConcrete: true)]),
            External = new ExternalLocation("/usr", [], new PlainMapping([new("compilers", new PlainMapping([new("c", new PlainText("/usr/bin/gcc"))]))])),
        };
        var oldZlib = Node("zlib-ng", "2.1.0", On(gcc, Build, "c"));
        var zlib = Node("zlib-ng", "2.2.4", On(gcc, Build, "c"));
        var cmake = Node("cmake", "3.31.9", On(gcc, Build, "cxx", "c"), On(oldZlib, Build | Link, "zlib-api"));
        var gmake = Node("gmake", "4.4.1", On(gcc, Build, "c"));
        var hwloc = Node("hwloc", "2.11.1", On(zlib, Link, "zlib-api"), On(gcc, Build, "c"), On(gmake, Build));
        var openmpi = Node("openmpi", "5.0.8", On(hwloc, Build | Link), On(gcc, Build, "c", "cxx"), On(gmake, Build));
        return new ConcreteSpec
        {
            Name = "hdf5",
            Version = Version.Parse("1.14.6"),
            Namespace = "builtin",
            Architecture = Zen3,
            Variants = VariantMap.Of(
            [
                VariantValue.Boolean("mpi", true),
                VariantValue.Boolean("shared", false),
                new VariantValue(VariantType.Single, "build_type", ["Release"]),
                new VariantValue(VariantType.Multiple, "api", ["v18", "default"], isConcrete: true),
            ]),
            CompilerFlags = CompilerFlags.Empty.Set("cflags", [new CompilerFlag("-O2"), new CompilerFlag("-g")]).Set("ldflags", []),
            PackageHash = "p4ck4g3====",
            Dependencies =
            [
                On(openmpi, Build | Link, "mpi"), On(zlib, Build | Link, "zlib-api"), On(cmake, Build), On(gmake, Build),
                On(gcc, Build, "fortran", "c"),
            ],
        };
    }
}
