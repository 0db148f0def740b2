using static Cairn.Specs.Tests.Concrete.Dag;

namespace Cairn.Specs.Tests.Concrete;

public sealed class SatisfiesTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("hdf5", true)]
    [InlineData("zlib", false)]
    [InlineData("builtin.hdf5", true)]
    [InlineData("mine.hdf5", false)]
    [InlineData("@1.14", true)]
    [InlineData("@1.14.6", true)]
    [InlineData("@=1.14", false)]
    [InlineData("@:1.12", false)]
    [InlineData("+mpi", true)]
    [InlineData("~mpi", false)]
    [InlineData("+cxx", false)]
    [InlineData("api=v18", true)]
    [InlineData("api:=v18", false)]
    [InlineData("api:=v18,default", true)]
    [InlineData("build_type=Release", true)]
    [InlineData("build_type=Debug", false)]
    [InlineData("cflags=-O2", true)]
    [InlineData("cflags=-O3", false)]
    [InlineData("target=zen3", true)]
    [InlineData("target=x86_64_v3:", true)]
    [InlineData("target=:zen2", false)]
    [InlineData("target=haswell,zen3", true)]
    [InlineData("target=*", true)]
    [InlineData("platform=linux os=debian12", true)]
    [InlineData("os=ubuntu22.04", false)]
    [InlineData("arch=linux-debian12-zen3", true)]
    [InlineData("^zlib-ng@2.2:", true)]
    [InlineData("^zlib-ng@2.1", false)]
    [InlineData("^openmpi@5 ^hwloc", true)]
    [InlineData("^cmake@3.31", true)]
    [InlineData("^mpi", true)]
    [InlineData("^[virtuals=mpi] openmpi", true)]
    [InlineData("^[virtuals=blas] openmpi", false)]
    [InlineData("^python", false)]
    [InlineData("%gcc", true)]
    [InlineData("%gcc@12", true)]
    [InlineData("%gcc@13", false)]
    [InlineData("%c=gcc", true)]
    [InlineData("%cxx=gcc", false)]
    [InlineData("%c,fortran=gcc@12.2", true)]
    [InlineData("%hwloc", false)]
    [InlineData("%cmake", true)]
    [InlineData("%[deptypes=link] cmake", false)]
    [InlineData("^openmpi %gcc@12", true)]
    [InlineData("^openmpi %gcc@13", false)]
    [InlineData("^[when=+mpi] python", false)]
    [InlineData("^[when=~mpi] python", true)]
    [InlineData("++shared", false)]
    [InlineData("~~shared", true)]
    public void A_solved_dag_is_compared_with_a_constraint(string constraint, bool expected)
    {
        Hdf5().Satisfies(AbstractSpec.Parse(constraint)).ShouldBe(expected);
        Hdf5().Intersects(AbstractSpec.Parse(constraint)).ShouldBe(expected);
    }

    [Fact]
    public void A_hash_is_fulfilled_by_its_beginning()
    {
        var spec = Hdf5();
        spec.Satisfies(AbstractSpec.Parse("/" + spec.Hash[..5])).ShouldBeTrue();
        spec.Satisfies(AbstractSpec.Parse("hdf5/" + spec.Hash)).ShouldBeTrue();
        spec.Satisfies(AbstractSpec.Parse("/zzzzz")).ShouldBeFalse();
    }

    [Fact]
    public void Dependencies_can_be_left_out() =>
        Hdf5().Satisfies(AbstractSpec.Parse("hdf5+mpi ^python"), checkDependencies: false).ShouldBeTrue();

    [Fact]
    public void A_provider_satisfies_a_virtual_in_the_versions_it_declares()
    {
        var openmpi = Hdf5()["openmpi"];
        var virtuals = new OpenMpiProvidesMpi();
        openmpi.Satisfies(AbstractSpec.Parse("mpi@3:"), virtuals).ShouldBeTrue();
        openmpi.Satisfies(AbstractSpec.Parse("mpi@4:"), virtuals).ShouldBeFalse();
        openmpi.Satisfies(AbstractSpec.Parse("mpi")).ShouldBeFalse();
        Hdf5().Satisfies(AbstractSpec.Parse("^mpi@3"), virtuals).ShouldBeTrue();
        Hdf5().Satisfies(AbstractSpec.Parse("^mpi@4"), virtuals).ShouldBeFalse();
        Hdf5().Satisfies(AbstractSpec.Parse("%mpi"), virtuals).ShouldBeTrue();
    }

    [Fact]
    public void Contains_asks_the_node_that_the_name_leads_to()
    {
        Hdf5().Contains(AbstractSpec.Parse("openmpi@5")).ShouldBeTrue();
        Hdf5().Contains(AbstractSpec.Parse("openmpi@4")).ShouldBeFalse();
        Hdf5().Contains(AbstractSpec.Parse("+mpi")).ShouldBeTrue();
        Hdf5().Contains(AbstractSpec.Parse("mpi")).ShouldBeTrue();
        Hdf5().Contains(AbstractSpec.Parse("python")).ShouldBeFalse();
    }

    [Fact]
    public void Before_format_5_the_compiler_is_asked_of_the_annotation()
    {
        var old = new ConcreteSpec { Name = "a", Version = Version.Parse("1"), Architecture = Level3, OriginalFormat = 4, LegacyCompiler = "gcc@=9.4.0" };
        old.Satisfies(AbstractSpec.Parse("%gcc@9")).ShouldBeTrue();
        old.Satisfies(AbstractSpec.Parse("%gcc@10")).ShouldBeFalse();
        old.Satisfies(AbstractSpec.Parse("%clang")).ShouldBeFalse();
    }

    private sealed class OpenMpiProvidesMpi : IVirtualPackages
    {
        public bool IsVirtual(string name) => name == "mpi";

        public IReadOnlyList<ProvidedVirtuals>? ProvidedBy(string fullName) => fullName == "builtin.openmpi"
            ? [new ProvidedVirtuals(AbstractSpec.Parse("@5:"), [AbstractSpec.Parse("mpi@:3.1")])]
            : null;

        public IReadOnlyList<string> ProvidersOf(string virtualName) => virtualName == "mpi" ? ["openmpi"] : [];
    }
}
