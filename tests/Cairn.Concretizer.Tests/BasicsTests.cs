using Cairn.Specs;
using Shouldly;
using Xunit;

namespace Cairn.Concretization.Tests;

public sealed class BasicsTests
{
    [Fact]
    public void The_newest_version_is_taken()
    {
        var world = new World(withCompiler: false);
        world.Package("zlib", "1.2", "1.3", "1.3.1");
        world.Solve("zlib").Version.ToString().ShouldBe("1.3.1");
        world.Solve("zlib@1.2").Version.ToString().ShouldBe("1.2");
    }

    [Fact]
    public void A_dependency_comes_with_its_constraints()
    {
        var world = new World(withCompiler: false);
        world.Package("hdf5", "1.14").Variant("mpi", true).DependsOn("mpi", "+mpi").DependsOn("zlib@:1.2+pic");
        world.Package("zlib", "1.2", "1.3").Variant("pic", false);
        world.Package("mpich", "4").Provides("mpi");
        world.Package("openmpi", "5").Provides("mpi");
        world.Providers("mpi", "openmpi", "mpich");
        var hdf5 = world.Solve("hdf5");
        hdf5["zlib"].Version.ToString().ShouldBe("1.2");
        hdf5["zlib"].Variants["pic"]!.IsEnabled.ShouldBeTrue();
        hdf5["mpi"].Name.ShouldBe("openmpi");
        world.Solve("hdf5~mpi").Dependencies.Length.ShouldBe(1);
        world.Solve("hdf5 ^mpich")["mpi"].Name.ShouldBe("mpich");
    }

    [Fact]
    public void What_is_compiled_depends_on_compiler_runtime_wrapper_and_c_library()
    {
        var world = new World();
        world.Package("zlib", "1.3").DependsOn("c", types: DependencyTypes.Build);
        var zlib = world.Solve("zlib");
        zlib.Dependencies.Select(edge => $"{edge.Node.Name}:{edge.Types.ToText()}:{string.Join('+', edge.Virtuals)}").ShouldBe(
            ["compiler-wrapper:build:", "gcc:build:c", "gcc-runtime:link:", "glibc:link:libc"]);
        zlib["gcc"].IsExternal.ShouldBeTrue();
        zlib.Find("gcc-runtime")!.Version.ToString().ShouldBe("12.2.0");
    }
}
