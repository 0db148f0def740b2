using static Cairn.Specs.Tests.Concrete.Dag;

namespace Cairn.Specs.Tests.Concrete;

public sealed class DagTreeTests
{
    [Theory]
    [InlineData("nodes")]
    [InlineData("edges")]
    [InlineData("paths")]
    public void A_tree_covers_what_is_asked_for(string cover) => Render(new DagTreeOptions
    {
        Cover = Enum.Parse<TraversalCover>(cover, ignoreCase: true),
        Format = node => $"{node.Name}@{node.Version}",
    }).ShouldBe(Golden.Text($"tree-{cover}.txt"));

    [Fact]
    public void A_tree_shows_hashes_types_and_status() => Render(new DagTreeOptions
    {
        HashLength = 7,
        ShowsTypes = true,
        ShowsNamespaces = true,
        Status = node => node.IsExternal ? InstallStatus.External
            : node.Name == "cmake" ? InstallStatus.Installed
            : node.Name == "gmake" ? InstallStatus.Upstream
            : node.Name == "hwloc" ? InstallStatus.Missing
            : InstallStatus.Absent,
    }).ShouldBe(Golden.Text("tree-long.txt"));

    [Fact]
    public void When_edges_are_shown_types_are_those_of_the_edge() => Render(new DagTreeOptions
    {
        Cover = TraversalCover.Edges, ShowsTypes = true, Format = node => node.Name,
    }).ShouldBe(Golden.Text("tree-edge-types.txt"));

    [Fact]
    public void Types_restrict_what_is_followed() => Render(new DagTreeOptions
    {
        Types = Link | Run, Format = node => node.Name,
    }).ShouldBe("hdf5\n    ^openmpi\n        ^hwloc\n    ^zlib-ng");

    [Fact]
    public void Only_the_first_line_is_shown_without_dependencies() =>
        Render(new DagTreeOptions { ShowsDependencies = false, Format = node => node.Name, Indent = 2, ShowsDepth = true }).ShouldBe("  0   hdf5");

    [Fact]
    public void Colours_repeat_what_the_signs_say() => Render(new DagTreeOptions
    {
        Colors = SpecColors.Default, ShowsDependencies = false, HashLength = 4, Status = _ => InstallStatus.Installed,
    }).ShouldBe(
        $"\e[0;32m[+]\e[0m  \e[0;90m{Hdf5().ShortHash(4)}\e[0m  hdf5\e[0;36m@1.14.6\e[0m\e[0;32m cflags='-O2 -g' \e[0m\e[0;94m+mpi~shared api:=default,v18 "
        + "build_type=Release\e[0m\e[0;35m platform=linux\e[0m\e[0;35m os=debian12\e[0m\e[0;35m target=zen3\e[0m\e[0;32m %c,fortran=gcc@12.2.0\e[0m");

    [Fact]
    public void Roots_are_sorted_and_share_their_nodes()
    {
        var shared = Node("zlib", "1");
        DagTree.Render([Node("b", "1", On(shared, Link)), Node("a", "1", On(shared, Link))], new DagTreeOptions { Format = node => node.Name })
            .ShouldBe("a\n    ^zlib\nb\n");
    }

    private static string Render(DagTreeOptions options) => DagTree.Render([Hdf5()], options).TrimEnd('\n');
}
