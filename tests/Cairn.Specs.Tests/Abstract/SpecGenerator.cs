using Cairn.Specs;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Specs.Tests.Abstract;

/// <summary>Specs over a small universe, so that clashes and matches are frequent.</summary>
internal static class SpecGenerator
{
    private static readonly Gen<string> Version = Gen.Elements("", "", "@1", "@1.2", "@1.2:", "@:1.3", "@=1.2", "@1:2,4:", "@develop", "@git.x=1.2");

    private static readonly Gen<string> Boolean = Gen.Elements("", "", "+mpi", "~mpi", "+shared~mpi", "+mpi~shared");

    private static readonly Gen<string> Pair = Gen.Elements(
        "", "", " x=a", " x=b", " x=a,b", " x:=a,b", " x:=a", " x='a b'", " x=*", " y='it\\'s'", " y=\"it's\"", " y=a x=b");

    private static readonly Gen<string> Flags = Gen.Elements("", "", "", " cflags=-g", " cflags=-g ldflags='-L/x -ly'", " cflags==-g");

    private static readonly Gen<string> Architecture = Gen.Elements(
        "", "", "", " os=debian12", " platform=linux", " target=x86_64:", " target=haswell:skylake", " target=zen2,zen3", " target=skylake",
        " arch=linux-debian12-skylake");

    private static readonly Gen<string> Hash = Gen.Elements("", "", "", "", "", "/abc", "/ab", "/xyz");

    private static readonly Gen<string> Edge = Gen.Elements(
        "^", "^", "^", "%", "%", "%%", "^[virtuals=mpi] ", "%c,cxx=", "^[when='+mpi'] ", "%[when='@1.2: x=a' virtuals=c] ", "^[deptypes=build,link] ");

    /// <summary>Specs without dependencies.</summary>
    public static Gen<string> Node(params string[] names) =>
        from name in Gen.Elements(names)
        from version in Version
        from boolean in Boolean
        from flags in Flags
        from pair in Pair
        from architecture in Architecture
        from hash in Hash
        select $"{name}{version}{boolean}{flags}{pair}{architecture}{(hash.Length > 0 ? " " + hash : "")}".Trim();

    /// <summary>Specs with up to three dependencies, each of another name.</summary>
    public static Arbitrary<AbstractSpec> Specs() => (
        from root in Node("hdf5", "", "", "zlib")
        from first in Dependency("mpich", "openmpi")
        from second in Dependency("gcc")
        from third in Dependency("zlib-ng", "cmake")
        from count in Gen.Choose(0, 4)
        select AbstractSpec.Parse(string.Join(' ', new[] { root, first, second, third }.Take(Math.Max(1, count)))))
        .ToArbitrary();

    private static Gen<string> Dependency(params string[] names) =>
        from edge in Edge
        from node in Node([.. names.Select(name => name + Suffix(edge))])
        select edge + node;

    // Two edges to one name under different conditions are two things; which of them `^name %compiler` means is open.
    private static string Suffix(string edge) => edge switch
    {
        _ when edge.Contains("+mpi", StringComparison.Ordinal) => "-with-mpi",
        _ when edge.Contains("x=a", StringComparison.Ordinal) => "-with-x",
        _ => "",
    };
}
